"""What late delivery and the risks that were accepted can cost: the amounts of the decision summary."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.packet.input import PacketInput
from review.packet.refs import ours

#: Fields of the deal record that hold the price, the most exact first; each with the field of its currency.
_PRICES = (("/quote/gross", "/quote/currency"), ("/quote/net", "/quote/currency"), ("/opp/amount", "/opp/currency"))
_LATE = ("K18", "K19")
#: A base of a percentage that is the whole price, and words that make it only a part of it.
_WHOLE = re.compile(
    r"合同.{0,4}(?:价|金额|款)|总价|总额|设备(?:价款|款)|(?:contract|total|purchase) (?:price|sum|value|amount)", re.I
)
_PART = re.compile(r"未|逾期|迟延|延误|该批|每批|月|年|month|year|annual|late|delayed|undelivered|lot|instal", re.I)


@dataclass(frozen=True, slots=True)
class Price:
    """The contract price, and where it was read: a commitment's id or a pointer into the deal record."""

    amount: Decimal
    currency: str
    source: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """Liquidated damages or credits of one commitment. ``cap`` is in money; ``None`` with ``uncapped`` when there is none."""

    commitment: Commitment
    rate: Value | None
    share: Value | None
    """The cap as a percentage."""
    cap: Decimal | None
    """``None`` with a ``share`` too, when the share is not one of the whole price."""
    currency: str
    days_to_cap: Decimal | None
    """cap / rate, when both are percentages and the rate is by day (0.2 %/day with a 5 % cap is reached on day 25)."""

    @property
    def uncapped(self) -> bool:
        return self.share is None and self.cap is None


def price_of(packet: PacketInput) -> Price | None:
    """The price as the contract says it: the amount that the deal record names too, else the largest; else the deal record's."""
    known = _recorded(packet)
    priced = (c for c in packet.commitments if c.kind == "K15")
    said = [Price(v.n, v.currency or "", c.id) for c in priced for v in c.values if v.type is ValueType.MONEY and v.n]
    agreed = (price for price in said if any(price.amount == other.amount for other in known))
    return next(agreed, None) or max(said, key=lambda p: p.amount, default=None) or next(iter(known), None)


def _recorded(packet: PacketInput) -> list[Price]:
    deal, found = packet.review.deal, []
    for pointer, currency in _PRICES if deal else ():
        amount, unit = (deal.get(pointer), deal.get(currency)) if deal else (None, None)
        if isinstance(amount, Decimal | int):
            found.append(Price(Decimal(amount), "" if isinstance(unit, Missing | None) else str(unit), pointer))
    return found


def exposures(packet: PacketInput) -> tuple[Exposure, ...]:
    """Every promise of damages or credits that binds us and says how much: a rate, a cap or a sum."""
    price = price_of(packet)
    found = (_exposure(c, price) for c in packet.commitments if c.kind in _LATE and ours(packet, c))
    return tuple(e for e in found if e.rate or e.share or e.cap is not None)


def _exposure(commitment: Commitment, price: Price | None) -> Exposure:
    rate = commitment.value(ValueRole.RATE)
    cap = commitment.value(ValueRole.CAP)
    share = cap if cap and cap.type is ValueType.PERCENT else None
    amount = cap.n if cap and cap.type is ValueType.MONEY else None
    currency = (cap.currency or "") if cap and amount is not None else ""
    if share and share.n is not None and price and _of_price(share):
        amount, currency = share.n * price.amount / 100, price.currency
    return Exposure(commitment, rate, share, amount, currency, _days(rate, share))


def _of_price(share: Value) -> bool:
    base = share.of or ""
    return not base or bool(_WHOLE.search(base) and not _PART.search(base))


def _days(rate: Value | None, share: Value | None) -> Decimal | None:
    if not (rate and share and rate.n and share.n is not None) or rate.type is not ValueType.PERCENT or rate.per != "day":
        return None
    return share.n / rate.n


def worst_case(found: tuple[Exposure, ...]) -> dict[str, Decimal]:
    """Sum of the caps by currency."""
    total: dict[str, Decimal] = defaultdict(Decimal)
    for exposure in found:
        if exposure.cap is not None:
            total[exposure.currency] += exposure.cap
    return dict(total)


def residual_risk(packet: PacketInput) -> dict[str, Decimal]:
    """Sum of what the granted waivers put at risk, by currency."""
    total: dict[str, Decimal] = defaultdict(Decimal)
    for waiver in packet.process.waivers if packet.process else ():
        if waiver.risk_amount is not None:
            total[waiver.currency] += waiver.risk_amount
    return dict(total)
