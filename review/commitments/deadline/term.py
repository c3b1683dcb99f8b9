"""The life of a contract from its own words: when it ends, for how long it renews, how early it must be told not to.

>>> notice_of("unless either party gives thirty (30) days' written notice before the end of the term").n
Decimal('30')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import regex

from review.commitments.deadline.arithmetic import add
from review.commitments.deadline.resolve import Period
from review.commitments.values import RawValue, scan
from review.commitments.values.dates import DAY_WORDS
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType

_NEAR = 110
_RENEWING = regex.compile(
    r"renew\w*|exten[ds]\w*(?!\s+for\s+an\s+initial)|additional|successive|consecutive|subsequent|thereafter|year\s+to\s+year|续签|续期|续约|续展|顺延|延长|延期",
    regex.I,
)
_SUCCESSIVE = regex.compile(
    r"successive|consecutive|subsequent|thereafter|each|year\s+to\s+year|month\s+to\s+month|annual|terms|periods|连续|依此类推|每次|逐年|再次|以此类推",
    regex.I,
)
_NOTICE_BEHIND = regex.compile(
    r"[\s'’)]*(?:(?:prior|advance|written|calendar|day)\W*\s*)*(?:notice|prior|before|in\s+advance|written|前|之前|以前|书面|通知)",
    regex.I,
)
_NOTICE_AHEAD = regex.compile(r"(?:notice|notif\w+|prior|提前|至少提前)\s?[^.;。；]{0,60}?$", regex.I)
_JUST_RENEWED = regex.compile(
    r"(?:续签|续期|续约|续展|顺延|延长|延期|renew\w*\s+for|extend\w*\s+(?:for|by))[^,，。;；]{0,12}$", regex.I
)
_ENDING = regex.compile(
    r"(?:until|through|thru|to|terminat\w*|expir\w*|end(?:s|ing)?|conclud\w*|finish\w*|(?:expiration|termination|end)\s+date\"?\s*(?:means|:|is|shall\s+be)|至|到|截至|截止|到期日[:为])\s*(?:the\s+(?:earlier|later)\s+of\s*(?:\([a-z0-9]\))?\s*)?(?:on\s+|at\s+|as\s+of\s+|and\s+including\s+)?"
    r"(?:midnight\s+|the\s+close\s+of\s+business\s+)?(?:on\s+)?$", regex.I,
)  # fmt: skip
_BEGINNING = regex.compile(
    r"(?:from|begin\w*|commenc\w*|start\w*|effective|自|从|于)\s*(?:on|from|as\s+of|and\s+from|upon)?\s*$", regex.I
)
_LASTING = regex.compile(
    r"(?:term|period|continue|effect|valid|duration|remain|force|last|anniversary|expire|terminate|initial|begin\w*|commenc\w*|"
    r"期限|有效期|期间|为期|服务期|合同期)", regex.I
)  # fmt: skip
_ANNIVERSARY = regex.compile(
    r"(?P<word>first|[a-z]{3,12}(?:th|nd|rd))(?:\s*\([^()]{1,8}\))?\s+(?:(?:annual\s+)?anniversary|(?:contract|agreement|license)\s+year)"
    r"|end\s+of\s+(?:contract\s+)?year\s+(?P<figures>\d{1,2})\b",
    regex.I,
)
_YEAR_OUT = regex.compile(
    r"(?:until|through|to|at|on)\s+the\s+end\s+of\s+the\s+(?:current\s+|then[\s-]current\s+)?calendar\s+year", regex.I
)
_BY_TURNS = regex.compile(
    r"(?P<unit>year|month|week)[\s-]+(?:to|by)[\s-]+(?:year|month|week)|each\s+(?P<unit>year|month)|annual\s+(?P<unit>)(?:renewal|period|term)",
    regex.I,
)
_FOREVER = regex.compile(
    r"perpetu|indefinite|unlimited|until\s+(?:\w+\s+){0,4}(?:terminat|part(?:y|ies)\b)|长期有效|无固定期限|永久", regex.I
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a contract goes on: a period, and whether again and again."""

    period: Period
    successive: bool


@dataclass(frozen=True, slots=True)
class End:
    """When a contract ends: a day, or ``open_ended`` when it has none by its words."""

    day: date | None
    open_ended: bool = False


def _periods(text: str) -> Iterator[RawValue]:
    return (v for v in scan(text) if v.type is ValueType.DURATION and v.n is not None and v.unit not in (None, "minute", "hour"))


def _period(value: RawValue) -> Period:
    return Period(value.n or Decimal(0), value.unit or "day", value.day_type)


def _is_notice(text: str, value: RawValue) -> bool:
    behind = halfwidth(text[value.span.end : value.span.end + 40])
    ahead = halfwidth(text[max(0, value.span.start - 80) : value.span.start])
    renewed = _JUST_RENEWED.search(ahead)
    return bool(_NOTICE_BEHIND.match(behind) or (_NOTICE_AHEAD.search(ahead) and not renewed))


def _near(pattern: regex.Pattern[str], text: str, value: RawValue) -> bool:
    return bool(pattern.search(halfwidth(text[max(0, value.span.start - _NEAR) : value.span.end])))


def notice_of(text: str) -> Period | None:
    """The period of notice that a renewal or termination clause asks for; ``None`` when it names none."""
    found = [value for value in _periods(text) if not value.recurring and _is_notice(text, value)]
    clear = [v for v in found if _NOTICE_BEHIND.match(halfwidth(text[v.span.end : v.span.end + 40]))]
    return next((_period(value) for value in (*clear, *found)), None)


def renewal_of(text: str) -> Renewal | None:
    """For how long a contract renews; ``None`` when no period of renewal stands there."""
    for value in _periods(text):
        if _near(_RENEWING, text, value) and not _is_notice(text, value):
            around = halfwidth(text[max(0, value.span.start - _NEAR) : value.span.end + 20])
            return Renewal(_period(value), bool(_SUCCESSIVE.search(around)))
    turns = _BY_TURNS.search(halfwidth(text))
    return Renewal(Period(Decimal(1), turns["unit"].lower() or "year"), True) if turns else None


def _dates(text: str, cue: regex.Pattern[str]) -> list[date]:
    return [
        value.iso
        for value in scan(text)
        if value.type is ValueType.DATE
        and value.iso
        and cue.search(halfwidth(text[max(0, value.span.start - 50) : value.span.start]))
    ]


def _lasting(text: str) -> Period | None:
    """The first period that is the contract's own: neither of notice nor of renewal."""
    for value in _periods(text):
        renewing = _RENEWING.search(halfwidth(text[max(0, value.span.start - 45) : value.span.start]))
        if not value.recurring and not renewing and not _is_notice(text, value) and _near(_LASTING, text, value):
            return _period(value)
    match = _ANNIVERSARY.search(text)
    years = DAY_WORDS.get((match["word"] or "").lower(), match["figures"]) if match else None
    return Period(Decimal(years), "year") if years else None


def end_of(text: str, effective: date | None) -> End:
    """When a contract ends by its term clause: on the date it names, else ``effective`` (or the start it names) plus the term.

    The start day is not counted, so a year from 1 June ends on 1 June.
    """
    named = _dates(text, _ENDING)
    if named:
        return End(named[0])
    period = _lasting(text)
    start = next(iter(_dates(text, _BEGINNING)), effective)
    if start and _YEAR_OUT.search(text):
        return End(date(start.year, 12, 31))
    if period and start:
        return End(add(start, period.n, period.unit).day)
    return End(None, open_ended=period is None and bool(_FOREVER.search(text) or not any(_periods(text))))
