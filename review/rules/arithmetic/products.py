"""A quantity, the price of one and the amount of the line: 200台，单价1,350元，金额270,000元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.agreement import Reckoned, judged, readings, taxes
from review.rules.arithmetic.stretches import Stretch, stretches
from review.rules.arithmetic.telling import Telling

_MANY = (ValueType.QUANTITY, ValueType.COUNT, ValueType.DURATION)
#: What an amount of a line may be for, too: as much a month.
_PERIODS = frozenset({None, "day", "week", "month", "quarter", "year"})
#: A price of a month, and words of a year.
_MONTHLY = re.compile(r"[每/][一-龥]?月|每[一-龥]每月|月(?:租|费|薪)|\b(?:per|an?|each|every) (?:calendar )?month\b|\bmonthly\b")
_YEARLY = re.compile(
    r"[一1]年|全年|年(?:度|费|总|合计|金额)|\b(?:an?|one|the|per|full|each|whole) year\b|\bannual|\byearly\b|\bper annum\b"
)
#: Characters behind an amount in which it is said to be one of a year.
_BEHIND = 20
_MOST_FACTORS = 5
#: Most characters between the price of one and the amount of its line.
_NEAR = 90
#: Amounts of a sentence that tells a line backwards, and how near they must come to be meant so.
_PAIR = 2
_CLOSE = (Decimal("0.9"), Decimal("1.1"))

#: A number with its place.
Many = tuple[Decimal, int]


def products(told: Telling) -> Iterator[Reckoned]:
    """Quantities with a price of one and the amount they come to."""
    for stretch in stretches(told):
        for i, (price, amount) in enumerate(zip(stretch.money, stretch.money[1:], strict=False)):
            if _may_be_line(price, amount, amount) and told.is_price(price) and told.leads_on(price, amount):
                found = _product(told, Span(_start(stretch, i), amount.span.start), price, amount)
                yield from [found] if found else []


def products_before(told: Telling) -> Iterator[Reckoned]:
    """Amounts before the quantity and the price of one: £21,000 for 14 workshops at £1,500 each."""
    for stretch in stretches(told):
        if len(stretch.money) == _PAIR and not told.stands("apart", stretch.span):
            amount, price = stretch.money
            if _may_be_line(amount, price, amount) and told.is_price(price) and not told.is_each(amount):
                found = _product(told, stretch.span, price, amount)
                yield from [found] if found and (found.right or _CLOSE[0] <= found.reckoned / found.stated <= _CLOSE[1]) else []


def _may_be_line(first: RawValue, second: RawValue, amount: RawValue) -> bool:
    """Whether two amounts near each other may be a price of one and what is none of one piece itself."""
    return first.currency == second.currency and amount.per in _PERIODS and second.span.start - first.span.end <= _NEAR


def _start(stretch: Stretch, i: int) -> int:
    """Where what belongs to a price begins: behind the amount before it, where that may be one of a line."""
    before = stretch.money[i - 1] if i else None
    return before.span.end if before and before.currency == stretch.money[i].currency else stretch.span.start


def _product(told: Telling, within: Span, price: RawValue, amount: RawValue) -> Reckoned | None:
    wanted = _wanted(told, within) or _wanted(told, _before(told, within))
    whole = Span(within.start, max(price.span.end, amount.span.end))
    if not wanted or price.n is None or amount.n is None or told.stands("vague", whole):
        return None
    factors = _factors(told, wanted)
    factors += [12 * f for f in factors] if _by_year(told, whole) else []
    found = [p * f for p in readings(told, price) for f in factors]
    return judged(told, found, amount, _over(price.span, amount.span), taxes(told, whole))


def _over(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _by_year(told: Telling, within: Span) -> bool:
    """Whether a price of a month stands beside the amount of a year."""
    end = within.end + _BEHIND
    return bool(_MONTHLY.search(told.folded, within.start, within.end) and _YEARLY.search(told.folded, within.start, end))


def _wanted(told: Telling, within: Span) -> list[Many]:
    """The quantities of a stretch; one of time alone is none."""
    many = (v for v in values.within(told.scene, within) if v.type in _MANY and not v.recurring and not v.blank)
    held = [v for v in many if v.n and v.n > 0 and not (v.type is ValueType.DURATION and v.n == 1)]
    known = [*((v.n or Decimal(0), v.span.start) for v in held), *told.quantities(within)]
    only_time = all(v.type is ValueType.DURATION for v in held)
    known += [m for m in _counted(told, within) if m not in known] if only_time and len(known) == len(held) else []
    return known[:_MOST_FACTORS]


def _before(told: Telling, within: Span) -> Span:
    """The sentence on the same line before, in which the quantity may stand: Quantity: 75 drums. Price per drum: …"""
    before = told.scene.sentence(max(within.start - 2, 0))
    same = before.end <= within.start and "\n" not in told.folded[before.start : within.start]
    return before if same else Span(within.start, within.start)


def _counted(told: Telling, within: Span) -> list[Many]:
    """Numbers of things whose unit nobody knows, outside all that is read as a value."""
    known = [v.span for v in values.within(told.scene, within)]
    return [(n, at) for n, at in told.counted(within) if not any(s.start <= at < s.end for s in known)]


def _factors(told: Telling, many: Sequence[Many]) -> list[Decimal]:
    """Products of some of the quantities; one behind 每 may divide."""
    found = []
    for chosen in (c for size in range(len(many), 0, -1) for c in combinations(many, size)):
        product, divided = Decimal(1), Decimal(1)
        for n, start in chosen:
            product *= n
            divided = divided / n if n and told.divides(start) else divided * n
        found += [product, divided] if divided != product else [product]
    return found
