"""The words around a promise: the event that starts its time, the condition it hangs on, what it excepts."""

from __future__ import annotations

import re

from review.commitments.reading import Reading
from review.model.commitment import ValueType
from review.model.span import Span

#: So much of a Chinese time is seen with the event before it.
_TAIL = 6

_TRIGGERS = {
    "zh": (
        re.compile(
            r"(?:自|从|于|在)?(?P<t>(?:(?!为|自(?!然|动|行))[^，。；：、]){2,40}?(?:之日起|之日|之时|起|后|之后|以后|前|之前"
            r"|时))(?=[^，。；：]{0,12}(?:\d|[０-９]|[一二三四五六七八九十]|_|＿|【|\s{2}"
            r"|\{\{))"
        ),
        re.compile(r"(?:^|[，。；：])(?P<t>(?:自|在|于)?[^，。；：]{2,30}?(?:之日起|以后|之后|后|前))[，]"),
    ),
    "en": (
        re.compile(
            r"\)?\s*(?P<t>(?:after|of|from|following|upon|prior to|before"
            r"|since)\s+(?:the\s+)?(?:date\s+(?:of|on which)\s+)?[^,.;]{3,100})",
            re.IGNORECASE,
        ),
        re.compile(
            r"^(?P<t>(?:Upon|After|Following|At the request of|On request|If|In the event|Should|When)\b[^,.;]{3,160})",
            re.IGNORECASE,
        ),
    ),
}
_CONDITION = {
    "zh": re.compile(
        r"(?:^|(?<=[，。；：]))(?:如果|如遇|如因|如|若|倘若|一旦|凡|因|由于)[^，。；]{2,120}?(?:的|时|后)?(?=[，。])"
    ),
    "en": re.compile(
        r"(?:^|(?<=[,;] ))(?:If|In the event(?: that| of)?|In case"
        r"|Where|Should|Unless|Provided that|provided that|Subject to"
        r"|if|in the event|unless)\b[^.;]{3,240}?(?=[,.;]|$)"
    ),
}
_PURPOSE = {
    "zh": re.compile(r"^为(?!甲|乙|买|卖|供|需)[^，。；]{2,40}(?=，)"),
    "en": re.compile(r"^(?:In order to|To the end that|For the purposes? of)\b[^,.;]{3,160}(?=,)"),
}
#: How or under what leave a thing is done, which is not what is promised.
_MANNER = {
    "zh": re.compile(
        r"未(?:经|征得|取得|获得?)[^，,。；]{2,24}?(?:同意|许可|批准|认可|授权)(?:的?[，,])?|免费|无偿|自费|(?:自担|自负|自付)费用"
    ),
    "en": re.compile(
        r"\b(?:at|by|on) (?:(?:its|their|his|no|the|the \w+['’]s?|[A-Z]\w+['’]s?) )"
        r"(?:(?:own|sole|additional|extra|further|and) )*(?:cost|expense|charge)s?(?: and (?:expense|risk|cost))?\b"
        r"|\b(?:rent[ -])?free of (?:charge|cost)\b|\brent[ -]free\b"
        r"|\bwithout (?:(?:any|additional|extra|further) )*(?:charge|cost)\b"
        r"|\bwithout (?:(?!shall|may|must|will)[^.,;]){0,60}?\b(?:consent|approval|permission|authori[sz]ation|agreement)\b"
        r"(?: (?:of|from|by) [^,.;]{3,30})?",
        re.IGNORECASE,
    ),
}
_EXCEPTION = {
    "zh": re.compile(r"(?:除非|除)[^，。；]{2,60}?(?:外|以外|之外|情况)?(?=[，。；]|$)|但[^，。；]{2,60}除外"),
    "en": re.compile(
        r"\b(?:except(?: as| for| to| that| when)?|excluding|other than|unless)\b[^.;]{3,200}?(?=[,.;]|$)", re.IGNORECASE
    ),
}


def trigger_of(reading: Reading) -> str | None:
    """The words of the event from which the promise's first time runs, ``None`` when it names none."""
    found = _trigger(reading)
    return found.group("t").strip() if found else None


def asides(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Stretches of the unit's text that only say when, if, why or but; none is the whole text.

    The event that starts its time, its condition, its purpose and its exception; at whose cost and with whose leave it is done.
    """
    found, condition = _trigger(reading), _CONDITION[reading.key].search(reading.unit.text)
    manner = _MANNER[reading.key].finditer(reading.unit.text)
    whole = (condition, *(p[reading.key].search(reading.unit.text) for p in (_PURPOSE, _EXCEPTION)), *manner)
    spans = (*([found.span("t")] if found else ()), *(m.span() for m in whole if m is not None))
    return tuple((a, b) for a, b in spans if a > 0 or b < len(reading.unit.text) - 1)


def _trigger(reading: Reading) -> re.Match[str] | None:
    key, text = reading.key, reading.unit.text
    beside, opening = _TRIGGERS[key]
    time = next((v for v in reading.values if v.type is ValueType.DURATION and not v.recurring), None)
    found = _beside(key, beside, text, time.span.shifted(-reading.unit.span.start)) if time else None
    return found or opening.search(text)


def _beside(key: str, pattern: re.Pattern[str], text: str, time: Span) -> re.Match[str] | None:
    """The event beside a time: in English after it, in Chinese the last one before it."""
    if key == "en":
        return pattern.match(text, time.end)
    return next(reversed(list(pattern.finditer(text[: time.start + _TAIL]))), None)


def condition_of(reading: Reading) -> Span | None:
    """Where the words of the condition stand in the document."""
    return _span(reading, _CONDITION)


def exception_of(reading: Reading) -> Span | None:
    """Where the words of the exception stand in the document."""
    return _span(reading, _EXCEPTION)


def _span(reading: Reading, patterns: dict[str, re.Pattern[str]]) -> Span | None:
    found = patterns[reading.key].search(reading.unit.text)
    start = reading.unit.span.start
    return Span(start + found.start(), start + found.end()) if found else None
