"""Words right before and right behind a value: the words are a rule's own, here stands what may part them from the value.

A pattern of words that ends in a sign of a number (``共\\s?\\d``) means the number right behind it, and reaches into the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from review.model.span import Span
from review.rules.patterns import Patterns
from review.rules.scene import Scene

#: Between words and a value, by the language of the words.
Gaps = Mapping[str, re.Pattern[str]]

#: Characters on either side of a value in which the words stand.
REACH = 40
#: What a pattern that reaches into the value ends in.
_OF_NUMBERS = frozenset("0123456789¥$€£〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾")


def gaps(zh: str, en: str) -> Gaps:
    """Gaps of signs, as regular expressions."""
    return {"zh": re.compile(zh), "en": re.compile(en)}


def before(
    scene: Scene, words: Patterns | None, value: Span, between: Gaps, *, since: int = 0, reach: int = REACH
) -> Span | None:
    """The words right before a value, if they stand there; they begin at ``since`` or later."""
    if words is None or not scene.finder.may_find(words):
        return None
    start = max(since, value.start - reach, 0)
    places = scene.find(words, Span(start, max(start, min(value.start + 1, len(scene.text)))))
    return next((p for p in places if _leads(scene.finder.folded, p, value, between)), None)


def _leads(folded: str, words: Span, value: Span, between: Gaps) -> bool:
    if words.end >= value.start:
        return words.start < value.start
    apart = folded[words.end - 1] not in _OF_NUMBERS
    return apart and _of(between, folded, words).fullmatch(folded, words.end, value.start) is not None


def _of(between: Gaps, folded: str, words: Span) -> re.Pattern[str]:
    return between["en" if folded[words.start : words.end].isascii() else "zh"]


def behind(scene: Scene, words: Patterns | None, value: Span, between: Gaps, *, reach: int = REACH) -> Span | None:
    """The words right behind a value, if they stand there."""
    if words is None or not scene.finder.may_find(words):
        return None
    folded = scene.finder.folded
    places = scene.find(words, Span(value.end, min(value.end + reach, len(folded))))
    return next((p for p in places if _of(between, folded, p).fullmatch(folded, value.end, p.start)), None)
