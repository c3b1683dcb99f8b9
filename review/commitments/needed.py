"""Words that a text must hold for a pattern to match it: a look for words is many times faster than a pattern's search.

>>> needed("(?:early|late) delivery|sold")
('early delivery', 'late delivery', 'sold')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any

#: So many words at most are made of pieces that follow each other; beyond, each piece stands for itself.
_MOST = 128
#: So many lists at most beside the one that tells most.
_MORE = 2
_NOTHING = ("AT", "ASSERT", "ASSERT_NOT")
"""Pieces that look, and take no sign of the text."""

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Words = frozenset[str]
Ways = tuple[tuple[tuple[str, ...], ...], ...]
"""The ways in which a pattern can match, each with lists of words: a match of that way holds a word of every list."""


def needed(expression: str) -> tuple[str, ...] | None:
    """Words of which every match holds at least one; None when there is no such list."""
    ways = needs(expression)
    return tuple(sorted(_least(frozenset(word for first, *_ in ways for word in first)) or ())) if ways else None


def needs(expression: str) -> Ways | None:
    """The words of the ways to match, the list that tells most first; None when there is a way without any."""
    try:
        ways = list(_ways(re._parser.parse(expression)))  # type: ignore[attr-defined]
    except (re.error, OverflowError, RecursionError):
        return None
    if not all(ways):
        return None
    alike: dict[tuple[Words, ...], Words] = {}
    for first, *more in ways:
        alike[tuple(more)] = alike.get(tuple(more), frozenset()) | first
    return tuple(tuple(tuple(sorted(w)) for w in (_least(first) or (), *more)) for more, first in alike.items())


def _ways(nodes: Iterable[Any]) -> Iterator[tuple[Words, ...]]:
    """Of each alternative, however deep in brackets, the lists that tell most."""
    pieces = [node for node in nodes if str(node[0]) not in _NOTHING]
    kind = str(pieces[0][0]) if len(pieces) == 1 else ""
    if kind == "SUBPATTERN":
        yield from _ways(pieces[0][1][-1])
    elif kind == "BRANCH":
        for branch in pieces[0][1][1]:
            yield from _ways(branch)
    else:
        lists = sorted(filter(None, map(_least, _lists(nodes))), key=_worth, reverse=True)
        yield (*lists[:1], *islice(filter(_tells, lists[1:]), _MORE))


def _tells(words: Words) -> bool:
    """Whether a list beside another is worth its look: a letter or two, a digit or a comma stand on most lines."""
    return not any(len(word) < 3 and word.isascii() for word in words)


def _lists(nodes: Iterable[Any]) -> Iterator[Words]:
    """Lists of which every match holds a word each; one with an empty word says nothing."""
    run: Words = frozenset({""})
    for node in nodes:
        longer = _joined(run, _exact(node))
        if longer is None:
            yield _joined(run, _opening(node)) or run
            yield from _of_piece(*node)
            run = frozenset({""})
        else:
            run = longer
    yield run


def _joined(run: Words, more: Words | None) -> Words | None:
    """Every word of the first list with every word of the second behind it; None when these are too many."""
    return None if more is None or len(run) * len(more) > _MOST else frozenset(a + b for a, b in product(run, more))


def _exact(node: Any) -> Words | None:
    """All that a piece can match, when it is a short list."""
    name, argument = str(node[0]), node[1]
    if name in _NOTHING:
        return frozenset({""})
    if name == "LITERAL":
        return frozenset({chr(argument)})
    if name == "IN":
        return frozenset(chr(a) for _, a in argument) if all(str(n) == "LITERAL" for n, _ in argument) else None
    if name == "SUBPATTERN":
        return _exact_sequence(argument[-1])
    if name == "BRANCH":
        found = [_exact_sequence(branch) for branch in argument[1]]
        return None if None in found else frozenset[str]().union(*(f for f in found if f is not None))
    if name in _REPEATS and argument[:2] == (0, 1):
        once = _exact_sequence(argument[2])
        return None if once is None else once | {""}
    return None


def _opening(node: Any) -> Words | None:
    """What every match of a piece that repeats begins with, as often as it must stand."""
    run: Words | None = frozenset({""})
    if str(node[0]) in _REPEATS:
        once = _exact_sequence(node[1][2])
        for _ in range(node[1][0]):
            run = None if run is None else _joined(run, once)
    return run


def _exact_sequence(nodes: Any) -> Words | None:
    run: Words | None = frozenset({""})
    for node in nodes:
        run = None if run is None else _joined(run, _exact(node))
    return run


def _of_piece(name: Any, argument: Any) -> Iterator[Words]:
    """The lists of a piece that can match too much to be spelt out."""
    if str(name) == "SUBPATTERN":
        yield from _lists(argument[-1])
    elif str(name) in _REPEATS and argument[0] > 0:
        yield from _lists(argument[2])
    elif str(name) == "BRANCH":
        found = [max(filter(None, map(_least, _lists(branch))), key=_worth, default=None) for branch in argument[1]]
        if all(found):
            yield frozenset().union(*filter(None, found))
    elif exact := _exact((name, argument)):
        yield exact


def _worth(words: Words) -> tuple[int, int]:
    """What a list tells: the longer its shortest word the more, and the fewer they are."""
    return min(map(len, words)), -len(words)


def _least(words: Words | None) -> Words | None:
    """Without the words that hold another one; None when one is empty and so says nothing."""
    if not words or "" in words:
        return None
    return frozenset(w for w in words if not any(o != w and o in w for o in words))
