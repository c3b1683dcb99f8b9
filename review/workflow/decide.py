"""(history, actor, action) -> events, or the reason why not. Pure: the clock and the policy are arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from review.model.decision import Actor
from review.model.event import Event, Fact
from review.workflow.case import Case
from review.workflow.checks import permitted
from review.workflow.consequences import consequences
from review.workflow.denied import Denied
from review.workflow.facts.drafts import ReceiveDraft, SubmitRevision
from review.workflow.facts.flow import NameTeam
from review.workflow.policy import Policy
from review.workflow.replay import History, apply


def decide(history: History, actor: Actor, action: Fact, *, now: datetime, policy: Policy) -> tuple[Event, ...] | Denied:
    """What happens when the actor does this: the events to append, in order, or ``Denied``.

    No events at all means that it happened before: the same file with the same check is the same revision. Raises
    ValueError when ``now`` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the clock needs a zone")
    denied = permitted(history.case, actor, action, now, policy)
    if denied is not None:
        return denied
    if _known(history.case, action):
        return ()
    first = Event(history.case.sequence + 1, now, actor, action)
    return (first, *consequences(apply(history.case, first), first, policy))


def refusal(history: History, actor: Actor, action: Fact, denied: Denied, *, now: datetime) -> Event:
    """The event by which the log keeps that somebody tried what he may not do."""
    return Event(history.case.sequence + 1, now, actor, denied.refusal(action))


def _known(case: Case, action: Fact) -> bool:
    same = _SAME.get(type(action))
    return same is not None and same(case, action)


def _same_draft(case: Case, action: ReceiveDraft) -> bool:
    """The same file and deal record, under way or in review: nothing new came in, unless a new check was asked for."""
    pair = (action.document_sha256, action.deal_sha256)
    if case.draft is not None:
        return (case.draft.received.document_sha256, case.draft.received.deal_sha256) == pair
    last = case.revision
    return not action.again and last is not None and (last.submitted.document_sha256, last.submitted.deal_sha256) == pair


def _same_revision(case: Case, action: SubmitRevision) -> bool:
    last = case.revision
    if last is None or case.draft is not None:
        return False
    return (last.submitted.document_sha256, last.submitted.review_identity) == (
        action.document_sha256,
        action.review_identity,
    )


def _same_team(case: Case, action: NameTeam) -> bool:
    return frozenset(case.team) == frozenset(action.members)


_SAME: Mapping[type[Fact], Callable[[Case, Any], bool]] = {
    ReceiveDraft: _same_draft,
    SubmitRevision: _same_revision,
    NameTeam: _same_team,
}
