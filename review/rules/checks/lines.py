"""Arithmetic of price tables and of sentences that tell as much.

``rows``: quantity x unit price is the line. ``total``: the lines are the total.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from review.model.document import Row
from review.model.finding import Compared
from review.model.span import Span
from review.rules import arithmetic, render
from review.rules.arithmetic.telling import Telling
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, OneOf, Param
from review.rules.sheets import Sheet, column_sums, is_less, number, told_below, totalled

PARAMS = {
    "mode": Param(OneOf(("rows", "total")), REQUIRED, "what is reckoned"),
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in the currency"),
    **arithmetic.PARAMS,
}
#: How far from a total, as a part of it, the sum of a column may be that is meant; and percents of tax that go on top.
_NEAR, _TAX_RATES = Decimal("0.1"), (1, 3, 5, 6, 7, 8, 9, 10, 11, 13, 15, 16, 17, 18, 19, 20, 21)
_LINES = (
    arithmetic.products,
    arithmetic.products_before,
    arithmetic.bare_products,
    arithmetic.flat_products,
    arithmetic.records,
)
_SUMS = (arithmetic.sums, arithmetic.ledgers, arithmetic.flat_sums)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    in_tables, told = (_rows, _LINES) if params["mode"] == "rows" else (_total, _SUMS)
    for sheet in totalled(scene):
        yield from in_tables(scene, sheet, params["slack"])
    if params["mode"] == "total":
        yield from _untotalled(scene, params["slack"])
    telling = Telling(scene, params)
    for found in _once(one for way in told for one in way(telling)):
        yield passed() if found.right else _wrong(found.span, found.reckoned, found.stated)


def _once(found: Iterable[arithmetic.Reckoned]) -> Iterator[arithmetic.Reckoned]:
    """Those that do not stand where one before them does, which another way has found, too."""
    taken = _Taken()
    return (one for one in found if taken.adds(one.span))


class _Taken:
    """Stretches of a text, those that overlap as one, in text order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def adds(self, span: Span) -> bool:
        """Whether nothing of the span was taken; by now it is."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        starts, ends = [span.start, *self._starts[first:last]], [span.end, *self._ends[first:last]]
        self._starts[first:last], self._ends[first:last] = [min(starts)], [max(ends)]
        return first == last


def _rows(scene: Scene, sheet: Sheet, slack: Decimal) -> Iterator[Answer]:
    seen = 0
    for row in sheet.items:
        quantity, price, amount = (sheet.number(scene, row, c) for c in ("quantity", "price", "amount"))
        if quantity is None or price is None or amount is None or _numbers_columns(scene, row):
            continue
        seen += 1
        if all(abs(n - amount) > slack for n in _products(scene, sheet, row, quantity * price)):
            yield _wrong(row.span, quantity * price, amount)
    if seen:
        yield passed()


def _numbers_columns(scene: Scene, row: Row) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, 4."""
    told = [scene.document.quote(c.span).strip() for c in row.cells]
    return told == [str(i) for i in range(1, len(told) + 1)]


def _products(scene: Scene, sheet: Sheet, row: Row, product: Decimal) -> tuple[Decimal, ...]:
    """What the line may come to: with a column of periods times them, with one of discounts less them, written either way."""
    periods, discount = (sheet.number(scene, row, c) for c in ("periods", "discount"))
    full = product * periods if periods is not None else product
    if discount is None:
        return (full,)
    return full, full * (100 - discount) / 100, full * discount / 100, full * discount / 10, full - discount


