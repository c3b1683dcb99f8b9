"""What the contract's own definitions say in values: a day, a length of time, an amount, an event, the kind of its days.

>>> "Delivery Date" means 30 June 2026; “交付”指货物通过最终验收; "Immediately" means within 90 seconds; “日”指工作日
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from review.commitments.deadline import Link, Period, classify, read
from review.commitments.parties import Parties
from review.commitments.tables import table
from review.commitments.unit import language_of
from review.commitments.values import RawValue, may_open, scan
from review.model.commitment import Definition, Party, Trigger, ValueType

#: A short name in brackets names a value only when it is called so, and when the value touches the bracket.
_CALLED = {
    ValueType.DATE: re.compile(r"\b(?:date|day)\b|日期?$|时间$", re.IGNORECASE),
    ValueType.DURATION: re.compile(r"\b(?:term|period|time|day|month|year)s?\b|期限?$|时限$", re.IGNORECASE),
    ValueType.MONEY: re.compile(
        r"\b(?:fees?|price|amount|costs?|sum|payment|deposit|charges?|cap)\b|[费价款金额]$", re.IGNORECASE
    ),
    ValueType.PERCENT: re.compile(r"\b(?:rate|ratio|level|availability|discount|percentage)\b|[率例]$", re.IGNORECASE),
}
#: A term that is called any of these.
_CALLED_SO = re.compile("|".join(pattern.pattern for pattern in _CALLED.values()), re.IGNORECASE)
_TOUCHES = 3
_OPENS = 25
"""Signs before the first value of a meaning that opens with it: a period of, 合同生效后."""
_LONGEST_EVENT = 120
"""A longer meaning tells more than one event."""
_HAPPENS = re.compile(
    r"^(?:the\s+)?(?:first\s+)?(?:date|day|time|moment|occurrence|completion|receipt|earlier|later)\b"
    r"|(?:之日|日期|之时|时点|当日)[。；]?$|通过|完成|签收|到账|收到|取得",
    re.IGNORECASE,
)
"""What the meaning of an event says."""
_UNIT_OF_TIME = re.compile(
    r"(?:business|working|banking|service|support|calendar|contract)\s+(?:day|hour|week|month|quarter|year)s?"
    r"|(?:工作|营业|服务|合同|支持)(?:日|天|时间|小时|月|季度|年度?)",
    re.IGNORECASE,
)
"""Terms that promises count in or by: Business Day, Working Hours, 服务月."""
_TIMED = re.compile(r"\b(?:date|day|time|milestone|completion)$|[日时期]$|验收|交付", re.IGNORECASE)
_DAYS = re.compile(r"(?:the\s+)?days?|[日天]", re.IGNORECASE)
_CALENDAR = re.compile(r"calendar|日历|自然|公历|连续", re.IGNORECASE)
_WORKING = re.compile(r"business|working|工作日|营业日", re.IGNORECASE)
_DATED = re.compile(r"dated(?:\s+as)?(?:\s+of)?\s+", re.IGNORECASE)
#: The events whose day a contract gives once for all; others may happen more than once.
_ONCE = (Trigger.EFFECTIVE, Trigger.SIGNING)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A defined term with what its meaning says. ``values`` carry spans into the document."""

    definition: Definition
    values: tuple[RawValue, ...]
    day: date | None = None
    """The one date that it names."""
    period: RawValue | None = None
    """The one length of time that it names; offsets are into the meaning."""
    trigger: Trigger | None = None
    """The event that it is, where it is one."""
    controlled_by: Party | None = None

    @property
    def term(self) -> str:
        return self.definition.term

    @property
    def of_haste(self) -> bool:
        """Whether the term only says that something is urgent: immediately, 及时."""
        words = table("modality")
        return any(self.term.lower() in words[key]["vague"] for key in ("zh", "en"))


def meanings(defined: Iterable[Definition], parties: Parties) -> tuple[Meaning, ...]:
    """The definitions that say a value, an event or what a unit of time is, in order; names of parties are none."""
    own = (d for d in defined if len(d.term.strip()) > 1 and d.term not in parties.sides)
    return tuple(m for d in own if (m := _meaning(d, parties)).values or m.trigger or _UNIT_OF_TIME.fullmatch(m.term))


