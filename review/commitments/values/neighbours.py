"""Values that stand side by side: an amount written twice, the two ends of a range, dates that share their year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from review.commitments.values.raw import RawValue
from review.commitments.values.signs import MARKS_OF_SECOND_WRITING
from review.model.commitment import Operator, ValueType
from review.model.span import Span

_BETWEEN = re.compile(
    r"[\s(:,;）)/=-]*(?:(?:大写|小写|人民币|金额|为|即|计|合计|含|整|总计|共计|RMB|CNY|USD|say|being"
    r"|in (?:words?|figures|letters|full|writing)|i\.e\.|that is(?: to say)?|namely|viz\.?|words|figures|letters"
    r"|amount|only|sterling|exactly|net|written|equal to|the sum of|\.\s*(?:and )?in (?:words?|figures|numerals|letters)|numerals"
    r"|spel(?:led|t)(?: out)?(?: as)?)"
    r"[\s:,;(（)）/=-]*)*",
    re.I,
)
_MARKED = re.compile(rf"[(:]|{MARKS_OF_SECOND_WRITING}", re.I)
_DOLLARS = frozenset({"HKD", "SGD", "AUD", "CAD", "NZD", "TWD", "MOP"})
_GENERIC = {"USD": re.compile(r"dollars?", re.I), "CNY": re.compile(r"[元圆]")}
"""What the words of an amount end with whatever dollar or yuan they count."""
_NAMED = re.compile(r"\bU\.?\s?S\b|United|人民币|RMB|Renminbi|yuan", re.I)
_CLOSING = re.compile(r"\s*(?:元|元整)?\s*[)]")
_REACH = 40
_RANGE = re.compile(r"\s?(?:[-~至到]|to|and|and\s+up\s+to|与|和)\s?(?:[$€£¥]|USD|RMB|CNY|人民币)?\s?", re.I)
_BETWEEN_TWO = regex.compile(r"(?r)(?:between|介于|在)\s?(?:[$€£¥]|USD|RMB|CNY|人民币)?\s?", regex.I)
_NOT_TO = re.compile(r"\s?(?:and|与|和)", re.I)


_SAME_YEAR = re.compile(r"\s?(?:日|止|起)?(?:[-~至到、,]|to|through|until|and|与|和|及){1,2}\s?(?:the\s+)?", re.I)


def _same_kind(text: str, a: RawValue, b: RawValue) -> bool:
    if a.type is not b.type:
        return _sterling(a, b) or _sterling(b, a)
    if a.unit != b.unit and a.type is not ValueType.MONEY:
        return False
    return a.currency == b.currency or a.blank or b.blank or _counts(text, a, b) or _counts(text, b, a)


def _sterling(figures: RawValue, words: RawValue) -> bool:
    """Whether pounds in words, which by themselves are a weight, say an amount of sterling: £50 (fifty pounds)."""
    return figures.currency == "GBP" and words.in_words and words.unit in ("pound", "pounds")


def _counts(text: str, words: RawValue, figures: RawValue) -> bool:
    """Whether words that name dollars alone say figures in another dollar: ninety thousand dollars (S$90,000)."""
    said = text[words.span.start : words.span.end]
    bare = _GENERIC.get(words.currency or "")
    return bool(words.in_words and figures.currency in _DOLLARS and bare and bare.search(said) and not _NAMED.search(said))


def _second_writing(text: str, a: RawValue, b: RawValue) -> bool:
    """Whether ``b`` says ``a`` again: in the other form, or in brackets with the same number."""
    gap = text[a.span.end : b.span.start]
    if len(gap) > _REACH or not _same_kind(text, a, b) or not _BETWEEN.fullmatch(gap) or not _MARKED.search(gap):
        return False
    bracketed = "(" in gap
    return a.in_words != b.in_words or (a.blank and b.blank) or (bracketed and a.n == b.n)


def _merged(text: str, a: RawValue, b: RawValue) -> RawValue:
    figures, words = (b, a) if a.in_words and not b.in_words else (a, b)
    closing = _CLOSING.match(text, b.span.end) if "(" in text[a.span.end : b.span.start] else None
    span = Span(a.span.start, closing.end() if closing else b.span.end)
    spoken = words.n if words.in_words and figures.n is not None and not figures.in_words else None
    return replace(
        figures, span=span, n=figures.n if figures.n is not None else words.n, spoken=spoken,
        malformed=a.malformed or b.malformed, blank=a.blank and b.blank, in_words=False,
    )  # fmt: skip


def paired(text: str, values: Iterable[RawValue]) -> Iterator[RawValue]:
    """The values, one that is written twice (words and figures) as one."""
    waiting: RawValue | None = None
    for value in values:
        if waiting is not None and _second_writing(text, waiting, value):
            yield _merged(text, waiting, value)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = value
    if waiting is not None:
        yield waiting


def bounded(text: str, values: Iterable[RawValue]) -> Iterator[RawValue]:
    """The values, the two of a range with their bounds: between 30 and 60 days is at least 30 and at most 60.

    A bound before a range is that of its far end: within 3 to 5 days is at most 5.
    """
    waiting: RawValue | None = None
    for value in values:
        if waiting is not None:
            waiting, value = _range(text, waiting, value)
            yield waiting
        waiting = value
    if waiting is not None:
        yield waiting


def in_one_year(text: str, values: Iterable[RawValue]) -> list[RawValue]:
    """The values; a date without a year takes that of the one beside it: 2026年3月1日至12月31日, March 1 to May 31, 2026."""
    found = list(values)
    if not any(value.part.startswith("--") for value in found):
        return found
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = -order.step
        for i in order:
            first, second = sorted((found[i], found[i + step]), key=lambda v: v.span)
            if found[i].part.startswith("--") and _SAME_YEAR.fullmatch(
                text, first.span.end, max(first.span.end, second.span.start)
            ):
                found[i] = _dated_like(found[i], found[i + step])
    return found


def _dated_like(value: RawValue, other: RawValue) -> RawValue:
    if other.iso is None or value.impossible:
        return value
    month, day = map(int, value.part[2:].split("-"))
    last = monthrange(other.iso.year, month)[1]
    return replace(value, iso=other.iso.replace(month=month, day=day), part="") if day <= last else value


def _range(text: str, low: RawValue, high: RawValue) -> tuple[RawValue, RawValue]:
    if low.type is not high.type or low.unit != high.unit or low.currency != high.currency or high.operator is not None:
        return low, high
    gap = _RANGE.fullmatch(text, low.span.end, max(low.span.end, high.span.start))
    if gap is None or low.n is None or high.n is None or low.n >= high.n:
        return low, high
    if _BETWEEN_TWO.match(text, 0, low.span.start):
        return replace(low, operator=Operator.AT_LEAST), replace(high, operator=Operator.AT_MOST)
    if _NOT_TO.match(gap[0]) or low.operator is not Operator.AT_MOST:
        return low, high
    return replace(low, operator=None), replace(high, operator=Operator.AT_MOST)
