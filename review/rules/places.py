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
        found = 0
        for way in ways:
            if not self.words.isdisjoint(way[0]):
                found |= self._of_way(way)
        return found

    def _of_way(self, way: Iterable[Iterable[str]]) -> int:
        lines = _ALL
        for words in way:
            lines &= self._of_any(words)
            if not lines:
                break
        return lines

    def _of_any(self, words: Iterable[str]) -> int:
        lines = 0
        for word in self.words.intersection(words):
            lines |= self._lines[word]
        return lines
