"""Rows of a price table whose cells only spaces part, as in a pasted text: Pump 2 10,000 20,000."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.model.lines import line_of, lines_above, lines_below
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.agreement import Reckoned, is_near
from review.rules.arithmetic.telling import Telling
from review.rules.sheets import TOTALS, figures_named

#: A cell of a number, with its currency or a unit of few signs.
_CELL = re.compile(r"(?:[¥$€£]|rmb|usd)?(\d[\d,]*(?:\.\d+)?)(?:万?元|[一-龥])?")
_LETTERS = re.compile(r"[a-z]{2}|[一-龥]")
#: The line of a total: its words, and its amount at the end.
_TOTAL = re.compile(
    rf"(?:[^\d\n]{{0,20}}\W)?(?:{TOTALS.pattern})[^\d%\n]{{0,20}}(?:\d[\d,.]*\s+)*?(\d[\d,]*(?:\.\d+)?)\s?(?:万?元)?整?\W*"
)
#: A line with a figure among its last six signs.
_FIGURE_LAST = re.compile(r"\d[^\n]{0,5}?[^\S\n]*$", re.MULTILINE)
_NOWHERE = Span(0, 0)
_LONGEST = 120
_FEW = 2
_RECKONED = 3


@dataclass(frozen=True)
class _Row:
    span: Span
    numbers: tuple[Decimal, ...]

    def product(self) -> Decimal:
        return self.numbers[-3] * self.numbers[-2]

    def reckons(self, slack: Decimal) -> bool:
        """Whether the last number is the product of the two before it."""
        return abs(self.product() - self.numbers[-1]) <= slack


@dataclass(frozen=True)
class _Block:
    """Rows below each other; ``named``: what the line above calls their last numbers; ``below``: the line behind them."""

    named: tuple[str, ...]
    rows: tuple[_Row, ...]
    below: Span


def flat_products(told: Telling) -> Iterator[Reckoned]:
    """Rows that end with a quantity, the price of one and an amount: the head says so, or most of them reckon."""
    for block in _blocks(told):
        rows = [r for r in block.rows if len(r.numbers) >= _RECKONED]
        right = [r for r in rows if r.reckons(told.slack)]
        if not (set(block.named[-3:]) == {"quantity", "price", "amount"} and block.named[-1] == "amount"):
            plain = sum(1 not in r.numbers[-3:-1] for r in right)
            if plain < _FEW or 2 * len(right) <= len(rows):
                continue
        for r in rows:
            if r.reckons(told.slack) or (r.numbers[-1] and (right or is_near(r.product() / r.numbers[-1]))):
                yield Reckoned(r.span, r.product(), r.numbers[-1], r.reckons(told.slack))


def flat_sums(told: Telling) -> Iterator[Reckoned]:
    """The total below such rows."""
    for block in _blocks(told):
        total = _TOTAL.fullmatch(told.folded, block.below.start, block.below.end)
        if total is None or len(block.rows) < _FEW or not set(block.named[-1:]) & {"amount", "price"}:
            continue
        stated, whole = values.figures(total[1]), sum((r.numbers[-1] for r in block.rows), Decimal(0))
        if stated and is_near(whole / stated):
            place = Span(block.rows[0].span.start, block.below.end)
            yield Reckoned(place, whole, stated, abs(whole - stated) <= told.slack)


def _blocks(told: Telling) -> tuple[_Block, ...]:
    found: tuple[_Block, ...] = told.scene.once("flat tables", lambda: tuple(_read(told)))
    return found


def _read(told: Telling) -> Iterator[_Block]:
    text, rows, above, below = told.folded, list[_Row](), "", _NOWHERE
    for line in _ends_in_figures(text):
        if rows and line != below:
            yield _Block(figures_named(above), tuple(rows), below)
            rows.clear()
        words = line.of(text)
        row = None if told.scene.in_table(line) or (rows and TOTALS.search(words)) else _row(words, line)
        if row is None and rows:
            yield _Block(figures_named(above), tuple(rows), line)
            rows.clear()
        elif row is not None:
            above = above if rows else _head(text, line)
            rows.append(row)
            below = next(_filled(text, lines_below(text, line)), Span(line.end, line.end))
    if rows:
        yield _Block(figures_named(above), tuple(rows), below)


def _ends_in_figures(text: str) -> Iterator[Span]:
    """The lines, without the space around them, that have a figure among their last signs."""
    return _filled(text, (line_of(text, m.start()) for m in _FIGURE_LAST.finditer(text)))


def _filled(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Those that are not empty, without the space around them."""
    for line in lines:
        held = line.of(text).strip()
        if held:
            start = text.index(held[0], line.start)
            yield Span(start, start + len(held))


def _head(text: str, row: Span) -> str:
    """The words of the line above, if it has no figures."""
    line = next(_filled(text, lines_above(text, row)), None)
    words = line.of(text) if line else ""
    return "" if any(c.isdigit() for c in words) else words


def _row(line: str, span: Span) -> _Row | None:
    """A line of a name and numbers at its end; None for any other."""
    if len(line) > _LONGEST:
        return None
    cells, numbers = line.split(), list[Decimal]()
    while cells and (m := _CELL.fullmatch(cells[-1])):
        numbers.insert(0, values.figures(m[1]))
        cells.pop()
    return _Row(span, tuple(numbers)) if numbers and _LETTERS.search(" ".join(cells)) else None
