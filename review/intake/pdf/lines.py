"""The lines of a page as they stand in the file, each with its box. Units: points from the page's lower left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as raw  # type: ignore[import-untyped]
from pypdfium2 import PdfTextPage

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """``lines`` are its words as they stand in the cell."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its box, and its cells row by row."""

    box: Box
    cells: tuple[GridCell, ...]

    def holds(self, line: Line) -> bool:
        inside = self.box[1] - 1 <= line.middle <= self.box[3] + 1
        return inside and line.left < self.box[2] and line.right > self.box[0]


_UNSEEN_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_NEARLY_WHITE = 0xF4


@dataclass(frozen=True, slots=True)
class Line:
    """``box`` is (left, bottom, right, top); ``first`` and ``last`` are indexes of its outermost characters on the page."""

    page: int
    text: str
    box: Box
    middle: float
    """Half way between its lower and upper edge."""
    first: int = 0
    last: int = 0
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


def line_at(page: int, text: str, box: Box, confidence: float = -1.0, grid: Grid | None = None) -> Line:
    """A line that is not made of letters of the file."""
    return Line(page, text, box, (box[1] + box[3]) / 2, confidence=confidence, grid=grid)


class TextOfPage:
    """Characters of one page and their boxes; asks the library for as few boxes as it can."""

    def __init__(self, text_page: PdfTextPage, number: int) -> None:
        self._page = text_page
        self._number = number
        self.text: str = text_page.get_text_range()
        self._same = text_page.count_chars() == len(self.text)
        self._rect = raw.FS_RECTF()
        self._ref = ctypes.byref(self._rect)
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def box(self, index: int) -> Box:
        """The box of a character with the full height of its font."""
        at = index if self._same else raw.FPDFText_GetCharIndexFromTextIndex(self._page.raw, index)
        raw.FPDFText_GetLooseCharBox(self._page.raw, at, self._ref)
        rect = self._rect
        return rect.left, rect.bottom, rect.right, rect.top

    def between(self, box: Box) -> tuple[str, ...]:
        """The lines inside a box."""
        return tuple(words for line in self._page.get_text_bounded(*box).split("\r\n") if (words := line.strip()))

    def is_seen(self, index: int) -> bool:
        """Whether a character is drawn at all, and in another colour than white."""
        page = self._page.raw
        at = index if self._same else raw.FPDFText_GetCharIndexFromTextIndex(page, index)
        if raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(page, at)) in _UNSEEN_MODES:
            return False
        raw.FPDFText_GetFillColor(page, at, *self._colour)
        red, green, blue, alpha = self._colour
        return bool(alpha.value) and (red.value < _NEARLY_WHITE or green.value < _NEARLY_WHITE or blue.value < _NEARLY_WHITE)

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
        one, two = self.box(first), self.box(last)
        box = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
        return Line(self._number, text, box, (box[1] + box[3]) / 2, first, last)
