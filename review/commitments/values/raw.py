"""What the value grammar finds: a value of the text without the role it plays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from review.model.commitment import Operator, Value, ValueRole, ValueType
from review.model.quick import quick
from review.model.span import Span

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@quick
@dataclass(frozen=True, slots=True)
class RawValue:
    """A number, date or blank of the text, as ``review.model.commitment.Value`` but without a role.

    ``n`` is ``None`` for a date and for a blank.
    """

    type: ValueType
    span: Span
    n: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    iso: date | None = None
    part: str = ""
    """ISO 8601 of a date given in part: 2026-06, 2026-Q3, --06-30."""
    of: str | None = None
    """Base of a percentage, in the words of the text."""
    day_type: str | None = None
    operator: Operator | None = None
    per: str | None = None
    blank: bool = False
    """Whether the text leaves a place to fill in."""
    recurring: bool = False
    """Whether a word of repetition says it (monthly, 每日) and no number does."""
    spoken: Decimal | None = None
    """The value of the words, when the text gives words and figures; ``n`` is that of the figures."""
    malformed: bool = False
    """Whether the words break the order of numeral units, as 捌仟仟伍佰 does."""
    impossible: bool = False
    """Whether it is a date that no calendar has, as 30 February; ``iso`` is ``None`` then and ``part`` holds what is written."""
    in_words: bool = False
    """Whether it stands in words only."""

    @classmethod
    def of_time(cls, value: Value, start: int) -> RawValue:
        """A date or length of time as the grammar reads it, in offsets of a text that begins at ``start``."""
        return cls(
            type=value.type,
            span=value.span.shifted(-start),
            n=value.n,
            unit=value.unit,
            iso=value.iso,
            part=value.part,
            day_type=value.day_type,
            blank=value.n is None and value.iso is None and not value.part,
            recurring=value.role is ValueRole.INTERVAL,
            impossible=value.iso is None and _WHOLE_DAY.fullmatch(value.part) is not None,
        )

    @property
    def contradicts_itself(self) -> bool:
        """Whether words and figures differ (rules Q-04, C-12)."""
        return self.spoken is not None and self.n is not None and self.spoken != self.n

    def as_value(self, role: ValueRole) -> Value:
        """The value in the role that its sentence gives it."""
        return Value(
            role=role, type=self.type, n=self.n, span=self.span, unit=self.unit, currency=self.currency, iso=self.iso,
            of=self.of, day_type=self.day_type, operator=self.operator, per=self.per, part=self.part,
        )  # fmt: skip
