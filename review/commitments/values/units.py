"""What stands behind a number and makes it a value: a percent sign, a currency, a unit of time, a thing counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from review.commitments.values import terms
from review.commitments.values.ahead import may_be_unit
from review.commitments.values.amounts import money, percent, share
from review.commitments.values.durations import duration
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number, plain
from review.commitments.values.quantities import quantity
from review.model.commitment import ValueType

#: In this order: a percent wins over a currency, that over time.
_READERS = (percent, money, duration, quantity)


def _inside(text: str, number: Number) -> Measure:
    """The unit that stands inside the brackets with the figures, and once more behind them or not: five (5%) percent."""
    sign = terms.key(number.inside)
    reader = percent if sign in terms.percents() else money
    again = reader(text, replace(number, inside=""))
    end = again.end if again else number.end
    if reader is percent:
        return Measure(ValueType.PERCENT, plain(number.n * terms.percents()[sign]), end)
    return Measure(ValueType.MONEY, plain(number.n), end, currency=again.currency if again else terms.currencies("before")[sign])


def measure(text: str, number: Number) -> Measure | None:
    """The number with the unit that follows it; ``None`` when none does."""
    if number.inside:
        return _inside(text, number)
    if 0 < number.n < 1 and (part := percent(text, number) or share(text, number)):
        return part
    if not may_be_unit(text, number.end):
        return None
    return next((found for reader in _READERS if (found := reader(text, number))), None)


def measure_like(number: Number, measured: Measure, of: Number) -> Measure:
    """The unit of ``measured``, which is that of the number ``of``, given to another number of the same list: 3-5个工作日.

    The list shares its scale, too, where that keeps its order: 100-200万元, but 5000-1万元.
    """
    if number.scale == 1 < of.scale and number.n * of.scale <= of.n:
        number = replace(number, n=number.n * of.scale)
    factor = measured.n / of.n if of.n else Decimal(1)
    return replace(measured, n=plain(number.n * factor), end=number.end)
