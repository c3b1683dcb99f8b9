"""When each commitment falls due: the event its deadline counts from, and the day where the deal record knows the event's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from review.commitments.applied import Applying, with_times_of_clauses
from review.commitments.deadline import Link, deadline_of, is_aside, links
from review.commitments.deadline import read as event_of
from review.commitments.defined import anchors as defined_days
from review.commitments.defined import chains as defined_chains
from review.commitments.defined import day_type, meanings
from review.commitments.parties import Parties
from review.commitments.payments import with_payments
from review.commitments.values import RawValue
from review.model.changed import changed
from review.model.commitment import Commitment, Deadline, Definition, Trigger, Value, ValueRole, ValueType
from review.model.deal import Deal, Missing
from review.model.document import Document
from review.model.span import Span

_TIMES = (ValueType.DURATION, ValueType.DATE)
_DATED = re.compile(r"\d{4}|年|[A-Za-z]{3,9}\.? \d")
"""What a text with a whole date cannot do without."""
#: Where a deal record says on which day an event was or will be; the first that it holds counts.
_KNOWN: Mapping[Trigger, tuple[str, ...]] = {
    Trigger.SIGNING: ("/contract/signed_at", "/contract/planned_signing"),
    Trigger.EFFECTIVE: ("/contract/effective_at",),
}


def with_deadlines(
    document: Document, found: tuple[Commitment, ...], defined: tuple[Definition, ...], parties: Parties, deal: Deal | None
) -> tuple[Commitment, ...]:
    """The commitments with their deadlines and the definitions that they use. What cannot be resolved says why."""
    known = meanings(defined, parties)
    found = _with_day_types(found, day_type(defined))
    times = [_times(c) for c in found]
    timed = [_timed(c, t, parties) for c, t in zip(found, times, strict=True)]
    dating = ((c.quote, t) for c, t, due in zip(found, times, timed, strict=True) if due)
    chains = _chains(dating, parties) | defined_chains(known, parties)
    days = _anchors(deal) | defined_days(known, parties)
    dated = tuple(_dated(c, t, parties, days, chains) for c, t in zip(found, timed, strict=True))
    dated = with_payments(document, dated, parties.sides, days, chains)
    apply = Applying(known, parties, days, chains)
    return with_times_of_clauses(document, tuple(map(apply.to, dated)))


def _chains(sentences: Iterable[tuple[str, Sequence[RawValue]]], parties: Parties) -> dict[Trigger, Link]:
    """Events that sentences date by others; the first statement of an event counts."""
    chains: dict[Trigger, Link] = {}
    for text, times in sentences:
        chains = links(text, times, parties.sides) | chains
    return chains


def _with_day_types(found: tuple[Commitment, ...], said: str | None) -> tuple[Commitment, ...]:
    """The commitments; days that they do not name are those that the contract says its days are."""
    return tuple(replace(c, values=tuple(_of_type(v, said) for v in c.values)) for c in found) if said else found


def _of_type(value: Value, said: str) -> Value:
    counted = value.type is ValueType.DURATION and value.unit == "day" and value.role is not ValueRole.INTERVAL
    return replace(value, day_type=said) if counted and value.day_type is None else value


def _dated(
    c: Commitment, timed: Sequence[RawValue], parties: Parties, anchors: Mapping[Trigger, date], chains: Mapping[Trigger, Link]
) -> Commitment:
    if not timed:
        return _dated_by_cell(c)
    first, *later = (deadline_of(c.quote, raw, parties.sides, anchors, chains) for raw in timed)
    return changed(c, deadline=first, later=tuple(later))


def _dated_by_cell(c: Commitment) -> Commitment:
    """A row without a time of its own takes the date of the one cell that is merged over it."""
    days = [v.iso for a in c.applied for v in a.values if v.iso]
    return replace(c, deadline=Deadline(None, "", None, due=days[0], rolled=days[0])) if len(days) == 1 else c


def _times(c: Commitment) -> tuple[RawValue, ...]:
    """The dates and lengths of time of a commitment, as the grammar reads them, in its own offsets."""
    return tuple(sorted((RawValue.of_time(v, c.span.start) for v in c.values if v.type in _TIMES), key=lambda raw: raw.span))


def _timed(c: Commitment, times: Sequence[RawValue], parties: Parties) -> tuple[RawValue, ...]:
    """The values that set deadlines.

    A date from which a period is counted sets none of its own: the period does, whatever its role.
    """
    due = {v.span.shifted(-c.span.start) for v in c.values if v.role is ValueRole.DEADLINE}
    counted = {raw.span: at for raw in times if (at := _counted_from(c.quote, raw, parties)) is not None} if due else {}
    own = {
        raw.span for raw in times if raw.span in due and not is_aside(c.quote, raw) and not _overlaps(raw.span, counted.values())
    }
    return tuple(raw for raw in times if raw.span in counted or raw.span in own)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.overlaps(span) for other in others)


def _counted_from(text: str, raw: RawValue, parties: Parties) -> Span | None:
    """Where the date stands from which a period is counted."""
    if raw.type is not ValueType.DURATION or raw.recurring or raw.n is None or not _DATED.search(text):
        return None
    start = event_of(text, raw, parties.sides)
    return start.day_at if start else None


def _anchors(deal: Deal | None) -> dict[Trigger, date]:
    if deal is None:
        return {}
    found = {
        trigger: next((d for p in pointers if not isinstance(d := deal.get(p), Missing)), None)
        for trigger, pointers in _KNOWN.items()
    }
    return {trigger: d.date() if isinstance(d, datetime) else d for trigger, d in found.items() if d}
