"""From a period and its event to a day, when every date it needs is known; else the reason why there is none.

>>> from review.commitments.values import scan
>>> text = "到货后20日内付款"
>>> deadline_of(text, scan(text)[0], anchors={Trigger.ARRIVAL: date(2026, 3, 1)}).due
datetime.date(2026, 3, 21)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from review.commitments.deadline.arithmetic import Moved, add
from review.commitments.deadline.calendar import WorkCalendar, china
from review.commitments.deadline.triggers import Start, read
from review.commitments.values import RawValue
from review.model.commitment import Deadline, Party, Trigger, ValueType


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: ``n`` of ``unit`` (minute to year), in working days when ``day_type`` says so."""

    n: Decimal
    unit: str
    day_type: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What the contract says of an event's own time: acceptance is 30 days after arrival."""

    period: Period
    trigger: Trigger
    direction: str = "after"


Anchors = Mapping[Trigger, date]
Chains = Mapping[Trigger, Link]


def anchor(trigger: Trigger, anchors: Anchors, chains: Chains, calendar: WorkCalendar | None) -> Moved:
    """The day of an event: known, or counted along the chain from one that is. The unrolled day is the one that is passed on."""
    return _anchor(trigger, anchors, chains, calendar, frozenset())


def _anchor(trigger: Trigger, anchors: Anchors, chains: Chains, calendar: WorkCalendar | None, seen: frozenset[Trigger]) -> Moved:
    if trigger in anchors:
        return Moved(anchors[trigger])
    if trigger in seen:
        return Moved(None, reason="circular")
    link = chains.get(trigger)
    if link is None:
        return Moved(None, reason="no-anchor")
    base = _anchor(link.trigger, anchors, chains, calendar, seen | {trigger})
    if base.day is None:
        return base
    return add(base.day, link.period.n, link.period.unit, link.period.day_type, calendar, link.direction == "before")


def resolve(
    period: Period | None,
    start: Start | None,
    words: str = "",
    anchors: Anchors | None = None,
    chains: Chains | None = None,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    """The deadline ``period`` after (or before) the event of ``start``; ``words`` are the event's words in the text.

    ``due`` is the day itself, ``rolled`` the one after rest days; ``unresolved`` is a code of ``reasons`` when a day is missing.
    Without ``calendar`` the official one of China counts.
    """
    found = _unresolved(period, start, words)
    if found.unresolved or period is None or found.trigger is None:
        return found
    used = calendar or china()
    base = anchor(found.trigger, anchors or {}, chains or {}, used)
    if base.day is None:
        return replace(found, unresolved=base.reason)
    moved = add(base.day, period.n, period.unit, period.day_type, used, found.direction == "before")
    return replace(found, due=moved.day, rolled=moved.rolled, unresolved="" if moved.day and moved.rolled else moved.reason)


def _unresolved(period: Period | None, start: Start | None, words: str) -> Deadline:
    """The deadline without a day, with the first reason that stands in its way."""
    trigger = None if start is None else start.trigger or Trigger.OTHER
    reason = (
        "no-number" if period is None else "no-trigger" if start is None else "unknown-trigger" if start.trigger is None else ""
    )
    return Deadline(
        trigger=trigger,
        trigger_text=words,
        controlled_by=start.controlled_by if start else None,
        direction=start.direction if start else "after",
        n=period.n if period else None,
        unit=period.unit if period else None,
        day_type=period.day_type if period else None,
        unresolved=reason,
    )


def deadline_of(
    text: str,
    value: RawValue,
    parties: Mapping[str, Party] | None = None,
    anchors: Anchors | None = None,
    chains: Chains | None = None,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    """The deadline that a value of ``text`` sets: a date as it stands, or a period from the event beside it."""
    if value.type is ValueType.DATE:
        return _on_date(value, calendar or china())
    start = read(text, value, parties)
    period = Period(value.n, value.unit, value.day_type) if value.n is not None and value.unit else None
    if period and start and start.day and start.day_at:
        return _from_day(period, start, start.day, start.day_at.of(text), calendar or china())
    return resolve(period, start, start.span.of(text) if start else "", anchors, chains, calendar)


def _from_day(period: Period, start: Start, day: date, words: str, calendar: WorkCalendar) -> Deadline:
    """The deadline ``period`` after (or before) a date that the text names."""
    moved = add(day, period.n, period.unit, period.day_type, calendar, start.direction == "before")
    due = Deadline(None, words, None, start.direction, period.n, period.unit, period.day_type, due=moved.day, rolled=moved.rolled)
    return replace(due, unresolved="" if moved.day and moved.rolled else moved.reason)


def _on_date(value: RawValue, calendar: WorkCalendar) -> Deadline:
    """A date is its own deadline and is not moved: CC203 speaks of periods."""
    reason = "" if value.iso else "impossible-date" if value.impossible else "part-of-date" if value.part else "no-number"
    return Deadline(None, "", None, due=value.iso, rolled=value.iso, unresolved=reason)
