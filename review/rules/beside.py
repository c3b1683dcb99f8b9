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
#: Only words that end before a number may have anything between them and the value.
_APART = r"(?<![\d¥$€£〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾])"


def gaps(zh: str, en: str) -> Gaps:
    """Gaps of signs that may stand before a value, as regular expressions."""
    return {"zh": re.compile(f"(?:{_APART}{zh})?"), "en": re.compile(f"(?:{_APART}{en})?")}


def led(scene: Scene, words: Patterns | None, value: Span, between: Gaps, since: int = 0, reach: int = REACH) -> bool:
    """Whether words that begin at ``since`` or later stand right before a value."""
    if words is None or not scene.finder.may_find(words):
        return False
    folded, start = scene.finder.folded, max(since, value.start - reach, 0)
    places = scene.find(words, Span(start, max(start, min(value.start + 1, len(folded)))))
    return any(_parts(folded, between, p).fullmatch(folded, min(p.end, value.start), value.start) for p in places)


def _parts(folded: str, between: Gaps, words: Span) -> re.Pattern[str]:
    return between["en" if folded[words.start : words.end].isascii() else "zh"]


def followed(scene: Scene, words: Patterns | None, value: Span, between: re.Pattern[str]) -> bool:
    """Whether words stand right behind a value."""
    if words is None or not scene.finder.may_find(words):
        return False
    folded = scene.finder.folded
    places = scene.find(words, Span(value.end, min(value.end + REACH, len(folded))))
    return any(between.fullmatch(folded, value.end, p.start) for p in places)
