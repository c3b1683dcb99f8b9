"""One number, in figures or words of either language, without its unit.

Reads half-width text (see ``width``), anchored at a position.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import chinese, english
from review.model.quick import quick

_FIGURES = "|".join(
    (
        r"\d{1,3}(?: \d{3}){2,}(?:[.,]\d{1,2})?(?![\d,.]?\d| \d)",
        r"\d{1,3} \d{3}(?:[.,]\d{2})?(?=\s?(?:[$€£¥元]|[万亿]元|(?-i:EUR|USD|GBP|CHF|CNY|RMB|JPY|HKD|SEK|NOK|DKK|euro|dollar)))",
        r"(?<=(?-i:EUR|USD|GBP|CHF|CNY|RMB|SEK|NOK|DKK|ZAR|(?<![A-Za-z])R|PLN|CZK|[$€£¥])\s?)"
        r"\d{1,3} \d{3}(?:[.,]\d{2})?(?![\d,.]?\d| \d)",
        r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3}){2,}(?![\d.])",
        r"\d{1,3},\d{1,2}(?=\s?[%‰])",
        r"\d{1,3}(?:,\d{3})+,\d{2}(?!\d)",
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,.]?\d)",
        r"\d{1,3}(?:'\d{3})+(?:\.\d+)?",
        r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?",
        r"\d+(?:\.\d+)?",
        r"\.\d+",
    )
)
_WHOLE = re.compile(r"\d++(?![., ']\d)")
"""Digits that nothing parts; most figures of a contract are such."""
_CENTS_AFTER_COMMA = re.compile(r"(?<=,\d{3}),(\d{2})$")
"""$5,000,00: a slip for 5,000.00."""
_NUMERAL = (
    rf"[{chinese.CHARACTERS}]+(?:[{chinese.ABOUT}](?=[十百千万亿]))?[{chinese.CHARACTERS}]*(?:点[{''.join(chinese.DIGIT)}]+)?"
)
_LARGER = r"(?:[十百万萬亿億]|千(?![克瓦伏帕卡焦赫米])|兆(?![帕瓦赫欧歐比字伏焦位]))"
_MIXED = rf"[{chinese.ABOUT}]?\s?{_LARGER}+(?:零?(?:\d+|[{''.join(chinese.DIGIT)}])[十百千万萬亿億]*)*"
_PREFIXES, _PREFIXED = ("千", "兆", "百"), ("克", "瓦", "伏", "帕", "赫", "分")
"""What opens a unit and is no numeral before these: 元/千克, 百分比."""
_CAPITALS = rf"[{chinese.CHARACTERS}]"
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_OF_PARTS = frozenset("/" + _VULGAR)
_PARTS_REACH = 9
_SHORT = "|".join(sorted(english.SHORT_SCALES, key=len, reverse=True))


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A number and its place. ``form``: ``figures``, ``zh`` or ``en`` for words, ``mixed`` for figures followed by words."""

    n: Decimal
    start: int
    end: int
    form: str
    malformed: bool = False
    spoken: Decimal | None = None
    """The value of the words, when the number stands in words and figures."""
    inside: str = ""
    """The sign that stands with the figures inside the brackets: five (5%), ten thousand ($10,000)."""
    scale: Decimal = Decimal(1)
    """What its last word multiplies it by, as the 万 of 200万 and the million of 1.5 million."""


@cache
def _parted() -> regex.Pattern[str]:
    """Figures with marks or spaces between them."""
    return regex.compile(_FIGURES)


@cache
def _fraction() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:(?P<whole>\d{1,3})(?:\s?-\s?|\s))?(?P<top>\d{1,2})/(?P<bottom>\d{1,3})"
        r"(?=\s*(?:%|percent|per\s?cent|hours?|days?|years?|months?|的|以上)|\s+of\s|(?<=的\s?\d/\d{1,2})(?![\d/年月日.]))"
        r"|(?P<whole>\d{1,3})?\s?(?P<vulgar>[" + _VULGAR + "])",
        regex.I,
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "mixed": re.compile(_MIXED),
        "zh": re.compile(rf"{_CAPITALS}*[{chinese.CAPITALS}](?:\s?{_CAPITALS})*|{_NUMERAL}"),
        "scale": re.compile(rf"\s?(?:{_SHORT})(?![A-Za-z])", re.I),
        "opening": re.compile(r"\s*-?\s*[(\[](?:\s*(?:即|say|i\.e\.|或))?\s*(?P<sign>[$€£¥]|US\$)?\s*", re.I),
        "closing": re.compile(r"\s*(?P<sign>[%‰])?\s*[)\]]"),
    }


def plain(n: Decimal) -> Decimal:
    """The same number without an exponent or zeros that say nothing."""
    n = n.normalize()
    return n.quantize(Decimal(1)) if n == n.to_integral_value() else n


def _in_parts(text: str, at: int) -> Number | None:
    """A fraction in figures: 1-1/2 %, 3/4 percent, 1½."""
    if _OF_PARTS.isdisjoint(text[at : at + _PARTS_REACH]):
        return None
    match = _fraction().match(text, at)
    if match is None or match["bottom"] in ("0", "00"):
        return None
    vulgar = unicodedata.normalize("NFKC", match["vulgar"] or "").split("⁄")
    top, bottom = vulgar if match["vulgar"] else (match["top"], match["bottom"])
    return Number(Decimal(match["whole"] or 0) + Decimal(top) / Decimal(bottom), at, match.end(), "figures")


