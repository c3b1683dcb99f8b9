"""The sign behind a number: most numbers are followed by none that opens a unit, and are passed over without asking further."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from review.commitments.values import terms
from review.commitments.values.width import halfwidth

_REACH = 24
_GAPS = " \t\r\n\x0b\x0c\u3000-"
_OPENERS = "半個个或以月时分"
"""What stands before a unit of time or is short for one: 三个半月, 30日或以上, 24月内."""
_FAR = "\0"
_CENTS = ".-"
"""What stands for no cents before a currency: 250.-- CHF."""
_WORD = 4
"""So many signs of a word tell enough of it: days are no danish krone, and minutes no MINR."""


def sign(text: str, end: int) -> str:
    """The first sign behind ``end`` that is no space and no hyphen, in small letters; empty at the end of the text."""
    return _signs(text, end, 1)


def _signs(text: str, end: int, most: int) -> str:
    rest = text[end : end + _REACH].lstrip(_GAPS)
    if rest:
        return rest[:most].lower()
    return _FAR if end + _REACH < len(text) else ""


def _units() -> Iterator[str]:
    yield from terms.durations()
    yield from terms.percents()
    yield from terms.currencies("after")
    yield from terms.currencies("cents")
    quantities = terms.table("values-units")["quantities"]
    for name in ("papers", "measured", "words", "figures", "points"):
        yield from map(halfwidth, quantities["zh"][name])
    for name in ("direct", "words"):
        yield from map(halfwidth, quantities["en"][name])
    yield from quantities["signs"]


@cache
def _openings() -> frozenset[str]:
    """Signs, other than Latin letters, that a unit may open with."""
    signs = {unit[0] for unit in _units()} | set(_OPENERS)
    return frozenset(form for s in signs for form in (s.lower(), s.upper().lower(), s))


@cache
def _money_openings() -> frozenset[str]:
    """What a currency, or a scale or cents before it, may open with: million dollars, MUSD, and 50/100 dollars, .-- CHF."""
    currencies = terms.currencies("after")
    words = (*currencies, *(f"m{word}" for word in currencies), "million", "billion", "thousand", "and", "pounds", _CENTS, _FAR)
    return frozenset(word.lower().split(" ")[0][:_WORD] for word in words)


def may_be_money(text: str, end: int) -> bool:
    """Whether a currency may stand behind a number."""
    word = _signs(text, end, _WORD)
    return not _money_openings().isdisjoint((word[:1], word[:2], word[:3], word))


@cache
def cents_openings() -> frozenset[str]:
    """Signs that a hundredth part of a currency may open with."""
    return frozenset(word[0].lower() for word in terms.currencies("cents"))


def may_be_unit(text: str, end: int) -> bool:
    """Whether what stands behind a number may be a unit."""
    signs = _signs(text, end, len(_CENTS))
    first = signs[:1]
    if first.isascii() and first.isalpha():
        return True
    return first == _FAR or signs == _CENTS or first in _openings() if first else False
