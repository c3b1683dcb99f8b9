"""Every value in a stretch of text: the grammar's only entry.

>>> [str(v.n) for v in scan("within thirty (30) days, 5% of the price")]
['30', '5']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from review.commitments.values import blanks, context, counted, dates, neighbours, priced, timed
from review.commitments.values.patterns import begun, openings
from review.commitments.values.raw import RawValue
from review.commitments.values.step import Step
from review.commitments.values.width import halfwidth
from review.model.changed import changed
from review.model.commitment import ValueType
from review.model.language import Language
from review.model.span import Span

_BLOCK = 1200
_BARE = 4
"""So many digits alone are a number without a unit, and no value."""
_KEPT = 4096
"""Blocks that are kept with what was read in them: many a line is read for its promises, and whole again by rules."""
_AHEAD = 120
"""So many signs decide at most whether a value opens."""
_ENDS = ("\n\n", "。", ";", ". ", "\n", " ")
"""Where a block may end, the best first."""


def _blank(text: str, match: regex.Match[str]) -> Step:
    date = counted.date_at(text, match.start())
    if date:
        return date
    blank = blanks.read(text, match.start())
    return Step((blank,), blank.span.end) if blank else Step((), max(match.end(), match.start() + 1))


def _skip(text: str, match: regex.Match[str]) -> Step:
    return Step((), match.end())


_READERS: dict[str, Callable[[str, regex.Match[str]], Step]] = {
    "skip": _skip, "code": counted.dated, "day": counted.dated, "month": counted.dated, "number": counted.number_at,
    "part": counted.part, "currency": priced.currency, "clock": timed.clock, "offset": timed.offset, "each": timed.each,
    "one": timed.one, "slash_": timed.slash, "recurring": timed.recurring, "tomorrow": timed.tomorrow, "once": timed.once,
    "ordinal": timed.ordinal,
    "blank": _blank,
}  # fmt: skip


def scan(text: str, start: int = 0, end: int | None = None, language: Language | None = None) -> tuple[RawValue, ...]:
    """Every value of ``text[start:end]``, in text order, spans into ``text``, none overlapping another. Linear in the length.

    ``language`` of the stretch: in Chinese a date of three numbers without a year in front has its day first.
    """
    part = halfwidth(text[start : len(text) if end is None else end])
    if len(part) <= _BARE and part.isdecimal():
        return ()
    return tuple(
        changed(value, span=value.span.shifted(moved)) if (moved := start + block.start) else value
        for block in _blocks(part)
        for value in _values(block.of(part), language is Language.ZH)
    )


def may_open(text: str, reach: int) -> bool:
    """Whether a value may start among the first ``reach`` signs or right behind them; where not, ``scan`` finds none there."""
    first = next(openings(halfwidth(text[: reach + _AHEAD])), None)
    return first is not None and first[0] <= reach


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


@lru_cache(maxsize=_KEPT)
def _values(text: str, day_first: bool) -> tuple[RawValue, ...]:
    """The values of one block."""
    return tuple(_read(text, day_first))


def _read(text: str, day_first: bool) -> Iterator[RawValue]:
    found: list[RawValue] = []
    at = 0
    for opening, kind in openings(text):
        match = begun(text, opening, kind) if opening >= at else None
        if match:
            step = _READERS[match.lastgroup or "skip"](text, match)
            found.extend(step.values)
            at = max(step.end, opening + 1)
    if not found:
        return
    whole = neighbours.in_one_year(text, neighbours.paired(text, found))
    told = (context.described(text, value) for value in whole)
    for described in neighbours.bounded(text, told):
        yield _day_first(text, described) if day_first else described


def _day_first(text: str, value: RawValue) -> RawValue:
    """A date of three numbers that ends with the year, as Chinese texts write it: the day before the month."""
    date = dates.read(text, value.span.start, day_first=True) if value.type is ValueType.DATE and value.iso else None
    return replace(value, iso=date.iso) if date and date.iso else value
