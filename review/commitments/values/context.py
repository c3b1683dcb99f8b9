"""What stands around a value: its second writing in words or figures, its bound, the base of a percentage, what a rate is per."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from review.commitments.values import terms
from review.commitments.values.raw import RawValue
from review.model.commitment import Operator, ValueType
from review.model.span import Span

_BETWEEN = regex.compile(
    r"[\s(:,;）)]*(?:(?:大写|小写|人民币|金额|为|即|计|合计|含|整|总计|共计|RMB|CNY|USD|say|being|in words|in figures|i\.e\.|"
    r"equal to|the sum of)[\s:,;(（)）]*)*",
    regex.I,
)
_MARKED = regex.compile(r"[(:]|大写|小写|即|say|in words|in figures", regex.I)
_CLOSING = regex.compile(r"\s*(?:元|元整)?\s*[)]")
_REACH = 40
_OF_AFTER = regex.compile(
    r"\s*(?:\([^()]{0,20}\)\s*)?(?:of\s+(?P<of>(?:the\s+|such\s+|its\s+)?[A-Za-z][^,.;:()]{2,70})|(?P<above>above\s[^,.;:()]{2,60}))",
    regex.I,
)
_OF_BEFORE = regex.compile(r"(?r)(?P<of>[\u4e00-\u9fff]{2,12})(?:的|之)?\s?")
_OPENERS = regex.compile(
    r".*(?:按照|按|以|付(?!款)|至|为|超过|达到|低于|不足|不得|不低于|不超过|收取|支付|扣除|承担|即|将|对|从|在|向|偿付|交纳|缴纳|含|率|和|并|占|剩余|每日|每天|相当于|每低|每高|扣)"
)
_PER = regex.compile(
    r"\s*(?:/|per\s+|each\s+|every\s+|for\s+(?:each|every)\s+|每)\s*(?:(?:calendar|full|complete|contract|started)\s+)?(?P<per>[A-Za-z]+|[\u4e00-\u9fff]{1,2})",
    regex.I,
)
_NAME_NOUNS = regex.compile(r"\s+(?:[A-Za-z]+\s+){0,4}?(?:fees?|charges?|rates?|prices?|terms?|periods?)(?![a-z])", regex.I)


def _same_kind(a: RawValue, b: RawValue) -> bool:
    return (
        a.type is b.type and (a.unit == b.unit or a.type is ValueType.MONEY) and (a.currency == b.currency or a.blank or b.blank)
    )


def _second_writing(text: str, a: RawValue, b: RawValue) -> bool:
    """Whether ``b`` says ``a`` again: in the other form, or in brackets with the same number."""
    gap = text[a.span.end : b.span.start]
    if len(gap) > _REACH or not _same_kind(a, b) or not _BETWEEN.fullmatch(gap) or not _MARKED.search(gap):
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


def _operator(text: str, value: RawValue) -> Operator | None:
    """The bound that the words before or behind the value set; those behind win, as in 超过5日以上."""
    pattern, meaning = terms.bounds("after")
    match = pattern.match(text, value.span.end)
    if match is None:
        if terms.last_word(text, value.span.start) not in terms.before_bounds():
            return None
        pattern, meaning = terms.bounds("before")
        match = pattern.match(text, max(0, value.span.start - _REACH), value.span.start)
    return meaning[terms.key(match["word"])] if match else None


def _base(text: str, value: RawValue) -> str | None:
    match = _OF_AFTER.match(text, value.span.end)
    if match:
        return (match["of"] or match["above"]).strip()
    match = _OF_BEFORE.match(text, max(0, value.span.start - _REACH), value.span.start)
    if match is None:
        return None
    opener = _OPENERS.match(match["of"])
    return (match["of"][opener.end() :] if opener else match["of"]) or None


def _per(text: str, value: RawValue) -> str | None:
    match = _PER.match(text, value.span.end)
    if match is None:
        return None
    word = match["per"].lower()
    unit = terms.durations().get(word) or terms.durations().get(f"个{word}")
    return unit.name if unit else word


def described(text: str, value: RawValue) -> RawValue:
    """The value with its bound, and for money and percentages with base and ``per``."""
    if value.recurring:
        return value
    value = replace(value, operator=_operator(text, value))
    if value.type is ValueType.PERCENT:
        return replace(value, of=_base(text, value), per=_per(text, value))
    return replace(value, per=_per(text, value)) if value.type is ValueType.MONEY else value


def repeats(text: str, start: int, end: int) -> bool:
    """Whether a word such as monthly or 年度 tells a repetition there, and is no part of a defined name or of a certain fee."""
    word = text[start:end]
    if not word[0].isascii():
        return True
    name = (
        word[0].isupper()
        and start > 0
        and text[max(0, start - 2) : start].strip()[-1:] not in ("", ".", ":", ";", "\n", ")", "(")
    )
    definite = text[max(0, start - 4) : start].lower() == "the "
    return not name and not definite and not _NAME_NOUNS.match(text, end)