_SPACED = re.compile(r"(?<=\d) (?=\d)")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d{1,3},\d{1,2}")


def _figures(written: str) -> Decimal:
    """1,250,000.00 and 49'500; with points or spaces between thousands also 1.250.000,00, 1 250 000 and 12,5."""
    if " " in written:
        return Decimal(_SPACED.sub("", written).replace(",", "."))
    if _EUROPEAN.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    return Decimal(_CENTS_AFTER_COMMA.sub(r".\1", written).replace(",", "").replace("'", ""))


def _in_figures(text: str, at: int) -> Number | None:
    parts = _in_parts(text, at)
    if parts:
        return parts
    whole = _WHOLE.match(text, at)
    match = whole or _parted().match(text, at)
    if match is None:
        return None
    n = Decimal(match[0]) if whole else _figures(match[0])
    mixed = _patterns()["mixed"].match(text, match.end())
    if mixed:
        return Number(chinese.read(text[at : mixed.end()]), at, mixed.end(), "mixed", scale=_scale(mixed[0].strip()))
    words = english.read(text, at) if english.goes_on(text, match.end()) else None
    if words and words[1] > match.end():
        return Number(words[0], at, words[1], "figures", scale=plain(words[0] / n) if n else Decimal(1))
    return Number(n, at, match.end(), "figures")


def _in_chinese(text: str, at: int) -> Number | None:
    match = _patterns()["zh"].match(text, at)
    if match is None or (match[0] in _PREFIXES and text[match.end() : match.end() + 1] in _PREFIXED):
        return None
    capital = any(c in chinese.CAPITALS for c in match[0])
    malformed = capital and "点" not in match[0] and not chinese.well_formed(match[0])
    return Number(chinese.read(match[0]), at, match.end(), "zh", malformed, scale=_scale(match[0][-1]))


def _scale(word: str) -> Decimal:
    """Of a large unit alone; 1 for anything else."""
    return Decimal(chinese.LARGE.get(word, 1))


def _in_english(text: str, at: int) -> Number | None:
    words = english.read(text, at)
    return Number(words[0], at, words[1], "en") if words else None


def simple(text: str, at: int) -> Number | None:
    """The number that starts exactly at ``at``, not looking for a second writing of it."""
    sign = text[at : at + 1]
    if sign in _FILLED and sign:
        return _filled(text, at)
    if sign and (sign in _VULGAR or sign.isdigit() or sign == "."):
        return _in_figures(text, at)
    return _in_chinese(text, at) if sign in chinese.CHARACTERS and sign else _in_english(text, at)


_BEHIND_FILLED = regex.compile(r"\s?(?:[百千万亿]+|(?:thousand|million|billion)(?![a-z]))", regex.I)
_FILLED = {"【": "】", "[": "]", "(": ")"}


def _filled(text: str, at: int) -> Number | None:
    """A number that was filled into the brackets of a form: 【30】, [30]."""
    opening = at + 1 + (text[at + 1 : at + 2] == " ")
    number = None if text[opening : opening + 1] in _FILLED else simple(text, opening)
    closing = number.end + (text[number.end : number.end + 1] == " ") if number else 0
    if number is None or text[closing : closing + 1] != _FILLED[text[at]]:
        return None
    behind = _BEHIND_FILLED.match(text, closing + 1)
    scale = Decimal(1)
    for word in regex.findall(r"[a-z]+|\S", behind[0].lower()) if behind else ():
        scale *= chinese.SMALL.get(word) or chinese.LARGE.get(word) or english.SCALES[word]
    return replace(number, n=number.n * scale, start=at, end=behind.end() if behind else closing + 1)


def short_scale(text: str, number: Number) -> Number:
    """The number with a scale that is only a letter or two: 10k, 1.2bn, $3M."""
    match = _patterns()["scale"].match(text, number.end) if number.form == "figures" else None
    if match is None:
        return number
    scale = Decimal(english.SHORT_SCALES[match[0].strip().lower()])
    return Number(number.n * scale, number.start, match.end(), "figures", scale=scale)


def read(text: str, at: int) -> Number | None:
    """The number at ``at`` with its second writing in brackets: thirty (30), 三十（30）, 60 (sixty).

    The figures are its value, the words are kept as ``spoken``.
    """
    first = simple(text, at)
    if first is None:
        return None
    opening = _patterns()["opening"].match(text, first.end)
    second = simple(text, opening.end()) if opening else None
    closing = _patterns()["closing"].match(text, second.end) if second else None
    if second is None or closing is None or (first.form in ("figures", "mixed")) == (second.form in ("figures", "mixed")):
        return first
    words, figures = (second, first) if first.form in ("figures", "mixed") else (first, second)
    sign = (opening["sign"] if opening else "") or closing["sign"] or ""
    return Number(figures.n, at, closing.end(), "both", words.malformed, words.n, sign)
