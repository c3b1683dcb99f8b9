"""Patterns of rule files: written as people write, run in linear time, asked only where one of their words occurs.

A pattern is a regular expression in RE2's syntax (no look-around, no back-references), so its time is linear in the text. In
Chinese lists full-width and half-width punctuation are the same; in English lists a space is any white space and words are
whole words, as are those of a macro that stands alone. ``{buyer}``, ``{seller}`` stand for the names the contract at hand gives
the parties, ``{third}`` for the roles it gives to neither; every other ``{word}`` is a macro of a ``words.yml`` (``macros``).

``one && other && !third``: near each other in one sentence, in any order, stand ``one`` and ``other``, and in the sentence
nothing of ``third``. The place that is found is that of the first. Words that accuse are also looked for over a semicolon, up to
where another party's name begins the next half; words that excuse are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

import re2  # type: ignore[import-untyped]
from pydantic_core import from_json

from review.commitments import needed
from review.commitments.needed import Ways
from review.rules.macros import NAME, PARTIES, Lists, Macros
from review.rules.program import Program
from review.rules.source import Written

Told = Ways | bytes | Callable[[], Ways | None] | None
_AND = " && "

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
#: Bytes of a program and of what it learns of the texts it reads, which it then forgets; there are thousands of programs.
_OPTIONS.max_mem = 16 << 20
#: A match never reaches over a line feed, and nobody asks for groups: many lines are searched at once.
_OPTIONS.never_nl = True
_OPTIONS.never_capture = True


@dataclass(frozen=True, slots=True)
class Patterns:
    """Alternatives per language, joined into one expression.

    ``joint``: the alternatives made of several that stand in one sentence; the expression holds all others and may be empty.
    ``across``: those of one alternative may stand in halves of a sentence that a semicolon parts.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    expression: str
    #: Its needs, the JSON of them as it was kept, or how to work them out; both are read when somebody asks.
    told: Told = field(compare=False)
    joint: tuple[Joint, ...] = ()
    #: Equal for equal patterns, and cheap to look up: the expressions of all its parts.
    key: str = ""
    across: bool = False

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def needs(self) -> Ways | None:
        """The words that a match of the expression holds; None: unknown."""
        told = self.told
        if isinstance(told, bytes):
            told = _ways(from_json(told, cache_strings="none"))
        elif callable(told):
            told = told()
        object.__setattr__(self, "told", told)
        return told

    @property
    def simple(self) -> tuple[Patterns, ...]:
        """Those that are searched by one expression each: itself without its joint ones, and the parts of these."""
        return (*self.searched, *(p for j in self.joint for p in (*j.beside, *j.without)))

    @property
    def searched(self) -> tuple[Patterns, ...]:
        """Those whose places are looked for in the whole contract; the other parts of joint ones are asked near them."""
        own = (replace(self, joint=(), key=self.expression),) if self.expression else ()
        return (*own, *(j.place for j in self.joint))

    @property
    def called_by(self) -> tuple[str, ...] | None:
        """Words of which a text holds one wherever any of the patterns is found; None: unknown."""
        ways = [p.needs for p in self.searched]
        return tuple(sorted({word for told in ways for first, *_ in told or () for word in first})) if all(ways) else None

    @property
    def words(self) -> Iterator[str]:
        """The words that its expression needs."""
        return (word for way in self.needs or () for words in way for word in words)

    @property
    def by_party(self) -> bool:
        """Whether its expression names a party, so that it is compiled for each contract's own words."""
        return _names_a_party(self.expression)


@dataclass(frozen=True, slots=True)
class Joint:
    """Words that mean something together: ``place`` is where, in its sentence stand all of ``beside`` and none of ``without``."""

    place: Patterns
    beside: tuple[Patterns, ...]
    without: tuple[Patterns, ...]

    @property
    def key(self) -> str:
        """Equal for equal ones."""
        return " && ".join((self.place.key, *(p.key for p in self.beside), *(f"!{p.key}" for p in self.without)))


#: Patterns that were made before, by their alternatives.
Known = Mapping[Written, Patterns]


def of(zh: tuple[str, ...], en: tuple[str, ...], expression: str, needs: Told, joint: tuple[Joint, ...]) -> Patterns:
    """Patterns of what they were made to be, or were kept as."""
    return Patterns(zh, en, expression, needs, joint, "\n".join((expression, *(j.key for j in joint))) if joint else expression)


