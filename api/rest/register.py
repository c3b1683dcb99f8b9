"""``/v1/reviews/{id}/commitments`` and ``…/copies``: corrections of the register, and the copy about to be signed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api.rest.access import By, ContextOf, Doer, IdempotencyKey, PrincipalOf, once
from api.rest.answers import review_answer
from api.rest.forms import (
    ClauseForm,
    CommitmentForm,
    CopyAnswer,
    CopyPendingAnswer,
    CorrectionForm,
    DifferenceAnswer,
    ReviewAnswer,
)
from api.rest.reviews import ReviewId
from api.rest.uploads import FILE_BODY, file_of
from api.services import acts, copies, corrections, reviews
from api.services.cases import As
from api.services.copies import HandedIn
from api.services.corrections import Correction
from api.store.rows import Copy
from review.compare import Difference
from review.model.canonical import sha256
from review.model.roles import Role

router = APIRouter(prefix="/v1/reviews", tags=["register"])

CopyId = Annotated[str, Path(min_length=1, max_length=64, description="As the answer to a copy gave it.")]
_BEING_READ: dict[str, Any] = {
    "model": CopyPendingAnswer,
    "description": "It is being read; ask again at `Location` after `Retry-After` seconds.",
    "headers": {
        "Location": {"description": "Where its answer will stand.", "schema": {"type": "string"}},
        "Retry-After": {"description": "Seconds.", "schema": {"type": "string"}},
    },
}

LineId = Annotated[str, Path(min_length=1, max_length=100, description="Id of the line, as the review gives it.")]


@router.post("/{review_id}/commitments", summary="Add a commitment that was missed", status_code=201)
def post_commitment(review_id: ReviewId, form: CommitmentForm, by: Doer) -> ReviewAnswer:
    """Its words as they stand in the contract, and why it was missed; its owner decides on it like on any other."""
    as_ = As(form.role, form.delegate_of, form.expected, once=by.once([review_id, form.model_dump()]))
    corrections.add_commitment(by.context, by.principal, review_id, form.quote, form.kind, form.reason, form.owner, as_)
    return review_answer(reviews.view(by.context, by.principal, review_id), by.tongue)


@router.patch("/{review_id}/commitments/{line_id}", summary="Correct a commitment that was read wrong")
def patch_commitment(review_id: ReviewId, line_id: LineId, form: CorrectionForm, by: Doer) -> ReviewAnswer:
    """A decision on the line as it was falls off."""
    change = Correction(form.kind, form.owner, form.ours)
    as_ = As(form.role, form.delegate_of, form.expected, once=by.once([review_id, line_id, form.model_dump()]))
    corrections.edit_commitment(by.context, by.principal, review_id, line_id, change, form.reason, as_)
    return review_answer(reviews.view(by.context, by.principal, review_id), by.tongue)


@router.post("/{review_id}/clauses", summary="Give a clause to another role", status_code=201)
def post_clause(review_id: ReviewId, form: ClauseForm, by: Doer) -> ReviewAnswer:
    """By whoever answers for it, or the contract manager. Promises in it keep their owners: each is reassigned by a decision."""
    given = [review_id, form.model_dump()]
    as_ = As(form.role, form.delegate_of, form.expected, once=by.once(given))
    if not acts.done_before(by.context, by.principal, review_id, as_.once):
        made = corrections.reassignment(by.context, by.principal, review_id, form.clause, form.owner, form.to, form.reason)
        acts.act(by.context, by.principal, review_id, made, as_)
    return review_answer(reviews.view(by.context, by.principal, review_id), by.tongue)


@router.post(
    "/{review_id}/copies",
    summary="Compare the copy about to be signed",
    status_code=201,
    response_model=CopyAnswer,
    openapi_extra=FILE_BODY,
    responses={202: _BEING_READ},
)
async def post_copy(
    review_id: ReviewId,
    request: Request,
    context: ContextOf,
    principal: PrincipalOf,
    role: Annotated[Role | None, Query(description="In which role, for an account that has several.")] = None,
    idempotency_key: IdempotencyKey = "",
) -> Response | CopyAnswer:
    """Word for word against the approved text; one altered digit stops the signing and is shown with its place.

    A copy with pages that are pictures is read as a job: 202, and the answer stands at `Location` once it is there. The
    outcome is noted in your name, if you may still do so by then and no later draft came in.
    """
    name, data = await file_of(request)
    as_ = As(role, once=once(idempotency_key, [review_id, sha256(data)]))
    return _copy(await run_in_threadpool(copies.hand_in, context, principal, review_id, name, data, as_))


@router.get(
    "/{review_id}/copies/{copy_id}",
    summary="What became of a copy",
    response_model=CopyAnswer,
    responses={202: _BEING_READ},
)
def get_copy(review_id: ReviewId, copy_id: CopyId, by: By) -> Response | CopyAnswer:
    """The answer to the copy as it was handed in: what was found, or the problem; 202 while it is being read."""
    return _copy(copies.progress(by.context, by.principal, review_id, copy_id))


def _copy(found: HandedIn) -> Response | CopyAnswer:
    """Raises the failure of a copy that could not be read, or whose outcome could not be noted."""
    if found.failure:
        raise found.failure
    if found.compared is None:
        return _pending(found.copy)
    compared = found.compared
    differences, filled = [_difference(d) for d in compared.differences], [_difference(d) for d in compared.filled]
    return CopyAnswer(
        sha256=compared.sha256, agrees=not differences, scanned=compared.scanned, differences=differences, filled=filled
    )


def _pending(copy: Copy) -> Response:
    said = CopyPendingAnswer(
        id=copy.id, sha256=copy.sha256, name=copy.name, pages=copy.pages, received_at=copy.at, received_by=copy.person
    )
    headers = {"Location": f"/v1/reviews/{copy.revision_id}/copies/{copy.id}", "Retry-After": "2"}
    return JSONResponse(said.model_dump(mode="json"), 202, headers)


def _difference(d: Difference) -> DifferenceAnswer:
    return DifferenceAnswer(number=d.number, page=d.page, approved=d.approved_text, copied=d.copy_text, shown=d.shown)
