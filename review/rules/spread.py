"""Where the commitments of a contract stand and of what kinds they are, so that some are found without asking each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate, chain

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
        self._first: dict[str, list[int]] = defaultdict(list)
        self._second: dict[str, list[int]] = defaultdict(list)
        for n, c in enumerate(commitments):
            self._first[c.kind].append(n)
            for kind in c.also:
                self._second[kind].append(n)

    def over(self, span: Span) -> list[int]:
        """Numbers of those that overlap the span, ascending."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return sorted(self._order[i] for i in range(first, last) if self._spans[i].overlaps(span))

    def of(self, kinds: Iterable[str], also: bool) -> list[int]:
        """Numbers of those that are of one of the kinds, ascending; ``also``: by a second kind, too."""
        lists = [table[kind] for table in (self._first, self._second)[: 1 + also] for kind in kinds if kind in table]
        return sorted(set(chain.from_iterable(lists)))
