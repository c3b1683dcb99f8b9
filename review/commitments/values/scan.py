"""Every value in a stretch of text: the grammar's only entry.

>>> [str(v.n) for v in scan("within thirty (30) days, 5% of the price")]
['30', '5']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from review.commitments.values import blanks, chinese, context, dates, neighbours, numbers, terms, units
from review.commitments.values.amounts import hundredths
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number
from review.commitments.values.patterns import aside, before_reference, currency_sign, master, openings, reference
from review.commitments.values.raw import RawValue
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType
from review.model.language import Language
from review.model.span import Span

_LIST = regex.compile(
    r"\s{0,2}(?:-|~|至|到|to\b|out\s+of(?:\s+any)?(?:\s+the)?\b|或者|或|or\b|和|及|and\b|、|/)\s{0,2}(?=[\d.〇零一二两三四五六七八九十百A-Za-z-])",
    regex.I,
)
_INTRODUCTION = regex.compile(
    r"\s?[(]?\s?(?:大写|小写|金额大写|金额小写|大写金额|小写金额|in words|in figures)?\s?[)]?\s?[:：]?\s?[)]?\s?", regex.I
)
_NEXT_AMOUNT = regex.compile(r"(?<=[A-Za-z])\s\d")
"""Digits behind a currency that stands behind an amount: it belongs to the next amount (RMB 10 USD 20)."""
_WORKING = regex.compile(r"working|business|工作日", regex.I)
_SIGN = regex.compile(r"[-+]|(?:minus|negative)\s+", regex.I)
_TRAILING_DASHES = regex.compile(r"\.?--?(?![\d])")
_RANGE = regex.compile(r"\s?(?:-|~|至|到|to\b)\s?(?=\d)", regex.I)
_NET = regex.compile(r"(?r)(?<![A-Za-z])net\s+", regex.I)
_NET_ENDS = regex.compile(r"\s*(?:$|[,.;:)](?!\d)|\n|(?:from|of|after|terms?|basis)(?![a-z]))", regex.I)
_COUNTED_ON = regex.compile(r"(?:[后起]|(?<![季度年月周])的)$")
"""后第8周, 订单的第10日: days that are counted on; not the days of a period: 每季度的第一天."""
_ANY = ("任何", "任意", "某")
"""任何一个合同年度: no number."""
_BARE_ENDS = regex.compile(r"\s*(?:$|[,.;,。;、)](?!\d)|\n)")
_LEAST_NET, _LONGEST_NET = 7, 180
_LETTERS = regex.compile(r"\D+")
_PARTS = {"百": 100, "千": 1000, "万": 10000, "十": 10, "十万": 100_000, "百万": 1_000_000} | {
    c: n for c, n in chinese.DIGIT.items() if n > 1
}
"""What 分之 divides by."""
_BY_SIGN = {"%": 100, "‰": 1000}
"""What the sign of the figures divides by, whatever the words before it do: 千分之三（0.3%）."""
_LIST_LENGTH = 6
_BLOCK = 1200
_ENDS = ("\n\n", "。", ";", ". ", "\n", " ")
"""Where a block may end, the best first."""
_GENERIC = ("CNY", "USD")
"""Currencies whose words (元, dollars) stand behind amounts of others too: 港币100元, HK$100 dollars."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one place of the text gave: its values and where to read on."""

    values: tuple[RawValue, ...]
    end: int


def _of_number(number: Number, measure: Measure, start: int | None = None) -> RawValue:
    return RawValue(
        type=measure.type,
        span=Span(number.start if start is None else start, measure.end),
        n=measure.n,
        unit=measure.unit,
        currency=measure.currency,
        day_type=measure.day_type,
        spoken=_spoken(number, measure),
        malformed=measure.malformed or number.malformed,
        in_words=number.form in ("zh", "en"),
    )


def _spoken(number: Number, measure: Measure) -> Decimal | None:
    """The value of the words, in the unit that the figures are in."""
    if number.spoken is None:
        return None
    same = number.spoken == number.n or not number.n
    return measure.n if same else numbers.plain(number.spoken * measure.n / number.n)


