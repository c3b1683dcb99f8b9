"""The words around a promise: the event that starts its time, the condition it hangs on, what it excepts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from review.commitments.gates import Gates
from review.model.quick import quick
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
            r"\)?\s*(?:(?:counted|counting|reckoned|calculated|measured|running|starting|beginning|commencing)\s+)?"
            r"(?P<t>(?:after|of|from|following|upon|prior to|before"
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


Place = tuple[int, int]


@quick
@dataclass(frozen=True, slots=True)
class Around:
    """The stretches of a unit's text that say when, if, why or but."""

    event: Place | None
    """The event from which the promise's first time runs."""
    condition: Place | None
    exception: Place | None
    asides: tuple[Place, ...]
    """All of these, the purpose, and at whose cost and with whose leave it is done; none is the whole text."""


@cache
def _gates(key: str) -> Gates[str]:
    asked = {"condition": _CONDITION, "purpose": _PURPOSE, "exception": _EXCEPTION, "manner": _MANNER}
    return Gates({name: patterns[key].pattern for name, patterns in asked.items()} | {"opening": _TRIGGERS[key][1].pattern})


def around(key: str, text: str, time: Span | None) -> Around:
    """What stands around the promise in a text of a language (``zh`` or ``en``); ``time`` is its first length of time."""
    open_ = _gates(key).open(text)
    event = _event(key, text, time, "opening" in open_)
    condition, purpose, exception = (
        patterns[key].search(text) if name in open_ else None
        for name, patterns in (("condition", _CONDITION), ("purpose", _PURPOSE), ("exception", _EXCEPTION))
    )
    manner = _MANNER[key].finditer(text) if "manner" in open_ else ()
    places = (event, *(m.span() for m in (condition, purpose, exception, *manner) if m is not None))
    return Around(
        event,
        condition.span() if condition else None,
        exception.span() if exception else None,
        tuple(p for p in places if p is not None and (p[0] > 0 or p[1] < len(text) - 1)),
    )


def _event(key: str, text: str, time: Span | None, may_open: bool) -> Place | None:
    """The event beside a time: in English after it, in Chinese the last one before it; else the one that opens the text."""
    beside, opening = _TRIGGERS[key]
    if time is None:
        found = None
    elif key == "en":
        found = beside.match(text, time.end)
    else:
        found = next(reversed(list(beside.finditer(text[: time.start + _TAIL]))), None)
    found = found or (opening.search(text) if may_open else None)
    return found.span("t") if found else None
