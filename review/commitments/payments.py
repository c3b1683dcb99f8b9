"""The sums that a promise to pay sets, each with the event and the time of its own: 预付30%，到货后付60%，质保期满付10%.

In Chinese the event mostly stands before its sum, in English behind it; the side that gives more sums an event is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from review.commitments.deadline import Period, Start, classify, deadline_of, resolve
from review.commitments.deadline.resolve import Anchors, Chains
from review.commitments.deadline.triggers import rows
from review.commitments.values import RawValue
from review.commitments.values.terms import table
from review.commitments.values.width import halfwidth
from review.model.commitment import Commitment, Deadline, Party, Payment, Trigger, Value, ValueRole, ValueType
from review.model.document import Document
from review.model.span import Span

_STOP = re.compile(r"[,，;；。、:：\n\t]|\.\s|\s(?:and|then)\s")
_INNER = re.compile(r"[\s,，;；。、:：]*(?:(?:and|then)\s)?(?P<part>.*?)(?:\s(?:and|then))?[\s,，;；。、:：.]*", re.I | re.S)
_LONGEST = 60
_BESIDE = 4
"""So near behind its words a sum is what is left: the balance, 10 %."""
_REACH = 16
"""How far before a share the words stand that make it a running total, in characters."""
_OF_EVENTS = frozenset({"K01", "K04", "K11", "K12", "K21"})
#: Roles of the values that name a sum.
SUMS = frozenset({ValueRole.SHARE, ValueRole.AMOUNT})
#: Words between a share and an amount that make them one sum: 30%，即人民币30万元; EUR 300,000 (30 %).
_SAME = re.compile(
    r"(?:\s*(?:的|of\b[^,，;；.(（]{0,60}?))?[\s,，]*(?:[(（]\s*)?(?:即|计|共计|合计|为|占|相当于|or|i\.e\.,?|being|namely"
    r"|that is,?|equal(?:ling)? to|amounting to|representing)?[\s:：]*(?:人民币|美元|合同(?:总价|总额|价款?)的?|the\s+)?\s*",
    re.I,
)
#: Words between an amount and a share of it, or a share and the amount that it is of: the price, and no sum of its own.
_BASE_AHEAD, _BASE_BEHIND = re.compile(r"\s*[)）]?\s*的\s*"), re.compile(r"\s*of\s+(?:[^,;.]{0,40}?\bof\s+)?(?:the\s+)?", re.I)
_NO_SUM = re.compile(r"\binterest\b|\btax at\b|\brate of\b|利息|利率|税率|违约金|滞纳金", re.I)
_PRICE = re.compile(r"(?:总价款?|总额|总金额|合同价款?|合计|总计|\bprice|\btotal|\bsum)[^,，;；]{0,12}$", re.I)
_EVENTS = {
    "zh": re.compile(
        r"(?:自|在|于|待|经|凭)?(?P<event>[^,，;；。:：\t\n]{2,40}?)(?:之日起?|当日|后的?|以后|时)?\s?(?P<side>前|后|时|日|起)(?=[^前后]{0,24}$)"
    ),
    "en": re.compile(
        r"\b(?P<side>on|upon|after|following|at|against|when|once|before|prior\s+to|until)\s+(?:the\s+)?"
        r"(?P<event>[^,.;\t\n]{3,80})",
        re.I,
    ),
}
_BEFORE = re.compile(r"前|before|prior|until", re.I)
_DAY = re.compile(r"\s+(?:Date|Day)\b")
"""Behind an event, what makes it a defined term: the Delivery Date."""
_PAYING = re.compile(r"付款|支付|付清|款项?|\bpay(?:ment|able|s)?\b|\bpaid\b|\binstal\w+", re.I)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A share, an amount or both, as they stand in the words."""

    span: Span
    share: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    rest: bool = False


@cache
def _words(name: str) -> re.Pattern[str]:
    """``cumulative`` or ``rest`` of ``rules/terms/payments.yml``."""
    told = table("payments")[name]
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in told), re.I)


def is_payment(c: Commitment) -> bool:
    """Whether it pays: of that kind, or of an event's kind and of that one besides. A price is one when it has a time."""
    return c.kind == "K16" or ("K16" in c.also and (c.kind in _OF_EVENTS or (c.kind == "K15" and bool(c.deadlines))))


def with_payments(
    document: Document, found: tuple[Commitment, ...], sides: Mapping[str, Party], anchors: Anchors, chains: Chains
) -> tuple[Commitment, ...]:
    """The commitments with their payments: one for each sum, in the order of the words; for none, one for each deadline."""
    paid: dict[str, tuple[Payment, ...]] = {}
    for schedule in _schedules(document, found):
        sums = _increments([(c, s) for c in schedule for s in _sums(c) or _rest_alone(c)])
        for c in schedule:
            own = [s for of, s in sums if of is c]
            paid[c.id] = _payments(c, own, sides, anchors, chains)
    return tuple(replace(c, payments=paid[c.id]) if paid.get(c.id) else c for c in found)


