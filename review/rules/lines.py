"""A contract line by line, as patterns see it: folded text, the UTF-8 that RE2 reads, and places in the one from the other."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from review.model.span import Span
from review.rules.program import Place, Program

#: The digits of a set of lines as bytes that are true or false.
_MARKS = bytes.maketrans(b"01", b"\0\1")
#: Where less than one of so many lines is wanted, the wanted ones are looked for; else each line is asked.
_SPARSE = 16


class Lines:
    """The lines of a folded text (a block or a table row is one). Lines inside ``unread`` are never searched.

    A set of lines is a number whose bit ``n`` stands for line ``n``: cheap to unite and to intersect.
    """

    def __init__(self, folded: str, unread: Iterable[Span] = ()) -> None:
        self.texts = folded.split("\n")
        self._coded = [line.encode(errors="replace") for line in self.texts]
        self._data = b"\n".join(self._coded)
        self._characters = _characters(self._data)
        self._starts = _starts(map(len, self.texts))
        self._begins = _starts(map(len, self._coded))
        contents = tuple(unread)
        closed = [i for i, start in enumerate(self._starts) if any(s.start <= start < s.end for s in contents)]
        self.readable = lines_of(range(len(self.texts))) & ~lines_of(closed)
        self._open = not closed

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
        """The lines, as far as they are not unread; None when all are. Where most lines of a stretch are wanted, all of it."""
        if not (wanted := wanted & self.readable):
            return None
        first, end = (wanted & -wanted).bit_length() - 1, wanted.bit_length()
        count = wanted.bit_count()
        if count == end - first or (self._open and 2 * count > end - first):
            return Excerpt(self._data, self._begins[first], self._begins[end] - 1)
        lines = tuple(_numbers(wanted, first, end))
        data = b"\n".join([self._coded[n] for n in lines])
        return Excerpt(data, 0, len(data), lines)

    def matches(self, program: Program, excerpt: Excerpt) -> Iterator[Place]:
        """Where the program matches in the lines, in characters. It must not match a line feed."""
        characters = self._characters
        found = program.all(excerpt.data, excerpt.start, excerpt.end)
        if not excerpt.lines:
            yield from ((characters[begin], characters[end]) for begin, end in found)
            return
        moved = None
        for begin, end in found:
            moved = moved or self._moved(excerpt.lines)
            further = moved(begin)
            yield characters[begin + further], characters[end + further]

    def _moved(self, lines: tuple[int, ...]) -> Callable[[int], int]:
        """Tells of a byte of the lines, put behind each other, how much further it stands in the whole text."""
        ends = list(accumulate([len(self._coded[n]) + 1 for n in lines]))
        return lambda byte: self._begins[lines[row := bisect_right(ends, byte)] + 1] - ends[row]


class Excerpt(NamedTuple):
    """Lines as bytes."""

    data: bytes
    start: int
    end: int
    lines: tuple[int, ...] = ()
    """Their numbers where ``data`` holds nothing else; none where it is the whole text."""


def _characters(data: bytes) -> Sequence[int]:
    """How many characters of a UTF-8 text lie before each of its bytes, and how many in all."""
    if data.isascii():
        return range(len(data) + 1)
    begun = np.cumsum(np.frombuffer(data, np.uint8) & 0xC0 != 0x80, dtype=np.uint32)
    return array("I", b"\0" * begun.itemsize + begun.tobytes())


def _numbers(lines: int, first: int, end: int) -> Iterator[int]:
    """The numbers of a set of lines, all from ``first`` on and before ``end``."""
    digits = f"{lines >> first:b}"[::-1]
    if lines.bit_count() * _SPARSE < end - first:
        return (first + m.start() for m in re.finditer("1", digits))
    return compress(range(first, end), digits.encode().translate(_MARKS))


def lines_of(numbers: Sequence[int]) -> int:
    """The set of the lines numbered, ascending."""
    marks = bytearray((numbers[-1] >> 3) + 1 if numbers else 0)
    for n in numbers:
        marks[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(marks, "little")


def marked(numbers: NDArray[Any], lines: NDArray[Any], count: int) -> Iterator[tuple[int, int]]:
    """Each of the numbers with the set of the lines, of so many, beside which it stands; a byte of memory for each of both."""
    standing = np.flatnonzero(np.bincount(numbers))
    marks = np.zeros((len(standing), count), np.bool_)
    marks[np.searchsorted(standing, numbers), lines] = True
    packed = np.packbits(marks, axis=1, bitorder="little")
    return ((int(n), int.from_bytes(row.tobytes(), "little")) for n, row in zip(standing, packed, strict=True))


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each line starts, and where one more would."""
    return list(accumulate((n + 1 for n in lengths), initial=0))
