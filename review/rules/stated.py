"""The number that stands next to words that tell its meaning ("not exceeding" 5 %), whether or not a commitment holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene

#: Characters between the words and their number, in each language.
NEAR: Mapping[str, int] = {"zh": 16, "en": 70}
#: The same where the words tell by themselves that a number stands with them.
FAR: Mapping[str, int] = {"zh": 50, "en": 120}
Measure = Callable[[RawValue], Decimal | None]


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
    held = [v for v in values.starting(scene, near) if measure(v) is not None]
    return min(held, key=lambda v: _away(v.span, words) if ahead else v.span.start, default=None)


def _away(span: Span, words: Span) -> int:
    """Characters between a number and the words; none when it stands inside them."""
    return max(span.start - words.end, words.start - span.end, 0)
