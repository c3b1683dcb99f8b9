"""Many words as one automaton: one pass over a text finds all that stand in it.

The automaton goes over UTF-8: it tries the edges of a node one by one, and no node has as many bytes as Chinese has signs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Generic, TypeVar

import ahocorasick
import numpy as np

_T = TypeVar("_T")
_N = TypeVar("_N", bound=Hashable)
_told = itemgetter(1)


class Words(Generic[_T]):
    """``told`` is what each word stands for."""

    def __init__(self, told: Mapping[str, _T]) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        for word in sorted(told):
            self._automaton.add_word(_bytes_of(word), told[word])
        if told:
            self._automaton.make_automaton()

    def of(self, text: str) -> Iterator[_T]:
        """What the words of a text stand for, in order, repetitions included."""
        return map(_told, self._automaton.iter(_bytes_of(text))) if len(self._automaton) else iter(())

    def ends(self, text: str) -> tuple[list[int], list[_T]]:
        """As ``of``, and before it the place in the text behind each word."""
        said = _bytes_of(text)
        found = list(self._automaton.iter(said)) if len(self._automaton) else []
        last, told = [at for at, _ in found], [what for _, what in found]
        return [at + 1 for at in last] if said is text else _places(said, last), told


class Signs(Generic[_N]):
    """Names, each with its words: which of them a text may speak of, so that no other is looked for with more care."""

    def __init__(self, words: Mapping[_N, Iterable[str]]) -> None:
        names: dict[str, set[_N]] = defaultdict(set)
        for name, listed in words.items():
            for word in listed:
                names[word].add(name)
        self._words = Words({word: frozenset(told) for word, told in names.items()})

    def shown(self, text: str) -> frozenset[_N]:
        """The names of which a word stands in the text."""
        return frozenset().union(*self._words.of(text))

    def ends(self, text: str) -> tuple[list[int], list[frozenset[_N]]]:
        """The places in the text behind which a word of some names stands, in order, and these names."""
        return self._words.ends(text)


def _bytes_of(text: str) -> str:
    """The UTF-8 of a text, a character for each byte."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("latin-1")


def _places(said: str, last: list[int]) -> list[int]:
    """The places in a text behind the characters that end with these bytes of it."""
    sizes = np.frombuffer(said.encode("latin-1"), np.uint8)
    places: list[int] = np.searchsorted(np.flatnonzero(sizes & 0xC0 != 0x80), last, "right").tolist()
    return places
