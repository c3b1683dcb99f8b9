"""What a contract asks of the authority of who signs it, held against its limits: one reckoning for rule, workflow and packet.

Authority has three dimensions: terms, signing, price (条款、签约、价格). Signing and price are held against the deal's amount,
terms against the worst that the terms can cost; a price authority may limit the discount besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.model.deal import Deal, Missing

TERMS, SIGNING, PRICE = "terms", "signing", "price"
AMOUNT, DISCOUNT = "/opp/amount", "/quote/discount"
#: What is missing where the worst cost of the terms cannot be reckoned.
EXPOSURE = "contract:exposure"


@dataclass(frozen=True, slots=True)
class Held:
    """One limit of the deal record and what is asked of it: amounts in units of the currency, discounts in per cent."""

    dimension: str
    pointer: str
    """Of the limit."""
    limit: Decimal
    asked: Decimal | None
    source: str
    """Where ``asked`` comes from: a field of the deal record, or ``EXPOSURE``; named as missing when it is None."""

    @property
    def row(self) -> str:
        """Pointer of the row that keeps the limit."""
        return self.pointer.rpartition("/")[0]

    @property
    def is_discount(self) -> bool:
        return self.source == DISCOUNT

    @property
    def exceeded(self) -> bool:
        """Whether the limit is passed. What is not known passes none, and is no answer either."""
        return self.asked is not None and self.asked > self.limit


def held(deal: Deal, worst: Decimal | None) -> Iterator[Held]:
    """Every limit that the record keeps. ``worst``: the most that the terms can cost, ``None`` where nothing bounds it."""
    for pointer, row in deal.rows("authority"):
        yield from _of(deal, pointer, row, worst)


def _of(deal: Deal, pointer: str, row: Mapping[str, Any], worst: Decimal | None) -> Iterator[Held]:
    dimension, limit, discount = str(row["dimension"]), row.get("limit"), row.get("discount")
    if limit is not None:
        asked, source = (worst, EXPOSURE) if dimension == TERMS else (_field(deal, AMOUNT), AMOUNT)
        yield Held(dimension, f"{pointer}/limit", Decimal(limit), asked, source)
    if discount is not None and dimension == PRICE:
        yield Held(dimension, f"{pointer}/discount", Decimal(discount), _field(deal, DISCOUNT), DISCOUNT)


def _field(deal: Deal, pointer: str) -> Decimal | None:
    value = deal.get(pointer)
    return None if value is None or isinstance(value, Missing) else Decimal(value)
