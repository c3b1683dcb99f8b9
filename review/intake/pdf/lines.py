"""The lines of a page as they stand in the file, each with its box. Units: points from the page's lower left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as raw  # type: ignore[import-untyped]
from pypdfium2 import PdfPage, PdfTextPage

from review.intake.pdf.turn import Box, Turn

_loose_box, _map_error = raw.FPDFText_GetLooseCharBox, raw.FPDFText_HasUnicodeMapError


@dataclass(frozen=True, slots=True)
class GridCell:
    """``lines`` are its words as they stand in the cell."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[str, ...] = ()
    source: Box | None = None
    """Its box in the file where the page is shown turned."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its box, and its cells row by row."""

    box: Box
    cells: tuple[GridCell, ...]

    def holds(self, line: Line) -> bool:
        inside = self.box[1] - 1 <= line.middle <= self.box[3] + 1
        return inside and line.left < self.box[2] and line.right > self.box[0]


class Line(NamedTuple):
    """``box`` is (left, bottom, right, top); ``first`` and ``last`` are indexes of its outermost characters on the page."""

    page: int
    text: str
    box: Box
    middle: float
    """Half way between its lower and upper edge."""
    first: int = 0
    last: int = 0
    source: Box | None = None
    """Its box in the file where the page is shown turned; ``box`` is always as shown."""
    confidence: float = -1.0
    """Of the character recognition; -1 where the letters are in the file."""
    grid: Grid | None = None
    """Set where a table stands in place of a line of words."""

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def line_at(
    page: int, text: str, box: Box, confidence: float = -1.0, grid: Grid | None = None, source: Box | None = None
) -> Line:  # fmt: skip
    """A line that is not made of letters of the file."""
    return Line(page, text, box, (box[1] + box[3]) / 2, source=source, confidence=confidence, grid=grid)


class TextOfPage:
    """Characters of one page and their boxes; asks the library for as few boxes as it can."""

    def __init__(self, page: PdfPage, text_page: PdfTextPage, number: int) -> None:
        self._page = text_page
        self._number = number
        self._raw = text_page.raw
        self.text: str = text_page.get_text_range()
        self._same = text_page.count_chars() == len(self.text)
        turn = raw.FPDFPage_GetRotation(page.raw)
        self.turn = Turn(turn, page.get_width(), page.get_height()) if turn in (1, 2, 3) else None
        self._rect = raw.FS_RECTF()
        self._ref = ctypes.byref(self._rect)

    def box(self, index: int) -> Box:
        """The box of a character with the full height of its font, as shown."""
        box = self._box(index)
        return box if self.turn is None else self.turn.shown(box)

    def _box(self, index: int) -> Box:
        page = self._raw
        _loose_box(page, index if self._same else raw.FPDFText_GetCharIndexFromTextIndex(page, index), self._ref)
        rect = self._rect
        return rect.left, rect.bottom, rect.right, rect.top

    def as_shown(self, box: Box) -> Box:
        return box if self.turn is None else self.turn.shown(box)

    def between(self, box: Box) -> tuple[str, ...]:
        """The lines inside a box of the page as shown."""
        box = box if self.turn is None else self.turn.in_file(box)
        return tuple(words for line in self._page.get_text_bounded(*box).split("\r\n") if (words := line.strip()))

    def is_unmapped(self, index: int) -> bool:
        """Whether the font does not say which letter a character is: what was read need not be what is shown."""
        at = index if self._same else raw.FPDFText_GetCharIndexFromTextIndex(self._raw, index)
        return bool(_map_error(self._raw, at) == 1)

    def lines(self) -> Iterator[Line]:
        """In the order of the file."""
        start = 0
        for words in self.text.split("\r\n"):
            text = words.strip()
            if text:
                first = start + len(words) - len(words.lstrip())
                yield self.line(text, first, first + len(text) - 1)
            start += len(words) + 2

    def line(self, text: str, first: int, last: int) -> Line:
        one, two = self._box(first), self._box(last)
        box = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
        if self.turn is None:
            return Line(self._number, text, box, (box[1] + box[3]) / 2, first, last)
        shown = self.turn.shown(box)
        return Line(self._number, text, shown, (shown[1] + shown[3]) / 2, first, last, source=box)