def _total(scene: Scene, sheet: Sheet, slack: Decimal) -> Iterator[Answer]:
    """The first total against the lines above it; a later one against any sum that it may stand for. Without any: the one that
    the line below the table tells.
    """
    sums = _Sums()
    for row in sheet.rows:
        if row not in sheet.totals:
            amount = sheet.number(scene, row, "amount")
            if amount is not None and _is_subtotal(scene, sheet, row, sums):
                sums.total(amount)
            elif amount is not None:
                sums.line(-abs(amount) if is_less(scene, row) else amount)
            elif sheet.number(scene, row, "quantity") is not None or sheet.number(scene, row, "price") is not None:
                return  # a line without an amount: nobody can tell what the total should be
        elif (stated := _amount(scene, sheet, row)) is not None:
            allowed = sums.allowed()
            if allowed:
                yield _judged(row.span, allowed, stated, slack)
            sums.total(stated)
    below = told_below(scene, sheet.table) if not sheet.totals and len(sums.lines) > 1 else None
    if below and below.n is not None:
        yield _judged(below.span, _taxed(sums.allowed()), below.n, slack)


def _is_subtotal(scene: Scene, sheet: Sheet, row: Row, sums: _Sums) -> bool:
    """Whether a row that no word makes a total is one: it has an amount alone, which is that of all lines since the last."""
    alone = all(sheet.number(scene, row, c) is None for c in ("quantity", "price"))
    reckoned = {"quantity", "price"} & sheet.columns.keys()
    return alone and bool(reckoned) and len(sums.since) > 1 and sum(sums.since) == sheet.number(scene, row, "amount")


def _untotalled(scene: Scene, slack: Decimal) -> Iterator[Answer]:
    """Tables whose head says nothing known, with the total in the line below: it is that of some column, or nearly so."""
    known = {sheet.table.span for sheet in totalled(scene)}
    for table in scene.document.tables:
        below = told_below(scene, table) if table.span not in known else None
        if below is None or not below.n:
            continue
        stated = below.n
        near = sorted((s for s in column_sums(scene, table) if abs(s - stated) <= _NEAR * stated), key=lambda s: abs(s - stated))
        if near:
            yield _judged(below.span, _taxed(tuple(near)), stated, slack)


def _taxed(sums: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Those, and what they are with tax."""
    return sums + tuple(n * (100 + rate) / 100 for n in sums for rate in _TAX_RATES)


def _judged(place: Span, allowed: tuple[Decimal, ...], stated: Decimal, slack: Decimal) -> Answer:
    return passed() if any(abs(n - stated) <= slack for n in allowed) else _wrong(place, allowed[0], stated)


@dataclass
class _Sums:
    """Lines and totals of a table so far."""

    lines: list[Decimal] = field(default_factory=list)
    since: list[Decimal] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)

    def line(self, amount: Decimal) -> None:
        self.lines.append(amount)
        self.since.append(amount)

    def total(self, stated: Decimal) -> None:
        self.totals.append(stated)
        self.since.clear()

    def allowed(self) -> tuple[Decimal, ...]:
        """What the next total may be: the lines above it. Later the last total with what was added since (tax, freight),
        a section of its own, all lines, all sections, or the last total once more.
        """
        since, every = sum(self.since, Decimal(0)), sum(self.lines, Decimal(0))
        if not self.totals:
            return (since,) if len(self.since) > 1 else ()
        return self.totals[-1] + since, since, every, sum(self.totals, Decimal(0)), self.totals[-1]


def _amount(scene: Scene, sheet: Sheet, row: Row) -> Decimal | None:
    """The total of a row: of the amount column, or the only number of a merged row."""
    own = sheet.number(scene, row, "amount")
    if own is not None:
        return own
    numbers = [n for c in row.cells if (n := number(scene, c.span)) is not None]
    return numbers[0] if len(numbers) == 1 else None


def _wrong(place: Span, reckoned: Decimal, stated: Decimal) -> Answer:
    fields = {"reckoned": render.amount(reckoned), "stated": render.amount(stated)}
    compared = (Compared({"zh": "计算与所列", "en": "reckoned against stated"}, fields["stated"], fields["reckoned"]),)
    return failed(None, place, compared=compared, fields=fields)


CHECK = Check("lines", PARAMS, run, fields=("reckoned", "stated"))
