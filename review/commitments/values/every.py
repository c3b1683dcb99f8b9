"""Every number of a text, whatever unit follows: signs, fractions, scales and spaces included. For checks of tables and amounts.

The value grammar (``scan``) does not use it: a number in a contract means something only with its unit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import chinese, english, numbers, terms
from review.commitments.values.numbers import Number

_Z = chinese.CHARACTERS
_FIGURES = (
    r"\d{1,3}(?:\s\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,]?\d)|"
    r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?(?!\.?\d)|\d+|\.\d+"
)
_POWER = r"\d+(?:\.\d+)?(?:\s?[x×]\s?10)?\s?\^\s?[+-]{0,2}\d{1,3}(?!\d)|\d+(?:\.\d+)?e[+-]?\d{1,3}(?![\w.])"
_SIGN = r"(?P<sign>(?<![\w-])-(?:\s{0,2}(?=\d))?|[负負]\s*|(?<![A-Za-z])(?:minus|negative)\s+)?"
_OVER = regex.compile(r"\s+(?:(?P<over>over)|out\s+of)\s+", regex.I)
_UNIT = regex.compile(r"\s*[A-Za-z\u4e00-\u9fff]")
_MULTIPLES = {"打": 12, "": 1}


@cache
def _pattern() -> regex.Pattern[str]:
    first = "|".join(w for w in english.FIRST if w not in ("dozen",))
    unsaid = terms.alternation((*terms.words("values-not", "words"), "百分点"))
    joined = (
        rf"(?:[{_Z}{chinese.ABOUT}]|\s+(?=[十百千万亿萬億余餘几幾点點])|(?<=[十百千万亿萬億点點]\s?)\s*(?=[{_Z}{chinese.ABOUT}]))"
    )
    han = rf"[{_Z}]{joined}*(?:\s*[点點]\s*[零〇一二三四五六七八九]+)?"
    mixed = rf"(?:{_FIGURES})\s*[{chinese.ABOUT}]?\s*[十百千万亿萬億兆](?:\s*[\d{_Z}]+)*"
    part = rf"(?:(?:{mixed})|{han}|\d+)"
    return regex.compile(
        rf"(?P<skip>(?:{unsaid})|[万萬]{{2}}(?![{_Z}])|百分之(?=[\d{_Z}])|[A-Za-z][A-Za-z-]*-(?=\d)|(?<![A-Za-z])(?:the|this|that|which)\s+one(?=\s+(?:you|is|do)\b))"
        rf"|{_SIGN}(?:(?:(?P<whole>{part})\s*又\s*)?(?P<bottom>{part})\s*分\s*之\s*(?P<again>[负負])?(?P<top>{part})"
        rf"|(?P<power>{_POWER})|(?:(?P<whole2>\d+)\s+)?(?<!\d/)(?P<top2>\d+)/(?P<bottom2>\d+)(?![/\d-])|(?P<mixed>{mixed})|(?P<han>{han})(?P<times>打)?"
        rf"|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<figures>{_FIGURES})(?!(?:st|nd|rd|th)(?![a-z]))"
        rf"|(?<![A-Za-z\d])(?P<words>{first})(?![A-Za-z]))", regex.I,
    )  # fmt: skip


@cache
def _attached() -> regex.Pattern[str]:
    """Letters behind a number that are no scale make it a quantity: 180ml."""
    return regex.compile(r"\s*(?:(?P<scale>k|K|M|G|B|b|MM|mil|mn|mln|bn|bln|tn|tln)(?![A-Za-z])|(?P<unit>(?<!\s)[a-zA-Z]+))")


def _read(numeral: str) -> Decimal:
    return (
        chinese.read(regex.sub(r"[\s,]", "", numeral)) if regex.search(rf"[{_Z}]", numeral) else Decimal(numeral.replace(",", ""))
    )


def _fraction(match: regex.Match[str]) -> Decimal | None:
    top, bottom = match["top"] or match["top2"], match["bottom"] or match["bottom2"]
    whole = match["whole"] or match["whole2"]
    return None if not top or not _read(bottom) else (_read(whole) if whole else 0) + _read(top) / _read(bottom)


def _figures(text: str, match: regex.Match[str]) -> Number | None:
    written = regex.sub(r"\s", "", match["figures"])
    european = regex.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", written)
    n = Decimal(written.replace(".", "").replace(",", ".") if european else written.replace(",", ""))
    words = english.read(text, match.start("figures"))
    if words and words[1] > match.end():
        return Number(words[0], match.start(), words[1], "figures")
    attached = _attached().match(text, match.end())
    if attached and attached["unit"]:
        return None
    if attached and not (attached["scale"] in "mb" and attached.start("scale") > match.end()):
        return Number(n * english.SHORT_SCALES[attached["scale"].lower()], match.start(), attached.end(), "figures")
    return Number(n, match.start(), match.end(), "figures")


def _power(written: str) -> Decimal:
    """1.3e6, 2.5^-1, 6.23x10^-4."""
    plain = regex.sub(r"[\s+]|--", "", written.lower())
    if "e" in plain:
        return Decimal(plain)
    base, exponent = plain.split("^")
    factor, _, ten = base.replace("×", "x").partition("x")
    return Decimal(factor) * Decimal(ten) ** int(exponent) if ten else Decimal(factor) ** int(exponent)


def _number(text: str, match: regex.Match[str]) -> Number | None:
    start, end = match.span()
    if match["power"]:
        return Number(_power(match["power"]), start, end, "figures")
    fraction = _fraction(match)
    if fraction is not None:
        return Number(fraction, start, end, "figures")
    if match["vulgar"]:
        top, _, bottom = unicodedata.normalize("NFKC", match["vulgar"]).partition("⁄")
        return Number(Decimal(top) / Decimal(bottom), start, end, "figures")
    if match["words"]:
        read = english.read(text, match.start("words"))
        return Number(read[0], start, read[1], "en") if read else None
    if match["figures"]:
        return _figures(text, match)
    numeral = match["mixed"] or match["han"]
    if numeral in chinese.LARGE:
        return None
    return Number(_read(numeral) * _MULTIPLES[match["times"] or ""], start, end, "zh")


def find(text: str) -> Iterator[Number]:
    """Every number of a half-width text, in order; one over three and one out of three are a third."""
    top: Number | None = None
    for number in _numbers(text):
        if top is not None and _divides(text, top, number):
            yield replace(top, n=numbers.plain(top.n / number.n), end=number.end)
            top = None
            continue
        if top is not None:
            yield top
        top = number
    if top is not None:
        yield top


def _divides(text: str, top: Number, bottom: Number) -> bool:
    """Whether two numbers are one fraction: 2000 over 3, one out of five; not $2000 over 3 years, 12 out of 10."""
    link = _OVER.fullmatch(text, top.end, bottom.start)
    if link is None or not bottom.n:
        return False
    return _UNIT.match(text, bottom.end) is None if link["over"] else top.n < bottom.n


def _numbers(text: str) -> Iterator[Number]:
    at = 0
    while match := _pattern().search(text, at):
        number = None if match["skip"] else _number(text, match)
        if number:
            negative = bool(match["sign"]) != bool(match["again"])
            yield replace(number, n=numbers.plain(-number.n if negative else number.n))
        at = max(number.end if number else match.end(), match.start() + 1)
