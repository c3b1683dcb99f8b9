"""Patterns of rule files: written as people write, run in linear time, asked only where one of their words occurs.

A pattern is a regular expression in RE2's syntax (no look-around, no back-references), so its time is linear in the text. In
Chinese lists full-width and half-width punctuation are the same; in English lists a space is any white space and words are
whole words. ``{buyer}``, ``{seller}`` stand for the names the contract at hand gives the parties; every other ``{word}``
is a macro of the pack's ``words.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from review.commitments.needed import needed
from review.rules.text import fold

_MACRO = re.compile(r"\{([a-z][a-z_]*)\}")
_META = frozenset("()[]{}?*+.|^$\\")
#: Macros that are known only when a contract is at hand.
PARTIES = ("buyer", "seller")

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 8 << 20
#: A match never reaches over a line feed, and nobody asks for groups: many lines are searched at once.
_OPTIONS.never_nl = True
_OPTIONS.never_capture = True


@dataclass(frozen=True, slots=True)
class Patterns:
    """Alternatives per language, joined into one expression. ``literals``: a match holds one of them (None: unknown)."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    expression: str
    literals: tuple[str, ...] | None

    @property
    def by_party(self) -> bool:
        """Whether it names a party, so that it is compiled for each contract's own names."""
        return any("{" + p + "}" in self.expression for p in PARTIES)


def make(zh: Iterable[str], en: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> Patterns:
    """Join alternatives. Raises KeyError(name) for an unknown macro."""
    chinese, english = tuple(zh), tuple(en)
    parts = [_chinese(_expand(p, words)) for p in chinese] + [_english(_expand(p, words)) for p in english]
    expression = "|".join(parts)
    return Patterns(chinese, english, expression, None)


def with_literals(patterns: Patterns, literals: tuple[str, ...] | None) -> Patterns:
    return Patterns(patterns.zh, patterns.en, patterns.expression, literals)


def macros(pattern: str) -> tuple[str, ...]:
    """Names of the macros a pattern uses."""
    return tuple(_MACRO.findall(pattern))


def fault_of(pattern: str, language: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """Why RE2 refuses a pattern or why it may not be used, or an empty text."""
    made = make([pattern] if language == "zh" else [], [pattern] if language == "en" else [], words)
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


def _chinese(pattern: str) -> str:
    return "".join(_folded(c) for c in pattern)


def _folded(char: str) -> str:
    small = fold(char)
    return "\\" + small if small != char and small in _META else small if ord(char) > 127 else char


def _english(pattern: str) -> str:
    body = pattern.replace(" ?", r"\s*").replace(" *", r"\s*").replace(" ", r"\s+")
    head = r"\b" if pattern[:1].isalnum() else ""
    tail = r"\b" if pattern[-1:].isalnum() or (pattern[-1:] == "?" and pattern[-2:-1].isalpha()) else ""
    return f"{head}(?:{body}){tail}"


@lru_cache(maxsize=4096)
def literals(expression: str) -> tuple[str, ...] | None:
    """Words of which every match holds at least one; None when there is no such list. A macro stands for any sign."""
    return needed(_MACRO.sub(".", expression))
