"""Dates and moments of a deal record as people and CRMs write them.

ISO 8601; 2026/3/1, 2026年3月1日, 1 March 2026, 20260301; milliseconds (13 digits) or seconds (10 digits) since 1970. A date whose
day and month may be exchanged (03/04/2026) is refused with both readings.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from review.commitments.values import scan
from review.commitments.values.width import halfwidth
from review.deal.problems import problem

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Chinese CRMs keep a date as the moment of its midnight in Beijing.
_BEIJING = timedelta(hours=8)
_COUNTED = re.compile(r"\d{10}|\d{12,13}")
_SECONDS = 10
_EXCHANGED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MONTHS = 12
_CLOCK = re.compile(r"[\sT]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?)$", re.I)


def day(value: Any) -> Any:
    """A date. Of a moment with a time zone the day as it is written; of a count of milliseconds the day of ``day_of``."""
    counted = _counted(value)
    if counted is not None:
        return day_of(counted)
    if isinstance(value, datetime):
        return value.date()
    return _written(value) if isinstance(value, str) else _only_date(value)


def moment(value: Any) -> Any:
    """A moment, or a date where no time of day is given."""
    counted = _counted(value)
    if counted is not None:
        return _EPOCH + timedelta(milliseconds=counted)
    if not isinstance(value, str):
        return value if isinstance(value, datetime) else _only_date(value)
    clock = _CLOCK.search(halfwidth(value).strip())
    if clock is None:
        return _written(value)
    found = _written(value)
    at = time.fromisoformat(clock[1].upper().replace(" ", "").zfill(len(clock[1])))
    return datetime.combine(found, at)


def day_of(milliseconds: int) -> date:
    """The day of a moment in milliseconds since 1970: in Beijing when it is midnight there, in UTC else. Raises OverflowError."""
    utc = _EPOCH + timedelta(milliseconds=milliseconds)
    beijing = utc + _BEIJING
    return (beijing if beijing.time() == time(0, 0) else utc).date()


def _counted(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    text = str(value).strip()
    if not _COUNTED.fullmatch(text):
        return None
    return int(text) * (1000 if len(text) == _SECONDS else 1)


def _only_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    raise problem("day_unreadable", text=str(value))


def _written(text: str) -> date:
    plain = _CLOCK.sub("", halfwidth(text).strip())
    two = _EXCHANGED.fullmatch(plain)
    if two:
        return _ordered(text, int(two[1]), int(two[2]), int(two[3]))
    with suppress(ValueError):
        return date.fromisoformat(plain)
    found = scan(plain)
    if len(found) != 1 or found[0].iso is None or plain[: found[0].span.start] + plain[found[0].span.end :]:
        raise problem("day_unreadable", text=text)
    return found[0].iso


def _ordered(text: str, first: int, second: int, year: int) -> date:
    """The date of a day and a month in either order."""
    if first <= _MONTHS and second <= _MONTHS and first != second:
        raise problem(
            "day_ambiguous", text=text, one=date(year, first, second).isoformat(), other=date(year, second, first).isoformat()
        )
    month, its_day = (first, second) if second > _MONTHS else (second, first)
    try:
        return date(year, month, its_day)
    except ValueError:
        raise problem("day_unreadable", text=text) from None
