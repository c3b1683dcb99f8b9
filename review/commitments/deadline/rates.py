"""Arithmetic of liquidated damages and of availability. Pure numbers, exact."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from review.commitments.deadline.compare import minutes

DAYS_OF_YEAR = 365


def days_to_cap(rate: Decimal, cap: Decimal, per_days: int = 1) -> int:
    """The day of delay on which damages of ``rate`` percent per ``per_days`` days reach ``cap`` percent: 0.2 %, 5 %: day 25.

    Raises ValueError for a rate that is not positive.
    """
    if rate <= 0:
        raise ValueError("the rate must be positive")
    return int((cap / rate).to_integral_value(ROUND_CEILING)) * per_days


def yearly(rate: Decimal, per_days: int = 1) -> Decimal:
    """A rate per day (or ``per_days`` days) as percent per year of 365 days: 0.05 % a day is 18.25 %."""
    return rate * DAYS_OF_YEAR / per_days


def downtime(availability: Decimal, n: Decimal = Decimal(30), unit: str = "day") -> Decimal:
    """Minutes of downtime that an availability in percent leaves in a window: 99.9 % of 30 days is 43.2.

    Raises ValueError for a unit that is none of time, or an availability outside 0 to 100.
    """
    window = minutes(n, unit)
    if window is None or not 0 <= availability <= 100:
        raise ValueError(f"{availability} % of {n} {unit}")
    return window * (100 - availability) / 100


def increments(shares: list[tuple[Decimal, bool]]) -> list[Decimal]:
    """The share of each payment from shares as written, each with whether it is cumulative (付至95%): 30, to 95, 5: 30, 65, 5."""
    paid, found = Decimal(0), []
    for share, cumulative in shares:
        part = share - paid if cumulative else share
        found.append(part)
        paid += part
    return found
