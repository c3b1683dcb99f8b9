"""The hand-over sheet and the collection schedule (section 17): what delivery works from after signing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from review.commitments.payments import is_payment, totals
from review.model.commitment import Commitment
from review.packet.input import PacketInput, Receivable
from review.packet.sections.register import Entry, Register

#: Days of an exposure that a timeline still shows.
_LONGEST = 1000
_DELIVERY = ("K01", "K04", "K11", "K12", "K13")


@dataclass(frozen=True, slots=True)
class Event:
    """One mark of the timeline. ``lane``: delivery, payment or exposure."""

    lane: str
    day: date
    label: str
    ref: str
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """``cost`` and ``cash`` as the deal record plans them; ``promised``: what the contract lets us collect that day."""

    day: date
    cost: Decimal = Decimal()
    cash: Decimal = Decimal()
    promised: Decimal = Decimal()


@dataclass(frozen=True, slots=True)
class Sheet:
    obligations: tuple[Entry, ...]
    """Those of delivery, in the order in which they fall due."""
    undated: int
    """Obligations whose due date cannot be computed yet."""
    receivables: tuple[Receivable, ...]
    events: tuple[Event, ...]
    flows: tuple[Flow, ...]
    risks: tuple[Mapping[str, Any], ...]
    assumptions: tuple[Mapping[str, Any], ...]


def sheet(packet: PacketInput, book: Register) -> Sheet:
    deal = packet.review.deal
    obligations = tuple(sorted(book.fr, key=lambda e: (_due(e) or date.max, e.commitment.span)))
    receivables = packet.receivables or _receivables(packet, book)
    rows = {g: tuple(row for _, row in deal.rows(g)) if deal else () for g in ("risks", "assumptions")}
    return Sheet(
        obligations=obligations,
        undated=sum(_due(e) is None for e in obligations),
        receivables=receivables,
        events=_events(packet, book, receivables),
        flows=_flows(packet, receivables),
        risks=rows["risks"],
        assumptions=rows["assumptions"],
    )


def _due(entry: Entry) -> date | None:
    """The first day on which something of it falls due."""
    return min((d.due for d in entry.commitment.deadlines if d.due), default=None)


def _receivables(packet: PacketInput, book: Register) -> tuple[Receivable, ...]:
    """From the payments the contract promises us; where it names none, from the plan of the deal record."""
    amount, currency = packet.exposure.base, packet.exposure.currency
    theirs = [e for e in (*book.ours, *book.theirs) if _is_owed(packet, e.commitment)]
    sums = totals(packet.review.document, [e.commitment for e in theirs], amount)
    promised = tuple(r for e in theirs for r in _promised(e, sums[e.commitment.id], currency))
    if promised:
        return promised
    deal = packet.review.deal
    return tuple(_planned(row, amount, currency) for _, row in deal.rows("payment_plan")) if deal else ()


def _is_owed(packet: PacketInput, commitment: Commitment) -> bool:
    """Whether somebody else pays us by it."""
    return is_payment(commitment) and commitment.obligor is not packet.review.side and not commitment.is_translation


def _promised(entry: Entry, sums: Sequence[Decimal | None], currency: str) -> Iterator[Receivable]:
    """One for each payment milestone."""
    commitment, paid = entry.commitment, entry.commitment.payments
    for i, (payment, amount) in enumerate(zip(paid, sums, strict=True), 1):
        yield Receivable(
            name=commitment.cited,
            clause=commitment.cited,
            ref=entry.ref,
            amount=amount,
            percent=payment.share,
            currency=payment.currency or currency,
            trigger=commitment.trigger or "" if len(paid) == 1 else "",
            due=payment.deadline.due if payment.deadline else None,
            deadline=payment.deadline,
            place=f"{i}/{len(paid)}" if len(paid) > 1 else "",
        )


def _planned(row: Mapping[str, Any], price: Decimal | None, currency: str) -> Receivable:
    percent, amount = row.get("pct"), row.get("amount")
    if amount is None and percent is not None and price is not None:
        amount = percent * price / 100
    return Receivable(
        name=row.get("name") or "",
        amount=amount,
        percent=percent,
        currency=currency,
        trigger=row.get("trigger") or "",
        evidence=row.get("evidence") or "",
        owner=row.get("owner") or "",
    )


def _events(packet: PacketInput, book: Register, receivables: tuple[Receivable, ...]) -> tuple[Event, ...]:
    marks = [m for e in (*book.ours, *book.theirs) if _is_drawn(e.commitment) for m in _marks(e)]
    paid = [Event("payment", r.due, r.name, f"{r.ref or r.name} {r.place}".strip()) for r in receivables if r.due]
    late = _late(packet, book)
    return tuple(sorted(marks + paid + late, key=lambda e: (e.day, e.lane, e.ref)))


def _is_drawn(commitment: Commitment) -> bool:
    return commitment.kind in _DELIVERY and not commitment.is_translation


def _late(packet: PacketInput, book: Register) -> list[Event]:
    """Damages run from the day after the first delivery is due, to the day their cap is reached where it is known."""
    due = (_due(e) for e in book.ours if e.commitment.kind == "K01")
    first = min((d for d in due if d), default=None)
    refs = {e.commitment.id: e.ref for e in book.ours}
    return [
        Event("exposure", first + timedelta(days=1), "", refs[x.commitment], _end(first, x.days_to_cap))
        for x in packet.exposure.charges
        if first and x.kind == "K18"
    ]


def _end(first: date, days: Decimal | None) -> date | None:
    return first + timedelta(days=int(days)) if days is not None and days < _LONGEST else None


def _marks(entry: Entry) -> list[Event]:
    lane, kind = "delivery" if entry.ours else "customer", entry.commitment.kind
    return [Event(lane, d.due, kind, entry.ref) for d in entry.commitment.deadlines if d.due]


def _flows(packet: PacketInput, receivables: tuple[Receivable, ...]) -> tuple[Flow, ...]:
    """The plan of the deal record, and what the contract promises to the day."""
    deal = packet.review.deal
    rows = deal.get("/economics/cashflow") if deal else ()
    planned = [Flow(r["date"], Decimal(r.get("cost") or 0), Decimal(r.get("cash") or 0)) for r in rows or ()]
    promised = [Flow(r.due, promised=r.amount) for r in receivables if r.deadline and r.due and r.amount is not None]
    days = sorted({f.day for f in (*planned, *promised)})
    return tuple(_sum_of([f for f in (*planned, *promised) if f.day == day]) for day in days)


def _sum_of(flows: Sequence[Flow]) -> Flow:
    """The flows of one day as one."""
    parts = [(f.cost, f.cash, f.promised) for f in flows]
    return Flow(flows[0].day, *(sum(column, Decimal()) for column in zip(*parts, strict=True)))
