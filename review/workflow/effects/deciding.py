"""Effects of decisions, remarks and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model.commitment import OWNER
from review.model.decision import Choice, Decision
from review.model.event import Event
from review.workflow.case import Case
from review.workflow.facts.deciding import (
    AddCommitment,
    BulkConfirm,
    Comment,
    Decide,
    DismissCommitment,
    EditCommitment,
    ReassignClause,
)
from review.workflow.facts.drafts import Item
from review.workflow.records import ClauseOwner, Dismissal, Fallen, HeldCondition, Remark


def _decide(case: Case, event: Event, fact: Decide) -> Case:
    decision = Decision(
        id=f"d{event.sequence}",
        commitment=fact.item,
        fingerprint=fact.fingerprint,
        choice=fact.choice,
        by=event.actor,
        at=event.at,
        reason=fact.reason,
        evidence=fact.evidence,
        condition=fact.condition,
        wording=fact.wording,
        reassigned_to=fact.reassign_to,
    )
    return _reassigned(_taken(case, event, decision), decision)


def _bulk(case: Case, event: Event, fact: BulkConfirm) -> Case:
    for number, (item, fingerprint) in enumerate(fact.items, 1):
        decision = Decision(
            id=f"d{event.sequence}.{number}",
            commitment=item,
            fingerprint=fingerprint,
            choice=Choice.CONFIRM,
            by=event.actor,
            at=event.at,
            evidence=" ".join(case.items[item].proven_by),
            proven_by=case.items[item].proven_by,
        )
        case = _taken(case, event, decision)
    return case


def _taken(case: Case, event: Event, decision: Decision) -> Case:
    """The decision holds from now on; what the one before it on the same line asked for is replaced."""
    line = decision.commitment
    conditions = tuple(_replaced(c, event, decision) for c in case.conditions)
    if decision.condition is not None:
        held = HeldCondition(f"c{event.sequence}", line, decision.condition, event.actor, event.at, case.revision_id, decision.id)
        conditions = (*conditions, held)
    return case.with_(
        standing={**case.standing, line: decision},
        fallen={k: v for k, v in case.fallen.items() if k != line},
        decisions=(*case.decisions, decision),
        conditions=conditions,
        acted_on=case.revision_id,
    )


def _replaced(held: HeldCondition, event: Event, decision: Decision) -> HeldCondition:
    if not (held.open and held.decision and held.subject == decision.commitment):
        return held
    closed = replace(held.condition, closed_by=event.actor.person, closed_at=event.at)
    return replace(held, condition=closed, evidence=decision.id)


def _reassigned(case: Case, decision: Decision) -> Case:
    """A reassigned line waits for its new owner."""
    if decision.choice is not Choice.REASSIGN or decision.reassigned_to is None:
        return case
    item = case.items[decision.commitment]
    moved = replace(item, owner=decision.reassigned_to, owned_first_by=item.born_to)
    standing = {k: v for k, v in case.standing.items() if k != item.id}
    return case.with_(items={**case.items, item.id: moved}, standing=standing)


def _comment(case: Case, event: Event, fact: Comment) -> Case:
    remark = Remark(fact.subject, fact.text, event.actor, event.at)
    return case.with_(remarks=(*case.remarks, remark), acted_on=case.revision_id)


def _add(case: Case, event: Event, fact: AddCommitment) -> Case:
    born = OWNER.get(fact.item.kind, fact.item.owner)
    first = born if born is not fact.item.owner else None
    return _put(case, replace(fact.item, manual=True, proven_by=(), owned_first_by=first))


def _edit(case: Case, event: Event, fact: EditCommitment) -> Case:
    before = case.items[fact.item.id]
    corrected = replace(fact.item, was=before.was, owned_first_by=before.born_to, promised_by=before.promised_by)
    case = _put(case, replace(corrected, manual=True, proven_by=()))
    held = case.standing.get(before.id)
    if held is None or held.fingerprint == fact.item.fingerprint:
        return case
    standing = {k: v for k, v in case.standing.items() if k != before.id}
    return case.with_(standing=standing, fallen={**case.fallen, before.id: Fallen(held, before, ("edited",))})


def _put(case: Case, item: Item) -> Case:
    return case.with_(items={**case.items, item.id: item}, acted_on=case.revision_id)


def _dismiss(case: Case, event: Event, fact: DismissCommitment) -> Case:
    dismissal = Dismissal(fact.item, fact.fingerprint, fact.reason, event.actor)
    return case.with_(dismissals=(*case.dismissals, dismissal), acted_on=case.revision_id)


def _give(case: Case, event: Event, fact: ReassignClause) -> Case:
    """A clause that goes back to who had it first is that role's by the tables again."""
    held = case.clause_owners.get(fact.clause)
    given = ClauseOwner(fact.to, held.first if held else fact.owner, event.actor, event.at, fact.reason)
    others = {k: v for k, v in case.clause_owners.items() if k != fact.clause}
    owners = others if given.owner is given.first else {**others, fact.clause: given}
    return case.with_(clause_owners=owners, acted_on=case.revision_id)


EFFECTS: Mapping[Any, Any] = {
    Decide: _decide,
    BulkConfirm: _bulk,
    Comment: _comment,
    AddCommitment: _add,
    EditCommitment: _edit,
    DismissCommitment: _dismiss,
    ReassignClause: _give,
}
