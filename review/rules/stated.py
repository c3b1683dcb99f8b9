"""The number that stands next to words that tell its meaning ("not exceeding" 5 %), whether or not a commitment holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from review.commitments.values import RawValue
from review.model.commitment import Operator, Value
from review.model.span import Span
from review.rules import beside, fractions, spells, values
from review.rules.check import Params
from review.rules.scene import Scene
from review.rules.shape import Param, PatternLists

#: Characters between the words and their number, in each language.
NEAR: Mapping[str, int] = {"zh": 16, "en": 70}
#: The same where the words tell by themselves that a number stands with them.
FAR: Mapping[str, int] = {"zh": 50, "en": 120}
#: What the code that reads numbers looks for.
WORDS = (*fractions.WORDS, *spells.WORDS)
_V = TypeVar("_V", bound=Value | RawValue)
Measure = Callable[[RawValue], Decimal | None]
#: What tells the most of something, for the checks that ask ``caps``.
CAPPED = {
    "capped_before": Param(PatternLists(), None, "words right before a value by which it is the most that is charged: up to"),
    "capped_behind": Param(PatternLists(), None, "words right behind it by which it is: at most, 为限"),
}
_TO_MOST = beside.gaps(r"[^,。;%\d]{0,30}", r"[^,。;%\d]{0,30}")
_MOST_BEHIND = beside.gaps(r"[^,。;%\d(]{0,14}", r"[^,;.%\d]{0,40}")
_BEHIND = 80
#: A step of time told by another word of the value's phrase: daily damages of EUR 500, an EUR 500 daily sum.
_STEPS = {"hourly": "hour", "daily": "day", "per diem": "day", "weekly": "week", "monthly": "month", "小时": "hour", "周": "week"}
_STEP = r"\b(hourly|daily|per diem|weekly|monthly)\b"
_STEP_BEFORE = re.compile(
    rf"(?:(?<![%\d] ){_STEP}|(小时|周)(?:的?违约金|罚|扣|付|赔|计|收|按|递?减)?)[^.,;:。，；：\d%]{{0,30}}$"
)
_STEP_BEHIND = re.compile(rf"[^.,;:\d%]{{0,30}}?{_STEP}")
_PHRASE = 44


def again(scene: Scene, v: _V) -> _V:
    """The value as one for the step of time that its phrase tells, where it says none itself."""
    folded = scene.finder.folded
    start, end = v.span.start, v.span.end
    if v.per or not any(word in folded[max(start - _PHRASE, 0) : end + _PHRASE] for word in _STEPS):
        return v
    told = _STEP_BEFORE.search(folded, max(start - _PHRASE, 0), start) or _STEP_BEHIND.match(folded, end, end + _PHRASE)
    return replace(v, per=_STEPS[told[told.lastindex or 1]]) if told else v


def caps(scene: Scene, v: Value | RawValue, params: Params) -> bool:
    """Whether a value is the most of something: up to 10 %, 以5%为限, "5 % of that price at most"."""
    return (
        v.operator is Operator.AT_MOST
        or beside.before(scene, params["capped_before"], v.span, _TO_MOST) is not None
        or beside.behind(scene, params["capped_behind"], v.span, _MOST_BEHIND, reach=_BEHIND) is not None
    )


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
