"""What the clock brings: reminders, and escalations of what was not done in time. Silence never decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from review.model.event import Event, Fact
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow.case import Case
from review.workflow.consequences import SYSTEM, escalate
from review.workflow.decide import decide
from review.workflow.denied import Denied
from review.workflow.facts.clearing import RaiseLevel
from review.workflow.facts.execution import ObligationStatus
from review.workflow.facts.flow import Remind
from review.workflow.policy import Policy
from review.workflow.readiness import BEFORE_SIGNING, open_of
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
    if not case.is_signed:
        yield from _review(case, now, policy)
        yield from _waivers(case, now, policy)
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
    if now > end and not _escalated(case, "", "overdue", end):
        yield escalate(policy, "overdue", "", str(len(case.undecided)), now)


def _waivers(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    """A waiver that runs out is told to who owns the finding; a B that it let pass is open again, and goes up again."""
    open_ = {f.id for f in open_of(case, Severity.B, now.date())}
    for waiver in case.waivers:
        finding = case.finding(waiver.finding)
        known = finding is not None and (finding.digest, case.revision_id) == (waiver.digest, waiver.revision)
        if finding is None or waiver.expires is None or not known:
            continue
        yield from _fall_due(case, (finding.owner,), finding.id, waiver.expires, now, policy)
        passed = _end_of(waiver.expires)
        if finding.id in open_ and now >= passed and not _escalated(case, finding.id, "open_b", passed):
            yield escalate(policy, "open_b", finding.id, finding.rule, now)


def _conditions(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    """Conditions that fall due, to the role that set them. Those that hold up the signing go up when they are late, and after
    it all do.
    """
    for held in case.open_conditions:
        if held.condition.due is None:
            continue
        yield from _fall_due(case, (held.by.role,), held.id, held.condition.due, now, policy)
        passed = _end_of(held.condition.due)
        counts = case.is_signed or held.condition.kind in BEFORE_SIGNING
        if counts and now >= passed and not _escalated(case, held.id, "overdue", passed):
            yield escalate(policy, "overdue", held.id, held.condition.text, now)


def _obligations(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    """What the signed contract obliges us to and falls due: to the role that owns it; late, to the contract manager as well."""
    for one in obligations(case, now.date()) if case.signed else ():
        if one.due is not None and one.status is ObligationStatus.OPEN:
            roles = (one.item.owner, Role.CM) if one.overdue else (one.item.owner,)
            yield from _fall_due(case, roles, f"{one.item.id}:{one.nth}", one.due, now, policy)


def _money(case: Case, now: datetime) -> Iterator[Fact]:
    """Money that is overdue is told to AR and to finance."""
    for one in receivables(case, now.date()):
        if one.overdue and one.due is not None:
            for role in COLLECTORS:
                yield from _remind(case, role, (one.milestone.name,), _midnight(one.due), overdue=True)


def _fall_due(case: Case, roles: Iterable[Role], subject: str, day: date, now: datetime, policy: Policy) -> Iterator[Fact]:
    """One reminder before the day, and one when it has passed."""
    end = _midnight(day)
    late = now.date() > day
    if late or now >= end - timedelta(days=policy.remind_before_days):
        for role in dict.fromkeys(roles):
            yield from _remind(case, role, (subject,), end, late)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _end_of(day: date) -> datetime:
    """The moment from which a thing that was due on the day is late."""
    return _midnight(day + timedelta(days=1))


def _escalated(case: Case, subject: str, cause: str, since: datetime) -> bool:
    return any((e.subject, e.cause) == (subject, cause) and e.at >= since for e in case.escalations)


def _remind(case: Case, role: Role, subjects: tuple[str, ...], end: datetime, overdue: bool = False) -> Iterator[Fact]:
    new = tuple(s for s in subjects if (role, s, end, overdue) not in case.reminded)
    if new:
        yield Remind(role, new, end, overdue)
