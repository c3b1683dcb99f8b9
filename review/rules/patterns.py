"""Patterns of rule files: written as people write, run in linear time, asked only where one of their words occurs.

A pattern is a regular expression in RE2's syntax (no look-around, no back-references), so its time is linear in the text. In
Chinese lists full-width and half-width punctuation are the same; in English lists a space is any white space and words are
whole words, as are those of a macro that stands alone. ``{buyer}``, ``{seller}`` stand for the names the contract at hand gives
the parties, ``{third}`` for the roles it gives to neither; every other ``{word}`` is a macro of a ``words.yml``.

``one && other && !third``: near each other in one sentence, in any order, stand ``one`` and ``other``, and in the sentence
nothing of ``third``. The place that is found is that of the first. Words that accuse are also looked for over a semicolon, up to
where another party's name begins the next half; words that excuse are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from review.commitments import needed
from review.commitments.needed import Ways
from review.rules.text import fold

_MACRO = re.compile(r"\{([a-z][a-z_]*)\}")
_META = frozenset("()[]{}?*+.|^$\\")
_AND = " && "
#: Macros that are known only when a contract is at hand.
PARTIES = ("buyer", "seller", "third")

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 64 << 20
#: A match never reaches over a line feed, and nobody asks for groups: many lines are searched at once.
_OPTIONS.never_nl = True
_OPTIONS.never_capture = True


@dataclass(frozen=True, slots=True)
class Patterns:
    """Alternatives per language, joined into one expression. ``needs``: the words that a match holds (None: unknown).

    ``joint``: the alternatives made of several that stand in one sentence; the expression holds all others and may be empty.
    ``across``: those of one alternative may stand in halves of a sentence that a semicolon parts.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    expression: str
    needs: Ways | None
    joint: tuple[Joint, ...] = ()
    #: Equal for equal patterns, and cheap to look up: the expressions of all its parts.
    key: str = ""
    across: bool = False

    def __hash__(self) -> int:
        return hash(self.key)

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
        """Whether it names a party, so that it is compiled for each contract's own names."""
        return any("{" + p + "}" in own.expression for own in self.simple for p in PARTIES)


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


def make(zh: Iterable[str], en: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> Patterns:
    """Join alternatives. Raises KeyError(name) for an unknown macro."""
    chinese, english = tuple(zh), tuple(en)
    joint = [_joint(p, "zh", words) for p in chinese if _AND in p] + [_joint(p, "en", words) for p in english if _AND in p]
    parts = [_chinese(_expand(p, words)) for p in chinese if _AND not in p]
    parts += [_english(_expand(q, words)) for p in english if _AND not in p for q in _alternatives(p, words)]
    own = "|".join(parts)
    return Patterns(chinese, english, own, None, tuple(joint), "\n".join((own, *(j.key for j in joint))) if joint else own)


def accusing(patterns: Patterns) -> Patterns:
    """The same, whose joint ones are looked for over a semicolon, too."""
    return replace(patterns, across=True, key=patterns.key + "\n;") if patterns.joint else patterns


def parts_of(pattern: str) -> tuple[str, ...]:
    """The parts of a joint pattern, without the signs that join them; a plain pattern is its own only part."""
    return tuple(part.strip().removeprefix("!").strip() for part in pattern.split(_AND))


def _joint(pattern: str, language: str, words: Mapping[str, tuple[str, ...]]) -> Joint:
    first, *others = (part.strip() for part in pattern.split(_AND))
    made = {part: _alone(part.removeprefix("!").strip(), language, words) for part in (first, *others)}
    beside = tuple(made[part] for part in others if not part.startswith("!"))
    return Joint(made[first], beside, tuple(made[part] for part in others if part.startswith("!")))


def _alone(pattern: str, language: str, words: Mapping[str, tuple[str, ...]]) -> Patterns:
    return make([pattern] if language == "zh" else [], [pattern] if language == "en" else [], words)


def with_needs(patterns: Patterns, known: Mapping[str, Ways | None]) -> Patterns:
    """With the words a match needs, for itself and its parts; ``known`` are those of expressions that were looked at before."""
    joint = tuple(
        Joint(with_needs(j.place, known), *(tuple(with_needs(p, known) for p in ps) for ps in (j.beside, j.without)))
        for j in patterns.joint
    )
    own = patterns.expression
    return replace(patterns, needs=known[own] if own in known else needs(own), joint=joint)


def macros(pattern: str) -> tuple[str, ...]:
    """Names of the macros a pattern uses."""
    return tuple(_MACRO.findall(pattern))


def fault_of(pattern: str, language: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """Why RE2 refuses a pattern or why it may not be used, or an empty text."""
    made = _alone(pattern, language, words)
    try:
        program = re2.compile(_MACRO.sub("x", made.expression), _OPTIONS)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return "it matches the empty text" if program.fullmatch("") else ""


def compiled(patterns: Patterns, parties: Mapping[str, str]) -> Any:
    """The RE2 program, with the parties' names of this contract."""
    return _compiled(_MACRO.sub(lambda m: parties.get(m[1], m[0]), patterns.expression))


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Any:
    return re2.compile(f"(?m){expression}", _OPTIONS)


def _expand(pattern: str, words: Mapping[str, tuple[str, ...]]) -> str:
    for _ in range(4):
        pattern = _MACRO.sub(lambda m: m[0] if m[1] in PARTIES else "(?:" + "|".join(words[m[1]]) + ")", pattern)
    return pattern


def _alternatives(pattern: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a macro that stands alone, each a pattern of its own, so that they are whole words, too."""
    lone = _MACRO.fullmatch(pattern)
    if lone is None or lone[1] in PARTIES:
        return (pattern,)
    return tuple(own for word in words[lone[1]] for own in _alternatives(word, words))


def _chinese(pattern: str) -> str:
    return pattern.translate(_FOLDED)


class _Folded(dict[int, str]):
    """How a sign of a Chinese pattern is looked for, worked out once for each sign."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        small = fold(char)
        found = "\\" + small if small != char and small in _META else small if code > 127 else char
        return self.setdefault(code, found)


_FOLDED = _Folded()


def _english(pattern: str) -> str:
    body = pattern.replace(" ?", r"\s*").replace(" *", r"\s*").replace(" ", r"\s+")
    head = r"\b" if pattern[:1].isalnum() else ""
    tail = r"\b" if pattern[-1:].isalnum() or (pattern[-1:] == "?" and pattern[-2:-1].isalpha()) else ""
    return f"{head}(?:{body}){tail}"


@lru_cache(maxsize=4096)
def needs(expression: str) -> Ways | None:
    """The words of the ways in which an expression matches; None when they are not known. A macro stands for any sign."""
    return needed.needs(_MACRO.sub(".", expression))
