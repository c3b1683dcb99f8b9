"""Effects of drafts. Law 5 stands here: a decision holds on exactly where the fingerprint it was bound to is unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model.decision import Decision
from review.model.event import Event
from review.workflow.case import Case
from review.workflow.facts.drafts import DiscardDraft, Item, ParseDraft, ReceiveDraft, RecordGate, SubmitRevision
from review.workflow.naming import joined
from review.workflow.records import Dismissal, Draft, Fallen, HeldCondition, Revision


def _receive(case: Case, event: Event, fact: ReceiveDraft) -> Case:
    return case.with_(draft=Draft(fact, event.actor))


def _parse(case: Case, event: Event, fact: ParseDraft) -> Case:
    return case.with_(draft=replace(case.draft, parsed=True) if case.draft else None)


def _discard(case: Case, event: Event, fact: DiscardDraft) -> Case:
    return case.with_(draft=None)


def _submit(case: Case, event: Event, fact: SubmitRevision) -> Case:
    items = {i.id: _owned(case, i) for i in fact.items}
    standing, fallen = _carried(case, items)
    return case.with_(
        draft=None,
        revisions=_revisions(case, event, fact),
        items=items,
        lineage={i.id: case.lineage.get(i.was, i.was) for i in items.values() if i.was},
        standing=standing,
        fallen=fallen,
        dismissals=(*case.dismissals, *_dismissals(case, items)),
        conditions=_conditions(case, items),
        clause_owners={new: case.clause_owners[old] for old, new in fact.clauses if old in case.clause_owners},
        findings={f.id: f for f in fact.findings},
        gate_findings=(),
        team=joined(case.team, fact.team),
    )


def _revisions(case: Case, event: Event, fact: SubmitRevision) -> tuple[Revision, ...]:
    last = case.revision
    if last is not None and last.submitted.document_sha256 == fact.document_sha256:
        return (*case.revisions[:-1], replace(last, submitted=fact, checks=last.checks + 1))
    by = case.draft.by if case.draft else event.actor
    return (*case.revisions, Revision(len(case.revisions) + 1, fact, by, event.at))


def _owned(case: Case, item: Item) -> Item:
    """A line that somebody reassigned stays with its new owner while it is a promise of the same kind."""
    before = case.items.get(item.was)
    if before is None or before.owned_first_by is None or before.kind != item.kind:
        return item
    return replace(item, owner=before.owner, owned_first_by=before.owned_first_by)


def _carried(case: Case, items: Mapping[str, Item]) -> tuple[dict[str, Decision], dict[str, Fallen]]:
    """Decisions that still hold, and those that fell off, each put on the line's new id."""
    standing, fallen = {}, {}
    for item in items.values():
        held = case.standing.get(item.was)
        if held is not None and held.fingerprint == item.fingerprint and held.by.role is item.owner:
            standing[item.id] = replace(held, commitment=item.id)
        elif held is not None:
            fallen[item.id] = _fallen(case.items[item.was], held, item)
        elif item.was in case.fallen:
            fallen[item.id] = _further(case.fallen[item.was], item)
    return standing, fallen


def _fallen(before: Item, held: Decision, item: Item) -> Fallen:
    because = item.reopened or (("owner",) if held.by.role is not item.owner else ("reading",))
    return Fallen(replace(held, commitment=item.id), before, because, item.altered)


def _further(before: Fallen, item: Item) -> Fallen:
    """What changes on a line that still waits is told after what made its decision fall."""
    because = tuple(dict.fromkeys((*before.because, *item.reopened)))
    altered = (*before.altered, *item.altered)
    return replace(before, decision=replace(before.decision, commitment=item.id), because=because, altered=altered)


def _dismissals(case: Case, items: Mapping[str, Item]) -> list[Dismissal]:
    known = {(d.item, d.fingerprint, d.by) for d in case.dismissals}
    lines = {(i.was, i.fingerprint): i for i in items.values() if i.was}
    moved = (replace(d, item=lines[key].id) for d in case.dismissals if (key := (d.item, d.fingerprint)) in lines)
    return [d for d in moved if (d.item, d.fingerprint, d.by) not in known]


def _conditions(case: Case, items: Mapping[str, Item]) -> tuple[HeldCondition, ...]:
    """Conditions follow their line to its new id."""
    new_id = {i.was: i.id for i in items.values() if i.was}
    return tuple(replace(c, subject=new_id.get(c.subject, c.subject)) for c in case.conditions)


def _gate(case: Case, event: Event, fact: RecordGate) -> Case:
    return case.with_(gate=fact.gate, gate_findings=fact.findings, rules=fact.rules)


EFFECTS: Mapping[Any, Any] = {
    ReceiveDraft: _receive,
    ParseDraft: _parse,
    DiscardDraft: _discard,
    SubmitRevision: _submit,
    RecordGate: _gate,
}
