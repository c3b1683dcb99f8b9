"""A currency before a number or a blank: ¥1,200.00, USD 3 million, $1-2 million, 人民币（大写）壹佰元整."""

from __future__ import annotations

import re
from dataclasses import replace

import regex

from review.commitments.values import blanks, numbers, terms, units
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number
from review.commitments.values.patterns import currency_sign
from review.commitments.values.raw import RawValue
from review.commitments.values.step import Step, of_number
from review.model.commitment import ValueType
from review.model.span import Span

_INTRODUCTION = regex.compile(
    r"\s?[(]?\s?(?:大写|小写|金额大写|金额小写|大写金额|小写金额|in words|in figures)?\s?[)]?\s?[:：]?\s?[)]?\s?", regex.I
)
_NEXT_AMOUNT = re.compile(r"(?<=[A-Za-z])\s\d")
"""Digits behind a currency that stands behind an amount: it belongs to the next amount (RMB 10 USD 20)."""
_TRAILING_DASHES = re.compile(r"\.?--?(?![\d])")
_RANGE = re.compile(r"\s?(?:-|~|至|到|to\b)\s?(?=\d)", re.I)
_SIGNS_OF_MANY = ("$", "¥")
"""Signs that say nothing of their own behind the name of a currency: 港币$100."""
_GENERIC = ("CNY", "USD")
"""Currencies whose words (元, dollars) stand behind amounts of others too: 港币100元, HK$100 dollars."""


def currency(text: str, match: regex.Match[str]) -> Step:
    """A currency before a number or a blank: ¥1,200.00, USD 3 million, 人民币（大写）壹佰元整, €[***]."""
    code = terms.leading()[terms.key(match["currency"])]
    at = match.end()
    for _ in range(3):
        introduction = _INTRODUCTION.match(text, at)
        again = currency_sign().match(text, introduction.end() if introduction else at)
        if again is None:
            break
        code, at = code if again[0] in _SIGNS_OF_MANY else terms.leading()[terms.key(again[0])], again.end()
    introduction = _INTRODUCTION.match(text, at)
    at = introduction.end() if introduction else at
    if blanks.place(text, at):
        return _blank_amount(text, match.start(), at, code)
    number = numbers.read(text, at) if text[at : at + 1] else None
    if number is None or text[at].isspace():
        return Step((), match.end())
    return _up_to(text, match.start(), code, number) or _amount(text, match.start(), code, numbers.short_scale(text, number))


def _blank_amount(text: str, start: int, at: int, code: str) -> Step:
    blank = blanks.read(text, at)
    money = blank is not None and blank.type is ValueType.MONEY
    end = blank.span.end if blank and money else blanks.place(text, at) or at
    currency = (blank.currency if blank and money else None) or code
    return Step((RawValue(type=ValueType.MONEY, span=Span(start, end), currency=currency, blank=True),), end)


def _up_to(text: str, start: int, code: str, first: Number) -> Step | None:
    """The two amounts of a range that share their scale: $1-2 million, ¥100至200万元."""
    link = _RANGE.match(text, first.end)
    last = numbers.read(text, link.end()) if link else None
    last = numbers.short_scale(text, last) if last else None
    if last is None or first.form != "figures" or first.scale > 1 or last.scale == 1 or first.n * last.scale > last.n:
        return None
    above = _amount(text, link.end() if link else start, code, last)
    n = numbers.plain(first.n * last.scale)
    below = RawValue(type=ValueType.MONEY, span=Span(start, first.end), n=n, currency=code)
    return Step((below, *above.values), above.end)


def _amount(text: str, start: int, code: str, number: Number) -> Step:
    measure = units.measure(text, number)
    if measure is None or measure.type is not ValueType.MONEY or _NEXT_AMOUNT.search(text, number.end, measure.end + 2):
        dashes = _TRAILING_DASHES.match(text, number.end)
        end = dashes.end() if dashes else number.end
        measure = Measure(ValueType.MONEY, numbers.plain(number.n), end, currency=code)
    elif measure.currency in _GENERIC:
        measure = replace(measure, currency=code)
    return Step((of_number(number, measure, start),), measure.end)
