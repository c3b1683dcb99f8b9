"""A line of bare numbers: qty 12, unit price 2,450.00, amount 29,400.00. Those with a currency are read by ``products``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.model.commitment import ValueType
from review.model.lines import line_start, lines_over
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.agreement import Reckoned
from review.rules.arithmetic.telling import Telling

#: Characters around the price of one in which its quantity and its amount stand.
_NEAR = 60
_NUMBER = re.compile(r"(?<![\d.,'%#$£€¥])\d[\d,]*(?:\.\d+)?(?![\d,.]*\d|\s?%)")
#: The price of one right behind its words, or behind a sign.
_PRICE = re.compile(r"[^\d,;。\n]{0,14}?(\d[\d,]*(?:\.\d+)?)(?![\d.,]*\d|\s?[%元次回天日月年名人个台套])")
_SIGN = re.compile(r"@")
_LEADS = re.compile(r"[=|│…]|\.\.\.")
_LEAST, _MOST = Decimal("0.5"), Decimal(2)


def bare_products(told: Telling) -> Iterator[Reckoned]:
    """Quantities before the price of one, and the amount behind it, where none of them has a currency."""
    words = told.params["each_before"]
    places = [p.end for p in (told.scene.find(words) if words else ())]
    for at in sorted({*places, *(m.end() for m in _SIGN.finditer(told.folded))}):
        price = _PRICE.match(told.folded, at)
        if price and not _is_money(told, at, price.end() + _NEAR):
            yield from _line(told, Span(price.start(1), price.end(1)))


def _is_money(told: Telling, start: int, end: int) -> bool:
    near = values.within(told.scene, Span(start, min(end, len(told.folded))))
    return any(v.type is ValueType.MONEY for v in near)


def _line(told: Telling, price: Span) -> Iterator[Reckoned]:
    """The line of this price, if its amount follows and is near what a quantity before it comes to."""
    text, line = told.folded, _line_of(told.folded, price)
    amount = _NUMBER.search(text, price.end, line.end)
    if amount is None or not _leads(told, Span(price.end, amount.start())):
        return
    one, stated = values.figures(text[price.start : price.end]), values.figures(amount[0])
    found = [values.figures(m[0]) * one for m in _NUMBER.finditer(text, line.start, price.start) if not _is_label(text, m)]
    place = Span(price.start, amount.end())
    if any(abs(n - stated) <= told.slack for n in found):
        yield Reckoned(place, stated, stated, right=True)
    elif stated and (near := [n for n in found if _LEAST <= n / stated <= _MOST]):
        yield Reckoned(place, min(near, key=lambda n: abs(n - stated)), stated, right=False)


def _line_of(text: str, price: Span) -> Span:
    lines = lines_over(text, price)
    return Span(max(lines.start, price.start - _NEAR), min(lines.end, price.end + _NEAR))


def _is_label(text: str, number: re.Match[str]) -> bool:
    """Whether it is the number of a clause (2.1) that opens the line."""
    ahead = text[line_start(text, number.start()) : number.start()]
    return "." in number[0] and not ahead.strip()


def _leads(told: Telling, between: Span) -> bool:
    return told.stands("line", between) or _LEADS.search(told.folded, between.start, between.end) is not None
