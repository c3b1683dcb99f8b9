"""Values of a table's cell, with what the header of its column says about a bare number.

>>> cell("45,000", header="数量（件）")[0].unit
'件'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import numbers, terms, units
from review.commitments.values.numbers import Number
from review.commitments.values.raw import RawValue
from review.commitments.values.scan import scan
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType
from review.model.language import Language
from review.model.span import Span

_BARE = re.compile(r"\s*[-+]?[\d,.']*\d\s*")
_UNIT = regex.compile(r"[(:/]\s*(?:单位|unit(?=\W)|in(?=\s))?\s*[:]?\s*(?P<unit>[^()]{1,30}?)\s*[)]?\s*$", regex.I)


@dataclass(frozen=True, slots=True)
class Header:
    """What a column holds: the type of its numbers and their unit, and how many of the unit one stands for (万元: 10000)."""

    type: ValueType
    unit: str | None = None
    currency: str | None = None
    factor: Decimal = Decimal(1)


@cache
def _rows() -> tuple[tuple[ValueType, regex.Pattern[str]], ...]:
    rows = terms.table("values-headers")
    return tuple((ValueType(row["type"]), regex.compile(terms.alternation((*row["zh"], *row["en"])), regex.I)) for row in rows)


def _unit_of(header: str) -> Header | None:
    match = _UNIT.search(header)
    if match is None:
        return None
    probe = "1" + match["unit"]
    number = numbers.read(probe, 0)
    measure = units.measure(probe, number) if number else None
    return Header(measure.type, measure.unit, measure.currency, measure.n) if measure else None


@cache
def header_of(text: str, currency: str | None = None) -> Header | None:
    """What a header says of the numbers below it, or ``None``; ``currency`` is that of the contract, for amounts without one."""
    plain = halfwidth(text)
    by_unit = _unit_of(plain)
    if by_unit:
        return by_unit
    kind = next((kind for kind, words in _rows() if words.search(plain)), None)
    return Header(kind, currency=currency if kind is ValueType.MONEY else None) if kind else None


def _bare(text: str, start: int, end: int, meaning: Header) -> tuple[RawValue, ...]:
    plain = halfwidth(text[start:end])
    lead = len(plain) - len(plain.lstrip(" +-\n"))
    number: Number | None = numbers.read(plain, lead) if _BARE.fullmatch(plain) else None
    if number is None or meaning.type is ValueType.DATE:
        return ()
    sign = -1 if "-" in plain[:lead] else 1
    span = Span(start + lead, start + number.end)
    n = numbers.plain(number.n * meaning.factor * sign)
    return (RawValue(type=meaning.type, span=span, n=n, unit=meaning.unit, currency=meaning.currency),)


def cell(
    text: str,
    start: int = 0,
    end: int | None = None,
    header: str = "",
    currency: str | None = None,
    language: Language | None = None,
) -> tuple[RawValue, ...]:
    """The values of ``text[start:end]``, spans into ``text``; a bare number takes the meaning of the column's ``header``."""
    stop = len(text) if end is None else end
    meaning = header_of(header, currency)
    return scan(text, start, stop, language) or (_bare(text, start, stop, meaning) if meaning else ())
