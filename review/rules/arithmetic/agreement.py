"""When an amount that was reckoned is the one that is stated, and when it is so near that it should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.telling import Telling

#: An amount that is another one by these is a slip of the point, or half or twice as much.
_POWERS = tuple(Decimal(10) ** p for p in (-3, -2, -1, 1, 2, 3))
_HALF, _TWICE = Decimal("0.5"), Decimal(2)
_FAR = Decimal(99)
_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
_NUMERAL = re.compile(r"\d[\d,]*(?:\s\d{3}(?!\d))*(?:\.(\d+))?")
#: An amount of so many of what its numeral says is written in 万 or in millions.
_SCALED = 1000


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was reckoned beside what is stated; ``right`` where they agree."""

    span: Span
    reckoned: Decimal
    stated: Decimal
    right: bool


def judged(told: Telling, found: Sequence[Decimal], amount: RawValue, place: Span, factors: Iterable[Decimal]) -> Reckoned | None:
    """The first amount that was reckoned and agrees, times a factor; else the nearest, if it is near."""
    pairs = [(r, s) for s in readings(told, amount) for r in found]
    allowed = max(told.slack, _rounding(told, amount))
    times = tuple(factors)
    right = next(((r, s) for r, s in pairs if any(abs(r * f - s) <= allowed for f in times)), None)
    if right:
        return Reckoned(place, *right, right=True)
    reckoned, stated = min(pairs, key=lambda p: abs(p[0] / p[1] - 1) if p[1] else _FAR)
    return Reckoned(place, reckoned, stated, right=False) if stated and is_near(reckoned / stated) else None


def is_near(ratio: Decimal) -> bool:
    """Whether an amount may be meant that is so many times another."""
    return _HALF <= ratio <= _TWICE or ratio in _POWERS


def readings(told: Telling, v: RawValue) -> tuple[Decimal, ...]:
    """The amount; one with a point before three digits may stand in thousands, too: 1.150 EUR."""
    assert v.n is not None
    return (v.n, v.n * 1000) if in_thousands(told, v.span) else (v.n,)


def in_thousands(told: Telling, span: Span) -> bool:
    """Whether a number stands there whose point may part thousands."""
    return _THOUSANDS.search(told.scene.text, span.start, span.end) is not None


def _rounding(told: Telling, v: RawValue) -> Decimal:
    """Half of the last place that an amount in 万 or millions is written to."""
    m = _NUMERAL.search(told.scene.text, v.span.start, v.span.end)
    written = values.figures("".join(m[0].split())) if m else Decimal(0)
    if not m or not written or v.n is None or v.n / written < _SCALED:
        return Decimal(0)
    return v.n / written / 2 / Decimal(10) ** len(m[1] or "")


def taxes(told: Telling, span: Span) -> tuple[Decimal, ...]:
    """Factors between amounts with a tax and without: of the percentages told, and of the usual rates where a tax is named."""
    rates = [v.n for v in values.within(told.scene, span) if v.type is ValueType.PERCENT and v.n]
    common = told.params["tax_rates"] if told.stands("tax", span) else ()
    ups = [f for rate in rates for f in (1 + rate / 100, 1 - rate / 100)] + [1 + rate / 100 for rate in common]
    ups = [f for f in ups if f > 0]
    return (Decimal(1), *ups, *(1 / f for f in ups))