class Maker:
    """Makes patterns that name these lists of words; a part of joint ones is made once, however many hold it."""

    def __init__(self, read: Callable[[], Lists]) -> None:
        self._macros = Macros(read)
        self._reader = needed.Reader()
        self._signed = Macros(read, self._reader.group, ".")
        self._parts: dict[tuple[str, str], Patterns] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The macros that a pattern may name."""
        return (*PARTIES, *self._macros.lists)

    def knows(self, name: str) -> bool:
        """Whether a pattern may name the macro."""
        return name in PARTIES or name in self._macros.lists

    def make(self, zh: Iterable[str], en: Iterable[str], known: Known = MappingProxyType({})) -> Patterns:
        """Join alternatives, unless they are ``known``. Raises KeyError(name) for an unknown macro."""
        chinese, english = tuple(zh), tuple(en)
        return known.get((chinese, english)) or self._made(chinese, english, known)

    def _made(self, zh: tuple[str, ...], en: tuple[str, ...], known: Known) -> Patterns:
        each = [*(("zh", p) for p in zh), *(("en", p) for p in en)]
        alone = [(p, language) for language, p in each if _AND not in p]
        own = "|".join(one for pattern in alone for one in self._macros.alternatives(*pattern))
        joint = tuple(self._joint(p, language, known) for language, p in each if _AND in p)
        return of(zh, en, own, partial(self._needs, alone), joint)

    def _needs(self, alone: Iterable[tuple[str, str]]) -> Ways | None:
        return self._reader.needs(one for pattern in alone for one in self._signed.alternatives(*pattern))

    def fault_of(self, part: str, language: str) -> str:
        """Why RE2 refuses a pattern that is not joint or why it may not be used, or an empty text."""
        try:
            program = re2.compile(NAME.sub("x", "|".join(self._macros.alternatives(part, language))), _OPTIONS)
        except re2.error as error:
            reason = error.args[0] if error.args else error
            return reason.decode() if isinstance(reason, bytes) else str(reason)
        return "it matches the empty text" if program.fullmatch("") else ""

    def _joint(self, pattern: str, language: str, known: Known) -> Joint:
        first, *others = (part.strip() for part in pattern.split(_AND))
        made = {part: self._part(part.removeprefix("!").strip(), language, known) for part in (first, *others)}
        beside = tuple(made[part] for part in others if not part.startswith("!"))
        return Joint(made[first], beside, tuple(made[part] for part in others if part.startswith("!")))

    def _part(self, part: str, language: str, known: Known) -> Patterns:
        made = self._parts.get((language, part))
        if made is None:
            lists = {"zh": (), "en": (), language: (part,)}
            made = self._parts[language, part] = self.make(lists["zh"], lists["en"], known)
        return made


def make(zh: Iterable[str], en: Iterable[str], lists: Lists) -> Patterns:
    """Patterns on their own. Raises KeyError(name) for an unknown macro."""
    return Maker(lambda: lists).make(zh, en)


def accusing(patterns: Patterns) -> Patterns:
    """The same, whose joint ones are looked for over a semicolon, too."""
    return replace(patterns, across=True, key=patterns.key + "\n;") if patterns.joint else patterns


def _ways(told: Any) -> Ways | None:
    return told and tuple([tuple(map(tuple, way)) for way in told])


def parts_of(pattern: str) -> tuple[str, ...]:
    """The parts of a joint pattern, without the signs that join them; a plain pattern is its own only part."""
    return tuple(part.strip().removeprefix("!").strip() for part in pattern.split(_AND))


def compiled(patterns: Patterns, parties: Mapping[str, str]) -> Program:
    """The RE2 program, with the parties' names of this contract."""
    expression = patterns.expression
    return _with_names(expression, tuple(parties.items())) if patterns.by_party else _compiled(expression)


@lru_cache(maxsize=4096)
def _names_a_party(expression: str) -> bool:
    return any("{" + party + "}" in expression for party in PARTIES)


@lru_cache(maxsize=8192)
def _compiled(expression: str) -> Program:
    return Program(f"(?m){expression}", _OPTIONS)


@lru_cache(maxsize=1024)
def _with_names(expression: str, parties: tuple[tuple[str, str], ...]) -> Program:
    """Of few sets of words at a time: a program may take megabytes."""
    names = dict(parties)
    return Program("(?m)" + NAME.sub(lambda m: names.get(m[1], m[0]), expression), _OPTIONS)
