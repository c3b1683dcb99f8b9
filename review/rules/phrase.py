"""The words that say when something is due: the length of time with its event, as one place that a redline can replace.

Chinese puts the event first (于合同签订后45日内), English last (within 45 days after signing).
"""

from __future__ import annotations

import re
from decimal import Decimal

from review.model.commitment import Commitment, Trigger
from review.model.language import Bilingual
from review.model.span import Span
from review.model.wording import duration_text
from review.rules import timing
from review.rules.scene import Scene

_BEFORE = re.compile(
    r"(?:应?在|应?于|自|从|不(?:得)?(?:晚|迟)于)\s*$|(?:on or before|no(?:t)? later than|within|by|in|not more than)\s*$", re.I
)
_AFTER = re.compile(r"\s*(?:之?[内前]|以[内前])")
_BETWEEN = re.compile(r"[,，;；。\n]")


def span(scene: Scene, c: Commitment) -> Span:
    """The period or date, its event where that stands in the same part of the sentence, and the small words around them."""
    held = timing.value(c)
    if held is None:
        return c.span
    place = _with_event(scene, c, held.span) if held.iso is None else held.span
    before = _BEFORE.search(scene.text[c.span.start : place.start])
    after = _AFTER.match(scene.text, place.end, max(c.span.end, place.end))
    return Span(c.span.start + before.start() if before else place.start, after.end() if after else place.end)


def _with_event(scene: Scene, c: Commitment, held: Span) -> Span:
    words = c.deadline.trigger_text if c.deadline else ""
    if not words:
        return held
    places = (m.start() + c.span.start for m in re.finditer(re.escape(words), c.quote))
    joined = (Span(min(at, held.start), max(at + len(words), held.end)) for at in places)
    near = min(joined, key=len, default=held)
    return held if _BETWEEN.search(scene.text[near.start : near.end]) else near


def due(days: Decimal, trigger: Trigger | None) -> Bilingual:
    """``自预付款到账之日起75日内`` / ``within 75 days from receipt of the prepayment``."""
    period, event = duration_text(days, "day"), timing.name(trigger)
    return period_from(period, event)


def period_from(period: Bilingual, event: Bilingual) -> Bilingual:
    """A period with the event it runs from; without one, the period alone."""
    if not event["zh"]:
        return {"zh": f"{period['zh']}内", "en": f"within {period['en']}"}
    return {"zh": f"自{event['zh']}之日起{period['zh']}内", "en": f"within {period['en']} from {event['en']}"}
