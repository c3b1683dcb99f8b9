"""Words that a text must hold for a pattern to match it: a look for words is many times faster than a pattern's search.

>>> needed("(?:early|late) delivery|sold")
('early delivery', 'late delivery', 'sold')

A short word that a pattern bounds on both sides is told as a whole word, between two ``EDGE``: in English "up" stands within
words on every line, and on few alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice, product
from typing import Any

#: So many words at most are made of pieces that follow each other; beyond, each piece stands for itself.
_MOST = 128
#: So many lists at most beside the one that tells most.
_MORE = 2
#: From here on a sign stands for a group: no text holds these planes of Unicode, which are for private use.
_FIRST = 0xF0000
#: The edge of a word.
EDGE = "\x01"
#: Words that stand on most lines of an English contract.
_COMMON = frozenset((
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its", "no", "not", "of",
    "on", "or", "shall", "such", "that", "the", "this", "to", "which", "will", "with",
))  # fmt: skip
_WORD = re.compile("[0-9A-Za-z_]")
_WHOLE = re.compile(f"{EDGE}+([0-9A-Za-z_]{{1,4}}){EDGE}+")
Words = frozenset[str]
_EMPTY: Words = frozenset({""})
Ways = tuple[tuple[tuple[str, ...], ...], ...]
"""The ways in which a pattern can match, each with lists of words: a match of that way holds a word of every list."""


def needed(expression: str) -> tuple[str, ...] | None:
    """Words of which every match holds at least one; None when there is no such list."""
    ways = needs(expression)
    return tuple(sorted(_least(frozenset(word.strip(EDGE) for first, *_ in ways for word in first)) or ())) if ways else None


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
    #: What every match begins with, and ends with.
    opening: Words | None = _EMPTY
    closing: Words = _EMPTY
    #: Where it is one of several, these.
    alternatives: tuple[_Told, ...] = ()

    @property
    def telling(self) -> list[Words]:
        """The lists that say something, the one that tells most first."""
        return sorted(filter(None, map(_least, map(_settled, self.lists))), key=_worth, reverse=True)

    def ways(self) -> tuple[tuple[Words, ...], ...]:
        """Of each alternative, however deep in brackets, the lists that tell most."""
        if self.alternatives:
            return tuple(way for one in self.alternatives for way in one.ways())
        telling = self.telling
        return ((*telling[:1], *islice(filter(_tells, telling[1:]), _MORE)),)


_Node = tuple[Any, Any]
_GROUPS, _BOUNDARY = ("SUBPATTERN", "BRANCH"), "AT_BOUNDARY"
_NOTHING = ("", "")
_Groups = Mapping[int, _Told]
_UNKNOWN = _Told(None, ())
_LOOK = _Told(_EMPTY, ())
_EDGE = frozenset({EDGE})
_BOUND = _Told(_EDGE, (_EDGE,))
#: Signs that are of no word.
_GAP = _Told(None, (), _EDGE, _EDGE)


def _sequence(nodes: Iterable[_Node], groups: _Groups) -> _Told:
    pieces = [piece for text, row in groupby(_inward(list(nodes)), key=_is_text) for piece in _pieces(text, row, groups)]
    if pieces == [_GAP]:
        return _GAP
    lists: list[Words] = []
    run = _EMPTY
    for piece in pieces:
        longer = _joined(run, piece.exact)
        if longer is None:
            lists += [_joined(run, piece.opening) or run, *piece.lists]
        run = piece.closing if longer is None else longer
    return _Told(None if lists else run, (*lists, run), alternatives=_alternatives(pieces))


def _inward(nodes: list[_Node]) -> list[_Node]:
    """An edge right before or behind a group is one of each of its alternatives."""
    if len(nodes) == 1 or not any(map(_is_edge, nodes)):
        return nodes
    padded = [_NOTHING, *nodes, _NOTHING]
    return [
        _within(node, [before] if _is_edge(before) else [], [behind] if _is_edge(behind) else []) if _is_group(node) else node
        for before, node, behind in zip(padded, nodes, padded[2:], strict=False)
        if not (_is_edge(node) and (_is_group(before) or _is_group(behind)))
    ]


def _is_edge(node: _Node) -> bool:
    return str(node[0]) == "AT" and str(node[1]) == _BOUNDARY


def _is_group(node: _Node) -> bool:
    return str(node[0]) in _GROUPS


def _within(node: _Node, before: list[_Node], behind: list[_Node]) -> _Node:
    """A group whose alternatives have these before and behind."""
    kind, argument = node
    if str(kind) == "BRANCH":
        return kind, (None, [[*before, *one, *behind] for one in argument[1]])
    return kind, (*argument[:-1], [*before, *argument[-1], *behind])


def _alternatives(pieces: list[_Told]) -> tuple[_Told, ...]:
    """Those of the only piece that takes signs: of a sign that stands for a group, as whole words where edges stand around it."""
    taking = [piece for piece in pieces if piece is not _LOOK and piece is not _BOUND]
    if len(taking) != 1:
        return ()
    whole = pieces[0] is _BOUND is pieces[-1]
    return tuple(map(_bound, taking[0].alternatives)) if whole else taking[0].alternatives


def _bound(told: _Told) -> _Told:
    """The same between the edges of a word, where all of it is known."""
    if told.alternatives:
        return replace(told, alternatives=tuple(map(_bound, told.alternatives)))
    return told if told.exact is None else _spelt(frozenset([EDGE + word + EDGE for word in told.exact]))


def _pieces(text: bool, row: Iterable[_Node], groups: _Groups) -> Iterator[_Told]:
    """Signs that stand in a row are one piece."""
    if text:
        yield _spelt(frozenset({"".join([chr(code) for _, code in row])}))
    else:
        for kind, argument in row:
            yield _KINDS.get(str(kind), _unknown)(argument, groups)


def _is_text(node: _Node) -> bool:
    return str(node[0]) == "LITERAL" and node[1] < _FIRST


def _spelt(words: Words) -> _Told:
    return _Told(words, (words,))


def _look(argument: Any, groups: _Groups) -> _Told:
    """A piece that looks, and takes no sign of the text."""
    return _LOOK


def _at(argument: Any, groups: _Groups) -> _Told:
    """Of a place: the edge of a word, or another."""
    return _BOUND if str(argument) == _BOUNDARY else _LOOK


def _unknown(argument: Any, groups: _Groups) -> _Told:
    return _UNKNOWN


def _set(argument: Any, groups: _Groups) -> _Told:
    """Of a set of signs; alternatives of one sign each are one, too, and so may hold signs that stand for groups."""
    if any(str(name) != "LITERAL" for name, _ in argument):
        return _GAP if all(map(_parts, argument)) else _UNKNOWN
    if any(code >= _FIRST for _, code in argument):
        return _either(tuple([_sequence([node], groups) for node in argument]))
    return _spelt(frozenset([chr(code) for _, code in argument]))


def _parts(node: _Node) -> bool:
    """Whether a sign of a set is of no word."""
    name, told = str(node[0]), node[1]
    return str(told) == "CATEGORY_SPACE" or (name == "LITERAL" and told < _FIRST and not _WORD.match(chr(told)))


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
    if once is _GAP and least:
        return _GAP
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
    "AT": _at,
    **dict.fromkeys(("ASSERT", "ASSERT_NOT"), _look),
    **dict.fromkeys(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"), _repeat),
}


def _settled(words: Words) -> Words:
    """Whole words as far as they are short; of all others the edges say nothing."""
    return frozenset([EDGE + whole[1] + EDGE if (whole := _WHOLE.fullmatch(w)) else w.replace(EDGE, "") for w in words])


def _tells(words: Words) -> bool:
    """Whether a list beside another is worth its look: a common word, a letter or two or a comma stand on most lines."""
    return not any(said in _COMMON or (len(said) < 3 and said.isascii()) for word in words if (said := word.strip(EDGE)))


def _joined(run: Words, more: Words | None) -> Words | None:
    """Every word of the first list with every word of the second behind it; None when these are too many."""
    return None if more is None or len(run) * len(more) > _MOST else frozenset(a + b for a, b in product(run, more))


def _worth(words: Words) -> tuple[tuple[bool, int], int]:
    """What a list tells: the longer its shortest word the more, and the fewer they are; common ones tell least."""
    said = [word.strip(EDGE) for word in words]
    return min([(word not in _COMMON and len(word) > word.isascii(), len(word)) for word in said]), -len(words)


def _least(words: Words | None) -> Words | None:
    """Without the words that hold another one; None when one is empty and so says nothing."""
    if not words or "" in words:
        return None
    every = "\n".join(words)
    held = [word for word in words if every.find(word, every.find(word) + 1) >= 0]
    return frozenset(w for w in words if not any(o in w and o != w for o in held)) if held else words
