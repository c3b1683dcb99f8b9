"""Authority has three dimensions, terms, signing and price (条款、签约、价格): which of them does a deal exceed?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from review.model.deal import Deal, Missing


def exceeded(deal: Deal) -> tuple[str, ...]:
    """Dimensions whose exposure, as the deal record has it, lies above the limit recorded there.

    Signing: the contract's amount against ``limit``. Price: the discount against ``discount``. Terms: the sum at risk
    (``risks[].amount``) against ``limit``. What the record does not hold is not guessed; rule R-06 asks for it.
    """
    rows = [row for _, row in deal.rows("authority")]
    return tuple(dict.fromkeys(str(r["dimension"]) for r in rows if _above(deal, r)))


def _above(deal: Deal, row: Any) -> bool:
    dimension = str(row["dimension"])
    if dimension == "price":
        return _more(_field(deal, "/quote/discount"), row.get("discount"))
    exposure = _risk(deal) if dimension == "terms" else _field(deal, "/opp/amount") or _field(deal, "/quote/gross")
    return _more(exposure, row.get("limit"))


def _field(deal: Deal, pointer: str) -> Decimal | None:
    value = deal.get(pointer)
    return None if isinstance(value, Missing) else value


def _risk(deal: Deal) -> Decimal | None:
    amounts = [row["amount"] for _, row in deal.rows("risks") if row.get("amount") is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def _more(exposure: Decimal | None, limit: Decimal | None) -> bool:
    return exposure is not None and limit is not None and exposure > limit
