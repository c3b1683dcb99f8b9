"""A contract line by line, as patterns see it: folded text, the UTF-8 that RE2 reads, and places in the one from the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from review.model.span import Span

#: Bytes between two lines up to which one search over both, and what lies between, costs less than two searches.
_NEAR = 4000
#: Bytes that are cheaper to count than to look up.
_FEW = 300


class Lines:
    """The lines of a folded text (a block or a table row is one). Lines inside ``unread`` are never searched.

    A set of lines is a number whose bit ``n`` stands for line ``n``: cheap to unite and to intersect.
    """

    def __init__(self, folded: str, unread: Iterable[Span] = ()) -> None:
        self.texts = folded.split("\n")
        coded = [line.encode(errors="replace") for line in self.texts]
        self._data = b"\n".join(coded)
        self._single = self._data.isascii()
        self._starts = _starts(map(len, self.texts))
        self._begins = _starts(map(len, coded))
        contents = tuple(unread)
        self._closed = [i for i, start in enumerate(self._starts) if any(s.start <= start < s.end for s in contents)]
        self.readable = lines_of(range(len(self.texts))) & ~lines_of(self._closed)
        self._together = _marked(_NEAR // (max(map(len, coded)) + 1) if not self._closed else None)

    def at(self, offset: int) -> int:
        """Number of the line that holds a place."""
        return bisect_right(self._starts, offset, hi=len(self.texts)) - 1

    def over(self, span: Span) -> int:
        """The lines that a span touches."""
        return self.of_run((self.at(span.start), self.at(span.end)))

    def holding(self, places: Iterable[Span]) -> int:
        """The lines in which the places begin."""
        lines = 0
        for place in places:
            lines |= 1 << self.at(place.start)
        return lines

    def of_run(self, run: tuple[int, int]) -> int:
        """The lines from the first to the last."""
        return (1 << run[1] - run[0] + 1) - 1 << run[0]

    def spanned(self, wanted: int) -> Span:
        """From the start of the first of the lines to the end of the last."""
        return Span(self._starts[(wanted & -wanted).bit_length() - 1], self._starts[wanted.bit_length()] - 1)

    def stretches(self, wanted: int) -> Iterator[tuple[int, int]]:
        """Runs (first, last) that hold the lines, in order; a run reaches over lines nearby but over none unread."""
        first = last = -1
        for group in self._together.finditer(f"{wanted & self.readable:b}"[::-1]):
            if last < 0 or not self._is_near(last, group.start()):
                if last >= 0:
                    yield first, last
                first = group.start()
            last = group.end() - 1
        if last >= 0:
            yield first, last

    def _is_near(self, line: int, further: int) -> bool:
        """Whether little lies between two lines, and nothing unread."""
        near = self._begins[further] - self._begins[line + 1] <= _NEAR
        return near and (not self._closed or bisect_right(self._closed, line) == bisect_right(self._closed, further))

    def size(self, run: tuple[int, int]) -> int:
        """Bytes of a run."""
        return self._begins[run[1] + 1] - self._begins[run[0]]

    def matches(self, program: Any, run: tuple[int, int]) -> Iterator[Span]:
        """Where the program matches in a run, in characters. It must not match a line feed."""
        at, place = self._begins[run[0]], self._starts[run[0]]
        for match in program.finditer(self._data, at, self._begins[run[1] + 1] - 1):
            begin, end = match.span()
            if begin < end:
                start = self._place(at, place, begin)
                at, place = end, start + self._signs(begin, end)
                yield Span(start, place)

    def _place(self, at: int, place: int, begin: int) -> int:
        """The character at byte ``begin``, where the character at byte ``at`` before it is known."""
        if begin - at > _FEW and not self._single:
            line = bisect_right(self._begins, begin) - 1
            at, place = max((at, place), (self._begins[line], self._starts[line]))
        return place + self._signs(at, begin)

    def _signs(self, begin: int, end: int) -> int:
        """Characters that the bytes stand for."""
        return end - begin if self._single else len(self._data[begin:end].decode())


def _marked(between: int | None) -> re.Pattern[str]:
    """Marks of lines that are surely near: so many lines at most lie between. None: each mark alone."""
    return re.compile("1" if between is None else f"1(?:0{{0,{between}}}1)*")


def lines_of(numbers: Sequence[int]) -> int:
    """The set of the lines numbered, ascending."""
    marks = bytearray((numbers[-1] >> 3) + 1 if numbers else 0)
    for n in numbers:
        marks[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(marks, "little")


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each line starts, and where one more would."""
    return list(accumulate((n + 1 for n in lengths), initial=0))
