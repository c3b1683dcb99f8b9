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
from review.commitments.values import RawValue, scan
from review.model.commitment import Commitment, Definition, Trigger, Value, ValueRole, ValueType
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
    timed = {c.id: _timed(c, parties) for c in found if any(v.type in _TIMES for v in c.values)}
    chains = _chains(found, timed, parties) | defined_chains(known, parties)
    days = _anchors(deal) | defined_days(known, parties)
    dated = (_dated(c, timed.get(c.id, ()), parties, days, chains) for c in found)
    apply = Applying(known, parties, days, chains)
    return with_times_of_clauses(document, tuple(map(apply.to, dated)))


def _chains(found: Iterable[Commitment], timed: Mapping[str, object], parties: Parties) -> dict[Trigger, Link]:
    chains: dict[Trigger, Link] = {}
    for c in found:
        if timed.get(c.id):
            chains = links(c.quote, scan(c.quote, language=c.language), parties.sides) | chains
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
        return c
    first, *later = (deadline_of(c.quote, raw, parties.sides, anchors, chains) for raw in timed)
    return replace(c, deadline=first, later=tuple(later))


def _timed(c: Commitment, parties: Parties) -> tuple[RawValue, ...]:
    """The values that set deadlines, as the grammar reads them in the commitment's own words.

    A date from which a period is counted sets none of its own: the period does, whatever its role.
    """
    kept = {v.span.start - c.span.start: v for v in c.values if v.type in _TIMES}
    if not any(v.role is ValueRole.DEADLINE for v in kept.values()):
        return ()
    raw = scan(c.quote, language=c.language)
    read = [(replace(r, day_type=v.day_type), v) for r in raw if (v := _kept(r, kept)) is not None]
    counted = {r.span: at for r, _ in read if (at := _counted_from(c.quote, r, parties)) is not None}
    return tuple(
        r
        for r, v in read
        if r.span in counted
        or (v.role is ValueRole.DEADLINE and not is_aside(c.quote, r) and not any(at.overlaps(r.span) for at in counted.values()))
    )


def _kept(raw: RawValue, kept: Mapping[int, Value]) -> Value | None:
    return next((v for start, v in kept.items() if raw.span.start <= start < raw.span.end), None)


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