def day_type(defined: Iterable[Definition]) -> str | None:
    """What the contract says its days are, ``calendar`` or ``working``; ``None`` when it does not say."""
    for meaning in (d.meaning for d in defined if _DAYS.fullmatch(d.term.strip())):
        if _CALENDAR.search(meaning):
            return "calendar"
        if _WORKING.search(meaning):
            return "working"
    return None


def anchors(found: Iterable[Meaning], parties: Parties) -> dict[Trigger, date]:
    """The days of events that definitions give: "Effective Date" means 1 March 2026. The first counts."""
    days: dict[Trigger, date] = {}
    for meaning in found:
        event = classify(meaning.term, parties.sides)[0]
        if meaning.day and event in _ONCE:
            days.setdefault(event, meaning.day)
    return days


def chains(found: Iterable[Meaning], parties: Parties) -> dict[Trigger, Link]:
    """The events that definitions date by others: "Effective Date" means the tenth day after receipt of the prepayment."""
    links: dict[Trigger, Link] = {}
    for meaning in found:
        event, link = classify(meaning.term, parties.sides)[0], _link(meaning, parties)
        if event in _ONCE and link and link.trigger is not event:
            links.setdefault(event, link)
    return links


def _link(meaning: Meaning, parties: Parties) -> Link | None:
    period = meaning.period
    if period is None or period.n is None or period.unit is None:
        return None
    start = read(meaning.definition.meaning, period, parties.sides)
    if start is None or start.trigger is None:
        return None
    return Link(Period(period.n, period.unit, period.day_type), start.trigger, start.direction)


def _meaning(definition: Definition, parties: Parties) -> Meaning:
    named = definition.span.start > definition.said.end
    values = tuple(_in_bracket(definition) if named else _stated(definition))
    trigger, controlled_by = (None, None) if named else _event(definition, values, parties)
    days = [v.iso for v in values if v.iso]
    lengths = [v for v in values if v.type is ValueType.DURATION and v.n is not None and not v.recurring]
    return Meaning(
        definition,
        tuple(_placed(values, definition)),
        days[0] if len(days) == 1 and not lengths else None,
        lengths[0] if len(lengths) == 1 else None,
        trigger,
        controlled_by,
    )


def _stated(definition: Definition) -> Iterator[RawValue]:
    """The values that a term is: those that its meaning opens with, and those that it is called after; none said by the way."""
    words, named = definition.meaning, _CALLED_SO.search(definition.term) is not None
    for value in scan(words, language=language_of(words)) if named or may_open(words, _OPENS) else ():
        called = _CALLED.get(value.type)
        opens = value.span.start <= _OPENS and value.type in _CALLED
        if not value.recurring and not value.blank and (opens or (called and called.search(definition.term))):
            yield value


def _in_bracket(definition: Definition) -> Iterator[RawValue]:
    """The value that a short name in brackets directly follows, when the name says that it is one: USD 500 (the "Fee")."""
    words = definition.meaning
    dated = list(_DATED.finditer(words))
    values = scan(words, dated[-1].end() if dated else 0, language=language_of(words))
    if values and len(words) - values[-1].span.end <= _TOUCHES:
        called = _CALLED.get(values[-1].type)
        if called and called.search(definition.term):
            yield values[-1]


def _event(definition: Definition, values: tuple[RawValue, ...], parties: Parties) -> tuple[Trigger | None, Party | None]:
    """The event that a short meaning without values of its own is, for a term that names a time or an event."""
    words = definition.meaning
    if len(words) > _LONGEST_EVENT or any(not v.recurring for v in values) or not _HAPPENS.search(words):
        return None, None
    known = classify(definition.term, parties.sides)[0]
    if known is None and not _TIMED.search(definition.term):
        return None, None
    trigger, controlled_by = classify(definition.meaning, parties.sides)
    return (trigger, controlled_by) if trigger is not known else (None, None)


def _placed(values: Iterable[RawValue], definition: Definition) -> Iterator[RawValue]:
    return (replace(v, span=v.span.shifted(definition.said.start)) for v in values)
