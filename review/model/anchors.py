"""Where each stretch of a text comes from, kept in columns: a long contract has tens of thousands of stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from review.model.span import Span


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A place in a Word file: package part, paragraph in it (in document order), run, offset in the run."""

    part: str
    paragraph: int
    run: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """A place in a PDF: page from 1, and the box (left, bottom, right, top) in points from the page's lower left corner."""

    page: int
    box: tuple[float, float, float, float]
    confidence: float | None = None
    """Of the character recognition, 0 to 1; ``None`` where the text was in the file."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A place in a plain text file: line from 1."""

    line: int


Place = WordPlace | PdfPlace | LinePlace


@dataclass(frozen=True, slots=True)
class Anchor:
    """The source of one stretch of text. Anchors do not overlap and stand in text order."""

    span: Span
    place: Place


class PlaceKind(StrEnum):
    """Which of the places the anchors of a document are; all of one file are alike."""

    WORD = "word"
    PDF = "pdf"
    LINE = "line"


#: Numbers that make one place: part, paragraph, run, offset; page, box, confidence (-1 for none); line.
WIDTHS = {PlaceKind.WORD: 4, PlaceKind.PDF: 6, PlaceKind.LINE: 1}


@dataclass(frozen=True)
class Anchors(Sequence[Anchor]):
    """A sequence of ``Anchor``, each made when it is asked for.

    ``starts`` and ``ends`` are the spans; ``facts`` holds ``WIDTHS[kind]`` numbers for each; ``parts`` names the parts that
    the first number of a Word place counts.
    """

    kind: PlaceKind = PlaceKind.LINE
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    facts: tuple[int | float, ...] = ()
    parts: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Anchor: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Anchor, ...]: ...
    def __getitem__(self, index: int | slice) -> Anchor | tuple[Anchor, ...]:
        if isinstance(index, slice):
            return tuple(self._at(i) for i in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._at(index % len(self))

    def __iter__(self) -> Iterator[Anchor]:
        return map(self._at, range(len(self)))

    def _at(self, index: int) -> Anchor:
        width = WIDTHS[self.kind]
        facts = self.facts[index * width : (index + 1) * width]
        return Anchor(Span(self.starts[index], self.ends[index]), self._place(facts))

    def _place(self, facts: tuple[int | float, ...]) -> Place:
        if self.kind is PlaceKind.WORD:
            part, paragraph, run, offset = map(int, facts)
            return WordPlace(self.parts[part], paragraph, run, offset)
        if self.kind is PlaceKind.LINE:
            return LinePlace(int(facts[0]))
        page, left, bottom, right, top, confidence = facts
        return PdfPlace(int(page), (left, bottom, right, top), None if confidence < 0 else confidence)
