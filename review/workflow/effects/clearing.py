"""Effects of conditions, waivers and escalations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model.decision import Escalation, Waiver
from review.model.event import Event
from review.workflow.case import Case
from review.workflow.facts.clearing import (
    AddCondition,
    CloseCondition,
    CloseEscalation,
    ConcurWaiver,
    ContestRejection,
    Escalate,
    GrantWaiver,
    RaiseLevel,
    RequestWaiver,
)
from review.workflow.records import HeldCondition, WaiverRequest


def _add_condition(case: Case, event: Event, fact: AddCondition) -> Case:
    finding = case.finding(fact.subject)
    held = HeldCondition(
        f"c{event.sequence}",
        fact.subject,
        fact.condition,
        event.actor,
        event.at,
        case.revision_id,
        digest=finding.digest if finding else "",
    )
    return case.with_(conditions=(*case.conditions, held), acted_on=case.revision_id)


def _close_condition(case: Case, event: Event, fact: CloseCondition) -> Case:
    def closed(held: HeldCondition) -> HeldCondition:
        done = replace(held.condition, closed_by=event.actor.person, closed_at=event.at)
        return replace(held, condition=done, evidence=fact.evidence)

    return case.with_(conditions=tuple(closed(c) if c.id == fact.condition else c for c in case.conditions))


def _request(case: Case, event: Event, fact: RequestWaiver) -> Case:
    digest = next(f.digest for f in case.open_findings if f.id == fact.finding)
    asked = WaiverRequest(fact, digest, event.actor, event.at, case.revision_id)
    return case.with_(requests=(*case.requests, asked), acted_on=case.revision_id)


def _concur(case: Case, event: Event, fact: ConcurWaiver) -> Case:
    request = case.request_for(fact.finding, fact.digest)
    changed = tuple(replace(r, concurred=event.actor) if r is request else r for r in case.requests)
    return case.with_(requests=changed)


def _grant(case: Case, event: Event, fact: GrantWaiver) -> Case:
    request = case.request_for(fact.finding, fact.digest)
    if request is None:
        return case
    finding = next(f for f in case.open_findings if f.id == fact.finding)
    waiver = Waiver(
        finding=fact.finding,
        rule=finding.rule,
        revision=case.revision_id,
        reason=request.asked.reason,
        by=event.actor,
        at=event.at,
        requested_by=request.by.person,
        risk_amount=request.asked.risk_amount,
        currency=request.asked.currency,
        compensation=request.asked.compensation,
        concurred_by=request.concurred,
        expires=request.asked.expires,
        id=f"w{event.sequence}",
        digest=fact.digest,
    )
    return case.with_(waivers=(*case.waivers, waiver))


def _escalate(case: Case, event: Event, fact: Escalate) -> Case:
    raised = Escalation(
        f"e{event.sequence}", fact.subject, fact.level, fact.reason, event.actor, event.at, fact.due, cause=fact.cause
    )
    return case.with_(escalations=(*case.escalations, raised))


def _contest(case: Case, event: Event, fact: ContestRejection) -> Case:
    """The escalation that follows is an event of its own."""
    return case.with_(acted_on=case.revision_id)


def _raise_level(case: Case, event: Event, fact: RaiseLevel) -> Case:
    def up(one: Escalation) -> Escalation:
        return replace(one, level=one.level + 1, due=fact.due) if one.id == fact.escalation else one

    return case.with_(escalations=tuple(map(up, case.escalations)))


def _close_escalation(case: Case, event: Event, fact: CloseEscalation) -> Case:
    def closed(one: Escalation) -> Escalation:
        if one.id != fact.escalation:
            return one
        return replace(
            one,
            decision=fact.decision,
            closed_by=event.actor.person,
            closed_at=event.at,
            evidence=fact.evidence,
            overrules=fact.overrules,
        )

    return case.with_(escalations=tuple(map(closed, case.escalations)))


EFFECTS: Mapping[Any, Any] = {
    AddCondition: _add_condition,
    CloseCondition: _close_condition,
    RequestWaiver: _request,
    ConcurWaiver: _concur,
    GrantWaiver: _grant,
    Escalate: _escalate,
    ContestRejection: _contest,
    RaiseLevel: _raise_level,
    CloseEscalation: _close_escalation,
}
