"""The number that stands next to words that tell its meaning ("not exceeding" 5 %), whether or not a commitment holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import Operator, Value
from review.model.span import Span
from review.rules import fractions, spells, values
from review.rules.scene import Scene

#: Characters between the words and their number, in each language.
NEAR: Mapping[str, int] = {"zh": 16, "en": 70}
#: The same where the words tell by themselves that a number stands with them.
FAR: Mapping[str, int] = {"zh": 50, "en": 120}
#: What the code that reads numbers looks for.
WORDS = (*fractions.WORDS, *spells.WORDS)
Measure = Callable[[RawValue], Decimal | None]
#: Words right before a value, and right behind it, by which it is the most that is charged.
_MOST_BEFORE = re.compile(
    r"(?:不(?:得|应|会|能|可)?(?:超过|超出|高于|突破|多于|大于)|达到?|最高|最多|上限|封顶|限额|至多|顶多|止于"
    r"|\b(?:(?:not|no|never) (?:to )?(?:go )?(?:over|past|higher than|greater than|larger than)"
    r"|up to|max(?:imum|\.)?|cap(?:ped)?|limit(?:ed|s)?|ceiling|at most|exceed\w*|more than|above|beyond|reach\w*"
    r"|(?:stop|end)(?:s|ping|ing)? at"
    r"|amounts? to)\b)"
    r"[^,。;%\d]{0,30}$"
)
_MOST_BEHIND = re.compile(
    r"[^,。;%\d(]{0,14}(?:为(?:上)?限|封顶(?![为:]?\s*[\d百千万一二三四五六七八九十])|为止|为度|止(?![损付])|为顶|到顶)"
    r"|[^,;.%\d]{0,40}\b(?:at (?:the )?(?:most|maximum|utmost)|in (?:all|total|aggregate)"
    r"|as (?:a |the )?(?:maximum|cap|ceiling|limit))\b"
)
_BESIDE = 40


def caps(scene: Scene, v: Value | RawValue) -> bool:
    """Whether a value is the most of something: up to 10 %, 以5%为限, "5 % of that price at most"."""
    text, span = scene.finder.folded, v.span
    if v.operator is Operator.AT_MOST:
        return True
    before, behind = text[max(span.start - _BESIDE, 0) : span.start], text[span.end : span.end + 2 * _BESIDE]
    return _MOST_BEFORE.search(before) is not None or _MOST_BEHIND.match(behind) is not None


def number(
    scene: Scene, words: Span, measure: Measure, *, ahead: bool = False, reach: Mapping[str, int] = NEAR
) -> RawValue | None:
    """The first that ``measure`` can tell, inside the words or behind them in their sentence; ``ahead``: the nearest on
    either side.
    """
    sentence = scene.sentence(max(words.end - 1, words.start))
    most = reach["en" if scene.finder.folded[words.start : words.end].isascii() else "zh"]
    start = max(sentence.start, words.start - most) if ahead else words.start
    near = Span(start, max(words.end, min(sentence.end, words.end + most)))
    told = (
        *values.starting(scene, near),
        *(v for v in (*fractions.fractions(scene), *spells.spells(scene)) if near.contains(v.span)),
    )
    held = [v for v in told if measure(v) is not None]
    return min(held, key=lambda v: _away(v.span, words) if ahead else v.span.start, default=None)


def _away(span: Span, words: Span) -> int:
    """Characters between a number and the words; none when it stands inside them."""
    return max(span.start - words.end, words.start - span.end, 0)
