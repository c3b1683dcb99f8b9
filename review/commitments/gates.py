"""Many patterns, one look: a pass over a text tells by their words which of them may be found in it at all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from review.commitments.needed import needed
from review.commitments.words import Signs

_N = TypeVar("_N", bound=Hashable)


class Gates(Generic[_N]):
    """``expressions`` are those of the patterns, by their names, whatever case they match in."""

    def __init__(self, expressions: Mapping[_N, str]) -> None:
        words = {name: needed(expression) for name, expression in expressions.items()}
        self._always = frozenset(name for name, listed in words.items() if not listed)
        self._signs = Signs({name: [w.lower() for w in listed] for name, listed in words.items() if listed})

    def open(self, text: str) -> frozenset[_N]:
        """The names of the patterns that may be found in the text; no other can."""
        return self._signs.shown(text.lower()) | self._always
