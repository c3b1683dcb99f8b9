"""A number with its unit, the common result of the readers of durations, money, percentages and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.model.commitment import ValueType
from review.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Measure:
    """``n`` in the unit's own terms; ``end`` is where the unit ends."""

    type: ValueType
    n: Decimal
    end: int
    unit: str | None = None
    currency: str | None = None
    day_type: str | None = None
    malformed: bool = False
