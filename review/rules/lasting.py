"""How long a contract runs where two lines tell it: its first and its last day below each other, or a heading and a length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from review.commitments.values import RawValue
from review.model.lines import line_of, lines_below
from review.model.span import Span
from review.rules import values
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, Param, PatternLists, Record

RECORD = Record(
    {
        "begins": Param(PatternLists(), REQUIRED, "words before the first day"),
        "ends": Param(PatternLists(), REQUIRED, "words before the last day"),
        "headed": Param(PatternLists(), REQUIRED, "words of a heading that the length stands below"),
        "over": Param(Number(), REQUIRED, "months that it must exceed"),
    }
)
#: Lines below the one of the first day in which the last may stand; signs of a line of either, of a heading, and before a length.
_BELOW, _LINE, _HEADING, _OPENING = 3, 90, 24, 16
_MONTH = Decimal("30.4375")
#: A year to the day is none above twelve months.
_SLACK = Decimal("0.2")


def places(scene: Scene, asked: Mapping[str, Any] | None) -> tuple[Span, ...]:
    """Where a contract says by two lines that it runs longer than asked."""
    return tuple(dict.fromkeys((*_by_days(scene, asked), *_by_heading(scene, asked)))) if asked else ()


def _by_days(scene: Scene, asked: Mapping[str, Any]) -> Iterator[Span]:
    for begin in scene.find(asked["begins"]):
        own = line_of(scene.text, begin.start)
        first = _day(scene, Span(begin.start, own.end)) if len(own) <= _LINE else None
        for below in (own, *islice(lines_below(scene.text, own), _BELOW)) if first else ():
            ends = scene.find(asked["ends"], Span(max(below.start, begin.end), below.end)) if len(below) <= _LINE else ()
            last = _day(scene, Span(ends[0].start, below.end)) if ends else None
            if first and last and (last - first).days / _MONTH > asked["over"] + _SLACK:
                yield Span(own.start, own.end)
                break


def _day(scene: Scene, within: Span) -> date | None:
    return next((v.iso for v in values.within(scene, within) if v.iso), None)


def _by_heading(scene: Scene, asked: Mapping[str, Any]) -> Iterator[Span]:
    for head in scene.find(asked["headed"]):
        own = line_of(scene.text, head.start)
        below = next(lines_below(scene.text, own), None) if len(own) <= _HEADING else None
        if below and any(_exceeds(v, asked["over"]) for v in values.within(scene, Span(below.start, below.start + _OPENING))):
            yield own


def _exceeds(v: RawValue, months: Decimal) -> bool:
    length = in_unit(v, "month")
    return length is not None and length > months
