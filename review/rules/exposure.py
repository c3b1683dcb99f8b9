"""What the contract's penalties can cost, in money: per commitment, in total, and if delivery runs at its own p50 and p90.

A cap that stands in a sentence of its own holds for all delay damages of its article, once. Nothing costs more than the cap on
total liability. Source: facts.md (0.2 %/day with a 5 % cap is reached on day 25).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.model.span import Span
from review.rules import leads, penalty, timing
from review.rules.facts import Facts
from review.rules.finder import Words
from review.rules.penalty import Amounts, Base, Rate
from review.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class Charge:
    """One penalty of ours. Amounts are in the currency of the price; None where they cannot be reckoned."""

    commitment: str
    span: Span
    quote: str
    kind: str
    base: Base
    per_day: Decimal | None
    """Of delay damages, on average; at most, where they are of a part of the price."""
    cap: Decimal | None
    """The most it can cost; None: no cap."""
    cap_from: str = ""
    """Id of the commitment that states the cap: its own, or one that holds for several together."""
    months: Decimal | None = None
    """Of credits: the service periods that the cap is reckoned for."""
    at_p50: Decimal | None = None
    """What it costs if delivery takes its p50 lead time."""
    at_p90: Decimal | None = None
    uncapped: bool = False
    """Whether it grows and no cap is stated for it; a cap that is stated may still be one that cannot be reckoned."""

    @property
    def days_to_cap(self) -> Decimal | None:
        """Days of delay at which the cap is reached (0.2 %/day with a 5 % cap: 25)."""
        return self.cap / self.per_day if self.cap is not None and self.per_day else None


@dataclass(frozen=True, slots=True)
class Exposure:
    """All penalties together. ``total`` is None when one of them has no cap or the price is not known."""

    charges: tuple[Charge, ...]
    base: Decimal | None
    """The price: the amount of the contract that the deal record names too, else its largest, else the record's."""
    currency: str
    total: Decimal | None
    liability_cap: Decimal | None
    at_p50: Decimal | None
    at_p90: Decimal | None

    @property
    def worst(self) -> Decimal | None:
        """The most that all of them can cost under the cap on total liability; None where nothing bounds them."""
        held = [a for a in (self.total, self.liability_cap) if a is not None]
        return min(held, default=None)


def exposure(facts: Facts) -> Exposure:
    """The exposure of a contract."""
    return of(Scene(facts, Words(())))


def of(scene: Scene) -> Exposure:
    """As ``exposure``, for checks."""
    found: Exposure = scene.once("exposure", lambda: _reckon(scene))
    return found


def _reckon(scene: Scene) -> Exposure:
    price, currency = _price(scene)
    amounts = Amounts(price, _monthly_fee(scene))
    late = {which: _days_late(scene, which) for which in ("p50", "p90")}
    said_once = [c for c in scene.commitments if not c.is_translation]
    delays = [_delay(scene, c, amounts, late) for c in said_once if penalty.is_delay(scene, c)]
    credits = [_credit(scene, c, amounts) for c in said_once if penalty.is_credit(scene, c)]
    liability = _liability_cap(scene, amounts)
    return Exposure(
        charges=tuple(sorted((*delays, *credits), key=lambda c: c.span)),
        base=price,
        currency=currency,
        total=_sum([*_caps(delays), *_dearest(scene, credits)]),
        liability_cap=liability,
        at_p50=_bounded(_at(delays, [c.at_p50 for c in delays]), liability),
        at_p90=_bounded(_at(delays, [c.at_p90 for c in delays]), liability),
    )


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    return None if any(a is None for a in amounts) else sum((a for a in amounts if a is not None), Decimal(0))


def _caps(charges: list[Charge]) -> list[Decimal | None]:
    """The caps, each that several share once."""
    return list({c.cap_from or c.commitment: c.cap for c in charges}.values())


