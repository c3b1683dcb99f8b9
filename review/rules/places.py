"""Which lines of one contract hold which words, and so which lines a pattern can match on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from review.commitments.needed import Ways

#: All lines.
_ALL = -1


class Places:
    """``lines`` are the lines that hold each word which stands in the contract, as a set (``lines.Lines``)."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        self._lines = lines
        self.words = frozenset(lines)

    def of(self, ways: Ways) -> int:
        """The lines that hold the words of one of the ways."""
        found, standing = 0, self.words
        for way in ways:
            if not standing.isdisjoint(way[0]):
                found |= self._of_way(way)
        return found

    def _of_way(self, way: Iterable[Iterable[str]]) -> int:
        """The lines that hold a word of each list; asked for thousands of ways of each contract, so of all lists in one loop."""
        lines, held, standing = _ALL, self._lines, self.words
        for words in way:
            some = 0
            for word in standing.intersection(words):
                some |= held[word]
            lines &= some
            if not lines:
                break
        return lines
