"""What was done before in just this way: asked for again, it happens no second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from review.model.decision import Actor, Choice, Decision
from review.model.event import Fact
from review.workflow.case import Case
from review.workflow.facts.deciding import BulkConfirm, Decide
from review.workflow.facts.drafts import ReceiveDraft, SubmitRevision
from review.workflow.facts.flow import NameTeam


def repeats(case: Case, actor: Actor, action: Fact) -> bool:
    """Whether the act adds nothing to the case: the same file with the same check, the same decision by the same person."""
    same = _SAME.get(type(action))
    return same is not None and same(case, actor, action)


def _same_draft(case: Case, actor: Actor, action: ReceiveDraft) -> bool:
    """The same file and deal record, under way or in review: nothing new came in, unless a new check was asked for."""
    pair = (action.document_sha256, action.deal_sha256)
    if case.draft is not None:
        return (case.draft.received.document_sha256, case.draft.received.deal_sha256) == pair
    last = case.revision
    return not action.again and last is not None and (last.submitted.document_sha256, last.submitted.deal_sha256) == pair


def _same_revision(case: Case, actor: Actor, action: SubmitRevision) -> bool:
    last = case.revision
    if last is None or case.draft is not None:
        return False
    return (last.submitted.document_sha256, last.submitted.review_identity) == (
        action.document_sha256,
        action.review_identity,
    )


def _same_team(case: Case, actor: Actor, action: NameTeam) -> bool:
    return frozenset(case.team) == frozenset(action.members)


def _same_decision(case: Case, actor: Actor, action: Decide) -> bool:
    held = _holding(case, action.item)
    return held is not None and held.by == actor and not held.proven_by and _said(held, action.item) == action


def _said(held: Decision, item: str) -> Decide:
    """The act by which it was taken, of the line as it is called now."""
    return Decide(
        item=item,
        fingerprint=held.fingerprint,
        choice=held.choice,
        reason=held.reason,
        evidence=held.evidence,
        condition=held.condition,
        wording=held.wording,
        reassign_to=held.reassigned_to,
    )


def _same_bulk(case: Case, actor: Actor, action: BulkConfirm) -> bool:
    pairs = ((_holding(case, item), fingerprint) for item, fingerprint in action.items)
    return bool(action.items) and all(d and d.by == actor and d.proven_by and d.fingerprint == seen for d, seen in pairs)


def _holding(case: Case, item: str) -> Decision | None:
    """The decision on a line, while all that it asked for is as it was: not overruled, its condition open."""
    held = case.standing.get(item) or _given_away(case, item)
    if held is None or any(e.overrules and e.subject == held.id for e in case.escalations):
        return None
    return None if any(c.decision == held.id and not c.open for c in case.conditions) else held


def _given_away(case: Case, item: str) -> Decision | None:
    """The reassignment by which the line came to who owns it now: it stands nowhere, for the new owner is to decide."""
    last = next((d for d in reversed(case.decisions) if d.commitment == item), None)
    owner = case.items[item].owner if item in case.items else None
    return last if last and last.choice is Choice.REASSIGN and last.reassigned_to is owner else None


_SAME: Mapping[type[Fact], Callable[[Case, Actor, Any], bool]] = {
    ReceiveDraft: _same_draft,
    SubmitRevision: _same_revision,
    NameTeam: _same_team,
    Decide: _same_decision,
    BulkConfirm: _same_bulk,
}
