"""``/v1/reviews``: drafts, what the check found, what people do about it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.auth.principal import Principal
from api.rest.access import By, Caller, ContextOf, Doer, PrincipalOf
from api.rest.answers import review_answer
from api.rest.forms import Acting, ActionForm, DecisionForm, ReviewAnswer, SignatureForm, Submitted, WaiverForm
from api.rest.preconditions import IfMatch, hold, review_tag
from api.rest.uploads import BODY, Upload, upload_of
from api.services import acts, deals, deliveries, drafts, packets, redlines, reviews
from api.services.cases import As
from api.services.context import Context
from api.store.rows import CheckState
from review.model.event import Fact
from review.model.roles import Role
from review.workflow import fact_name

router = APIRouter(prefix="/v1/reviews", tags=["reviews"])

ReviewId = Annotated[str, Path(min_length=1, max_length=64, description="As the answer to a draft gave it.")]


@router.post(
    "",
    summary="Hand in a draft",
    status_code=202,
    openapi_extra=BODY,
    responses={200: {"model": Submitted, "description": "This file was handed in before, and is checked."}},
)
async def post_review(
    request: Request,
    response: Response,
    context: ContextOf,
    principal: PrincipalOf,
    idempotency_key: Annotated[str, Header(max_length=200, description="Your event's id: the same one twice is one.")] = "",
) -> Submitted:
    """The check runs as a job: follow `Location`. The same file for the same deal is the same revision, however often."""
    upload = await upload_of(request)
    done = await run_in_threadpool(_submit_once, context, principal, upload, idempotency_key)
    response.status_code = 202 if done.state is CheckState.PENDING else 200
    response.headers["Location"] = f"/v1/reviews/{done.id}"
    return done


@router.get("/{review_id}", summary="State, commitments, findings, decisions", responses={202: {"model": ReviewAnswer}})
def get_review(review_id: ReviewId, response: Response, by: By) -> ReviewAnswer:
    """202 while a check is under way; ask again after `Retry-After` seconds."""
    found = reviews.view(by.context, by.principal, review_id)
    response.headers["ETag"] = review_tag(found)
    if found.pending:
        response.status_code = 202
        response.headers["Retry-After"] = "1"
    return review_answer(found, by.tongue)


@router.post(
    "/{review_id}/checks",
    summary="Check the draft again",
    status_code=202,
    responses={200: {"model": Submitted, "description": "Today's rules and version checked it already."}},
)
def post_check(
    review_id: ReviewId,
    response: Response,
    context: ContextOf,
    principal: PrincipalOf,
    role: Annotated[Role | None, Query(description="In which role, for an account that has several.")] = None,
) -> Submitted:
    """The same file by the rules and the version of today. Decisions stay where what they decided is unchanged."""
    done = drafts.check_again(context, principal, review_id, role)
    response.status_code = 202 if done.check.state is CheckState.PENDING else 200
    response.headers["Location"] = f"/v1/reviews/{review_id}"
    return Submitted(**_submitted(done))


@router.get("/{review_id}/draft", summary="The draft as it was handed in", response_class=Response)
def get_draft(review_id: ReviewId, context: ContextOf, principal: PrincipalOf) -> Response:
    """Byte for byte the file that was handed in."""
    _, data = drafts.file_of(context, principal, review_id)
    return Response(data, media_type="application/octet-stream")


@router.post("/{review_id}/decisions", summary="Decide on a commitment", status_code=201)
def post_decision(review_id: ReviewId, form: DecisionForm, by: Doer, response: Response, if_match: IfMatch = "") -> ReviewAnswer:
    """Bound to the line's fingerprint. A confirmation by FR needs evidence, a rejection the wording proposed instead.

    The same decision of the same person, sent again, changes nothing.
    """
    fields = form.model_dump(mode="json", exclude={"role", "delegate_of", "expected", "commitment"}, exclude_none=True)
    action = acts.action_from("decide", {"item": form.commitment, **fields})
    return _act(by, review_id, action, form, response, if_match)


@router.post("/{review_id}/waivers", summary="Ask for, concur in, or grant a waiver", status_code=201)
def post_waiver(review_id: ReviewId, form: WaiverForm, by: Doer, response: Response, if_match: IfMatch = "") -> ReviewAnswer:
    """Whoever asks cannot grant; who may grant follows from the finding's severity."""
    name, wanted = _WAIVER_STEPS[form.step]
    given = form.model_dump(mode="json", exclude_none=True)
    action = acts.action_from(name, {field: given[field] for field in wanted if field in given})
    return _act(by, review_id, action, form, response, if_match)


