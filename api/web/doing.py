"""What else people do on a review's page: waivers, the copy to be signed, and every act of the table of forms."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import Response

from api.services import copies, drafts
from api.services.copies import HandedIn
from api.store.rows import CheckState
from api.web.desk import submitter
from api.web.making import made_from
from api.web.offers import AS_ROLE, FORMS
from api.web.posting import FormSent, Sent, amount, day
from api.web.words import missing
from review.errors import Failure
from review.model.canonical import sha256
from review.workflow.facts.clearing import ConcurWaiver, GrantWaiver, RequestWaiver
from review.workflow.facts.signing import CompareExecutionCopy

router = APIRouter(prefix="/reviews/{review_id}")


@router.post("/waivers")
def ask_waiver(form: FormSent) -> Response:
    """Ask for a waiver; somebody else grants it."""
    return form.made(lambda: _request(form), "findings", f"f-{form.text('finding')}", "waiver_asked")


@router.post("/waivers/concur")
def concur(form: FormSent) -> Response:
    made = ConcurWaiver(form.text("finding"), form.text("digest"))
    return form.made(lambda: made, "findings", f"f-{made.finding}", "waiver_recorded")


@router.post("/waivers/grant")
def grant(form: FormSent) -> Response:
    made = GrantWaiver(form.text("finding"), form.text("digest"))
    return form.made(lambda: made, "findings", f"f-{made.finding}", "waiver_recorded")


@router.post("/copies")
def hand_in_copy(form: FormSent, draft: Annotated[UploadFile | None, File(alias="copy")] = None) -> Response:
    """Hold the copy about to be signed against the approved text, or have it read first where it is a scan."""

    def done() -> Response:
        if draft is None or not draft.filename:
            raise missing("copy")
        data = draft.file.read()
        said = sha256(data)
        as_ = form.once(form.as_able(CompareExecutionCopy(said)), said)
        found = copies.hand_in(form.context, form.person, form.review_id, draft.filename, data, as_)
        if found.failure:
            raise found.failure
        return form.leads("execution", "", _told(found))

    return form.tried("execution", "copy", done)


@router.post("/checks")
def check_again(form: FormSent) -> Response:
    """Have the draft checked by the rules and the version of today."""

    def done() -> Response:
        role = submitter(form.context, form.visit)
        found = drafts.check_again(form.context, form.person, form.review_id, role).check
        return form.leads("scope", "", "" if found.state is CheckState.PENDING else "checked_today")

    return form.tried("scope", "check", done)


@router.post("/acts/{name}")
def act(form: FormSent, name: str) -> Response:
    """Any other act of the table of forms."""
    if name not in FORMS:
        raise Failure("action-unknown", {"name": name[:80], "known": ", ".join(FORMS)})
    given = {key: text for key, text in form.given.items() if key not in ("tab", "place")}
    make = partial(made_from, form.context, form.person, form.review_id, name, given)
    return form.made(make, form.text("tab") or "matters", form.text("place"), "act_recorded", form.text(AS_ROLE))


def _told(found: HandedIn) -> str:
    if found.compared is None:
        return "copy_kept"
    return "copy_differs" if found.compared.differences else "copy_agrees"


def _request(form: Sent) -> RequestWaiver:
    until = day(form.text("expires"), "expires")
    if until is None:
        raise missing("expires")
    risk = amount(form.text("risk_amount"), "risk_amount")
    return RequestWaiver(form.text("finding"), form.text("reason"), risk, form.text("currency"), form.text("compensation"), until)
