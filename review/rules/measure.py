"""Comparing what a contract says with what a rule or a deal allows: one unit, one day type."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from review.commitments.values import RawValue
from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.span import Span

#: What stands between the two days of a period.
_TO = re.compile(r"\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|止|~|～|-|–|—|to|until|till|through|and ending on|and ends on)\s*", re.I)
UNITS = ("minute", "hour", "day", "week", "month", "quarter", "year", "percent", "money", "count")


def in_unit(v: Value | RawValue, unit: str) -> Decimal | None:
    """The value in another unit, working days as calendar days; None when it has no such measure or is blank."""
    if v.n is None:
        return None
    if unit == "percent":
        return per_day(v) if v.type is ValueType.PERCENT else None
    if unit == "money":
        return v.n if v.type is ValueType.MONEY else None
    if v.type is not ValueType.DURATION:
        return v.n if unit == "count" and v.type in (ValueType.QUANTITY, ValueType.COUNT) else None
    return time(v.n, v.unit, unit, v.day_type)


def between(text: str, c: Commitment) -> Value | None:
    """The months from the first to the last day of the one period that a commitment gives by its two dates."""
    days = [v for v in c.values if v.iso is not None]
    if len(days) != 2 or any(v.type is ValueType.DURATION and v.role is not ValueRole.INTERVAL for v in c.values):
        return None
    first, last = days
    if first.iso is None or last.iso is None or not _TO.fullmatch(text[first.span.end : last.span.start]):
        return None
    end = last.iso + timedelta(days=1)
    months = (end.year - first.iso.year) * 12 + end.month - first.iso.month + Decimal(end.day - first.iso.day) / 30
    span = Span(first.span.start, last.span.end)
    return Value(ValueRole.TERM, ValueType.DURATION, months, span, unit="month") if months > 0 else None


_PER = {
    "hour": Decimal(1) / 24, "day": Decimal(1), "diem": Decimal(1),
    "week": Decimal(7), "month": Decimal(30), "year": Decimal(365),
}  # fmt: skip


def daily(c: Commitment, v: Value | RawValue) -> Decimal | None:
    """The rate for one day; a rate that does not say takes the commitment's interval (for each week, for each twelve hours)."""
    interval = step(c)
    if v.per or interval is None or not interval.n:
        return per_day(v)
    rate = per_day(replace(v, per=interval.unit))
    return None if rate is None else rate / interval.n


#: One unit of delay, which damages for delay are counted by: one day late costs 1 %.
_STEPS = {"hour", "day", "week"}
_LATE_BY = (ValueRole.THRESHOLD, ValueRole.DEADLINE)


def step(c: Commitment) -> Value | None:
    """The time that a rate of the commitment is for: its interval, else the one unit of delay that damages are told for."""
    units = (v for v in c.values if c.kind == "K18" and v.role in _LATE_BY and v.n == 1 and unit_of(v.unit) in _STEPS)
    return c.value(ValueRole.INTERVAL) or next(units, None)


def per_day(v: Value | RawValue) -> Decimal | None:
    """A percentage; a rate by week, month or year is brought to one day."""
    if v.n is None:
        return None
    per = unit_of(v.per)
    return v.n / _PER[per] if per in _PER else v.n


def recurs(v: Value | RawValue) -> bool:
    """Whether it is per a unit of time."""
    return unit_of(v.per) in _PER


def unit_of(per: str | None) -> str:
    """The unit that a rate refers to, whatever its days are; empty where it says none."""
    return (per or "").removeprefix("working ").removeprefix("calendar ")


BREACH = {
    ">": lambda contract, bound: contract > bound,
    "<": lambda contract, bound: contract < bound,
    ">=": lambda contract, bound: contract >= bound,
    "<=": lambda contract, bound: contract <= bound,
    "!=": lambda contract, bound: contract != bound,
}
