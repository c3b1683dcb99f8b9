"""What the clock brings: reminders, and escalations of what was not done in time. Silence never decides anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from review.model.event import Event, Fact
from review.model.process import State
from review.model.roles import Role
from review.workflow.case import Case
from review.workflow.consequences import SYSTEM, escalate
from review.workflow.decide import decide
from review.workflow.denied import Denied
from review.workflow.facts.clearing import RaiseLevel
from review.workflow.facts.execution import ObligationStatus
from review.workflow.facts.flow import Remind
from review.workflow.policy import Policy
from review.workflow.registers.obligations import obligations
from review.workflow.registers.receivables import receivables
from review.workflow.replay import History
from review.workflow.state import state_of, tier_of
from review.workflow.tasks import COLLECTORS

#: While it is in these states, nobody is waited for.
_QUIET = frozenset({State.NEW, State.RECEIVED, State.PARSED, State.ON_HOLD, State.REJECTED, State.WITHDRAWN, State.CLOSED})


def due(history: History, *, now: datetime, policy: Policy) -> tuple[Event, ...]:
    """Events that are due by now. Asking again at the same time, after they were appended, brings none."""
    found: tuple[Event, ...] = ()
    for fact in list(_facts(history.case, now, policy)):
        events = decide(history, SYSTEM, fact, now=now, policy=policy)
        if not isinstance(events, Denied):
            found, history = (*found, *events), history.extended(events)
    return found


def review_due(case: Case, policy: Policy) -> datetime | None:
    """When every decision on the current revision should have been taken."""
    tier = tier_of(case, policy)
    return case.revision.at + timedelta(days=tier.days) if case.revision and tier else None


def _facts(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    if state_of(case, policy, now.date()) in _QUIET:
        return
    yield from _levels(case, now, policy)
    yield from _review(case, now, policy)
    yield from _conditions(case, now, policy)
    yield from _obligations(case, now, policy)
    yield from _money(case, now)


def _levels(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    """An escalation without an answer in time goes up."""
    for one in case.open_escalations:
        if one.due < now.date() and one.level < len(policy.levels):
            yield RaiseLevel(one.id, now.date() + timedelta(days=policy.levels[one.level].days))


def _review(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    end = review_due(case, policy)
    if end is None or not case.undecided:
        return
    if now >= end - timedelta(days=policy.remind_before_days):
        for role in dict.fromkeys(i.owner for i in case.undecided):
            yield from _remind(case, role, tuple(i.id for i in case.undecided_of(role)), end)
    known = any(e.cause == "overdue" and e.at >= end for e in case.escalations)
    if now > end and not known:
        yield escalate(policy, "overdue", "", f"{len(case.undecided)} undecided", now)


def _conditions(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    """Conditions that fall due, to the role that set them."""
    for held in case.open_conditions:
        if held.condition.due is not None:
            end = datetime.combine(held.condition.due, time(), UTC)
            if now >= end - timedelta(days=policy.remind_before_days):
                yield from _remind(case, held.by.role, (held.id,), end)


def _obligations(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    """What the signed contract obliges us to and falls due, to the role that owns it."""
    for one in obligations(case, now.date()) if case.signed else ():
        if one.due is not None and one.status is ObligationStatus.OPEN:
            end = datetime.combine(one.due, time(), UTC)
            if now >= end - timedelta(days=policy.remind_before_days):
                yield from _remind(case, one.item.owner, (f"{one.item.id}:{one.nth}",), end)


def _money(case: Case, now: datetime) -> Iterator[Fact]:
    """Money that is overdue is told to AR and to finance."""
    for one in receivables(case, now.date()):
        if one.overdue and one.due is not None:
            end = datetime.combine(one.due, time(), UTC)
            for role in COLLECTORS:
                yield from _remind(case, role, (f"{role.value}:{one.milestone.name}",), end)


def _remind(case: Case, role: Role, subjects: tuple[str, ...], end: datetime) -> Iterator[Fact]:
    new = tuple(s for s in subjects if (s, end) not in case.reminded)
    if new:
        yield Remind(role, new, end)
