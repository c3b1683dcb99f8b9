"""Arithmetic of price tables: quantity x unit price is the line (``rows``), the lines are the total (``total``)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.model.document import Row
from review.model.finding import Compared
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.sheets import Sheet, number, sheets
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, OneOf, Param

PARAMS = {
    "mode": Param(OneOf(("rows", "total")), REQUIRED, "what is reckoned"),
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in the currency"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for sheet in sheets(scene):
        yield from (_rows if params["mode"] == "rows" else _total)(scene, sheet, params["slack"])


def _rows(scene: Scene, sheet: Sheet, slack: Decimal) -> Iterator[Answer]:
    seen = 0
    for row in sheet.items:
        quantity, price, amount = (sheet.number(scene, row, c) for c in ("quantity", "price", "amount"))
        if quantity is None or price is None or amount is None:
            continue
        seen += 1
        if abs(quantity * price - amount) > slack:
            yield _wrong(row, quantity * price, amount)
    if seen:
        yield passed()


def _total(scene: Scene, sheet: Sheet, slack: Decimal) -> Iterator[Answer]:
    amounts = [sheet.number(scene, r, "amount") for r in sheet.items]
    stated = next((n for r in sheet.totals if (n := _amount(scene, sheet, r)) is not None), None)
    if stated is None or len(amounts) < 2 or any(a is None for a in amounts):
        return
    summed = sum((a for a in amounts if a is not None), Decimal(0))
    row = next(r for r in sheet.totals if _amount(scene, sheet, r) is not None)
    yield _wrong(row, summed, stated) if abs(summed - stated) > slack else passed()


def _amount(scene: Scene, sheet: Sheet, row: Row) -> Decimal | None:
    """The total of a row: of the amount column, or the only number of a merged row."""
    own = sheet.number(scene, row, "amount")
    if own is not None:
        return own
    numbers = [n for c in row.cells if (n := number(scene, c.span)) is not None]
    return numbers[0] if len(numbers) == 1 else None


def _wrong(row: Row, reckoned: Decimal, stated: Decimal) -> Answer:
    fields = {"reckoned": render.amount(reckoned), "stated": render.amount(stated)}
    compared = (Compared({"zh": "计算与所列", "en": "reckoned against stated"}, fields["stated"], fields["reckoned"]),)
    return failed(None, row.span, compared=compared, fields=fields)


CHECK = Check("lines", PARAMS, run, fields=("reckoned", "stated"))
