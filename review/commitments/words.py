"""Many words as one automaton: one pass over a text finds all that stand in it.

The automaton goes over UTF-8: it tries the edges of a node one by one, and no node has as many bytes as Chinese has signs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Generic, TypeVar

import ahocorasick

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

    def ends(self, text: str) -> Iterator[tuple[int, _T]]:
        """As ``of``, each with the place in the text behind its word."""
        said, at, signs = _bytes_of(text), 0, 0
        for last, told in self._automaton.iter(said) if len(self._automaton) else ():
            signs += len(_text_of(said[at : last + 1]))
            at = last + 1
            yield signs, told


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

    def ends(self, text: str) -> Iterator[tuple[int, frozenset[_N]]]:
        """Places in the text behind which a word of some names stands, in order, each with these names."""
        return self._words.ends(text)


def _bytes_of(text: str) -> str:
    """The UTF-8 of a text, a character for each byte."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("latin-1")


def _text_of(said: str) -> str:
    """The text that a part of its UTF-8 says."""
    return said if said.isascii() else said.encode("latin-1").decode("utf-8", "surrogatepass")
