"""The blocks of a contract that hold text, and which of them some expressions touch: one pass over the text for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import re2  # type: ignore[import-untyped]

from review.commitments.values.width import halfwidth
from review.model.document import Document
from review.model.span import Span
from review.rules.program import Program

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.never_capture = True


class Blocks:
    """``spans`` are the blocks in text order."""

    def __init__(self, document: Document) -> None:
        self.spans = [b.span for b in document.blocks if document.text[b.span.start : b.span.end].strip()]
        self._starts = [s.start for s in self.spans]
        text = halfwidth(document.text).replace("\n", " ")
        edges = [0, *(edge for s in self.spans for edge in (s.start, s.end)), len(text)]
        pieces = [text[one:other].encode(errors="replace") for one, other in pairwise(edges)]
        self._data = b"".join(pieces)
        self._ends = _ends(pieces)

    def around(self, span: Span) -> range:
        """Numbers of the blocks that the span touches."""
        return range(max(bisect_left(self._starts, span.start + 1) - 1, 0), bisect_left(self._starts, span.end))

    def holding(self, expressions: tuple[str, ...]) -> set[int]:
        """Numbers of the blocks that hold, or share with a block beside them, a match of every one of the expressions."""
        found = set(range(len(self.spans)))
        for expression in expressions:
            found &= set(self._touched(_compiled(expression)))
        return found

    def _touched(self, program: Program) -> Iterator[int]:
        """Blocks that a match touches; behind a match the search goes on at the end of the last of them."""
        at = 0
        while match := program.first(self._data, at, len(self._data)):
            begin, end = match
            last = bisect_left(self._ends, max(end, begin + 1))
            yield from range(bisect_left(self._ends, begin + 1), min(last + 1, len(self._ends)))
            if last >= len(self._ends):
                return
            at = max(self._ends[last], end)


def _ends(pieces: list[bytes]) -> list[int]:
    """Where each block ends in the joined pieces, which are a gap, a block, a gap, a block, … and the rest."""
    ends, at = [], 0
    for number, piece in enumerate(pieces):
        at += len(piece)
        if number % 2:
            ends.append(at)
    return ends


@lru_cache(maxsize=64)
def _compiled(expression: str) -> Program:
    return Program(expression, _OPTIONS)
