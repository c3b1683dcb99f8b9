"""The values of the contract's text, whether or not a commitment holds them; a block is read when they are first asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.amended import revalued, standing
from review.commitments.values import RawValue, Ways, scan, ways, ways_of_doubled
from review.model.commitment import Value, ValueType
from review.model.document import Document
from review.model.span import Span
from review.rules.blocks import Blocks
from review.rules.scene import Scene

#: A sign of a number, in figures or in words. Most words that a value may stand beside have none, and none need be read there.
NUMBER = re.compile(
    r"[\d零一二两三四五六七八九十百千半壹贰叁肆伍陆柒捌玖拾]|\ban? (?:year|month|week|fortnight|day|quarter|half|dozen)"
    r"|teen\b|ty\b|ty-|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|half|quarter|thirds?|once|twice)\b"
    r"|fortnight"
)


class Held:
    """The values of a document's blocks, each block read once at most."""

    def __init__(self, document: Document) -> None:
        self._text = standing(document).text
        self._blocks = Blocks(document)
        self._read: dict[int, tuple[RawValue, ...]] = {}

    def chosen(self, ways: Ways) -> Iterator[RawValue]:
        """In text order, those of the blocks that hold the signs of one of the ways."""
        for i in sorted(set[int]().union(*map(self._blocks.holding, ways))):
            yield from self._of(i)

    def within(self, span: Span) -> Iterator[RawValue]:
        """In text order, those that start inside the span."""
        for i in self._blocks.around(span):
            held = self._of(i)
            yield from held[bisect_left(held, span.start, key=_start) : bisect_left(held, span.end, key=_start)]

    def _of(self, i: int) -> tuple[RawValue, ...]:
        if i not in self._read:
            span = self._blocks.spans[i]
            self._read[i] = revalued(self._text, scan(self._text, span.start, span.end))
        return self._read[i]


def figures(numeral: str) -> Decimal:
    """A number in figures, with commas between thousands or none: 29,400.00."""
    return Decimal(numeral.replace(",", ""))


def _start(v: RawValue) -> int:
    return v.span.start


def _held(scene: Scene) -> Held:
    held: Held = scene.once("values", lambda: Held(scene.document))
    return held


def everything(scene: Scene) -> tuple[RawValue, ...]:
    """Every value, in text order."""
    return tuple(_held(scene).chosen(((),)))


def of(scene: Scene, sort: ValueType) -> tuple[RawValue, ...]:
    """The values of one type that are filled in, in text order."""
    found: tuple[RawValue, ...] = scene.once(("values", sort), lambda: tuple(_filled(scene, sort)))
    return found


def _filled(scene: Scene, sort: ValueType) -> Iterator[RawValue]:
    held = _held(scene).chosen(ways(sort))
    return (v for v in held if v.type is sort and not v.blank)


def doubled(scene: Scene) -> tuple[RawValue, ...]:
    """The values that stand in words and figures, or in words that are malformed, in text order."""
    return tuple(v for v in _held(scene).chosen(ways_of_doubled()) if v.spoken is not None or v.malformed)


def within(scene: Scene, span: Span) -> tuple[RawValue, ...]:
    """Those that lie inside the span."""
    return tuple(v for v in _held(scene).within(span) if span.contains(v.span))


def starting(scene: Scene, span: Span) -> Iterator[RawValue]:
    """Those that start inside the span, in text order."""
    return _held(scene).within(span)


def first(scene: Scene, span: Span) -> RawValue | None:
    """The first that starts inside the span."""
    return next(starting(scene, span), None)


_BASE = {"week": ("day", 7), "quarter": ("month", 3), "year": ("month", 12)}


_COUNTED = (ValueType.COUNT, ValueType.QUANTITY)
Key = tuple[str, Decimal | str, str]


def key(v: RawValue) -> Key | None:
    """What a value of the text says, as ``said``; None for a blank, a bare count or what only returns."""
    return None if v.iso is None and (v.recurring or v.type in _COUNTED) else said(v)


def said(v: RawValue | Value) -> Key | None:
    """What a value says, in units that two ways of writing it share; a count has none. None for a blank."""
    if v.iso is not None:
        return "date", v.iso.isoformat(), ""
    if v.n is None:
        return None
    if v.type is ValueType.DURATION:
        unit, factor = _BASE.get(v.unit or "", (v.unit or "", 1))
        return "duration", (v.n * factor).normalize(), unit
    if v.type in _COUNTED:
        return "quantity", v.n.normalize(), ""
    return v.type.value, v.n.normalize(), v.currency or ""
