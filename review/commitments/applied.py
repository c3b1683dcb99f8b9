"""What the contract says elsewhere, applied to the promises whose words point to it: defined terms, and clauses that set a time.

Every application is told: the place that says it stands in ``applied``, the word for it in ``reasons``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from review.commitments.cells import USUAL
from review.commitments.deadline import Period, Start, deadline_of, resolve
from review.commitments.deadline.resolve import Chains
from review.commitments.defined import Meaning
from review.commitments.numbering import clause_numbers, plain_number
from review.commitments.parties import Parties
from review.model.commitment import Applied, Commitment, Deadline, Payment, Trigger, ValueRole
from review.model.document import Document

#: Kinds that last: a time within which they hold is no deadline.
_LASTING = frozenset({"K09", "K12", "K13", "K20", "K24", "K28"})
_BY = re.compile(
    r"(?:\bby|\bon|\bbefore|\buntil|\bno later than|\bnot later than|\bprior to|不迟于|不晚于|于|在|至)\s*(?:the\s+|该)?$", re.I
)
_BY_BEHIND = re.compile(r"\s*(?:之前|以前|前|当日|之日)")
_WITHIN = re.compile(r"(?:\bwithin|\bin)\s+(?:the\s+|such\s+)?$", re.I)
_WITHIN_BEHIND = re.compile(r"\s*(?:之内|以内|内)")
_A_DAY = re.compile(r"\b(?:dates?|deadline|day|time)$|日期?$|时间$|期限$", re.I)
"""A term that names a point in time, which its meaning counts from an event: Delivery Date, 交货日."""
_CLAUSE_TIME = re.compile(
    r"\b(?:time|period|date|deadline|dates|timeframe|time\s?limit)s?\b[^.;]{0,40}?\b(?:stated|set\s+(?:out|forth)|specified|provided|given|"
    r"defined|referred\s+to|agreed|prescribed|stipulated)?\s*(?:in|under|by|of)\s+(?:this\s+)?(?:clause|section|article|paragraph)\s+"
    r"(?P<en>\d+(?:\.\d+)*)"
    r"|(?:按照?|依照?|在|于)?\s*(?:本合同|本协议)?第\s*(?P<zh>[〇零一二三四五六七八九十百\d]+(?:\.\d+)*)\s*[条款项][^，。；]{0,10}?(?:规定|约定|载明|确定|所述|列明)?的?"
    r"(?:期限|时间|期间|日期|时限)", re.I,
)  # fmt: skip

_CLAUSE = ("第", "clause", "section", "article", "paragraph")
"""What ``_CLAUSE_TIME`` cannot do without."""


class Glossary:
    """The defined terms of a contract, ready to be found in sentences."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self._by_term = {m.term: m for m in reversed(tuple(meanings))}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_standing, sorted(self._by_term, key=len, reverse=True))))

    def used(self, words: str) -> dict[Meaning, int]:
        """The meanings whose terms stand in the words, each with the end of its first place."""
        places: dict[Meaning, int] = {}
        for place in self._pattern.finditer(words) if self._by_term else ():
            meaning = self._by_term.get(place[0]) or self._by_term.get(place[0].removesuffix("s"))
            if meaning is not None:
                places.setdefault(meaning, place.end())
        return places


def _standing(term: str) -> str:
    return rf"\b{re.escape(term)}s?\b" if term.isascii() else re.escape(term)