@router.post("/{review_id}/signatures", summary="Sign", status_code=201)
def post_signature(
    review_id: ReviewId, form: SignatureForm, by: Doer, response: Response, if_match: IfMatch = ""
) -> ReviewAnswer:
    """One signature per role on one document. Nobody signs before FR has decided every commitment that FR owns."""
    fields = form.model_dump(mode="json", include={"statement", "document_sha256", "review_identity"})
    return _act(by, review_id, acts.action_from("sign_off_packet", {**fields, "method": "api"}), form, response, if_match)


@router.post("/{review_id}/actions", summary="Do anything else the workflow knows", status_code=201)
def post_action(review_id: ReviewId, form: ActionForm, by: Doer, response: Response, if_match: IfMatch = "") -> ReviewAnswer:
    """Approve, release, hand over, escalate, delegate …; the answer to an unknown action names those there are."""
    return _act(by, review_id, acts.action_from(form.action, form.fields), form, response, if_match)


@router.get(
    "/{review_id}/redline",
    summary="The draft back in Word (DOCX)",
    response_class=Response,
    responses={200: {"content": {redlines.MEDIA_TYPE: {}}}},
)
def get_redline(review_id: ReviewId, context: ContextOf, principal: PrincipalOf) -> Response:
    """A comment at each open finding; wordings proposed by rules and by FR as tracked changes. 422 when it was no Word file."""
    name, data = redlines.redline_of(context, principal, review_id)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=redlines.MEDIA_TYPE, headers=headers)


@router.get(
    "/{review_id}/packet",
    summary="The sign-off packet (PDF)",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}, 202: {"description": "It is being made; ask again."}},
)
def get_packet(
    review_id: ReviewId,
    context: ContextOf,
    principal: PrincipalOf,
    language: Annotated[Literal["zh", "en", "both"], Query()] = "zh",
    extract: Annotated[bool, Query(description="What came after the release, instead of the released packet.")] = False,
) -> Response:
    """Sealed; marked as a draft until the contract is released, and never changed from then on. 202 while it is made."""
    found = packets.latest(context, principal, review_id, language, extract)
    if found is None:
        here = f"/v1/reviews/{review_id}/packet?language={language}{'&extract=true' if extract else ''}"
        return Response(status_code=202, headers={"Location": here, "Retry-After": "2"})
    disposition = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return Response(found.data, media_type="application/pdf", headers={"Content-Disposition": disposition})


_WAIVER_STEPS = {
    "request": ("request_waiver", ("finding", "reason", "risk_amount", "currency", "compensation", "expires")),
    "concur": ("concur_waiver", ("finding", "digest")),
    "grant": ("grant_waiver", ("finding", "digest")),
}


def _submit_once(context: Context, principal: Principal, upload: Upload, key: str) -> Submitted:
    answer = deliveries.once(context, principal, key, upload.digest, lambda: _submit(context, principal, upload))
    return Submitted(**answer)


def _submit(context: Context, principal: Principal, upload: Upload) -> dict[str, Any]:
    form = upload.form
    file = drafts.readable(context, principal, form.file.name, upload.data)
    if upload.record is not None:
        deals.put_deal(context, principal, form.deal, upload.record)
    return _submitted(drafts.submit(context, principal, form.deal, file, form.side, form.language, form.role))


def _submitted(done: drafts.Submitted) -> dict[str, Any]:
    revision, state = done.revision, done.check.state.value
    return {"id": revision.id, "deal": done.external_id, "number": revision.number, "created": done.created, "state": state}


def _act(by: Caller, review_id: str, action: Fact, form: Acting, response: Response, seen: str) -> ReviewAnswer:
    once, expected = by.once([review_id, fact_name(type(action)), action]), form.expected
    if seen and not acts.done_before(by.context, by.principal, review_id, once):
        before = reviews.view(by.context, by.principal, review_id)
        hold(seen, review_tag(before))
        expected = before.sequence if expected is None else expected
    acts.act(by.context, by.principal, review_id, action, As(form.role, form.delegate_of, expected, once=once))
    after = reviews.view(by.context, by.principal, review_id)
    response.headers["ETag"] = review_tag(after)
    return review_answer(after, by.tongue)
