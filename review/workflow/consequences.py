"""What follows from an action without anybody asking for it: escalations that open, and those whose cause is gone.

Law: a consequence never decides, approves, waives or signs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from review.model.decision import Actor
from review.model.event import Event, Fact
from review.model.roles import Role, Severity
from review.workflow.case import Case
from review.workflow.facts import fact_name
from review.workflow.facts.clearing import CloseCondition, CloseEscalation, ContestRejection, Escalate, GrantWaiver
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import Member, RecordGate, SubmitRevision
from review.workflow.facts.flow import NameTeam
from review.workflow.policy import Policy
from review.workflow.readiness import open_of
from review.workflow.wording import GONE

#: The product itself.
SYSTEM = Actor("", Role.ADMIN)


def consequences(case: Case, event: Event, policy: Policy) -> tuple[Event, ...]:
    """Events that follow from ``event``; ``case`` is the state after it."""
    make = _TABLE.get(type(event.fact))
    follows = make(case, event.fact, event.at, policy) if make else ()
    facts = (*_seat(case, event, policy), *follows)
    return tuple(Event(event.sequence + n, event.at, SYSTEM, fact) for n, fact in enumerate(facts, 1))


def _seat(case: Case, event: Event, policy: Policy) -> Iterator[Fact]:
    """Where nobody is named for FR, the last word is whose who first acts as FR, or lent it to who acts: one person answers
    for it. The contract manager or the head of FR names another.
    """
    actor = event.actor
    if actor.role is not Role.FR or case.named(Role.FR) or fact_name(type(event.fact)) not in policy.team_only:
        return
    seated = Member(actor.delegate_of or actor.person, Role.FR, known=True)
    others = (m for m in case.team if (m.person, m.role) != (seated.person, seated.role))
    yield NameTeam((*others, seated))


def escalate(policy: Policy, cause: str, subject: str, reason: str, now: datetime) -> Escalate:
    """An automatic escalation at the level where its cause starts."""
    level = policy.causes[cause]
    due = now.date() + timedelta(days=policy.levels[level - 1].days)
    return Escalate(subject, reason, level, due, cause)


def _submitted(case: Case, fact: SubmitRevision, now: datetime, policy: Policy) -> Iterator[Fact]:
    yield from _settled(case, fact, now, policy)
    yield from _open_b(case, now, policy)
    if fact.exceeded and not _open_for(case, "", "authority"):
        yield escalate(policy, "authority", "", ", ".join(fact.exceeded), now)


def _gate(case: Case, fact: RecordGate, now: datetime, policy: Policy) -> Iterator[Fact]:
    yield from _settled(case, fact, now, policy)


def _open_b(case: Case, now: datetime, policy: Policy) -> Iterator[Fact]:
    for finding in open_of(case, Severity.B, now.date()):
        if not _open_for(case, finding.id, "open_b"):
            yield escalate(policy, "open_b", finding.id, finding.rule, now)


def _open_for(case: Case, subject: str, cause: str) -> bool:
    return any((e.subject, e.cause) == (subject, cause) for e in case.open_escalations)


def _settled(case: Case, fact: Any, now: datetime, policy: Policy) -> Iterator[Fact]:
    """An escalation of an open B ends when the B is gone or waived, one of a contested REJECT when the REJECT is gone, one of
    a late condition when that is closed. A late review is answered for by a person.
    """
    still = {f.id for f in open_of(case, Severity.B, now.date())} | {d.id for d in case.rejections}
    still |= {"", *(c.id for c in case.open_conditions)}
    for one in case.open_escalations:
        if one.cause in ("open_b", "contested", "overdue") and one.subject not in still:
            yield CloseEscalation(one.id, GONE, case.revision_id)


def _contested(case: Case, fact: ContestRejection, now: datetime, policy: Policy) -> Iterator[Fact]:
    decision = next(d for d in case.rejections if d.commitment == fact.item)
    yield escalate(policy, "contested", decision.id, fact.reason, now)


_TABLE: Mapping[type[Fact], Callable[[Case, Any, datetime, Policy], Iterator[Fact]]] = {
    SubmitRevision: _submitted,
    RecordGate: _gate,
    GrantWaiver: _settled,
    CloseCondition: _settled,
    Decide: _settled,
    ContestRejection: _contested,
}
