"""Sentences that hold two promises, and where the second one begins.

``乙方应办理保险，若发生事故的，损失由乙方负责`` is two promises; ``乙方应在接到通知后，派人维修`` is one. Candidates are the commas (in
English also ``and``, ``but``) outside brackets with something to promise on both sides; a linear model decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from review.commitments.modality import language_key, modal_words, modality_of
from review.commitments.reading import Reading
from review.commitments.sentences import BRACKETS
from review.model.span import Span

_COMMA = {
    "zh": re.compile(r"，|,(?!\d)"),
    "en": re.compile(r",\s+(?:and\s+|but\s+|or\s+)?|\s+(?:and|but)\s+(?=(?:shall|will|may|must|agrees|in\s|the\s|[A-Z]|any\s|an?\s))|\s+(?=provided\b)"),
}
_LEAST = {"zh": 6, "en": 18}


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a unit's text where a second promise may begin: ``left`` ends before the comma, ``right`` starts after it."""

    left: int
    right: int


def candidates(reading: Reading) -> tuple[Cut, ...]:
    """Places outside brackets with words on both sides that may promise."""
    text, key = reading.unit.text, language_key(reading)
    closed = [m.span() for m in BRACKETS.finditer(text)]
    least = _LEAST[key]
    return tuple(
        Cut(m.end() if key == "zh" else m.start(), m.end())
        for m in _COMMA[key].finditer(text)
        if m.start() >= least and len(text) - m.end() >= least and not any(a < m.start() < b for a, b in closed)
    )


def part(reading: Reading, start: int, end: int) -> Reading:
    """The reading of a stretch of the unit's text; what stands before it becomes its context."""
    unit = reading.unit
    while end > start and unit.text[end - 1].isspace():
        end -= 1
    base = unit.span.start
    smaller = replace(unit, span=Span(base + start, base + end), text=unit.text[start:end], before=unit.text[:start] if start else unit.before)
    return replace(
        reading,
        unit=smaller,
        context=unit.text[:start] if start else reading.context,
        context_mentions=tuple(m for m in reading.mentions if m.end <= start) if start else reading.context_mentions,
        mentions=tuple(replace(m, start=m.start - start, end=m.end - start) for m in reading.mentions if start <= m.start and m.end <= end),
        values=tuple(v for v in reading.values if base + start <= v.span.start and v.span.end <= base + end),
        hits=tuple(replace(h, start=h.start - start, end=h.end - start) for h in reading.hits if start <= h.start and h.end <= end),
    )


def divided(reading: Reading, decide: Callable[[Reading, Reading], bool]) -> tuple[Reading, ...]:
    """The reading's promises, one each: ``decide`` is asked for every candidate with what stands before and after it."""
    out, start = [], 0
    for cut in candidates(reading):
        left, right = part(reading, start, cut.left), part(reading, cut.right, len(reading.unit.text))
        if worth_asking(left, right) and decide(left, right):
            out.append(left)
            start = cut.right
    return (*out, part(reading, start, len(reading.unit.text))) if out else (reading,)


def worth_asking(left: Reading, right: Reading) -> bool:
    """Whether both sides hold a word that binds, or a value."""
    return _binds(left) and _binds(right)


def _binds(reading: Reading) -> bool:
    return modal_words(reading) or bool(reading.values) or bool(modality_of(reading)[1])
