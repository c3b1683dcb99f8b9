"""What a person corrects in the extraction: a commitment that was missed, one that was read wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.auth.principal import Principal
from api.services import acts, reviews
from api.services.cases import As, Stream
from api.services.context import Context
from api.services.reviews import ReviewView
from review.errors import Conflict, Failure, NotFound, sentences
from review.model.canonical import digest
from review.model.commitment import OWNER
from review.model.review import Review
from review.model.roles import Role
from review.model.span import Span
from review.workflow.facts.deciding import AddCommitment, EditCommitment, ReassignClause
from review.workflow.joining import MANUAL
from review.workflow.register import locate, manual_item


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be changed on a line; None leaves it."""

    kind: str | None = None
    owner: Role | None = None
    ours: bool | None = None


def add_commitment(
    context: Context,
    principal: Principal,
    revision_id: str,
    quote: str,
    kind: str,
    reason: str,
    owner: Role | None = None,
    as_: As | None = None,
) -> Stream:
    """Do what ``addition`` says. Raises Failure, Refused, Conflict."""
    return acts.act(context, principal, revision_id, addition(context, principal, revision_id, quote, kind, reason, owner), as_)


def addition(
    context: Context, principal: Principal, revision_id: str, quote: str, kind: str, reason: str, owner: Role | None = None
) -> AddCommitment:
    """A commitment that was missed: ``quote`` are its words as they stand in the draft. Raises Failure, Conflict."""
    _, result = _in_review(context, principal, revision_id)
    _known_kind(kind)
    span = locate(result.document, quote) if quote.strip() else None
    if span is None:
        raise Failure("quote-unknown", {"quote": quote[:80]})
    id_ = MANUAL + digest([span.start, span.end, kind])[:10]
    item = manual_item(result, id_, Span(span.start, span.end), owner or OWNER[kind], kind, context.policy)
    return AddCommitment(item, reason)


def edit_commitment(
    context: Context, principal: Principal, revision_id: str, item_id: str, change: Correction, reason: str, as_: As | None = None
) -> Stream:
    """Do what ``correction`` says. Raises Failure, Refused, Conflict."""
    return acts.act(context, principal, revision_id, correction(context, principal, revision_id, item_id, change, reason), as_)


def correction(
    context: Context, principal: Principal, revision_id: str, item_id: str, change: Correction, reason: str
) -> EditCommitment:
    """A commitment that was read wrong. A decision on the line as it was falls off. Raises Failure, NotFound, Conflict."""
    found, _ = _in_review(context, principal, revision_id)
    before = found.case.items.get(item_id)
    if before is None:
        raise NotFound("line-unknown", {"id": item_id[:80]})
    kind = _known_kind(change.kind or before.kind)
    owner = change.owner or (OWNER[kind] if change.kind else before.owner)
    ours = before.ours if change.ours is None else change.ours
    said = digest(["edited", before.fingerprint, kind, owner, ours])
    item = replace(before, kind=kind, owner=owner, ours=ours, fingerprint=said)
    return EditCommitment(item, reason)


def reassignment(
    context: Context, principal: Principal, revision_id: str, clause: str, owner: Role, to: Role, reason: str
) -> ReassignClause:
    """A clause that another role is to answer for; ``owner``: who does, as it was seen. Raises Failure, NotFound, Conflict."""
    found, _ = _in_review(context, principal, revision_id)
    routed = next((c for c in found.clauses if c.clause == clause), None)
    if routed is None:
        raise NotFound("clause-unknown", {"id": clause[:80]})
    if routed.owner is not owner:
        raise Conflict("clause-moved", {"owner": routed.owner})
    return ReassignClause(routed.clause, routed.number, routed.owner, to, reason)


def _in_review(context: Context, principal: Principal, revision_id: str) -> tuple[ReviewView, Review]:
    found = reviews.view(context, principal, revision_id)
    if found.result is None or not found.current:
        raise Conflict("draft-replaced")
    return found, found.result


def _known_kind(kind: str) -> str:
    if kind not in OWNER:
        raise Failure("kind-unknown", {"kind": kind[:20], "known": ", ".join(OWNER)})
    return kind


sentences(
    {
        "quote-unknown": {
            "zh": "草案中找不到“{quote}”。",
            "en": 'The draft does not hold the words "{quote}".',
        },
        "clause-unknown": {"zh": "草案中没有条款 {id}。", "en": "There is no clause {id} in the draft."},
        "clause-moved": {
            "zh": "此条款现由 {owner} 负责，与您查看时不同；请刷新后再操作。",
            "en": "{owner} answers for this clause now, which is not what you saw; look again first.",
        },
        "line-unknown": {"zh": "没有承诺 {id}。", "en": "There is no commitment {id}."},
        "kind-unknown": {"zh": "没有承诺类别 {kind}；可用的有：{known}。", "en": "There is no kind {kind}; there are: {known}."},
    }
)