def _at(charges: list[Charge], costs: list[Decimal | None]) -> Decimal | None:
    """The costs of a delay together: those that share a cap never above it."""
    groups: dict[str, list[tuple[Charge, Decimal | None]]] = {}
    for charge, cost in zip(charges, costs, strict=True):
        groups.setdefault(charge.cap_from or charge.commitment, []).append((charge, cost))
    return _sum([_bounded(_sum([cost for _, cost in held]), held[0][0].cap) for held in groups.values()])


def _bounded(amount: Decimal | None, bound: Decimal | None) -> Decimal | None:
    return amount if amount is None or bound is None else min(amount, bound)


def _dearest(scene: Scene, charges: list[Charge]) -> list[Decimal | None]:
    """Credits of one article are tiers of one scheme: its cap, else its dearest tier."""
    schemes: dict[Any, list[Charge]] = {}
    for c in charges:
        schemes.setdefault(scene.region(c.span, "article"), []).append(c)
    return [_dear(held) for held in schemes.values()]


def _dear(held: list[Charge]) -> Decimal | None:
    capped = [c.cap for c in held if c.cap_from and c.cap is not None]
    known = [c.cap for c in held if c.cap is not None]
    return min(capped) if capped else max(known) if len(known) == len(held) else None


def _delay(scene: Scene, c: Commitment, amounts: Amounts, late: dict[str, Decimal | None]) -> Charge:
    found = penalty.rate(scene, c, amounts)
    cap, source = _cap_of(scene, c, amounts)
    costs = {which: _cost(found, cap, days) for which, days in late.items()}
    return Charge(
        c.id, c.span, c.quote, c.kind, _base(c), found.money / found.days if found else None, cap, source,
        at_p50=costs["p50"], at_p90=costs["p90"], uncapped=not any(o.value(ValueRole.CAP) for o in (c, *_beside(scene, c))),
    )  # fmt: skip


def _base(c: Commitment) -> Base:
    return next((penalty.base_of(v) for v in c.values if v.type is ValueType.PERCENT), Base.PRICE)


def _cap_of(scene: Scene, c: Commitment, amounts: Amounts) -> tuple[Decimal | None, str]:
    """Its own cap, else one that its article states for all."""
    own = penalty.cap(c, amounts)
    if own is not None:
        return own, c.id
    caps = ((penalty.cap(o, amounts), o) for o in _beside(scene, c))
    return next(((cap, o.id) for cap, o in caps if cap is not None), (None, ""))


def _beside(scene: Scene, c: Commitment) -> tuple[Commitment, ...]:
    """Our promises in the article of a penalty that are no penalties themselves and state a cap: it may be that of all."""
    article = scene.region(c.span, "article")
    if article is None:
        return ()
    found: tuple[Commitment, ...] = scene.once((_beside, article), lambda: tuple(_capping(scene, article)))
    return found


def _capping(scene: Scene, article: Span) -> Iterator[Commitment]:
    ours = (o for o in scene.commitments_at(article) if o.obligor is scene.ours and article.contains(o.span))
    capped = (o for o in ours if o.value(ValueRole.CAP) is not None)
    return (o for o in capped if not penalty.is_delay(scene, o) and not penalty.is_credit(scene, o))


def _credit(scene: Scene, c: Commitment, amounts: Amounts) -> Charge:
    monthly, months = penalty.highest_credit(scene, c, amounts), _months(scene)
    most = None if monthly is None or months is None else monthly * months
    stated = c.id if c.value(ValueRole.CAP) is not None else ""
    return Charge(c.id, c.span, c.quote, c.kind, Base.FEE, None, most, stated, months, uncapped=penalty.grows(scene, c))


def _cost(rate: Rate | None, cap: Decimal | None, days: Decimal | None) -> Decimal | None:
    return None if rate is None or days is None else _bounded(rate.cost(days), cap)


#: Fields of the deal record that hold the price, the most exact first; each with the field of its currency.
_PRICES = (("/quote/gross", "/quote/currency"), ("/quote/net", "/quote/currency"), ("/opp/amount", "/opp/currency"))


