"""Times that words say without a number before a unit: each month, 7x24, T+3, the next working day, twice."""

from __future__ import annotations

import re
from decimal import Decimal

import regex

from review.commitments.values import context, english, numbers, terms, units
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number
from review.commitments.values.raw import RawValue
from review.commitments.values.step import Step, of_number
from review.model.commitment import ValueType
from review.model.span import Span

_WORKING = re.compile(r"working|business|工作日", re.I)
_LETTERS = re.compile(r"\D+")


def each(text: str, match: regex.Match[str]) -> Step:
    """each month, per annum."""
    return _interval(match["unit"].lower(), Decimal(1), match, "working" if match["working_"] else None)


def _interval(unit: str, n: Decimal, match: regex.Match[str], day_type: str | None = None) -> Step:
    name, span = "year" if unit == "annum" else unit, Span(*match.span())
    value = RawValue(type=ValueType.DURATION, span=span, n=n, unit=name, day_type=day_type, recurring=True)
    return Step((value,), match.end())


def clock(text: str, match: regex.Match[str]) -> Step:
    """7x24, 24/7: twenty-four hours on seven days; 5×8小时."""
    values = (
        RawValue(type=ValueType.DURATION, span=Span(*match.span(group)), n=Decimal(_LETTERS.sub("", match[group])), unit=unit)
        for group, unit in (("day_", "hour"), ("week", "day"))
    )
    return Step(tuple(sorted(values, key=lambda value: value.span)), match.end())


def one(text: str, match: regex.Match[str]) -> Step:
    """within an hour, a full year, another week: one of the unit."""
    number = Number(Decimal(1), match.start("one"), match.end("one"), "en")
    measure = units.measure(text, number)
    return Step((of_number(number, measure),), measure.end) if measure else Step((), match.end())


def offset(text: str, match: regex.Match[str]) -> Step:
    """T+3: three days after the day that T stands for; working days where the words say so."""
    at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    number = numbers.simple(text, at)
    if number is None:
        return Step((), match.end())
    measure = units.measure(text, number)
    if measure is None or measure.type is not ValueType.DURATION:
        measure = Measure(ValueType.DURATION, number.n, number.end, "day")
    return Step((of_number(number, measure, match.start()),), measure.end)


def slash(text: str, match: regex.Match[str]) -> Step:
    """元/月, % / year: what stands behind the stroke."""
    unit = terms.durations().get(match["slash"].lower()) or terms.durations()[f"个{match['slash']}"]
    return _interval(unit.name, Decimal(1), match)


def recurring(text: str, match: regex.Match[str]) -> Step:
    """monthly, 每季度: an interval by itself."""
    word = match["recurring"]
    if not context.repeats(text, match.start(), match.end()):
        return Step((), match.end())
    recurrence = terms.recurrences().get(terms.key(word)) or terms.recurrences()[f"每{word}"]
    return _interval(recurrence.unit, recurrence.n, match)


def tomorrow(text: str, match: regex.Match[str]) -> Step:
    """The next working day is one working day."""
    working = _WORKING.search(match[0])
    n = Decimal(2) if match["second"] else Decimal(1)
    value = RawValue(
        type=ValueType.DURATION, span=Span(*match.span()), n=n, unit="day", day_type="working" if working else None, in_words=True
    )
    return Step((value,), match.end())


def ordinal(text: str, match: regex.Match[str]) -> Step:
    """The third business day after an event is three business days from it; that of a month is none."""
    if not match["after"]:
        return Step((), match.end())
    day = match.end("th") + len(text[match.end("th") : match.end()].lower().partition("day")[0]) + 3
    value = RawValue(
        type=ValueType.DURATION,
        span=Span(match.start(), day),
        n=Decimal(english.ordinal(match["th"])),
        unit="day",
        day_type="working" if match["working"] else None,
        in_words=not match["th"].isdigit(),
    )
    return Step((value,), day)


def once(text: str, match: regex.Match[str]) -> Step:
    """once, twice, thrice: how often."""
    n = terms.repetitions()[match["once"].lower()]
    return Step((RawValue(type=ValueType.COUNT, span=Span(*match.span()), n=n, in_words=True),), match.end())