def _is_reference(text: str, number: Number, measure: Measure) -> bool:
    """Whether words before the number make it a clause, a table, a model; money and percentages never are."""
    if measure.type in (ValueType.MONEY, ValueType.PERCENT):
        return False
    if number.form == "zh" and number.n == 1 and text[max(0, number.start - 2) : number.start].endswith(_ANY):
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


def _number(text: str, match: regex.Match[str]) -> Step:
    at = match.start("number")
    date = _date(text, at)
    if date:
        return date
    number = _read(text, at)
    if number is None:
        return Step((), at + 1)
    found, measure = _listed(text, number)
    if measure is None and (alone := _net(text, number) or _bare(text, number)):
        return alone
    if measure is None or _is_reference(text, number, measure):
        return Step((), number.end)
    last = _of_number(found[-1], measure)
    others = [units.measure_like(n, measure, found[-1]) for n in found[:-1]]
    return Step((*(_of_number(n, m) for n, m in zip(found, others, strict=False)), last), measure.end)


def _net(text: str, number: Number) -> Step | None:
    """Net 30: payment within thirty days."""
    if number.form != "figures" or not _LEAST_NET <= number.n <= _LONGEST_NET or not _NET.match(text, 0, number.start):
        return None
    if not _NET_ENDS.match(text, number.end):
        return None
    measure = Measure(ValueType.DURATION, numbers.plain(number.n), number.end, "day")
    return Step((_of_number(number, measure),), number.end)


def _bare(text: str, number: Number) -> Step | None:
    """A number that only its bound makes a value: 并发用户数不少于5000, concurrency >= 5,000."""
    if number.form == "en" or not _BARE_ENDS.match(text, number.end) or context.bound_before(text, number.start) is None:
        return None
    value = RawValue(type=ValueType.QUANTITY, span=Span(number.start, number.end), n=numbers.plain(number.n))
    return Step((value,), number.end)


def _date(text: str, at: int) -> Step | None:
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


def _dated(text: str, match: regex.Match[str]) -> Step:
    return _date(text, match.start()) or Step((), match.end())


def _currency(text: str, match: regex.Match[str]) -> Step:
    """A currency before a number or a blank: ¥1,200.00, USD 3 million, 人民币（大写）壹佰元整, €[***]."""
    code = terms.currencies("before")[terms.key(match["currency"])]
    at = match.end()
    for _ in range(3):
        introduction = _INTRODUCTION.match(text, at)
        again = currency_sign().match(text, introduction.end() if introduction else at)
        if again is None:
            break
        code, at = (terms.currencies("before")[terms.key(again[0])], again.end())
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
    return Step((_of_number(number, measure, start),), measure.end)


def _part(text: str, match: regex.Match[str]) -> Step:
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


def _interval(unit: str, n: Decimal, match: regex.Match[str]) -> Step:
    name = "year" if unit == "annum" else unit
    return Step((RawValue(type=ValueType.DURATION, span=Span(*match.span()), n=n, unit=name, recurring=True),), match.end())


def _each(text: str, match: regex.Match[str]) -> Step:
    return _interval(match["unit"].lower(), Decimal(1), match)


def _clock(text: str, match: regex.Match[str]) -> Step:
    """7x24, 24/7: twenty-four hours on seven days; 5×8小时."""
    values = (
        RawValue(type=ValueType.DURATION, span=Span(*match.span(group)), n=Decimal(_LETTERS.sub("", match[group])), unit=unit)
        for group, unit in (("day_", "hour"), ("week", "day"))
    )
    return Step(tuple(sorted(values, key=lambda value: value.span)), match.end())


def _one(text: str, match: regex.Match[str]) -> Step:
    """within an hour, a full year, another week: one of the unit."""
    number = Number(Decimal(1), match.start("one"), match.end("one"), "en")
    measure = units.measure(text, number)
    return Step((_of_number(number, measure),), measure.end) if measure else Step((), match.end())


def _offset(text: str, match: regex.Match[str]) -> Step:
    """T+3: three days after the day that T stands for; working days where the words say so."""
    at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    number = numbers.simple(text, at)
    if number is None:
        return Step((), match.end())
    measure = units.measure(text, number)
    if measure is None or measure.type is not ValueType.DURATION:
        measure = Measure(ValueType.DURATION, number.n, number.end, "day")
    return Step((_of_number(number, measure, match.start()),), measure.end)


