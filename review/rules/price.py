"""The price that a contract states."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import Value, ValueType
from review.model.span import Span
from review.rules import values
from review.rules.patterns import Patterns
from review.rules.scene import Scene

_REACH = 40
_EXACT = Decimal("0.0001")
#: Words around the price where an amount is said to be of it: 60,000 of the 600,000 contract price.
_OF_IT = re.compile(r"\b(?:of|on|against|from|within|out of) (?:the|an?|its|our|your|a total) $", re.I)
_NAMES_IT = re.compile(r" (?:[a-z]+ ){0,2}(?:price|contract|order|fee|value|sum|total)\b", re.I)
_BREAK = re.compile(r"[;；。%]|的\d|之\d")


def stated(scene: Scene, words: Patterns) -> RawValue | None:
    """The first amount that stands right after the words, else one that another is said to be a part of; shares of it and amounts
    of a bond, which other words lead up to, are not.
    """
    money = values.of(scene, ValueType.MONEY)
    for place in scene.find(words):
        window = Span(place.end, min(place.end + _REACH, len(scene.text)))
        first = values.first(scene, window) if _opens(money, window) else None
        if first is None or first.type is not ValueType.MONEY or first.n is None:
            continue
        if not _BREAK.search(scene.text[place.end : first.span.start]):
            return first
    return next((v for v in money if v.n and _is_base(scene, v.span)), None)


def _opens(money: tuple[RawValue, ...], window: Span) -> bool:
    """Whether an amount begins there: other values of the window need not be read where none does."""
    at = bisect_left(money, window.start, key=lambda v: v.span.start)
    return at < len(money) and money[at].span.start < window.end


def _is_base(scene: Scene, at: Span) -> bool:
    """Whether the words around an amount call it the price that another is a part of."""
    return bool(_OF_IT.search(scene.text, max(0, at.start - 16), at.start) and _NAMES_IT.match(scene.text, at.end))


def share(scene: Scene, v: Value | RawValue, words: Patterns | None) -> Value | RawValue:
    """An amount as a percentage of the price that stands behind the words; anything else, and where no such price in its
    currency is stated, as it is.
    """
    total = stated(scene, words) if words is not None and v.type is ValueType.MONEY and v.n is not None else None
    if total is None or not total.n or v.n is None or v.currency != total.currency or v.span == total.span:
        return v
    return replace(v, type=ValueType.PERCENT, n=(v.n / total.n * 100).quantize(_EXACT))
