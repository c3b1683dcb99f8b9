"""What a table says under a head: ``| Priority | Response |`` over ``| P1 | 30 minutes |``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.document import Row, Table
from review.model.span import Span
from review.rules import values
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.sheets import number

#: A unit that a head names for the bare numbers below it: response (minutes), 响应时间/小时.
_UNIT = re.compile(
    r"[(（/,，\s](?:单位[:：]?)?(?P<minute>分钟?|min(?:ute)?s?)\b|[(（/,，\s](?:单位[:：]?)?(?P<hour>小时|h(?:(?:ou)?rs?)?)(?=\W|$)"
    r"|[(（/,，\s](?:单位[:：]?)?(?P<day>日历天|天|日|days?)(?=\W|$)|[(（/,，\s](?:单位[:：]?)?(?P<week>周|weeks?)(?=\W|$)"
    r"|[(（/,，\s](?:单位[:：]?)?(?P<month>个月|月|months?)(?=\W|$)|[(（/,，\s](?:单位[:：]?)?(?P<year>年|years?)(?=\W|$)"
)


@dataclass(frozen=True)
class Held:
    """The one value of a cell, with the head over it and the cells before it in its row."""

    head: Span
    label: Span
    value: RawValue


def under(scene: Scene, words: Patterns, unless: Patterns | None) -> Iterator[tuple[Held, ...]]:
    """The values of each column whose head has the words, as far as a cell of it holds one."""
    heads: _Heads = scene.once("heads", lambda: _Heads(scene.document.tables))
    found = dict.fromkeys(heads.holding(place) for place in scene.find(words))
    for table, head in (heads.cells[n] for n in found if n is not None):
        if not scene.has(unless, head.span):
            yield tuple(_held(scene, table, head.span, head.column))


class _Heads:
    """The cells of the first rows, by place, but for the first of each: it names the rows."""

    def __init__(self, tables: Sequence[Table]) -> None:
        cells = [(t, c) for t in tables if len(t.rows) > 1 for c in t.rows[0].cells[1:]]
        self.cells = sorted(cells, key=lambda one: one[1].span)
        self._starts = [c.span.start for _, c in self.cells]

    def holding(self, place: Span) -> int | None:
        """The number of the cell in which a place lies."""
        at = bisect_right(self._starts, place.start) - 1
        return at if at >= 0 and self.cells[at][1].span.contains(place) else None


def _held(scene: Scene, table: Table, head: Span, column: int) -> Iterator[Held]:
    for row in table.rows[1:]:
        cell = next((c.span for c in row.cells if c.column == column), None)
        label = _label(row, column)
        v = _value(scene, head, cell) if cell else None
        if v and label:
            yield Held(head, label, v)


def _label(row: Row, column: int) -> Span | None:
    before = [c.span for c in row.cells if c.column < column]
    return Span(before[0].start, before[-1].end) if before else None


def _value(scene: Scene, head: Span, cell: Span) -> RawValue | None:
    held = values.within(scene, cell)
    if len(held) == 1:
        return held[0]
    unit, n = _UNIT.search(scene.finder.folded, head.start, head.end), number(scene, cell) if not held else None
    return RawValue(ValueType.DURATION, cell, n, unit=unit.lastgroup) if unit and n else None
