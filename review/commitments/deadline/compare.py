"""Which of two deadlines is stricter. Never says so when they count from different events (rule D-02)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from review.commitments.deadline.arithmetic import DAYS, DAYS_OF_MONTH, MONTHS
from review.model.commitment import Deadline, Trigger

_MINUTES = {"minute": Decimal(1), "hour": Decimal(60)}
_DAY = Decimal(24 * 60)


class Order(StrEnum):
    STRICTER = "stricter"
    """The first is due earlier than the second."""
    SAME = "same"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the first deadline compares with the second; ``reason`` is a code of ``reasons`` when it cannot be said."""

    order: Order
    reason: str = ""


def minutes(n: Decimal, unit: str) -> Decimal | None:
    """The length in minutes, a month as thirty days; ``None`` for a unit that is none of time."""
    if unit in _MINUTES:
        return n * _MINUTES[unit]
    if unit in DAYS:
        return n * DAYS[unit] * _DAY
    return n * MONTHS[unit] * DAYS_OF_MONTH * _DAY if unit in MONTHS else None


def _ordered(first: Decimal | int, second: Decimal | int) -> Comparison:
    if first == second:
        return Comparison(Order.SAME)
    return Comparison(Order.STRICTER if first < second else Order.LOOSER)


def compare(first: Deadline, second: Deadline) -> Comparison:
    """Two deadlines of the same event by their length, a date and anything with a day by their days.

    Two different events are refused even when both have a day: the days then rest on two assumptions.
    """
    if first.trigger and second.trigger:
        return _by_event(first, second)
    if first.due and second.due:
        return _ordered(first.due.toordinal(), second.due.toordinal())
    missing = next(d for d in (first, second) if not d.due)
    return Comparison(Order.INCOMPARABLE, missing.unresolved or "no-trigger")


def _by_event(first: Deadline, second: Deadline) -> Comparison:
    same_words = first.trigger is not Trigger.OTHER or first.trigger_text == second.trigger_text
    if first.trigger is not second.trigger or not same_words:
        return Comparison(Order.INCOMPARABLE, "different-triggers")
    if first.direction != second.direction:
        return Comparison(Order.INCOMPARABLE, "different-directions")
    return _by_length(first, second)


def _by_length(first: Deadline, second: Deadline) -> Comparison:
    if first.n is None or second.n is None or first.unit is None or second.unit is None:
        return Comparison(Order.INCOMPARABLE, "no-number")
    a, b = minutes(first.n, first.unit), minutes(second.n, second.unit)
    working = "working" in (first.day_type, second.day_type)
    if a is None or b is None or (working and first.day_type != second.day_type):
        return Comparison(Order.INCOMPARABLE, "different-units")
    sign = -1 if first.direction == "before" else 1
    return _ordered(sign * a, sign * b)
