"""Places left to be filled in: values of which only the unit, or the words beside them, are known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import terms, units
from review.commitments.values.numbers import Number
from review.commitments.values.patterns import placeholder
from review.commitments.values.raw import RawValue
from review.model.commitment import ValueType
from review.model.span import Span

_REACH = 16
_TOUCH = regex.compile(r"[\s:为是的]{0,4}(?:人民币|RMB)?[(:]?\s*")
"""What may stand between a label and its blank."""


_SCALE = regex.compile(r"\s?[百千万亿]+(?=\s?(?:元|美元|欧元|港元|英镑|日元))")


@dataclass(frozen=True, slots=True)
class Label:
    type: ValueType
    currency: str | None
    words: regex.Pattern[str]


@cache
def _labels() -> tuple[Label, ...]:
    rows = terms.table("values-blanks")
    return tuple(
        Label(ValueType(row["type"]), row.get("currency"), regex.compile(terms.alternation((*row["zh"], *row["en"])), regex.I))
        for row in rows
    )


def place(text: str, at: int) -> int | None:
    """Where the blank that starts at ``at`` ends; ``None`` when none does."""
    match = placeholder().match(text, at)
    return match.end() if match and match.end() > at else None


def _labelled(text: str, start: int, end: int) -> RawValue | None:
    """A blank that its own words, or the last words before it, name."""
    before = text[max(0, start - _REACH) : start]
    for words, touching in ((text[start:end], False), (before, True)):
        hits = [(match.end(), label) for label in _labels() for match in label.words.finditer(words)]
        hits = [hit for hit in hits if not touching or _TOUCH.fullmatch(words, hit[0])]
        if hits:
            label = max(hits, key=lambda hit: hit[0])[1]
            return RawValue(type=label.type, span=Span(start, end), currency=label.currency, blank=True)
    return None


def read(text: str, at: int) -> RawValue | None:
    """The blank at ``at`` as a value without a number; ``None`` when there is no blank, or nothing says what it stands for."""
    end = place(text, at)
    if end is None:
        return None
    figure = Number(Decimal(2), at, end, "figures")
    scale = _SCALE.match(text, end)
    measure = units.measure(text, replace(figure, end=scale.end()) if scale else figure)
    if measure is None:
        return _labelled(text, at, end)
    return RawValue(
        type=measure.type,
        span=Span(at, measure.end),
        unit=measure.unit,
        currency=measure.currency,
        day_type=measure.day_type,
        blank=True,
    )
