"""Where the commitments of a contract stand, so that those at a place are found without asking each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from review.model.commitment import Commitment
from review.model.span import Span


class Spread:
    """``numbers`` gives a commitment's place in the list by its id."""

    def __init__(self, commitments: tuple[Commitment, ...]) -> None:
        self.numbers = {c.id: n for n, c in reversed(list(enumerate(commitments)))}
        self._order = sorted(range(len(commitments)), key=lambda n: commitments[n].span.start)
        self._spans = [commitments[n].span for n in self._order]
        self._starts = [s.start for s in self._spans]
        self._reach = list(accumulate((s.end for s in self._spans), max))
        """The furthest end of a commitment and of all before it."""

    def over(self, span: Span) -> list[int]:
        """Numbers of those that overlap the span, ascending."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return sorted(self._order[i] for i in range(first, last) if self._spans[i].overlaps(span))
