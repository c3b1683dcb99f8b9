"""A contract line by line, as patterns see it: folded text, the UTF-8 that RE2 reads, and places in the one from the other."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

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
        return bisect_right(self._starts, offset, hi=len(self.texts)) - 1

    def over(self, span: Span) -> int:
        """The lines that a span touches."""
        first, last = self.at(span.start), self.at(span.end)
        return (1 << last - first + 1) - 1 << first

    def holding(self, places: Iterable[Place]) -> int:
        """The lines in which the places, in text order, begin."""
        return lines_of([self.at(start) for start, _ in places])

    def spanned(self, wanted: int) -> Span:
        """From the start of the first of the lines to the end of the last."""
        return Span(self._starts[(wanted & -wanted).bit_length() - 1], self._starts[wanted.bit_length()] - 1)

    def rows(self, wanted: int) -> list[Place]:
        """The bytes of the lines, in order, lines in a row together; none of an unread line."""
        wanted &= self.readable
        if not wanted:
            return []
        first, begins = (wanted & -wanted).bit_length() - 1, self._begins
        if not wanted & wanted - 1:
            return [(begins[first], begins[first + 1])]
        marks = self._row.finditer(f"{wanted >> first:b}"[::-1])
        return [(begins[first + m.start()], begins[first + m.end()]) for m in marks]

    def matches(self, program: Any, rows: Sequence[Place]) -> Iterator[Place]:
        """Where the program matches in the rows, in characters. It must not match a line feed."""
        data, start, ends = self._joined(rows)
        for match in program.finditer(data, start, ends[-1] - 1):
            begin, end = match.span()
            if begin < end:
                row = bisect_right(ends, begin)
                moved = rows[row][1] - ends[row]
                yield self._characters[begin + moved], self._characters[end + moved]

    def _joined(self, rows: Sequence[Place]) -> tuple[bytes, int, list[int]]:
        """Bytes that hold the rows behind each other, where the first begins and where each ends."""
        if len(rows) == 1:
            return self._data, rows[0][0], [rows[0][1]]
        return b"".join([self._data[b:e] for b, e in rows]), 0, list(accumulate(e - b for b, e in rows))


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
