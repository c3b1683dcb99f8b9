"""The register as people have it: what was read, with what they added, edited, reassigned and dismissed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from review.commitments.marked import values_of
from review.model.commitment import OPPOSITE, Commitment, Party
from review.model.event import Event
from review.model.review import Review
from review.model.span import Span
from review.packet.input import Act, Correction, Line
from review.workflow import Case, History
from review.workflow.facts.deciding import AddCommitment, DismissCommitment, EditCommitment
from review.workflow.facts.drafts import Item, SubmitRevision
from review.workflow.register import locate, manual_commitment

_ACTS = {AddCommitment: Act.ADDED, EditCommitment: Act.EDITED, DismissCommitment: Act.DISMISSED}

_Traced = Mapping[str, tuple[Correction, ...]]


def lines(history: History, review: Review) -> tuple[Line, ...]:
    """Every line of the current register; and what the review found besides, for nothing that was read is left out."""
    case, traced = history.case, _traced(history.events)
    found = {c.id: c for c in review.commitments}
    kept = (_line(case, review, item, found.get(item.id), traced.get(item.id, ())) for item in case.items.values())
    return (*kept, *(Line(c, c.owner) for c in review.commitments if c.id not in case.items))


def corrected(review: Review, register: Iterable[Line]) -> Review:
    """The review with the commitments as people have them, without those that were dismissed."""
    held = tuple(line.commitment for line in register if not (line.dismissed or line.gone))
    return replace(review, understanding=replace(review.understanding, commitments=held))


def _line(case: Case, review: Review, item: Item, found: Commitment | None, traced: tuple[Correction, ...]) -> Line:
    span = found.span if found else locate(review.document, item.quote)
    read = found or _marked(review, item, span)
    commitment = replace(read, kind=item.kind, obligor=_obligor(review, read, item.ours), manual=item.manual)
    standing = tuple(c for c in traced if _stands(case, item, c))
    return Line(commitment, item.owner, standing, item.id in case.dismissed, span is None, case.fallen.get(item.id))


def _marked(review: Review, item: Item, span: Span | None) -> Commitment:
    """A line that was not read in this draft: its words where they stand, else as they were, at the end."""
    if span is None:
        end = len(review.document.text)
        made = manual_commitment(review, item.id, Span(end, end), item.kind)
        return replace(made, quote=item.quote, clause=item.clause, number=item.number, cited=item.number)
    made = manual_commitment(review, item.id, span, item.kind)
    return replace(made, values=values_of(review.document, span, item.kind), deadline=item.deadline, later=item.later)


def _obligor(review: Review, commitment: Commitment, ours: bool) -> Party:
    bound = commitment.obligor in (review.side, Party.BOTH)
    if bound == ours:
        return commitment.obligor
    return review.side if ours else OPPOSITE.get(review.side, commitment.obligor)


def _stands(case: Case, item: Item, correction: Correction) -> bool:
    """A dismissal is bound to the line as it read; an edit is dropped when the text of its line changes."""
    if correction.act is not Act.DISMISSED:
        return item.manual
    return any((d.item, d.fingerprint, d.by) == (item.id, item.fingerprint, correction.by) for d in case.dismissals)


def _traced(events: Iterable[Event]) -> _Traced:
    """Id of a line of the current register -> what people corrected on it, in whichever draft it stood."""
    found: dict[str, tuple[Correction, ...]] = {}
    items: dict[str, Item] = {}
    for event in events:
        fact = event.fact
        if isinstance(fact, SubmitRevision):
            found = {i.id: found.get(i.was, ()) for i in fact.items}
            items = {i.id: i for i in fact.items}
        elif isinstance(fact, DismissCommitment):
            found[fact.item] = (*found.get(fact.item, ()), _correction(event, fact, None))
        elif isinstance(fact, AddCommitment | EditCommitment):
            before = items.get(fact.item.id)
            found[fact.item.id] = (*found.get(fact.item.id, ()), _correction(event, fact, before))
            items[fact.item.id] = fact.item
    return found


def _correction(event: Event, fact: AddCommitment | EditCommitment | DismissCommitment, before: Item | None) -> Correction:
    made = Correction(_ACTS[type(fact)], event.actor, event.at, fact.reason)
    return replace(made, kind=before.kind, owner=before.owner.value, ours=before.ours) if before else made
