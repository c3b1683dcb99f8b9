"""What reading one place of a text gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values import numbers
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number
from review.commitments.values.raw import RawValue
from review.model.quick import quick
from review.model.span import Span


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """What one place of the text gave: its values and where to read on."""

    values: tuple[RawValue, ...]
    end: int


def of_number(number: Number, measure: Measure, start: int | None = None) -> RawValue:
    """The value of a number with its unit; ``start``: where the words before it begin that belong to it."""
    return RawValue(
        type=measure.type,
        span=Span(number.start if start is None else start, measure.end),
        n=measure.n,
        unit=measure.unit,
        currency=measure.currency,
        day_type=measure.day_type,
        spoken=_spoken(number, measure),
        malformed=measure.malformed or number.malformed,
        in_words=number.form in ("zh", "en"),
    )


def _spoken(number: Number, measure: Measure) -> Decimal | None:
    """The value of the words, in the unit that the figures are in."""
    if number.spoken is None:
        return None
    same = number.spoken == number.n or not number.n
    return measure.n if same else numbers.plain(number.spoken * measure.n / number.n)
