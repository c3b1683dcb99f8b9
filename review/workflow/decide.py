"""(history, actor, action) -> events, or the reason why not. Pure: the clock and the policy are arguments."""

from __future__ import annotations

from datetime import datetime

from review.model.decision import Actor
from review.model.event import Event, Fact
from review.workflow.checks import permitted
from review.workflow.consequences import consequences
from review.workflow.denied import Denied
from review.workflow.policy import Policy
from review.workflow.repeated import repeats
from review.workflow.replay import History, apply

#: How a decision is refused to its own taker because the line went to another owner by it.
_GIVEN_AWAY = ("denied-not-owner",)


def decide(history: History, actor: Actor, action: Fact, *, now: datetime, policy: Policy) -> tuple[Event, ...] | Denied:
    """What happens when the actor does this: the events to append, in order, or ``Denied``.

    No events at all means that it happened before: the same file with the same check is the same revision, the same words of
    the same person are the same decision. Raises ValueError when ``now`` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the clock needs a zone")
    denied = permitted(history.case, actor, action, now, policy)
    if (denied is None or denied.code in _GIVEN_AWAY) and repeats(history.case, actor, action):
        return ()
    if denied is not None:
        return denied
    first = Event(history.case.sequence + 1, now, actor, action)
    return (first, *consequences(apply(history.case, first), first, policy))


def refusal(history: History, actor: Actor, action: Fact, denied: Denied, *, now: datetime) -> Event:
    """The event by which the log keeps that somebody tried what he may not do."""
    return Event(history.case.sequence + 1, now, actor, denied.refusal(action))