def _price(scene: Scene) -> tuple[Decimal | None, str]:
    """The contract's price that the deal names too, else the contract's largest, else the deal's amount."""
    known = list(_recorded(scene))
    said = [v for c in scene.commitments if c.kind in ("K15", "K16") for v in c.values if _is_price(c, v)]
    agreed = next((v for v in said if v.n in {amount for amount, _ in known}), None)
    top = agreed or max(said, key=lambda v: v.n or Decimal(0), default=None)
    return (top.n, top.currency or "") if top else next(iter(known), (None, ""))


def _recorded(scene: Scene) -> Iterator[tuple[Decimal, str]]:
    for pointer, unit in _PRICES:
        amount, currency = scene.deal(pointer), scene.deal(unit)
        if isinstance(amount, Decimal | int):
            yield Decimal(amount), "" if isinstance(currency, Missing | None) else str(currency)


def _is_price(c: Commitment, v: Value) -> bool:
    return v.type is ValueType.MONEY and bool(v.n) and v.role not in (ValueRole.CAP, ValueRole.RATE)


def _monthly_fee(scene: Scene) -> Decimal | None:
    """The fee of one month: as the deal record says, else a sum by month or year of the contract."""
    recorded = scene.deal("/economics/monthly_fee")
    if isinstance(recorded, Decimal | int):
        return Decimal(recorded)
    paid = ((c, v) for c in scene.commitments if c.kind in ("K13", "K15", "K16") for v in c.values)
    fees = ((v, _period(scene, c, v)) for c, v in paid if v.type is ValueType.MONEY and v.n and v.role is not ValueRole.CAP)
    return next((v.n / months for v, months in fees if v.n is not None and months), None)


_PERIODS = (
    (Decimal(1), re.compile(r"月(?:度)?(?:服务|维护|运维|维保|租|基本|固定)?[^，,。]{0,4}费|monthly", re.I)),
    (Decimal(3), re.compile(r"季(?:度)?(?:服务|维护|运维|维保|租)?[^，,。]{0,4}费|quarterly", re.I)),
    (Decimal(12), re.compile(r"年(?:度)?(?:服务|维护|运维|维保|租)[^，,。]{0,4}费|annual|yearly", re.I)),
)
_BEFORE = 24


def _period(scene: Scene, c: Commitment, v: Value) -> Decimal | None:
    """The months that a fee is for: by the rate's own unit, by the words before it (月服务费, "annual fee"), by the interval."""
    words = scene.text[max(scene.sentence(v.span.start).start, v.span.start - _BEFORE) : v.span.start]
    named = next((months for months, pattern in _PERIODS if pattern.search(words)), None)
    unit = v.per or next((i.unit for i in c.values if i.role is ValueRole.INTERVAL and i.n == 1), None)
    return (None if v.per else named) or (time(Decimal(1), unit, "month") if unit in ("month", "quarter", "year") else None)


def _months(scene: Scene) -> Decimal | None:
    """The months of service: the longest term that the contract promises, else the years that are priced."""
    terms = [v for c in scene.commitments if c.kind == "K13" for v in c.values if v.type is ValueType.DURATION and v.n]
    lengths = [n for v in terms if v.n is not None and v.role is not ValueRole.INTERVAL and (n := time(v.n, v.unit, "month"))]
    if lengths:
        return max(lengths)
    years = scene.deal("/service_offer/years_priced")
    return None if isinstance(years, Missing) else Decimal(years) * 12


def _days_late(scene: Scene, which: str) -> Decimal | None:
    """How many days after the promised date delivery ends, for the worst of our delivery dates; None when not known."""
    days = []
    for c in scene.commitments:
        if c.kind == "K01" and c.obligor is scene.ours and timing.due(c) is not None:
            lead = leads.lead_for(scene, c, which)
            spare: Any = lead if isinstance(lead, Missing) else leads.spare_of(scene, c, lead)
            if isinstance(spare, Decimal):
                days.append(-spare)
    return max(days, default=None)


def _liability_cap(scene: Scene, amounts: Amounts) -> Decimal | None:
    held = (c for c in scene.commitments if c.kind == "K20" and c.obligor in scene.party("ours"))
    return next((cap for c in held if (cap := penalty.cap(c, amounts)) is not None), None)
