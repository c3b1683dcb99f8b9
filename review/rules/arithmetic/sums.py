"""A total and its parts: 设备68万元、安装9万元，合计77万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from review.commitments.values import RawValue
from review.model.span import Span
from review.rules.arithmetic.agreement import Reckoned, in_thousands, judged, readings, taxes
from review.rules.arithmetic.stretches import Stretch, stretches
from review.rules.arithmetic.telling import Telling

#: A total has so many parts at least, and of so many at most some may be left out.
_FEW = 2
_MOST_PARTS = 10
#: Characters before a part in which words make it a tax.
_TAX_BACK = 8
#: Parts that come to a share of the total outside these bounds are not all of it; nearly all may be meant to be all, two parts
#: only where they come nearer.
_LEAST, _MOST = Decimal("0.7"), Decimal("1.4")
_NEARLY, _NEARER = Decimal("0.9"), Decimal("0.985")
#: An amount in 元 that may be of any currency.
_PLAIN = re.compile(r"[\d,.一二两三四五六七八九十百千万亿零]+元整?")


@dataclass(frozen=True)
class _Sum:
    """An amount with the parts told of it; ``opened``: behind it, by words that open a list."""

    total: RawValue
    parts: tuple[RawValue, ...]
    opened: bool


def sums(told: Telling) -> Iterator[Reckoned]:
    """A total with the parts that stand before it, or behind words such as 其中."""
    for stretch in stretches(told):
        if len(stretch.money) > _FEW and _is_exact(told, stretch.span):
            held = (_sum(told, stretch, i) for i in range(len(stretch.money)))
            found = (_judged(told, stretch, s) for s in held if s)
            yield from (f for f in found if f)


def _is_exact(told: Telling, span: Span) -> bool:
    """Whether amounts are told that add up: no steps of a payment, none of about so much, but one taken off."""
    return not told.stands("steps", span) and (not told.stands("vague", span) or told.stands("less", span))


def _sum(told: Telling, stretch: Stretch, i: int) -> _Sum | None:
    """The amount as the total of those behind it or before it; None where it is none."""
    total, opened = stretch.money[i], _opens(told, stretch, i)
    if not total.n or not (opened or _closes(told, stretch, i)):
        return None
    held = stretch.money[i + 1 :] if opened else stretch.money[:i]
    parts = tuple(v for v in held if _alike(told, v, total) and not _of_one(told, v, total))
    if len(parts) < _FEW or (opened and any(map(told.is_total, parts[1:] if told.is_summed(total) else parts))):
        return None
    return _Sum(total, parts, opened)


def _alike(told: Telling, v: RawValue, total: RawValue) -> bool:
    """Whether two amounts are of one currency; 元 alone is that of the total."""
    return v.currency == total.currency or _PLAIN.fullmatch(told.folded, v.span.start, v.span.end) is not None


def _opens(told: Telling, stretch: Stretch, i: int) -> bool:
    """Whether the amounts behind it are listed as its parts."""
    total, behind = stretch.money[i], stretch.money[i + 1 :]
    if len(behind) < _FEW or not told.is_whole(total, stretch.since(i)):
        return False
    return told.opens(Span(total.span.end, max(total.span.end, behind[0].span.start)))


def _closes(told: Telling, stretch: Stretch, i: int) -> bool:
    """Whether it is told as a total, and not as the amount of a line behind the price of one."""
    total = stretch.money[i]
    summed = told.is_total(total, stretch.since(i)) or (i >= _FEW and told.is_summed(total))
    return summed and not (i and _of_one(told, stretch.money[i - 1], total))


def _of_one(told: Telling, v: RawValue, total: RawValue) -> bool:
    return v.per != total.per and told.is_each(v)


def _judged(told: Telling, stretch: Stretch, s: _Sum) -> Reckoned | None:
    """The sum beside its total. A list that may leave something out is wrong only where its parts cannot be meant so."""
    place = Span(min(s.total.span.start, s.parts[0].span.start), s.total.span.end)
    factors = (Decimal(1),) if _taxed(told, stretch, s) else taxes(told, stretch.span)
    found = judged(told, _sums_of(told, s.parts), s.total, place, factors)
    if found is None or found.right:
        return found
    whole, stated = _signed(told, s.parts), s.total.n or Decimal(1)
    if not _tells_wrong(told, stretch, s, whole / stated):
        return None
    return found if in_thousands(told, stretch.span) else replace(found, reckoned=whole, stated=stated)


def _taxed(told: Telling, stretch: Stretch, s: _Sum) -> bool:
    """Whether a tax is one of the parts, so that it is in no other."""
    return any(told.stands("tax", Span(max(stretch.span.start, v.span.start - _TAX_BACK), v.span.start)) for v in s.parts)


def _tells_wrong(told: Telling, stretch: Stretch, s: _Sum, ratio: Decimal) -> bool:
    """Parts that are told of a total may leave some out; they may not come to more than it."""
    if not _LEAST <= ratio <= _MOST:
        return False
    nearly = ratio >= (_NEARLY if len(s.parts) > _FEW else _NEARER)
    return not s.opened or ratio > 1 or nearly or told.stands("wholly", stretch.span)


def _signed(told: Telling, parts: Sequence[RawValue]) -> Decimal:
    return sum((told.sign(v) * (v.n or Decimal(0)) for v in parts), Decimal(0))


def _is_all(told: Telling, parts: Sequence[RawValue]) -> bool:
    """Whether the parts are added up one by one, so that none may be left out."""
    return "+" in told.folded[parts[0].span.end : parts[-1].span.start] or any(told.sign(v) < 0 for v in parts)


def _sums_of(told: Telling, parts: Sequence[RawValue]) -> list[Decimal]:
    """The sum of all parts, of as many as may be meant, and of none but one."""
    if _is_all(told, parts):
        return [_signed(told, parts)]
    signed = [[told.sign(v) * n for n in readings(told, v)] for v in parts[-_MOST_PARTS:]]
    alike = len({len(s) for s in signed}) == 1
    found = [_signed(told, parts)]
    for read in zip(*signed, strict=True) if alike else ([s[0] for s in signed],):
        found += [sum(chosen, Decimal(0)) for size in range(len(read), 0, -1) for chosen in combinations(read, size)]
    return found
