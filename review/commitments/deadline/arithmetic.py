"""Date arithmetic by the Civil Code: the start day is not counted (CC201), a month without the day ends at its end (CC202),
a last day on a rest day moves to the day after (CC203). Pure: the calendar is an argument.

    >>> add(date(2025, 1, 31), Decimal(1), "month").day
    datetime.date(2025, 2, 28)
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from review.commitments.deadline.calendar import BeyondCalendar, WorkCalendar

MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "week": 7}
DAYS_OF_MONTH = 30
"""For the part of a month: half a month is fifteen days."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A day that was counted: ``day`` itself, ``rolled`` off rest days, or why it cannot be said (a code of ``reasons``)."""

    day: date | None
    rolled: date | None = None
    reason: str = ""


def months_later(start: date, months: int) -> date:
    """The same day of the month that many months later, or its last day (CC202). Raises OverflowError after the year 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _counted(start: date, n: Decimal, unit: str) -> date | None:
    """``None`` for a unit below the day, and for a number of days that is not whole."""
    if unit in MONTHS:
        months = n * MONTHS[unit]
        whole = int(months)
        return months_later(start, whole) + timedelta(days=int((months - whole) * DAYS_OF_MONTH))
    days = n * DAYS.get(unit, 0)
    return start + timedelta(days=int(days)) if unit in DAYS and days == int(days) else None


def add(
    start: date, n: Decimal, unit: str, day_type: str | None = None, calendar: WorkCalendar | None = None, before: bool = False
) -> Moved:
    """The day ``n`` units after ``start`` (or before it), unrolled and rolled.

    Days before an event are never rolled: moving them would shorten the notice.
    """
    signed = -n if before else n
    try:
        if day_type == "working":
            return _working(start, signed, unit, calendar)
        day = _counted(start, signed, unit)
    except OverflowError:
        return Moved(None, reason="out-of-range")
    if day is None:
        return Moved(None, reason="needs-time-of-day")
    return Moved(day) if before else _rolled(day, calendar)


def _rolled(day: date, calendar: WorkCalendar | None) -> Moved:
    if calendar is None:
        return Moved(day, reason="no-calendar")
    try:
        return Moved(day, calendar.rolled(day))
    except BeyondCalendar:
        return Moved(day, reason="beyond-calendar")


def _working(start: date, n: Decimal, unit: str, calendar: WorkCalendar | None) -> Moved:
    days = n * DAYS.get(unit, 0)
    if unit not in DAYS or days != int(days):
        return Moved(None, reason="needs-time-of-day")
    if calendar is None:
        return Moved(None, reason="no-calendar")
    try:
        day = calendar.shifted(start, int(days))
    except BeyondCalendar:
        return Moved(None, reason="beyond-calendar")
    return Moved(day, day)