class Applying:
    """Applies the meanings of one contract to its commitments."""

    def __init__(self, meanings: Sequence[Meaning], parties: Parties, anchors: Mapping[Trigger, date], chains: Chains) -> None:
        self._glossary = Glossary(meanings)
        self._parties, self._anchors, self._chains = parties, anchors, chains

    def to(self, c: Commitment) -> Commitment:
        """The commitment with the meanings of its defined terms; those it defines itself are none."""
        used = {m: end for m, end in self._glossary.used(c.quote).items() if not c.span.contains(m.definition.span)}
        if not used:
            return c
        deadline = self._redated(c.deadline) if c.deadline else self._given(c, used)
        return replace(
            c,
            deadline=deadline,
            later=tuple(self._redated(d) for d in c.later),
            payments=tuple(self._repaid(p, deadline, len(c.payments) == 1) for p in c.payments),
            applied=(*c.applied, *map(_applied, used)),
            verifiable=c.verifiable or deadline is not None,
            reasons=(*c.reasons, *(f"defined={m.term}" for m in used)),
        )

    def _repaid(self, payment: Payment, deadline: Deadline | None, alone: bool) -> Payment:
        """A payment whose event is a defined term; the only one is due when the promise is."""
        own = payment.deadline
        return replace(payment, deadline=deadline if alone else own and self._redated(own))

    def _redated(self, deadline: Deadline) -> Deadline:
        """A deadline whose event is a defined term, counted from what the term means."""
        meaning = next(iter(self._glossary.used(deadline.trigger_text)), None)
        if meaning is None or deadline.n is None or deadline.unit is None:
            return deadline
        own, words = Period(deadline.n, deadline.unit, deadline.day_type), deadline.trigger_text
        event = meaning.trigger or deadline.trigger or Trigger.OTHER
        start = Start(event, meaning.definition.span, meaning.controlled_by or deadline.controlled_by, deadline.direction)
        known = self._day_of(meaning)
        if known is None and meaning.trigger is None:
            return deadline
        return resolve(own, start, words, {**self._anchors, **({event: known} if known else {})}, self._chains)

    def _day_of(self, meaning: Meaning) -> date | None:
        """The day that a meaning names, or counts from a known event."""
        if meaning.day or meaning.period is None:
            return meaning.day
        return deadline_of(meaning.definition.meaning, meaning.period, self._parties.sides, self._anchors, self._chains).due

    def _given(self, c: Commitment, used: Mapping[Meaning, int]) -> Deadline | None:
        """The deadline that a defined term sets a promise which names no time itself."""
        return next((d for m, end in used.items() if (d := self._by_term(c, m, end)) is not None), None)

    def _by_term(self, c: Commitment, meaning: Meaning, end: int) -> Deadline | None:
        before, behind = c.quote[: c.quote.rfind(meaning.term, 0, end)], c.quote[end:]
        period = meaning.period
        if meaning.of_haste and period and period.n is not None and period.unit:
            return resolve(Period(period.n, period.unit, period.day_type), None, meaning.term)
        by = _BY.search(before) or _BY_BEHIND.match(behind)
        if meaning.day and by:
            return Deadline(None, meaning.term, None, due=meaning.day, rolled=meaning.day)
        within = _WITHIN.search(before) or _WITHIN_BEHIND.match(behind) or (by and _A_DAY.search(meaning.term))
        if period is None or not within or c.kind in _LASTING:
            return None
        return deadline_of(meaning.definition.meaning, period, self._parties.sides, self._anchors, self._chains)


def _applied(meaning: Meaning) -> Applied:
    values = tuple(v.as_value(USUAL[v.type]) for v in meaning.values)
    return Applied(meaning.term, meaning.definition.said, values, meaning.trigger)


def with_times_of_clauses(document: Document, found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The commitments; one without a time of its own that points to a clause takes that clause's, if it sets one alone."""
    named = [None if c.deadline else _clause_named(c.quote) for c in found]
    clauses = clause_numbers(document) if any(named) else {}
    return tuple(_from_clause(c, number, clauses, found) if number else c for c, number in zip(found, named, strict=True))


def _clause_named(words: str) -> str | None:
    """The number of the clause whose time the words point to."""
    match = _CLAUSE_TIME.search(words) if any(word in words.lower() for word in _CLAUSE) else None
    return (match["en"] or match["zh"]) if match else None


def _from_clause(c: Commitment, number: str, clauses: Mapping[str, str], found: tuple[Commitment, ...]) -> Commitment:
    target = clauses.get(plain_number(number))
    there = [o for o in found if target and o.clause == target and o.deadline and not o.later and o.id != c.id]
    if len(there) != 1:
        return c
    values = tuple(v for v in there[0].values if v.role is ValueRole.DEADLINE)
    return replace(
        c,
        deadline=there[0].deadline,
        applied=(*c.applied, Applied(number, there[0].span, values)),
        reasons=(*c.reasons, f"clause={number}"),
    )
