"""The words around a promise: the event that starts its time, the condition it hangs on, what it excepts."""

from __future__ import annotations

import re

from review.commitments.reading import Reading, language_key
from review.model.span import Span

_TRIGGERS = {
    "zh": (
        re.compile(r"(?:自|从|于|在)?(?P<t>[^，。；：、]{2,40}?(?:之日起|之日|之时|起|后|之后|以后|时))(?=[^，。；：]{0,12}(?:\d|[０-９]|[一二三四五六七八九十]|_|＿|【|\s{2}|\{\{))"),
        re.compile(r"(?:^|[，。；：])(?P<t>(?:自|在|于)?[^，。；：]{2,30}?(?:之日起|以后|之后|后|前))[，]"),
        re.compile(r"(?P<t>(?:在|于|自)[^，。；：]{2,30}?(?:之日起|之后|后|前|时))"),
    ),
    "en": (
        re.compile(r"\)?\s*(?P<t>(?:after|of|from|following|upon|prior to|before|since)\s+(?:the\s+)?(?:date\s+(?:of|on which)\s+)?[^,.;]{3,100})", re.IGNORECASE),
        re.compile(r"^(?P<t>(?:Upon|After|Following|At the request of|On request|If|In the event|Should|When)\b[^,.;]{3,160})", re.IGNORECASE),
        re.compile(r"\b(?P<t>(?:upon|after|following)\s+[^,.;]{3,80})", re.IGNORECASE),
    ),
}
_CONDITION = {
    "zh": re.compile(r"(?:^|(?<=[，。；：]))(?:如果|如遇|如因|如|若|倘若|一旦|凡|因|由于)[^，。；]{2,120}?(?:的|时|后)?(?=[，。])"),
    "en": re.compile(r"(?:^|(?<=[,;] ))(?:If|In the event(?: that| of)?|In case|Where|Should|Unless|Provided that|provided that|Subject to|if|in the event|unless)\b[^.;]{3,240}?(?=[,.;]|$)"),
}
_EXCEPTION = {
    "zh": re.compile(r"(?:除非|除)[^，。；]{2,60}?(?:外|以外|之外|情况)?(?=[，。；]|$)|但[^，。；]{2,60}除外"),
    "en": re.compile(r"\b(?:except(?: as| for| to| that| when)?|excluding|other than|unless)\b[^.;]{3,200}?(?=[,.;]|$)", re.IGNORECASE),
}


def trigger_of(reading: Reading) -> str | None:
    """The words of the event from which the promise's first time runs, ``None`` when it names none."""
    key, text = language_key(reading), reading.unit.text
    times = [v for v in reading.values if v.type in ("duration",) and not v.recurring]
    first, opening, anywhere = _TRIGGERS[key]
    if times and key == "en":
        end = times[0].span.end - reading.unit.span.start
        found = first.match(text, end)
        if found:
            return found.group("t").strip()
    if times and key == "zh":
        start = times[0].span.start - reading.unit.span.start
        found = None
        for found in first.finditer(text[: start + 6]):
            pass
        if found:
            return found.group("t").strip()
    found = opening.search(text)
    return found.group("t").strip() if found else None


def condition_of(reading: Reading) -> Span | None:
    """Where the words of the condition stand in the document."""
    return _span(reading, _CONDITION)


def exception_of(reading: Reading) -> Span | None:
    """Where the words of the exception stand in the document."""
    return _span(reading, _EXCEPTION)


def _span(reading: Reading, patterns: dict[str, re.Pattern[str]]) -> Span | None:
    found = patterns[language_key(reading)].search(reading.unit.text)
    start = reading.unit.span.start
    return Span(start + found.start(), start + found.end()) if found else None
