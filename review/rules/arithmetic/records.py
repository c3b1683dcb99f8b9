"""One thing told line by line: Quantity: 80 tonnes / Unit rate: £1,650 / Amount: £132,000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values import RawValue
from review.commitments.values.numbers import read
from review.model.commitment import ValueType
from review.model.lines import line_of, lines_above
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.agreement import Reckoned, judged, readings, taxes
from review.rules.arithmetic.telling import Telling

#: Signs of a line that is one field of a record, and lines above an amount in which its quantity and price stand.
_LONGEST, _MOST = 80, 6
_PARTS = re.compile(r"[:\t│|]")
_DIGIT = re.compile(r"\d|[一二两三四五六七八九十百千万]")


@dataclass(frozen=True, slots=True)
class _Field:
    """A line of a name and what it is; ``money``: the one amount in it."""

    name: Span
    held: Span
    money: RawValue | None


def records(told: Telling) -> Iterator[Reckoned]:
    """Amounts that the quantity and the price of one on the lines above do not come to."""
    for v in values.of(told.scene, ValueType.MONEY):
        own = _field(told, line_of(told.folded, v.span.start)) if v.n else None
        if own and own.money == v and _is_amount(told, own, v):
            found = _reckoned(told, own, v, _above(told, own))
            yield from [found] if found else []


def _is_amount(told: Telling, own: _Field, v: RawValue) -> bool:
    """Whether a field is named as the amount of a line, and is not the price of one."""
    named = any(told.stands(words, own.name) for words in ("line", "total", "price"))
    return named and not told.is_each(v) and not told.stands("vague", own.name)


def _above(told: Telling, own: _Field) -> list[_Field]:
    """The fields right above one, the nearest first."""
    found = list[_Field]()
    for line in lines_above(told.folded, own.name):
        above = _field(told, line)
        if above is None or len(found) == _MOST:
            break
        found.append(above)
    return found


def _field(told: Telling, line: Span) -> _Field | None:
    parted = _PARTS.search(told.folded, line.start, line.end) if len(line) <= _LONGEST else None
    if parted is None:
        return None
    money = [v for v in values.within(told.scene, line) if v.type is ValueType.MONEY and v.n]
    return _Field(Span(line.start, parted.start()), Span(parted.end(), line.end), money[0] if len(money) == 1 else None)


def _reckoned(told: Telling, own: _Field, amount: RawValue, above: Sequence[_Field]) -> Reckoned | None:
    price = next((f.money for f in above if f.money and f.money.currency == amount.currency and told.is_price(f.money)), None)
    many = next((n for f in above if not f.money and told.stands("many", f.name) and (n := _number(told, f))), None)
    if price is None or many is None:
        return None
    times = [v.n for f in above for v in values.within(told.scene, f.held) if v.type is ValueType.DURATION and v.n]
    factors = [many, *(many * n for n in times)]
    found = [p * f for p in readings(told, price) for f in factors]
    return judged(told, found, amount, Span(price.span.start, amount.span.end), taxes(told, own.name))


def _number(told: Telling, field: _Field) -> Decimal | None:
    """The first number that a field holds."""
    first = _DIGIT.search(told.folded, field.held.start, field.held.end)
    found = read(told.folded, first.start()) if first else None
    return found.n if found and found.n else None
