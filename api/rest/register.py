"""``/v1/reviews/{id}/commitments`` and ``…/copies``: corrections of the register, and the copy about to be signed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool

from api.rest.access import ContextOf, Doer, IdempotencyKey, PrincipalOf, once
from api.rest.answers import review_answer
from api.rest.forms import ClauseForm, CommitmentForm, CopyAnswer, CorrectionForm, DifferenceAnswer, ReviewAnswer
from api.rest.reviews import ReviewId
from api.rest.uploads import FILE_BODY, file_of
from api.services import acts, copies, corrections, reviews
from api.services.cases import As
from api.services.copies import Compared
from api.services.corrections import Correction
from review.compare import Difference
from review.model.canonical import sha256
from review.model.roles import Role

router = APIRouter(prefix="/v1/reviews", tags=["register"])

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


@router.post("/{review_id}/copies", summary="Compare the copy about to be signed", status_code=201, openapi_extra=FILE_BODY)
async def post_copy(
    review_id: ReviewId,
    request: Request,
    context: ContextOf,
    principal: PrincipalOf,
    role: Annotated[Role | None, Query(description="In which role, for an account that has several.")] = None,
    idempotency_key: IdempotencyKey = "",
) -> CopyAnswer:
    """Word for word against the approved text; one altered digit stops the signing and is shown with its place."""
    name, data = await file_of(request)
    as_ = As(role, once=once(idempotency_key, [review_id, sha256(data)]))
    found = await run_in_threadpool(copies.compare_copy, context, principal, review_id, name, data, as_)
    return _copy(found)


def _copy(found: Compared) -> CopyAnswer:
    differences, filled = [_difference(d) for d in found.differences], [_difference(d) for d in found.filled]
    return CopyAnswer(sha256=found.sha256, agrees=not differences, scanned=found.scanned, differences=differences, filled=filled)


def _difference(d: Difference) -> DifferenceAnswer:
    return DifferenceAnswer(number=d.number, page=d.page, approved=d.approved_text, copied=d.copy_text, shown=d.shown)
