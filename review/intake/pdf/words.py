"""Which words a file holds, asked for only at the ends of lines: nothing is prepared for files without hyphens there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property


class Words:
    """Answers ``word in words`` without regard to case."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    @cached_property
    def _text(self) -> str:
        return f" {' '.join(self._lines).lower()} "

    def __contains__(self, word: str) -> bool:
        word, text = word.lower(), self._text
        at = text.find(word)
        while at >= 0:
            if not text[at - 1].isalpha() and not text[at + len(word)].isalpha():
                return True
            at = text.find(word, at + 1)
        return False
