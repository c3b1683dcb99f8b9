"""Working days by an official holiday calendar: days off in lieu and make-up working days of China, public holidays elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_ONE = timedelta(days=1)
_LONGEST_HOLIDAY = 40
"""No run of rest days is longer; a search that passes it has left the calendar."""


class BeyondCalendar(ValueError):
    """The calendar does not say whether the day is a working day."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """``works(day)`` says whether a day is a working day and raises BeyondCalendar for years that are not published yet."""

    country: str
    works: Callable[[date], bool]

    def rolled(self, day: date) -> date:
        """The day, or the next working day when it is a rest day (CC203). Raises BeyondCalendar."""
        for _ in range(_LONGEST_HOLIDAY):
            if self.works(day):
                return day
            day += _ONE
        raise BeyondCalendar(day)

    def shifted(self, day: date, working_days: int) -> date:
        """The day that many working days after (or, if negative, before) ``day``, which is not counted. Raises BeyondCalendar."""
        step = _ONE if working_days >= 0 else -_ONE
        left = abs(working_days)
        while left:
            day += step
            left -= self.works(day)
        return day


def _works_in_china(day: date) -> bool:
    import chinese_calendar  # type: ignore[import-untyped]

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise BeyondCalendar(day) from error


@cache
def china() -> WorkCalendar:
    """The calendar of the State Council's yearly notices, as kept by chinesecalendar."""
    return WorkCalendar("CN", _works_in_china)


@cache
def calendar_of(country: str) -> WorkCalendar:
    """The calendar of a country by its ISO code. Raises BeyondCalendar when none is kept for it."""
    if country == "CN":
        return china()
    import holidays

    try:
        kept = holidays.country_holidays(country)
    except NotImplementedError as error:
        raise BeyondCalendar(country) from error
    return WorkCalendar(country, lambda day: bool(kept.is_working_day(day)))
