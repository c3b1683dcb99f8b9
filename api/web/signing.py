"""Signatures, approval and release of a revision."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.services import packets, reviews, signin
from api.web.posting import FormSent
from api.web.words import one_of
from review.model.roles import Role
from review.workflow.facts.signing import Approve, ReleasePacket, SignOffPacket

router = APIRouter(prefix="/reviews/{review_id}")


@router.post("/signatures")
def sign(form: FormSent) -> Response:
    """Sign with the password, on the document and the statement that were seen."""
    place = f"sign-{form.text('role')}"

    def done() -> Response:
        role = one_of(Role, form.text("role"), "role")
        signin.confirm(form.context, form.person, form.given.get("password", ""))
        action = SignOffPacket(form.text("document_sha256"), form.text("review_identity"), form.given.get("statement", ""))
        form.act(action, form.as_(role))
        return form.leads("sign", place, "signature_recorded")

    return form.tried("sign", place, done)


@router.post("/approval")
def approve(form: FormSent) -> Response:
    made = Approve(form.text("document_sha256"), form.text("reason"))
    return form.made(lambda: made, "sign", "approval", "approval_recorded")


@router.post("/release")
def release(form: FormSent) -> Response:
    """Seal and release the packet."""

    def done() -> Response:
        view = reviews.view(form.context, form.person, form.review_id)
        packets.release(form.context, form.person, form.review_id, form.once(form.as_able(ReleasePacket(view.revision.sha256))))
        return form.leads("sign", "release", "released_notice")

    return form.tried("sign", "release", done)
