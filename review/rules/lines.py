"""A contract line by line, as patterns see it: folded text, the UTF-8 that RE2 reads, and places in the one from the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from review.model.span import Span

#: Bytes between two lines up to which one search over both, and what lies between, costs less than two searches.
_NEAR = 1500


class Lines:
    """The lines of a folded text (a block or a table row is one). Lines inside ``unread`` are never searched."""

    def __init__(self, folded: str, unread: Iterable[Span] = ()) -> None:
        self.texts = folded.split("\n")
        coded = [line.encode(errors="replace") for line in self.texts]
        self._data = b"\n".join(coded)
        self._single = self._data.isascii()
        self._starts = _starts(map(len, self.texts))
        self._begins = _starts(map(len, coded))
        contents = tuple(unread)
        self._closed = [any(s.start <= start < s.end for s in contents) for start in self._starts]
        self._closed_before = list(accumulate(self._closed, initial=0))

    def readable(self) -> list[int]:
        """Numbers of the lines that are searched."""
        return [i for i, text in enumerate(self.texts) if text and not self._closed[i]]

    def stretches(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Runs (first, last) that hold the lines numbered in order; a run reaches over lines nearby but over none unread."""
        begins, before = self._begins, self._closed_before
        first = last = -1
        for i in numbers:
            if self._closed[i]:
                continue
            if first < 0 or begins[i] - begins[last + 1] > _NEAR or before[i] != before[first]:
                if first >= 0:
                    yield first, last
                first = i
            last = i
        if first >= 0:
            yield first, last

    def size(self, run: tuple[int, int]) -> int:
        """Bytes of a run."""
        return self._begins[run[1] + 1] - self._begins[run[0]]

    def matches(self, program: Any, run: tuple[int, int]) -> Iterator[Span]:
        """Where the program matches in a run, in characters. It must not match a line feed."""
        at, place = self._begins[run[0]], self._starts[run[0]]
        for match in program.finditer(self._data, at, self._begins[run[1] + 1] - 1):
            begin, end = match.span()
            if begin < end:
                start = place + self._signs(at, begin)
                at, place = end, start + self._signs(begin, end)
                yield Span(start, place)

    def _signs(self, begin: int, end: int) -> int:
        """Characters that the bytes stand for."""
        return end - begin if self._single else len(self._data[begin:end].decode())


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each line starts, and where one more would."""
    return list(accumulate((n + 1 for n in lengths), initial=0))
