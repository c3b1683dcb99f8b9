"""Words that a text must hold for a pattern to match it: a look for words is many times faster than a pattern's search.

>>> needed("(?:early|late) delivery|sold")
('early delivery', 'late delivery', 'sold')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice, product
from typing import Any

#: So many words at most are made of pieces that follow each other; beyond, each piece stands for itself.
_MOST = 128
#: So many lists at most beside the one that tells most.
_MORE = 2
#: From here on a sign stands for a group: no text holds these planes of Unicode, which are for private use.
_FIRST = 0xF0000
Words = frozenset[str]
_EMPTY: Words = frozenset({""})
Ways = tuple[tuple[tuple[str, ...], ...], ...]
"""The ways in which a pattern can match, each with lists of words: a match of that way holds a word of every list."""


def needed(expression: str) -> tuple[str, ...] | None:
    """Words of which every match holds at least one; None when there is no such list."""
    ways = needs(expression)
    return tuple(sorted(_least(frozenset(word for first, *_ in ways for word in first)) or ())) if ways else None


def needs(expression: str) -> Ways | None:
    """The words of the ways to match, the list that tells most first; None when there is a way without any."""
    return Reader().needs((expression,))


class Reader:
    """Reads expressions that have groups in common: a group is read once, however many expressions hold it."""

    def __init__(self) -> None:
        self._groups: dict[int, _Told] = {}
        self._known: dict[str, tuple[tuple[Words, ...], ...]] = {}

    def group(self, alternatives: Iterable[str]) -> str:
        """A sign that stands in other expressions for the group of these, which may make groups of their own as they are told."""
        read = self._read("|".join(alternatives))
        code = _FIRST + len(self._groups)
        self._groups[code] = read
        return chr(code)

    def needs(self, alternatives: Iterable[str]) -> Ways | None:
        """The words of the ways to match one of these expressions; None when there is a way without any."""
        ways = [way for one in alternatives for way in self._ways(one)]
        if not ways or not all(ways):
            return None
        alike: dict[tuple[Words, ...], Words] = {}
        for first, *more in ways:
            alike[tuple(more)] = alike.get(tuple(more), frozenset()) | first
        return tuple(tuple(tuple(sorted(w)) for w in (_least(first) or (), *more)) for more, first in alike.items())

    def _ways(self, expression: str) -> tuple[tuple[Words, ...], ...]:
        if expression not in self._known:
            self._known[expression] = self._read(expression).ways()
        return self._known[expression]

    def _read(self, expression: str) -> _Told:
        try:
            return _sequence(re._parser.parse(expression), self._groups)  # type: ignore[attr-defined]
        except (re.error, OverflowError, RecursionError):
            return _UNKNOWN


@dataclass(frozen=True, slots=True)
class _Told:
    """What a piece of a pattern, or some that follow each other, can match."""

    #: All of it, when it is a short list.
    exact: Words | None
    #: Lists of which every match holds a word each; one with an empty word says nothing.
    lists: tuple[Words, ...]
    #: What every match begins with.
    opening: Words | None = _EMPTY
    #: Where it is one of several, these.
    alternatives: tuple[_Told, ...] = ()

    @property
    def telling(self) -> list[Words]:
        """The lists that say something, the one that tells most first."""
        return sorted(filter(None, map(_least, self.lists)), key=_worth, reverse=True)

    def ways(self) -> tuple[tuple[Words, ...], ...]:
        """Of each alternative, however deep in brackets, the lists that tell most."""
        if self.alternatives:
            return tuple(way for one in self.alternatives for way in one.ways())
        telling = self.telling
        return ((*telling[:1], *islice(filter(_tells, telling[1:]), _MORE)),)


_Groups = Mapping[int, _Told]
_UNKNOWN = _Told(None, ())
_LOOK = _Told(_EMPTY, ())


def _sequence(nodes: Iterable[tuple[Any, Any]], groups: _Groups) -> _Told:
    pieces = [piece for text, row in groupby(nodes, key=_is_text) for piece in _pieces(text, row, groups)]
    lists: list[Words] = []
    run = _EMPTY
    for piece in pieces:
        longer = _joined(run, piece.exact)
        if longer is None:
            lists += [_joined(run, piece.opening) or run, *piece.lists]
        run = _EMPTY if longer is None else longer
    taking = [piece for piece in pieces if piece is not _LOOK]
    alternatives = taking[0].alternatives if len(taking) == 1 else ()
    return _Told(None if lists else run, (*lists, run), alternatives=alternatives)


def _pieces(text: bool, row: Iterable[tuple[Any, Any]], groups: _Groups) -> Iterator[_Told]:
    """Signs that stand in a row are one piece."""
    if text:
        yield _spelt(frozenset({"".join([chr(code) for _, code in row])}))
    else:
        for kind, argument in row:
            yield _KINDS.get(str(kind), _unknown)(argument, groups)


def _is_text(node: tuple[Any, Any]) -> bool:
    return str(node[0]) == "LITERAL" and node[1] < _FIRST


def _spelt(words: Words) -> _Told:
    return _Told(words, (words,))


def _look(argument: Any, groups: _Groups) -> _Told:
    """A piece that looks, and takes no sign of the text."""
    return _LOOK


def _unknown(argument: Any, groups: _Groups) -> _Told:
    return _UNKNOWN


def _set(argument: Any, groups: _Groups) -> _Told:
    """Of a set of signs; alternatives of one sign each are one, too, and so may hold signs that stand for groups."""
    if any(str(name) != "LITERAL" for name, _ in argument):
        return _UNKNOWN
    if any(code >= _FIRST for _, code in argument):
        return _either(tuple([_sequence([node], groups) for node in argument]))
    return _spelt(frozenset([chr(code) for _, code in argument]))


def _group(argument: Any, groups: _Groups) -> _Told:
    """Of a group in brackets, or of a sign that stands for one."""
    inner = groups[argument] if isinstance(argument, int) else _sequence(argument[-1], groups)
    return _Told(inner.exact, inner.lists, alternatives=(inner,))


def _branch(argument: Any, groups: _Groups) -> _Told:
    return _either(tuple([_sequence(nodes, groups) for nodes in argument[1]]))


def _either(branches: tuple[_Told, ...]) -> _Told:
    exact = [one.exact for one in branches if one.exact is not None]
    best = [telling[0] for one in branches if (telling := one.telling)]
    return _Told(
        frozenset().union(*exact) if len(exact) == len(branches) else None,
        (frozenset().union(*best),) if len(best) == len(branches) else (),
        alternatives=branches,
    )


def _repeat(argument: Any, groups: _Groups) -> _Told:
    least, most, nodes = argument
    once = _sequence(nodes, groups)
    opening: Words | None = _EMPTY
    for _ in range(least):
        opening = None if opening is None else _joined(opening, once.exact)
    exact = once.exact | _EMPTY if once.exact is not None and (least, most) == (0, 1) else None
    return _Told(exact, once.lists if least else (), opening)


_KINDS: dict[str, Callable[[Any, _Groups], _Told]] = {
    "LITERAL": _group,
    "SUBPATTERN": _group,
    "BRANCH": _branch,
    "IN": _set,
    **dict.fromkeys(("AT", "ASSERT", "ASSERT_NOT"), _look),
    **dict.fromkeys(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"), _repeat),
}


def _tells(words: Words) -> bool:
    """Whether a list beside another is worth its look: a letter or two, a digit or a comma stand on most lines."""
    return not any(len(word) < 3 and word.isascii() for word in words)


def _joined(run: Words, more: Words | None) -> Words | None:
    """Every word of the first list with every word of the second behind it; None when these are too many."""
    return None if more is None or len(run) * len(more) > _MOST else frozenset(a + b for a, b in product(run, more))


def _worth(words: Words) -> tuple[int, int]:
    """What a list tells: the longer its shortest word the more, and the fewer they are."""
    return min(map(len, words)), -len(words)


def _least(words: Words | None) -> Words | None:
    """Without the words that hold another one; None when one is empty and so says nothing."""
    if not words or "" in words:
        return None
    every = "\n".join(words)
    held = [word for word in words if every.find(word, every.find(word) + 1) >= 0]
    return frozenset(w for w in words if not any(o in w and o != w for o in held)) if held else words
