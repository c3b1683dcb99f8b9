"""A number before a currency or a percent sign: 2.5万元整, 壹佰元零伍角, ten thousand and 50/100 dollars, 0.5%."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import chinese, terms
from review.commitments.values.ahead import cents_openings, may_be_money, sign
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number, plain, simple
from review.model.commitment import ValueType

POUNDS = "pounds"
"""A weight, too; sterling only behind millions and billions, or before pence and a sign of sterling."""
_SCALES = {"m": 10**6, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PART_OF_ONE = re.compile(r"\s+(?:of\s+)?(?:one|1|an?)(?=\s*(?:\(1\)\s*)?(?:percent|per cent|%))", re.I)
_AND_CENTS = re.compile(r"\s+(?:and\s+)?(?=[\da-z])", re.I)
_SENTENCE_END = re.compile(r"\s*(?:[.;]\s*)?(?:$|\n)")


@cache
def _percents() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,20}}-?(?P<unit>{terms.alternation(terms.percents())})", re.I)


@cache
def _currencies() -> regex.Pattern[str]:
    scale = r"(?:(?P<scale>million|billion|thousand)\s+|(?P<mega>M)(?=[A-Z]{3}))?"
    told = r"\s+(?:only|sterling|exactly)(?![a-z])|,?\s+(?:and\s+)?[a-z-]+\s+pence|\s*[(\[]\s?(?:gbp\s?)?£"
    sterling = rf"(?:(?<=million\s|billion\s)(?P<unit>{POUNDS})(?![a-z]|\s+of)|(?P<unit>{POUNDS})(?={told}))"
    units = terms.alternation(terms.currencies("after"))
    return regex.compile(
        rf"(?:\s+and\s+(?P<hundredths>\d{{1,2}})/100)?\s?-?(?:\.?--?)?\s?{scale}(?:{sterling}|(?P<unit>{units})(?!(?<=元)素))"
        rf"(?!\d|(?<=[$€£¥])\s?\d(?![\d,.]*\s?(?:[$€£¥]|cents?(?![a-z]))))"
        rf"(?:\s(?P<rear>million|billion|thousand)(?![a-z]))?", regex.I,
    )  # fmt: skip


@cache
def _cent_words() -> re.Pattern[str]:
    return re.compile(rf"\s?-?(?P<unit>{terms.alternation(terms.currencies('cents'))})(?![钟之])", re.I)


@cache
def _jiao_and_fen() -> regex.Pattern[str]:
    digit = rf"\d|[{''.join(chinese.DIGIT)}]"
    return regex.compile(rf"(?:\s?零?(?P<jiao>{digit})\s?角)?(?:\s?零?\s?(?P<fen>{digit})\s?分)?(?:\s?[整正])?")


_SHARE_OF = regex.compile(
    r"(?:\s*[(]\s?\d{1,2}\s?/\s?\d{1,3}\s?[)])?(?:\s+share)?"
    r"(?=\s+of(?![a-z])(?!\s+an?\s+(?:minute|hour|day|week|month|year)(?![a-z]))|\s+the\s|(?<=\d)\s?(?:的|以上|[,。;、]|$))",
    regex.I,
)
_DIGITS_OF_SHARE = Decimal("0.0001")


def share(text: str, number: Number) -> Measure | None:
    """A fraction of a whole, in hundredths to four places: two-thirds of the price, one-twelfth (1/12) of the fee, 价款的1/3."""
    match = _SHARE_OF.match(text, number.end) if 0 < number.n < 1 else None
    written = text[number.start : number.end]
    worded = number.form == "en" and (" " in written or "-" in written or written.lower() == "half")
    if match is None or not ("/" in written or worded):
        return None
    return Measure(ValueType.PERCENT, hundredths(number.n), match.end())


def hundredths(part: Decimal) -> Decimal:
    """A part of one as a percentage of four digits after the point at most: a third is 33.3333."""
    return plain((part * 100).quantize(_DIGITS_OF_SHARE))


def percent(text: str, number: Number) -> Measure | None:
    """The number with the percent, per-mille or basis-point sign behind it, in hundredths; one-half of one percent is 0.5."""
    part = _PART_OF_ONE.match(text, number.end) if number.n < 1 else None
    match = _percents().match(text, part.end() if part else number.end)
    if match is None:
        return None
    return Measure(ValueType.PERCENT, plain(number.n * terms.percents()[terms.key(match["unit"])]), match.end())


def money(text: str, number: Number) -> Measure | None:
    """The number with the currency behind it, in units of the currency; ``None`` when none is there."""
    match = _currencies().match(text, number.end) if may_be_money(text, number.end) else None
    if match is None:
        return _only_cents(text, number) if sign(text, number.end) in cents_openings() else None
    scale = _SCALES.get((match["scale"] or match["rear"] or match["mega"] or "").lower(), 1)
    n = number.n * scale + Decimal(match["hundredths"] or 0) / 100
    code = terms.currencies("after").get(terms.key(match["unit"]), "GBP")
    yuan = code == "CNY" and match["unit"][-1] in "元圆"
    n, end = _with_jiao(text, n, match.end()) if yuan else _with_cents(text, n, match.end())
    return Measure(ValueType.MONEY, plain(n), end, currency=code, malformed=number.malformed)


def _with_jiao(text: str, n: Decimal, end: int) -> tuple[Decimal, int]:
    match = _jiao_and_fen().match(text, end)
    return (n + _digit(match["jiao"]) / 10 + _digit(match["fen"]) / 100, match.end()) if match else (n, end)


def _with_cents(text: str, n: Decimal, end: int) -> tuple[Decimal, int]:
    """An amount with the cents that follow it: thirteen dollars and forty-five cents."""
    link = _AND_CENTS.match(text, end)
    cents = simple(text, link.end()) if link else None
    if cents is None or cents.n >= 100:
        return n, end
    unit = _cent_words().match(text, cents.end)
    last = _SENTENCE_END.match(text, cents.end) and n == n.to_integral_value()
    return (n + cents.n / 100, unit.end() if unit else cents.end) if unit or last else (n, end)


def _only_cents(text: str, number: Number) -> Measure | None:
    match = _cent_words().match(text, number.end)
    if match is None or match["unit"] == "分":
        return None
    code = terms.currencies("cents")[terms.key(match["unit"])]
    return Measure(ValueType.MONEY, plain(number.n / 100), match.end(), currency=code)


def _digit(sign: str | None) -> Decimal:
    return Decimal(0) if not sign else Decimal(chinese.DIGIT.get(sign, sign))
