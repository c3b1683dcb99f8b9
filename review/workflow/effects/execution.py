"""Effects after signing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model.event import Event
from review.model.process import State
from review.workflow.case import Case
from review.workflow.facts.execution import (
    AcceptHandOver,
    CloseCase,
    OfferHandOver,
    OpenMatter,
    PlanReceivables,
    RecordObligation,
    RecordOutcome,
    RecordReceivable,
    RecordTrigger,
    ReturnHandOver,
    SettleMatter,
)
from review.workflow.records import HandOver, Matter, ObligationRecord, Outcome


def _offer(case: Case, event: Event, fact: OfferHandOver) -> Case:
    return case.with_(hand_overs=(*case.hand_overs, HandOver(fact.sheet_sha256, event.actor, event.at)))


def _accept(case: Case, event: Event, fact: AcceptHandOver) -> Case:
    return case.with_(hand_overs=(*case.hand_overs[:-1], replace(case.hand_overs[-1], accepted=event.actor)))


def _return(case: Case, event: Event, fact: ReturnHandOver) -> Case:
    return case.with_(hand_overs=(*case.hand_overs[:-1], replace(case.hand_overs[-1], returned=fact.reason)))


def _trigger(case: Case, event: Event, fact: RecordTrigger) -> Case:
    if fact.item:
        return case.with_(line_triggers={**case.line_triggers, (fact.item, fact.nth): fact.on})
    return case.with_(triggers={**case.triggers, fact.trigger: fact.on})


def _obligation(case: Case, event: Event, fact: RecordObligation) -> Case:
    record = ObligationRecord(fact.item, fact.status, fact.on, fact.evidence, event.actor, fact.nth)
    return case.with_(obligations=(*case.obligations, record))


def _plan(case: Case, event: Event, fact: PlanReceivables) -> Case:
    return case.with_(milestones=fact.milestones)


def _receivable(case: Case, event: Event, fact: RecordReceivable) -> Case:
    return case.with_(receipts=(*case.receipts, fact))


def _open_matter(case: Case, event: Event, fact: OpenMatter) -> Case:
    return case.with_(matters=(*case.matters, Matter(fact.kind, fact.name)))


def _settle(case: Case, event: Event, fact: SettleMatter) -> Case:
    def settled(one: Matter) -> Matter:
        return replace(one, evidence=fact.evidence) if (one.kind, one.name) == (fact.kind, fact.name) else one

    return case.with_(matters=tuple(map(settled, case.matters)))


def _outcome(case: Case, event: Event, fact: RecordOutcome) -> Case:
    return case.with_(outcomes=(*case.outcomes, Outcome(fact.item, fact.kept, fact.note)))


def _close(case: Case, event: Event, fact: CloseCase) -> Case:
    return case.with_(ended=State.CLOSED)


EFFECTS: Mapping[Any, Any] = {
    OfferHandOver: _offer,
    AcceptHandOver: _accept,
    ReturnHandOver: _return,
    RecordTrigger: _trigger,
    RecordObligation: _obligation,
    PlanReceivables: _plan,
    RecordReceivable: _receivable,
    OpenMatter: _open_matter,
    SettleMatter: _settle,
    RecordOutcome: _outcome,
    CloseCase: _close,
}
