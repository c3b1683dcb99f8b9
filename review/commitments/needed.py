"""Words that a text must hold for a pattern to match it: a look for words is many times faster than a pattern's search.

>>> needed("(?:early|late) delivery|sold")
('early delivery', 'late delivery', 'sold')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Any

#: So many words at most are made of pieces that follow each other; beyond, each piece stands for itself.
_MOST = 128
_NOTHING = ("AT", "ASSERT", "ASSERT_NOT")
"""Pieces that look, and take no sign of the text."""

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Words = frozenset[str]


def needed(expression: str) -> tuple[str, ...] | None:
    """Words of which every match holds at least one; None when there is no such list."""
    try:
        tree = re._parser.parse(expression)  # type: ignore[attr-defined]
    except (re.error, OverflowError, RecursionError):
        return None
    found = _of_sequence(list(tree))
    return tuple(sorted(found)) if found else None


def _of_sequence(nodes: Sequence[Any]) -> Words | None:
    """The best list among the pieces: the one whose shortest word is longest."""
    best: Words | None = None
    run: Words = frozenset({""})
    for node in nodes:
        longer = _joined(run, _exact(node))
        if longer is None:
            begun = _joined(run, _opening(node)) or run
            best, run = _better(_better(best, begun), _of_piece(*node)), frozenset({""})
        else:
            run = longer
    return _better(best, run)


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


def _of_piece(name: Any, argument: Any) -> Words | None:
    """The list of a piece that can match too much to be spelt out."""
    if str(name) == "SUBPATTERN":
        return _of_sequence(list(argument[-1]))
    if str(name) in _REPEATS and argument[0] > 0:
        return _of_sequence(list(argument[2]))
    if str(name) == "BRANCH":
        found = [_of_sequence(list(branch)) for branch in argument[1]]
        return frozenset[str]().union(*(f for f in found if f)) if all(found) else None
    return _exact((name, argument))


def _better(one: Words | None, other: Words | None) -> Words | None:
    one, other = _least(one), _least(other)
    if not one or not other:
        return one or other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))


def _least(words: Words | None) -> Words | None:
    """Without the words that hold another one; None when one is empty and so says nothing."""
    if not words or "" in words:
        return None
    return frozenset(w for w in words if not any(o != w and o in w for o in words))
