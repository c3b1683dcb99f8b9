"""Lists of words that patterns name as ``{name}``; each is written out once, however many patterns name it.

A list may name others, to any depth but never itself. ``{buyer}``, ``{seller}`` and ``{third}`` are known only when a contract is
at hand and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from review.rules.text import fold

Lists = Mapping[str, tuple[str, ...]]
NAME = re.compile(r"\{([a-z][a-z_]*)\}")
#: Macros that are known only when a contract is at hand.
PARTIES = ("buyer", "seller", "third")
_META = frozenset("()[]{}?*+.|^$\\")


def spelt(alternatives: Iterable[str]) -> str:
    """The group of these expressions, written out."""
    return f"(?:{'|'.join(alternatives)})"


class Macros:
    """Lists by name, without ``faults``; they are read when a pattern is first asked for.

    ``group`` writes a list's words, ``party`` the name of a party.
    """

    def __init__(self, read: Callable[[], Lists], group: Callable[[Iterable[str]], str] = spelt, party: str = "{%s}") -> None:
        self._read, self._written = read, group
        self._groups = {language: {name: party.replace("%s", name) for name in PARTIES} for language in _WRITTEN}
        self._whole: dict[str, tuple[str, ...]] = {}

    @cached_property
    def lists(self) -> Lists:
        return self._read()

    def expand(self, pattern: str, language: str) -> str:
        """The pattern as an expression, with its macros written out. Raises KeyError(name) for an unknown one."""
        return NAME.sub(lambda named: self._group(named[1], language), _WRITTEN[language](pattern))

    def alternatives(self, pattern: str, language: str) -> tuple[str, ...]:
        """The expressions of a pattern; in English of whole words, as are those of a macro that stands alone."""
        if language != "en":
            return (self.expand(pattern, language),)
        lone = NAME.fullmatch(pattern)
        if lone is None or lone[1] in PARTIES:
            return (_of_whole_words(pattern, self.expand(pattern, language)),)
        if lone[1] not in self._whole:
            self._whole[lone[1]] = tuple(own for word in self.lists[lone[1]] for own in self.alternatives(word, language))
        return self._whole[lone[1]]

    def _group(self, name: str, language: str) -> str:
        groups = self._groups[language]
        if name not in groups:
            groups[name] = self._written(self.expand(word, language) for word in self.lists[name])
        return groups[name]


def names(pattern: str) -> tuple[str, ...]:
    """Names of the macros a pattern uses."""
    return tuple(NAME.findall(pattern))


def faults(lists: Lists) -> Iterator[tuple[str, str, str]]:
    """A list, a word of it, and the macro that this word names and that is unknown or leads back to the list."""
    uses = {name: {used for word in words for used in names(word)} for name, words in lists.items()}
    for name, words in lists.items():
        for word, used in ((w, u) for w in words for u in names(w)):
            if used not in PARTIES and (used not in lists or name in _reached(used, uses)):
                yield name, word, used


def _reached(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    """The list and all that it leads to."""
    found: set[str] = set()
    left = {name}
    while left:
        found |= left
        left = {used for one in left for used in uses.get(one, ())} - found
    return found


class _Folded(dict[int, str]):
    """How a sign of a Chinese pattern is looked for, worked out once for each sign."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        small = fold(char)
        found = "\\" + small if small != char and small in _META else small if code > 127 else char
        return self.setdefault(code, found)


_FOLDED = _Folded()


def _spaced(pattern: str) -> str:
    """In an English pattern a space is any white space."""
    return pattern.replace(" ?", r"\s*").replace(" *", r"\s*").replace(" ", r"\s+")


#: Letters that stand for a sign of a kind.
_SIGNS = (r"\d", r"\w", r"\s")


def _of_whole_words(pattern: str, body: str) -> str:
    """A word does not go on beyond the pattern; the number that a figure at its end (``\\d``) opens may."""
    head = r"\b" if pattern[:1].isalnum() else ""
    letter = pattern[-1:].isalnum() or (pattern[-1:] == "?" and pattern[-2:-1].isalpha())
    tail = r"\b" if letter and pattern[-2:] not in _SIGNS else ""
    return f"{head}(?:{body}){tail}"


#: A number right before a Chinese word: many write a space between the two (``12 个月``).
_BEFORE_UNIT = re.compile(r"(?:\{n\}|\\d\+)(?=[一-龥]|\(\?:[一-龥])")


def _of_numbers(pattern: str) -> str:
    return _BEFORE_UNIT.sub(lambda number: f"{number[0]} ?", pattern.translate(_FOLDED))


#: How a pattern of a language is written, but for its macros. No sign of a macro's name is changed.
_WRITTEN: dict[str, Callable[[str], str]] = {"zh": _of_numbers, "en": _spaced}
