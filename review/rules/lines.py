"""A contract line by line, as patterns see it: folded text, the UTF-8 that RE2 reads, and places in the one from the other."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from review.model.span import Span

#: Marks of lines in a row; reading a line between two of them costs less than leaving it out.
_NEAR, _NEXT = re.compile("1+(?:01+)*"), re.compile("1+")

#: Where something begins and ends in a text.
Place = tuple[int, int]


class Lines:
    """The lines of a folded text (a block or a table row is one). Lines inside ``unread`` are never searched.

    A set of lines is a number whose bit ``n`` stands for line ``n``: cheap to unite and to intersect.
    """

    def __init__(self, folded: str, unread: Iterable[Span] = ()) -> None:
        self.texts = folded.split("\n")
        coded = [line.encode(errors="replace") for line in self.texts]
        self._data = b"\n".join(coded)
        self._characters = _characters(self._data)
        self._starts = _starts(map(len, self.texts))
        self._begins = _starts(map(len, coded))
        contents = tuple(unread)
        closed = [i for i, start in enumerate(self._starts) if any(s.start <= start < s.end for s in contents)]
        self.readable = lines_of(range(len(self.texts))) & ~lines_of(closed)
        self._row = _NEXT if closed else _NEAR

    def at(self, offset: int) -> int:
        """Number of the line that holds a place."""
        return bisect_right(self._starts, offset, 0, len(self.texts)) - 1

    def over(self, span: Span) -> int:
        """The lines that a span touches."""
        first, last = self.at(span.start), self.at(span.end)
        return (1 << last - first + 1) - 1 << first

    def holding(self, places: Iterable[Place]) -> int:
        """The lines in which the places, in text order, begin."""
        starts = self._starts
        return lines_of([bisect_right(starts, start) - 1 for start, _ in places])

    def spanned(self, wanted: int) -> Span:
        """From the start of the first of the lines to the end of the last."""
        return Span(self._starts[(wanted & -wanted).bit_length() - 1], self._starts[wanted.bit_length()] - 1)

    def excerpt(self, wanted: int) -> Excerpt | None:
        """The lines, as far as they are not unread; None when all are."""
        if not (wanted := wanted & self.readable):
            return None
        first, begins = (wanted & -wanted).bit_length() - 1, self._begins
        if not wanted & wanted - 1:
            return Excerpt(self._data, begins[first], [begins[first + 1]], [0])
        marks = map(re.Match.span, self._row.finditer(f"{wanted >> first:b}"[::-1]))
        rows = [(begins[first + a], begins[first + b]) for a, b in marks]
        ends = list(accumulate([end - begin for begin, end in rows]))
        moved = [row[1] - end for row, end in zip(rows, ends, strict=True)]
        return Excerpt(b"".join([self._data[begin:end] for begin, end in rows]), 0, ends, moved)

    def matches(self, program: Any, excerpt: Excerpt) -> Iterator[Place]:
        """Where the program matches in the lines, in characters. It must not match a line feed."""
        characters, ends = self._characters, excerpt.ends
        for match in program.finditer(excerpt.data, excerpt.start, ends[-1] - 1):
            begin, end = match.span()
            if begin < end:
                moved = excerpt.moved[bisect_right(ends, begin)]
                yield characters[begin + moved], characters[end + moved]


class Excerpt(NamedTuple):
    """Lines as bytes: those in a row together, and each row behind the one before it."""

    data: bytes
    start: int
    """Where the first row begins."""
    ends: list[int]
    """Where each row ends, its last line feed included."""
    moved: list[int]
    """How much further in the whole text each row stands."""

    @property
    def size(self) -> int:
        """Bytes of the lines."""
        return self.ends[-1] - self.start


def _characters(data: bytes) -> Sequence[int]:
    """How many characters of a UTF-8 text lie before each of its bytes, and how many in all."""
    if data.isascii():
        return range(len(data) + 1)
    begun = np.cumsum(np.frombuffer(data, np.uint8) & 0xC0 != 0x80, dtype=np.uint32)
    return array("I", b"\0" * begun.itemsize + begun.tobytes())


def lines_of(numbers: Sequence[int]) -> int:
    """The set of the lines numbered, ascending."""
    marks = bytearray((numbers[-1] >> 3) + 1 if numbers else 0)
    for n in numbers:
        marks[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(marks, "little")


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each line starts, and where one more would."""
    return list(accumulate((n + 1 for n in lengths), initial=0))
