"""The tables of wordings under ``rules/terms/values-*.yml``, read once and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import regex
import yaml

from review.commitments.values import chinese
from review.commitments.values.width import halfwidth
from review.model.commitment import Operator
from review.resources import room

_BEFORE_NUMBER = " \t\r\n\x0b\x0c\u3000:(."
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST_REACH = 40
_FILLERS = ("为", "在", "是", "约", "the", "a", "an", "of", "合同总价的", "总价的")
"""What may stand between a word of comparison and its number."""
_GAPS = regex.compile(r"[\s-]+")


@cache
def table(name: str) -> Any:
    """The content of ``rules/terms/NAME.yml``, every scalar a string (``no`` is a word there). Raises FileNotFoundError."""
    return yaml.load((room("rules") / "terms" / f"{name}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


@lru_cache(maxsize=1 << 12)
def key(word: str) -> str:
    """A word as the tables are looked up: half-width, small letters, one space for any run of spaces or hyphens."""
    return _GAPS.sub(" ", halfwidth(word).lower()).strip()


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a Latin word must end where it ends."""
    parts = []
    for word in sorted({halfwidth(w) for w in words}, key=lambda w: (-len(w), w)):
        body = regex.sub(r"(?:\\ |\\-|-)+", r"[\\s-]+", regex.escape(word))
        parts.append(body + (r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""))
    return "|".join(parts) or r"(?!)"


Pattern = re.Pattern[str] | regex.Pattern[str]
"""``regex`` where a pattern is matched backwards or uses what only it has; ``re``, whose calls cost a third, everywhere else."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: ``times`` ``name`` are ``part`` of what the word means."""

    name: str
    times: Decimal
    part: Decimal
    day_type: str | None

    def count(self, n: Decimal) -> Decimal:
        """So many of the word in units: 30 seconds are half a minute."""
        return n * self.times / self.part


@cache
def durations() -> dict[str, Unit]:
    """Word -> unit of time."""
    found: dict[str, Unit] = {}
    for row in table("values-units")["durations"]:
        unit = Unit(row["unit"], Decimal(row.get("times", 1)), Decimal(row.get("part", 1)), row.get("day_type"))
        found |= {key(word): unit for word in (*row["zh"], *row["en"])}
    return found


@cache
def percents() -> dict[str, Decimal]:
    """Word or sign -> factor to hundredths."""
    rows = table("values-units")["percents"]
    return {key(word): Decimal(row["factor"]) for row in rows for word in (*row["zh"], *row["en"])}


@cache
def currencies(side: str) -> dict[str, str]:
    """Word or sign -> code; ``side`` is ``before`` or ``after`` the number, ``parted`` or ``cents``."""
    return {key(word): row["code"] for row in table("values-currencies") for word in row.get(side, ())}


@cache
def leading() -> dict[str, str]:
    """Word, sign or letter before a number -> code."""
    return {**currencies("before"), **currencies("parted")}


@cache
def before_bounds() -> frozenset[str]:
    """The last words of all that may set a bound before a number."""
    return last_words(frozenset((*bounds("before")[1], *_FILLERS)))


def words(name: str, *path: str) -> list[str]:
    """A list of words inside a table."""
    content = table(name)
    for step in path:
        content = content[step]
    return list(content)


#: 千分之一（封顶10%）: what is capped is the number behind the word.
_OF_ITSELF = r"(?!(?<=封顶)[为:：\s]*[\d百千万一二三四五六七八九十])"


@cache
def bounds(side: str) -> tuple[Pattern, dict[str, Operator]]:
    """The words of comparison ``before`` a number (a pattern that is matched backwards) or ``after`` it, and what they mean."""
    spelled = _spelled_bounds(side)
    meaning = {key(word): sign for word, sign in spelled.items()}
    if side == "before":
        return _backwards(spelled), meaning
    return re.compile(rf"\s*[(]?(?:含)?[)]?(?:日|天)?(?P<word>{alternation(spelled)}){_OF_ITSELF}", re.I), meaning


@cache
def bounds_ending(last: str) -> Pattern:
    """As ``bounds("before")``, of the words that can stand where this is the ``last_word`` before the number."""
    spelled = _spelled_bounds("before")
    between = last in last_words(frozenset(_FILLERS))
    return _backwards(w for w in spelled if between or last in last_words(frozenset((w,))))


def _spelled_bounds(side: str) -> dict[str, Operator]:
    rows = table("values-bounds")[side]
    return {word: Operator(sign) for sign, row in rows.items() for word in (*row["zh"], *row["en"])}


def _backwards(words: Iterable[str]) -> Pattern:
    filler = rf"(?:\s*(?:{'|'.join(_FILLERS)}|)\s*)"
    return regex.compile(rf"(?r)(?<![A-Za-z])(?P<word>{alternation(words)}){filler}", regex.I)


def last_word(text: str, end: int) -> str:
    """The last word before ``end`` in small letters, or the last sign, past spaces, colons and opening brackets."""
    tail = text[max(0, end - _LAST_REACH) : end].rstrip(_BEFORE_NUMBER)
    letters = tail[len(tail.rstrip(_LETTERS)) :]
    return (letters or tail[-1:]).lower()


@cache
def last_words(words: frozenset[str]) -> frozenset[str]:
    """What ``last_word`` gives behind each of the words."""
    return frozenset(last_word(word, len(word)) for word in map(halfwidth, words))


@dataclass(frozen=True, slots=True)
class Recurrence:
    unit: str
    n: Decimal


@cache
def recurrences() -> dict[str, Recurrence]:
    """A word that says how often by itself -> its interval."""
    rows = table("values-recurring")["alone"]
    return {key(word): Recurrence(row["unit"], Decimal(row["n"])) for row in rows for word in (*row["zh"], *row["en"])}


@cache
def repetitions() -> dict[str, Decimal]:
    """once, twice, thrice -> how often."""
    return {word: Decimal(row["n"]) for row in table("values-units")["repetitions"] for word in row["en"]}


def digits() -> str:
    """Characters that a Chinese numeral may start with."""
    return chinese.CHARACTERS
