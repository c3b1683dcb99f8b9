"""The event that a defined term stands for: "Certificate" means the acceptance certificate, and money is due on its issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.commitments.deadline import classify
from review.model.commitment import Trigger
from review.model.span import Span
from review.rules.scene import Scene

#: A longer meaning tells more than one event.
_LONGEST = 160


def meant(scene: Scene, words: Span) -> Trigger | None:
    """The event that a term among the words is defined as."""
    told: tuple[tuple[re.Pattern[str], Trigger], ...] = scene.once(meant, lambda: tuple(_told(scene)))
    return next((event for term, event in told if term.search(scene.text, words.start, words.end)), None)


def _told(scene: Scene) -> Iterator[tuple[re.Pattern[str], Trigger]]:
    for d in scene.facts.understanding.definitions:
        event = classify(d.meaning, scene.sides)[0] if len(d.meaning) <= _LONGEST else None
        if event not in (None, Trigger.OTHER) and d.term not in scene.sides:
            edge = r"(?<![A-Za-z])(?:{})(?![A-Za-z])"
            yield re.compile(edge.format(re.escape(d.term))), event
