"""The receivables to plan of a signed contract: one for each payment milestone that it promises us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.commitments.payments import is_payment, totals
from review.model.commitment import Commitment, Payment, Trigger
from review.model.deal import Deal
from review.model.review import Review
from review.rules.exposure import Exposure, exposure
from review.rules.facts import Facts
from review.workflow.facts.execution import Milestone

#: Who collects where nobody is named.
_COLLECTS = "AR"


def milestones(review: Review) -> tuple[Milestone, ...]:
    """From the contract's payments, where each comes to an amount; else from the record's payment plan; else none."""
    known = exposure(Facts(review.document, review.understanding, review.deal, review.side, review.as_of))
    return _complete(_promised(review, known)) or _complete(_recorded(review.deal, known))


def _complete(found: Iterator[Milestone | None]) -> tuple[Milestone, ...]:
    """All of them, or none where one cannot be planned: a plan that leaves out a payment would look whole."""
    rows = tuple(found)
    return tuple(m for m in rows if m is not None) if None not in rows else ()


def _promised(review: Review, known: Exposure) -> Iterator[Milestone | None]:
    theirs = [c for c in review.commitments if _is_owed(c, review)]
    sums = totals(review.document, theirs, known.base)
    for c in theirs:
        for i, (payment, amount) in enumerate(zip(c.payments, sums[c.id], strict=True), 1):
            yield _milestone(c, i, payment, amount, known.currency)


def _is_owed(c: Commitment, review: Review) -> bool:
    return is_payment(c) and bool(c.payments) and c.obligor is not review.side and not c.is_translation


def _milestone(c: Commitment, i: int, payment: Payment, amount: Decimal | None, currency: str) -> Milestone | None:
    due = payment.deadline
    if not amount or amount < 0:
        return None
    name = " ".join(p for p in (c.cited, f"{i}/{len(c.payments)}", due.trigger_text if due else "") if p)
    return Milestone(name, amount, payment.currency or currency, due.trigger if due else None, 0, _COLLECTS, deadline=due)


def _recorded(deal: Deal | None, known: Exposure) -> Iterator[Milestone | None]:
    for _, row in deal.rows("payment_plan") if deal else ():
        yield _planned(row, known)


def _planned(row: Mapping[str, Any], known: Exposure) -> Milestone | None:
    amount, share = row.get("amount"), row.get("pct")
    if amount is None and share is not None and known.base is not None:
        amount = share * known.base / 100
    name, trigger = str(row.get("name") or ""), str(row.get("trigger") or "")
    if not name or not amount or amount < 0:
        return None
    event = Trigger(trigger) if trigger in set(Trigger) else None
    days, owner = int(str(row.get("days") or 0)), str(row.get("owner") or _COLLECTS)
    return Milestone(name, amount, known.currency, event, days, owner, str(row.get("evidence") or ""))
