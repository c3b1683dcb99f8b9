"""Which lines of one contract hold which words, and so which lines a pattern can match on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.commitments.needed import Ways
from review.rules.lines import lines_of

#: All lines.
_ALL = -1


class Places:
    """``lines`` are the lines that hold each word which stands in the contract, as a set (``lines.Lines``).

    ``short`` are further words, of which the lines in ``texts`` are told when they are asked.
    """

    def __init__(self, lines: dict[str, int], texts: Sequence[str], short: Iterable[str] = ()) -> None:
        self._lines, self._texts = lines, texts
        whole = "\n".join(texts)
        self.words = frozenset((*lines, *(word for word in short if word in whole)))

    def of(self, ways: Ways) -> int:
        """The lines that hold the words of one of the ways."""
        found = 0
        for way in ways:
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
            lines |= self._lines.get(word) or self._looked_for(word)
        return lines

    def _looked_for(self, word: str) -> int:
        found = self._lines[word] = lines_of([number for number, text in enumerate(self._texts) if word in text])
        return found
