"""Lengths of time in one another's units, for comparison only (never for a due date)."""

from __future__ import annotations

from decimal import Decimal

_DAY = Decimal(24 * 60)
#: Minutes in a unit of time; a month is 30 days and a year 365.
_MINUTES = {
    "minute": Decimal(1), "hour": Decimal(60), "day": _DAY, "week": 7 * _DAY, "month": 30 * _DAY,
    "quarter": _DAY * 365 / 4, "half_year": _DAY * 365 / 2, "year": 365 * _DAY,
}  # fmt: skip
#: Calendar days for five working days.
_WORKING = Decimal(7) / 5
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def time(n: Decimal, unit: str | None, to: str, day_type: str | None = None) -> Decimal | None:
    """A length of time in another unit: months and years exactly among themselves, the rest through minutes.

    Working days count as 7/5 calendar days. ``None`` for a unit that is none of time.
    """
    if unit in _MONTHS and to in _MONTHS:
        return n * _MONTHS[unit] / _MONTHS[to]
    if unit not in _MINUTES or to not in _MINUTES:
        return None
    factor = _WORKING if day_type == "working" and unit == "day" else Decimal(1)
    return n * factor * _MINUTES[unit] / _MINUTES[to]
