"""A number and what stands behind it: a unit, one for a whole list, or only the bound before it; dates and fractions."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import regex

from review.commitments.values import blanks, chinese, context, dates, numbers, terms, units
from review.commitments.values.amounts import hundredths
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number
from review.commitments.values.patterns import aside, before_reference, reference
from review.commitments.values.raw import RawValue
from review.commitments.values.step import Step, of_number
from review.model.commitment import ValueType
from review.model.span import Span

_LIST = regex.compile(
    r"\s{0,2}(?:-|~|至|到|to\b|out\s+of(?:\s+any)?(?:\s+the)?\b|或者|或|or\b|和|及|and\b|、|/)\s{0,2}(?=[\d.〇零一二两三四五六七八九十百A-Za-z-])",
    regex.I,
)
_SIGN = re.compile(r"[-+]|(?:minus|negative)\s+", re.I)
_NET = regex.compile(r"(?r)(?<![A-Za-z])net\s+", regex.I)
_NET_ENDS = re.compile(r"\s*(?:$|[,.;:)](?!\d)|\n|(?:from|of|after|terms?|basis)(?![a-z]))", re.I)
_COUNTED_ON = regex.compile(r"(?:[后起]|(?<![季度年月周])的)$")
"""后第8周, 订单的第10日: days that are counted on; not the days of a period: 每季度的第一天."""
_ANY = ("任何", "任意", "某")
"""任何一个合同年度: no number."""
_OF_A_CLAUSE = ("条", "、", "前", "述", "上", "按", "据", "-", "和", "及")
"""第八条4款, 前两款, 3-2款: parts of a clause."""
_BARE_ENDS = re.compile(r"\s*(?:$|[,.;,。;、)](?!\d)|\n)")
_BOUND_BEHIND = re.compile(r"\s?[(]?含?[)]?(?:及|或)?以[上下](?:\s*$|[,.;,。;、)的]|\n)")
_OUT_OF = re.compile(r"\s+out\s+of\s+(?=[\da-z])", re.I)
_LEAST_NET, _LONGEST_NET = 7, 180
_PARTS = {"百": 100, "千": 1000, "万": 10000, "十": 10, "十万": 100_000, "百万": 1_000_000} | {
    c: n for c, n in chinese.DIGIT.items() if n > 1
}
"""What 分之 divides by."""
_BY_SIGN = {"%": 100, "‰": 1000}
"""What the sign of the figures divides by, whatever the words before it do: 千分之三（0.3%）."""
_LIST_LENGTH = 6


def number_at(text: str, match: regex.Match[str]) -> Step:
    """A number, or several that share their unit; a date where one opens there."""
    at = match.start("number")
    date = date_at(text, at)
    if date:
        return date
    number = _read(text, at)
    if number is None:
        return Step((), at + 1)
    found, measure = _listed(text, number)
    if measure is None and (alone := _net(text, number) or _out_of(text, number) or _bare(text, number)):
        return alone
    if measure is None or _is_reference(text, number, measure):
        return Step((), number.end)
    last = of_number(found[-1], measure)
    others = [units.measure_like(n, measure, found[-1]) for n in found[:-1]]
    return Step((*(of_number(n, m) for n, m in zip(found, others, strict=False)), last), measure.end)


def _is_reference(text: str, number: Number, measure: Measure) -> bool:
    """Whether words before the number make it a clause, a table, a model; money and percentages never are."""
    if measure.type in (ValueType.MONEY, ValueType.PERCENT):
        return False
    if number.form == "zh" and number.n == 1 and text[max(0, number.start - 2) : number.start].endswith(_ANY):
        return True
    if measure.unit == "款" and text[max(0, number.start - 1) : number.start] in _OF_A_CLAUSE:
        return True
    if measure.unit == "份" and aside().match(text, 0, number.start):
        return True
    if terms.last_word(text, number.start) not in before_reference():
        return False
    match = reference().match(text, 0, number.start)
    if match is None:
        return False
    if match[0].strip() == "第":
        return not (measure.type is ValueType.DURATION and _COUNTED_ON.search(text, 0, match.start()))
    return number.form != "both"


def _signed(text: str, at: int) -> tuple[int, int]:
    """Factor and position of the number when a sign stands before it."""
    match = _SIGN.match(text, at)
    return (1 if match[0] == "+" else -1, match.end()) if match else (1, at)


def _read(text: str, at: int) -> Number | None:
    if text[at] == "半":
        return Number(Decimal("0.5"), at, at + 1, "zh")
    factor, start = _signed(text, at)
    number = numbers.read(text, start)
    return replace(number, n=number.n * factor, start=at) if number and factor < 0 else number


def _listed(text: str, first: Number) -> tuple[list[Number], Measure | None]:
    """The numbers that share the unit behind the last of them: 3-5个工作日, 30, 10 to 15%, 2 or 3 days."""
    found = [first]
    for _ in range(_LIST_LENGTH):
        measure = units.measure(text, found[-1])
        if measure:
            return found, measure
        link = _LIST.match(text, found[-1].end)
        following = numbers.read(text, link.end()) if link and link.end() < len(text) else None
        if following is None or (first.form == "en") != (following.form == "en"):
            return [first], None
        found.append(following)
    return [first], None


def _net(text: str, number: Number) -> Step | None:
    """Net 30: payment within thirty days."""
    if number.form != "figures" or not _LEAST_NET <= number.n <= _LONGEST_NET or not _NET.match(text, 0, number.start):
        return None
    if not _NET_ENDS.match(text, number.end):
        return None
    measure = Measure(ValueType.DURATION, numbers.plain(number.n), number.end, "day")
    return Step((of_number(number, measure),), number.end)


def _out_of(text: str, number: Number) -> Step | None:
    """A mark out of the highest: 4 out of 5, four out of five."""
    link = _OUT_OF.match(text, number.end)
    highest = numbers.read(text, link.end()) if link else None
    if highest is None or not 1 < number.n < highest.n:
        return None
    value = RawValue(type=ValueType.QUANTITY, span=Span(number.start, highest.end), n=numbers.plain(number.n))
    return Step((value,), highest.end)


def _bare(text: str, number: Number) -> Step | None:
    """A number that only its bound makes a value: 并发用户数不少于5000, concurrency >= 5,000, 功率因数0.9以上."""
    if number.form == "en" or not (_bounded_before(text, number) or _bounded_behind(text, number)):
        return None
    value = RawValue(type=ValueType.QUANTITY, span=Span(number.start, number.end), n=numbers.plain(number.n))
    return Step((value,), number.end)


def _bounded_before(text: str, number: Number) -> bool:
    return _BARE_ENDS.match(text, number.end) is not None and context.bound_before(text, number.start) is not None


def _bounded_behind(text: str, number: Number) -> bool:
    """Whether a bound stands behind figures that name no version: Windows 7以上."""
    named = text[max(0, number.start - 2) : number.start].strip()[-1:]
    return number.form != "zh" and not (named.isascii() and named.isalpha()) and _BOUND_BEHIND.match(text, number.end) is not None


def dated(text: str, match: regex.Match[str]) -> Step:
    """What may be a date, and is passed over where it is none."""
    return date_at(text, match.start()) or Step((), match.end())


def date_at(text: str, at: int) -> Step | None:
    """The date at ``at``; the date of another document is passed over."""
    found = dates.read(text, at)
    if found is None or (text[at : found.end].isdigit() and reference().match(text, 0, at)):
        return None
    return Step(() if aside().match(text, 0, at) else (_of_date(found),), found.end)


def _of_date(found: dates.Found) -> RawValue:
    return RawValue(
        type=ValueType.DATE,
        span=Span(found.start, found.end),
        iso=found.iso,
        part=found.part,
        blank=found.blank,
        impossible=found.impossible,
    )


def part(text: str, match: regex.Match[str]) -> Step:
    """百分之五, 千分之三, 千分之三（0.3%）, 三分之一, 万分之____."""
    at, bottom = match.end(), _PARTS[match["part"].removesuffix("分之")]
    number = _read(text, at) if at < len(text) and (text[at].isdigit() or text[at] in terms.digits()) else None
    if number is None:
        blank = blanks.place(text, at)
        value = RawValue(type=ValueType.PERCENT, span=Span(match.start(), blank), blank=True) if blank else None
        return Step((value,) if value else (), blank or at)
    n = hundredths(number.n / _BY_SIGN.get(number.inside, bottom))
    spoken = None if number.spoken is None else hundredths(number.spoken / bottom)
    value = RawValue(
        type=ValueType.PERCENT, span=Span(match.start(), number.end), n=n, spoken=spoken, in_words=number.form == "zh"
    )
    return Step((value,), number.end)
