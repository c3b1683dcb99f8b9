"""Effects on the case as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model.event import Event
from review.model.process import State
from review.workflow.case import Case
from review.workflow.facts.flow import (
    Delegate,
    Hold,
    NameTeam,
    PassGate,
    Refusal,
    RejectContract,
    Remind,
    Resume,
    RevokeDelegation,
    Withdraw,
)
from review.workflow.records import DelegationRecord, GatePassed


def _team(case: Case, event: Event, fact: NameTeam) -> Case:
    return case.with_(team=fact.members)


def _delegate(case: Case, event: Event, fact: Delegate) -> Case:
    record = DelegationRecord(event.actor, fact.to, fact.since, fact.until, fact.rank)
    return case.with_(delegations=(*case.delegations, record))


def _revoke(case: Case, event: Event, fact: RevokeDelegation) -> Case:
    def revoked(one: DelegationRecord) -> DelegationRecord:
        mine = (one.by.person, one.by.role, one.to) == (event.actor.person, event.actor.role, fact.to)
        return replace(one, revoked=True) if mine else one

    return case.with_(delegations=tuple(map(revoked, case.delegations)))


def _gate(case: Case, event: Event, fact: PassGate) -> Case:
    passed = GatePassed(fact.gate, event.actor, event.at, case.revision_id, fact.reason)
    return case.with_(gates=(*case.gates, passed))


def _hold(case: Case, event: Event, fact: Hold) -> Case:
    return case.with_(hold=fact.reason)


def _resume(case: Case, event: Event, fact: Resume) -> Case:
    return case.with_(hold=None)


def _reject(case: Case, event: Event, fact: RejectContract) -> Case:
    return case.with_(ended=State.REJECTED)


def _withdraw(case: Case, event: Event, fact: Withdraw) -> Case:
    return case.with_(ended=State.WITHDRAWN)


def _remind(case: Case, event: Event, fact: Remind) -> Case:
    told = ((fact.role, subject, fact.due, fact.overdue) for subject in fact.subjects)
    return case.with_(reminded=case.reminded.union(told))


def _refusal(case: Case, event: Event, fact: Refusal) -> Case:
    return case


EFFECTS: Mapping[Any, Any] = {
    NameTeam: _team,
    Delegate: _delegate,
    RevokeDelegation: _revoke,
    PassGate: _gate,
    Hold: _hold,
    Resume: _resume,
    RejectContract: _reject,
    Withdraw: _withdraw,
    Remind: _remind,
    Refusal: _refusal,
}
