"""A number before a unit of time: 30日, 三个月, 一年半, five (5) business days, an hour and a half, two-year."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import terms
from review.commitments.values.ahead import sign
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number, plain
from review.model.commitment import ValueType

_QUARTERS = (Decimal("0.25"), Decimal("0.75"))
_LATER_THAN = 1900
"""From here on a bare number before 年 is the name of a year."""
_SECONDS = 1000
"""From here on an s behind figures is a plural: the 1990s."""
_NUMBERED_YEAR = re.compile(r"\d{1,2}\.(?:19|20)\d\d")
"""The number of a clause or an item grown together with a year: 1.2025年."""
_WORDS_NOT_UNITS = (
    r"(?<=日)[常报志程光]|(?<=天)[然气津花空线]|(?<=周)[边转围末报期](?!内)|(?<=四周)(?:不得|无|应|均|须|有|为|用|设)"
    r"|(?<=年)[报检审度](?!内)|(?<=季)[度报]"
)
"""A unit's character that opens another word: 日常, 天然, 周边, 年检."""
_NAMED_DAYS = r"个[^\W\d月年内至之后前起止的工日自公连历法营交银]{1,3}日(?![期常程])"
"""Days of a kind: 三个周末日, 四个旅途日."""
_SHORT = (
    r"(?<=(?:小时|小時|钟头)[\d零一二三四五六七八九十]{1,3})分(?!钟)|"
    r"(?<=天\d{1,2})时(?![间段刻代期])|"
    r"(?<=半[个個]?)月|时(?=[之以]?内)|[个個]?月(?=[之以]?内|[。,，;；)]|期满|后|起|的|$)"
)
"""月 and 时 alone are a month of the calendar and a time of day, unless what follows says otherwise: 24月内."""
_INTEREST = r"(?!期(?:贷款|LPR|存款|定期|国债))"
"""一年期贷款利率 names a rate, not a period."""


@cache
def _han() -> regex.Pattern[str]:
    units = terms.alternation(w for w in terms.durations() if not w[0].isascii())
    return regex.compile(
        rf"(?P<half>[个個]?半[个個]?)?\s{{0,2}}(?:或?以上)?(?P<unit>{_NAMED_DAYS}|(?:{units})(?!{_WORDS_NOT_UNITS})|{_SHORT})"
        rf"{_INTEREST}(?P<more>半(?!年))?"
    )


@cache
def _latin() -> re.Pattern[str]:
    units = terms.alternation(w for w in terms.durations() if w[0].isascii())
    adjectives = terms.alternation(terms.words("values-units", "adjectives"))
    half = r"\s+and\s+(?:an?\s+|one[\s-])?(?:half|quarter)(?![a-z-])(?!\s+(?:an?\s+)?[a-z]*(?:hour|day|week|month|year))"
    return re.compile(rf"\s*-?\s*(?:(?:of\s+)?an?\s+)?(?:(?:{adjectives})[\s-]+){{0,2}}(?P<unit>{units})(?P<more>{half})?", re.I)


def _time(n: Decimal, unit: terms.Unit, end: int) -> Measure:
    """Parts of a year are months, and quarters of an hour minutes."""
    if unit.name == "hour" and n in _QUARTERS:
        return Measure(ValueType.DURATION, plain(n * 60), end, "minute")
    if unit.name == "year" and n != n.to_integral_value():
        return Measure(ValueType.DURATION, plain(n * 12), end, "month")
    return Measure(ValueType.DURATION, plain(n), end, unit.name, day_type=unit.day_type)


def _in_chinese(number: Number, match: regex.Match[str]) -> Measure | None:
    word = match["unit"]
    unit = terms.durations().get(word) or terms.durations()[{"月": "个月", "时": "小时", "分": "分钟"}.get(word[-1], word[-1])]
    numbered_year = _NUMBERED_YEAR.fullmatch(str(number.n)) or number.n >= _LATER_THAN
    if unit.name == "year" and word[0] == "年" and numbered_year:
        return None
    half = Decimal("0.5") if match["half"] or match["more"] else Decimal(0)
    return _time(unit.count(number.n + half), unit, match.end())


def _in_english(number: Number, match: re.Match[str]) -> Measure | None:
    unit = terms.durations()[terms.key(match["unit"])]
    letter = len(match["unit"]) == 1
    if letter and (number.form != "figures" or (match["unit"] in "sS" and number.n >= _SECONDS)):
        return None
    more = match["more"] or ""
    part = Decimal("0.5") if more.lower().endswith("half") else Decimal("0.25") if more else Decimal(0)
    return _time(unit.count(number.n + part), unit, match.end())


def duration(text: str, number: Number) -> Measure | None:
    """The number with the unit of time behind it; ``None`` when none is there."""
    if not sign(text, number.end).isascii():
        han = _han().match(text, number.end)
        return _in_chinese(number, han) if han else None
    latin = _latin().match(text, number.end)
    return _in_english(number, latin) if latin else None