def totals(document: Document, found: Sequence[Commitment], price: Decimal | None) -> Mapping[str, tuple[Decimal | None, ...]]:
    """Id of a commitment -> what each of its payments comes to: the amount it names, its share of the price, or what the
    others of its schedule leave; else ``None``.
    """
    sums: dict[str, tuple[Decimal | None, ...]] = {}
    for schedule in _schedules(document, found):
        told = iter(_amounts([p for c in schedule for p in c.payments], price))
        sums |= {c.id: tuple(next(told) for _ in c.payments) for c in schedule}
    return sums


def _schedules(document: Document, found: Sequence[Commitment]) -> list[list[Commitment]]:
    """The payments of one article and language, in the order of the text."""
    groups: dict[tuple[object, ...], list[Commitment]] = {}
    for c in filter(is_payment, found):
        article = document.article_of(document.clause_at(c.span.start))
        groups.setdefault((article.span if article else None, c.language), []).append(c)
    return list(groups.values())


def _payments(
    c: Commitment, sums: Sequence[_Sum], sides: Mapping[str, Party], anchors: Anchors, chains: Chains
) -> tuple[Payment, ...]:
    if len(sums) < 2 and len(c.deadlines) > 1 and (each := _each(c, sums)):
        return each
    spans = _parts(c, [s.span for s in sums], sides)
    found = (_due(c, part, sides, anchors, chains) for part in spans)
    paid = zip(sums, spans, found, strict=True)
    return tuple(Payment(p.shifted(c.span.start), s.share, s.amount, s.currency, s.rest, due) for s, p, due in paid)


def _amounts(found: Sequence[Payment], price: Decimal | None) -> list[Decimal | None]:
    named = [p.amount if p.amount is not None else _of(p.share, price) for p in found]
    others = [a for p, a in zip(found, named, strict=True) if not p.rest]
    left = price - sum((a for a in others if a is not None), Decimal(0)) if price is not None and None not in others else None
    return [left if a is None and p.rest else a for p, a in zip(found, named, strict=True)]


def _of(share: Decimal | None, price: Decimal | None) -> Decimal | None:
    return share * price / 100 if share is not None and price is not None else None


def _each(c: Commitment, sums: Sequence[_Sum]) -> tuple[Payment, ...]:
    """One at each deadline, where the words pay the same at each or name no sum; else none."""
    same = _words("each").search(c.quote)
    if sums and not same:
        return ()
    sum_ = sums[0] if sums else _Sum(c.span, share=Decimal(100) / len(c.deadlines) if same else None)
    return tuple(Payment(c.span, sum_.share, sum_.amount, sum_.currency, False, d) for d in c.deadlines)


def _sums(c: Commitment) -> list[_Sum]:
    """Shares and amounts, those that say the same joined, the price itself left out, and words for what is left."""
    values = sorted((v for v in c.values if _is_sum(c, v)), key=lambda v: v.span)
    found = [_sum(v, v.span.shifted(-c.span.start)) for v in values]
    joined = _joined(c.quote, found)
    shares = [s for s in joined if s.share is not None]
    if len(shares) > 1:
        joined = [s for s in joined if s.share is not None or not _PRICE.search(c.quote[: s.span.start])]
    return sorted((*joined, *_rests(c.quote, joined)), key=lambda s: s.span)


def _is_sum(c: Commitment, v: Value) -> bool:
    """A share or an amount; in a table's row also a share of which its column says no more. Interest and tax are none."""
    if v.n is None or v.per or v.type not in (ValueType.PERCENT, ValueType.MONEY):
        return False
    before = c.quote[: v.span.start - c.span.start]
    named = v.role in SUMS or (v.role is ValueRole.RATE and "\t" in before)
    return named and not _NO_SUM.search(_STOP.split(before)[-1])


def _sum(v: Value, span: Span) -> _Sum:
    return _Sum(span, share=v.n) if v.type is ValueType.PERCENT else _Sum(span, amount=v.n, currency=v.currency or "")


def _joined(text: str, found: Sequence[_Sum]) -> list[_Sum]:
    kept: list[_Sum] = []
    for one in found:
        last = kept[-1] if kept else None
        gap = text[last.span.end : one.span.start] if last else ""
        if last and _differ(last, one) and _is_base(last, gap):
            kept[-1] = replace(last, span=Span(last.span.start, one.span.end), share=last.share or one.share, amount=None)
        elif last and _differ(last, one) and _SAME.fullmatch(gap):
            kept[-1] = _both(last, one)
        else:
            kept.append(one)
    return kept


def _differ(a: _Sum, b: _Sum) -> bool:
    """Whether one is a share alone and the other an amount alone."""
    return {(s.share is None, s.amount is None) for s in (a, b)} == {(True, False), (False, True)}


def _is_base(first: _Sum, gap: str) -> bool:
    return bool(_BASE_AHEAD.fullmatch(gap) if first.share is None else _BASE_BEHIND.fullmatch(gap))


def _both(a: _Sum, b: _Sum) -> _Sum:
    share, amount = (a.share, b.amount) if a.share is not None else (b.share, a.amount)
    return _Sum(Span(a.span.start, b.span.end), share, amount, a.currency or b.currency)


