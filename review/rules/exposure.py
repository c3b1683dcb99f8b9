"""What the contract's penalties can cost, in money: per commitment, in total, and if delivery runs at its own p50 and p90.

Delay damages cost days late x daily rate x base, up to their cap; the base is the contract's price unless the text names an
amount. Source: facts.md (0.2 %/day with a 5 % cap is reached on day 25).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.model.commitment import Commitment, ValueRole, ValueType
from review.model.deal import Missing
from review.model.span import Span
from review.rules.facts import Facts
from review.rules.finder import Words
from review.rules.measure import daily
from review.rules.scene import Scene

_PENALTIES = ("K18", "K19")


@dataclass(frozen=True, slots=True)
class Charge:
    """One penalty of ours. Amounts are in the currency of the price; None where they cannot be reckoned."""

    commitment: str
    span: Span
    quote: str
    kind: str
    per_day: Decimal | None
    cap: Decimal | None
    """The most it can cost; None: no cap."""
    at_p50: Decimal | None = None
    """What it costs if delivery takes its p50 lead time."""
    at_p90: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """All penalties together. ``total`` is None when one of them has no cap or the price is not known."""

    charges: tuple[Charge, ...]
    base: Decimal | None
    currency: str
    total: Decimal | None
    liability_cap: Decimal | None
    at_p50: Decimal | None
    at_p90: Decimal | None


def exposure(facts: Facts) -> Exposure:
    """The exposure of a contract."""
    return of(Scene(facts, Words(())))


def of(scene: Scene) -> Exposure:
    """As ``exposure``, for checks."""
    found: Exposure = scene.once("exposure", lambda: _reckon(scene))
    return found


def _reckon(scene: Scene) -> Exposure:
    base, currency = _price(scene)
    late = {which: _days_late(scene, which) for which in ("p50", "p90")}
    charges = tuple(_charge(c, base, late) for c in scene.commitments if _ours(scene, c))
    return Exposure(
        charges=charges,
        base=base,
        currency=currency,
        total=_sum([c.cap for c in charges]),
        liability_cap=_liability_cap(scene, base),
        at_p50=_sum([c.at_p50 for c in charges if c.kind == "K18"]),
        at_p90=_sum([c.at_p90 for c in charges if c.kind == "K18"]),
    )


def _ours(scene: Scene, c: Commitment) -> bool:
    return c.obligor is scene.ours and c.kind in _PENALTIES


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    return None if any(a is None for a in amounts) else sum((a for a in amounts if a is not None), Decimal(0))


def _price(scene: Scene) -> tuple[Decimal | None, str]:
    """The contract's own largest price, else the deal's amount."""
    prices = [v for c in scene.commitments if c.kind in ("K15", "K16") for v in c.values if v.type is ValueType.MONEY and v.n]
    if prices:
        top = max(prices, key=lambda v: v.n or Decimal(0))
        return top.n, top.currency or ""
    for pointer in ("/quote/gross", "/quote/net", "/opp/amount"):
        value = scene.deal(pointer)
        if not isinstance(value, Missing):
            return Decimal(value), ""
    return None, ""


def _charge(c: Commitment, base: Decimal | None, late: dict[str, Decimal | None]) -> Charge:
    per_day = _per_day(c, base)
    cap = _cap(c, base)
    return Charge(c.id, c.span, c.quote, c.kind, per_day, cap, _cost(per_day, cap, late["p50"]), _cost(per_day, cap, late["p90"]))


def _per_day(c: Commitment, base: Decimal | None) -> Decimal | None:
    for v in c.values:
        if v.role is ValueRole.RATE and v.type is ValueType.MONEY:
            return v.n
        if v.role is ValueRole.RATE and v.type is ValueType.PERCENT and base is not None:
            rate = daily(c, v)
            return None if rate is None else rate * base / 100
    return None


def _cap(c: Commitment, base: Decimal | None) -> Decimal | None:
    v = c.value(ValueRole.CAP)
    if v is None or v.n is None:
        return None
    if v.type is ValueType.MONEY:
        return v.n
    return v.n * base / 100 if v.type is ValueType.PERCENT and base is not None else None


def _cost(per_day: Decimal | None, cap: Decimal | None, days: Decimal | None) -> Decimal | None:
    if per_day is None or days is None:
        return None
    cost = per_day * max(days, Decimal(0))
    return cost if cap is None else min(cost, cap)


def _days_late(scene: Scene, which: str) -> Decimal | None:
    """How many days after the promised date delivery ends, for the worst of our delivery dates; None when not known."""
    from review.rules import timing
    from review.rules.checks.feasibility import lead_for, spare_of

    days = []
    for c in scene.commitments:
        if c.kind == "K01" and c.obligor is scene.ours and timing.due(c) is not None:
            lead = lead_for(scene, c, which)
            spare: Any = lead if isinstance(lead, Missing) else spare_of(scene, c, lead)
            if isinstance(spare, Decimal):
                days.append(-spare)
    return max(days, default=None)


def _liability_cap(scene: Scene, base: Decimal | None) -> Decimal | None:
    for c in scene.commitments:
        if c.kind == "K20" and c.obligor in scene.party("ours"):
            cap = _cap(c, base)
            if cap is not None:
                return cap
    return None