def _slash(text: str, match: regex.Match[str]) -> Step:
    unit = terms.durations().get(match["slash"].lower()) or terms.durations()[f"个{match['slash']}"]
    return _interval(unit.name, Decimal(1), match)


def _recurring(text: str, match: regex.Match[str]) -> Step:
    word = match["recurring"]
    if not context.repeats(text, match.start(), match.end()):
        return Step((), match.end())
    recurrence = terms.recurrences().get(terms.key(word)) or terms.recurrences()[f"每{word}"]
    return _interval(recurrence.unit, recurrence.n, match)


def _tomorrow(text: str, match: regex.Match[str]) -> Step:
    """The next working day is one working day."""
    working = _WORKING.search(match[0])
    n = Decimal(2) if match["second"] else Decimal(1)
    value = RawValue(
        type=ValueType.DURATION, span=Span(*match.span()), n=n, unit="day", day_type="working" if working else None, in_words=True
    )
    return Step((value,), match.end())


def _once(text: str, match: regex.Match[str]) -> Step:
    n = terms.repetitions()[match["once"].lower()]
    return Step((RawValue(type=ValueType.COUNT, span=Span(*match.span()), n=n, in_words=True),), match.end())


def _blank(text: str, match: regex.Match[str]) -> Step:
    date = _date(text, match.start())
    if date:
        return date
    blank = blanks.read(text, match.start())
    return Step((blank,), blank.span.end) if blank else Step((), max(match.end(), match.start() + 1))


def _skip(text: str, match: regex.Match[str]) -> Step:
    return Step((), match.end())


_READERS: dict[str, Callable[[str, regex.Match[str]], Step]] = {
    "skip": _skip, "code": _dated, "day": _dated, "number": _number, "month": _dated, "currency": _currency, "part": _part,
    "clock": _clock, "offset": _offset, "each": _each, "one": _one,
    "slash_": _slash, "recurring": _recurring, "tomorrow": _tomorrow, "once": _once, "blank": _blank,
}  # fmt: skip


def _blocks(text: str) -> Iterator[Span]:
    """The text in blocks that end with a sentence where one ends.

    The pattern engine looks ahead for characters a pattern cannot do without; blocks keep that look short, and reading linear.
    """
    at = 0
    while at < len(text):
        end = min(len(text), at + _BLOCK)
        if end < len(text):
            cuts = ((text.rfind(mark, at + _BLOCK // 2, end), mark) for mark in _ENDS)
            end = next((place + len(mark) for place, mark in cuts if place >= 0), end)
        yield Span(at, end)
        at = end


def _values(text: str, language: Language | None) -> Iterator[RawValue]:
    """The values of one block."""
    found: list[RawValue] = []
    at = 0
    for opening, kind in openings(text):
        match = master(kind).match(text, opening) if opening >= at else None
        if match:
            step = _READERS[match.lastgroup or "skip"](text, match)
            found.extend(step.values)
            at = max(step.end, opening + 1)
    whole = neighbours.in_one_year(text, neighbours.paired(text, found))
    told = (context.described(text, value) for value in whole)
    for described in neighbours.bounded(text, told):
        yield _day_first(text, described) if language is Language.ZH else described


def scan(text: str, start: int = 0, end: int | None = None, language: Language | None = None) -> tuple[RawValue, ...]:
    """Every value of ``text[start:end]``, in text order, spans into ``text``, none overlapping another. Linear in the length.

    ``language`` of the stretch: in Chinese a date of three numbers without a year in front has its day first.
    """
    part = halfwidth(text[start : len(text) if end is None else end])
    return tuple(
        replace(value, span=value.span.shifted(moved)) if (moved := start + block.start) else value
        for block in _blocks(part)
        for value in _values(block.of(part), language)
    )


def may_open(text: str, reach: int) -> bool:
    """Whether a value may start among the first ``reach`` signs or right behind them; where not, ``scan`` finds none there."""
    first = next(openings(halfwidth(text)), None)
    return first is not None and first[0] <= reach


def _day_first(text: str, value: RawValue) -> RawValue:
    """A date of three numbers that ends with the year, as Chinese texts write it: the day before the month."""
    date = dates.read(text, value.span.start, day_first=True) if value.type is ValueType.DATE and value.iso else None
    return replace(value, iso=date.iso) if date and date.iso else value