def _rests(text: str, sums: Sequence[_Sum]) -> Iterator[_Sum]:
    """Words for what is left, in a stretch that names no sum; the first such place. A row's sum is what its title calls."""
    stops = [0, *_stops(text, sums), len(text)]
    for start, end in pairwise(stops if "\t" not in text else ()):
        found = _words("rest").search(text, start, end)
        if found and sums and not any(s.span.overlaps(Span(start, end + _BESIDE)) for s in sums):
            yield _Sum(Span(*found.span()), rest=True)
            return


def _rest_alone(c: Commitment) -> list[_Sum]:
    """What is left, where the words name nothing else and the sums before it stand in sentences of their own."""
    found = _words("rest").search(c.quote)
    return [_Sum(Span(*found.span()), rest=True)] if found else []


def _stops(text: str, sums: Sequence[_Sum]) -> list[int]:
    """Where a stretch of the words ends, never inside a sum."""
    return [m.end() for m in _STOP.finditer(text) if not any(s.span.start < m.end() < s.span.end for s in sums)]


def _increments(schedule: Sequence[tuple[Commitment, _Sum]]) -> list[tuple[Commitment, _Sum]]:
    """Running totals as what is paid each time: 30, to 95 is 30, 65; and what is left, where all others are shares.

    What is left is nothing where nothing goes before it.
    """
    paid = Decimal(0)
    found: list[tuple[Commitment, _Sum]] = []
    shares = all(s.share is not None for _, s in schedule if not s.rest)
    for c, one in schedule:
        share = one.share
        if share is not None and paid and _words("cumulative").search(c.quote, max(0, one.span.start - _REACH), one.span.start):
            share -= paid
        if one.rest:
            share = Decimal(100) - paid if shares and paid < 100 else None
        paid += share or Decimal(0)
        if not one.rest or found:
            found.append((c, replace(one, share=share)))
    return found


def _parts(c: Commitment, sums: Sequence[Span], sides: Mapping[str, Party]) -> list[Span]:
    """The words of each sum: those up to the first stop behind it, or those from the last stop before it."""
    if len(sums) < 2:
        return [Span(0, len(c.quote))] * len(sums)
    stops = _stops(c.quote, [_Sum(s) for s in sums])
    between = [[s for s in stops if a.end <= s <= b.start] or [a.end] for a, b in pairwise(sums)]
    ways = [[0, *(side[at] for side in between), len(c.quote)] for at in ((0, -1) if c.language.key == "zh" else (-1, 0))]
    cut = ([_trimmed(c.quote, Span(a, b)) for a, b in pairwise(way)] for way in ways)
    return max(cut, key=lambda spans: _told(c, spans, sides))


def _trimmed(text: str, part: Span) -> Span:
    """A part without the stops and joining words at its ends."""
    inner = _INNER.fullmatch(text, part.start, part.end)
    return Span(*inner.span("part")) if inner else part


def _told(c: Commitment, parts: Sequence[Span], sides: Mapping[str, Party]) -> int:
    """How many of the parts name an event or a time."""
    return sum(bool(_times(c, p)) or _event(c, p, sides) is not None for p in parts)


def _times(c: Commitment, part: Span) -> list[Value]:
    own = part.shifted(c.span.start)
    return [v for v in c.values if v.type in (ValueType.DURATION, ValueType.DATE) and own.contains(v.span)]


def _due(c: Commitment, part: Span, sides: Mapping[str, Party], anchors: Anchors, chains: Chains) -> Deadline:
    """When a part is due: by its time, else on its event (nought days from it), else by its words alone."""
    text = part.of(c.quote)
    for value in _times(c, part):
        due = deadline_of(text, RawValue.of_time(value, c.span.start + part.start), sides, anchors, chains)
        if due.due or due.trigger not in (None, Trigger.OTHER):
            return due
    if c.deadline and part == Span(0, len(c.quote)):
        return c.deadline
    event = _event(c, part, sides)
    if event is None:
        return Deadline(None, " ".join(text.split())[:_LONGEST], None, unresolved="no-trigger")
    return resolve(Period(Decimal(0), "day"), event, event.span.of(text), anchors, chains)


def _event(c: Commitment, part: Span, sides: Mapping[str, Party]) -> Start | None:
    """The event that the words of a part name; its place is within the part."""
    text = part.of(c.quote)
    for match in _EVENTS[c.language.key].finditer(text):
        start = _start(text, Span(*match.span("event")), match["side"], sides)
        if start is not None:
            return start
    return _start(text, Span(0, len(text)), "", sides)


def _start(text: str, words: Span, side: str, sides: Mapping[str, Party]) -> Start | None:
    """The event that some words name, where the table knows it. Words of paying name none: what is to be paid is no event."""
    plain = _PAYING.sub(lambda m: "·" * len(m[0]), words.of(text))
    trigger, controlled_by = classify(plain, sides)
    if trigger is None:
        return None
    named = next(found for row in rows() if row.trigger is trigger and (found := row.words.search(halfwidth(plain))))
    end = _DAY.match(plain, named.end())
    span = Span(named.start(), end.end() if end else named.end()).shifted(words.start)
    return Start(trigger, span, controlled_by, "before" if _BEFORE.search(side) else "after")
