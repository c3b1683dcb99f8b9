"""Due days as calendar entries (ICS, RFC 5545): one whole-day event for each obligation and each receivable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from review.model.canonical import decimal_text
from review.model.names import KINDS
from review.workflow.registers.obligations import Obligation
from review.workflow.registers.receivables import Receivable

#: A summary line longer than this is cut; the whole wording stands in the description.
_SUMMARY = 80


def to_ics(
    obligations: Iterable[Obligation],
    receivables: Iterable[Receivable],
    *,
    case: str,
    title: str,
    stamp: datetime,
    language: str,
) -> bytes:
    """What is open and has a due day. ``case`` makes the ids of entries unique, so that a second import changes and does
    not double; ``title`` names the deal; ``stamp`` is when the file is made.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tripact//registers//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for event in (*_obligations(obligations, case, language), *_receivables(receivables, case)):
        event.add("dtstamp", stamp)
        event.add("categories", [title])
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _obligations(found: Iterable[Obligation], case: str, language: str) -> Iterator[Event]:
    for one in found:
        if one.due is not None and one.status == "open":
            title = f"{KINDS[one.item.kind][language]} {one.item.number}: {' '.join(one.item.quote.split())}"
            uid = f"{case}-{one.item.id}" + (f"-{one.nth}" if one.nth else "")
            yield _event(uid, title, f"{one.item.quote}\n{one.formula[language]}", one.due)


def _receivables(found: Iterable[Receivable], case: str) -> Iterator[Event]:
    for one in found:
        if one.due is not None and one.open:
            title = f"{one.milestone.name}: {decimal_text(one.open)} {one.milestone.currency}"
            yield _event(f"{case}-{one.milestone.name}", title, one.milestone.evidence, one.due)


def _event(uid: str, title: str, text: str, day: date) -> Event:
    event = Event()
    event.add("uid", f"{uid}@tripact")
    event.add("summary", title if len(title) <= _SUMMARY else title[: _SUMMARY - 1] + "…")
    event.add("description", text)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
