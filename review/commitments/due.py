"""When each commitment falls due: the event its deadline counts from, and the day where the deal record knows the event's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from review.commitments.deadline import Link, deadline_of, links
from review.commitments.parties import Parties
from review.commitments.values import RawValue, scan
from review.model.commitment import Commitment, Trigger, Value, ValueRole
from review.model.deal import Deal, Missing

#: Where a deal record says on which day an event was or will be; the first that it holds counts.
_KNOWN: Mapping[Trigger, tuple[str, ...]] = {
    Trigger.SIGNING: ("/contract/signed_at", "/contract/planned_signing"),
    Trigger.EFFECTIVE: ("/contract/effective_at",),
}


def with_deadlines(found: tuple[Commitment, ...], parties: Parties, deal: Deal | None) -> tuple[Commitment, ...]:
    """The commitments, those with a deadline value told when it is due. What cannot be resolved says why."""
    timed = {c.id: v for c in found if (v := c.value(ValueRole.DEADLINE))}
    read = {c.id: scan(c.quote, language=c.language) for c in found if c.id in timed}
    chains: dict[Trigger, Link] = {}
    for c in found:
        if c.id in timed:
            chains = links(c.quote, read[c.id], parties.sides) | chains
    anchors = _anchors(deal)
    return tuple(_dated(c, _raw(c, timed[c.id], read[c.id]), parties, anchors, chains) if c.id in timed else c for c in found)


def _dated(
    c: Commitment, raw: RawValue | None, parties: Parties, anchors: Mapping[Trigger, date], chains: Mapping[Trigger, Link]
) -> Commitment:
    return replace(c, deadline=deadline_of(c.quote, raw, parties.sides, anchors, chains)) if raw else c


def _raw(c: Commitment, value: Value, read: tuple[RawValue, ...]) -> RawValue | None:
    """The value as the grammar read it, in the commitment's own words."""
    start = value.span.start - c.span.start
    return next((r for r in read if r.span.start <= start < r.span.end), None)


def _anchors(deal: Deal | None) -> dict[Trigger, date]:
    if deal is None:
        return {}
    found = {
        trigger: next((d for p in pointers if not isinstance(d := deal.get(p), Missing)), None)
        for trigger, pointers in _KNOWN.items()
    }
    return {trigger: d.date() if isinstance(d, datetime) else d for trigger, d in found.items() if d}
