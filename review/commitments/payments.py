"""The sums that a promise to pay sets, each with the event and the time of its own: 预付30%，到货后付60%，质保期满付10%."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from review.commitments.deadline.resolve import Anchors, Chains
from review.commitments.sums import STOP, Passage, Sum, joined, rests, runs_on, words
from review.commitments.values import RawValue
from review.model.commitment import Commitment, Party, Payment, Value, ValueRole, ValueType
from review.model.document import Document
from review.model.span import Span

_OF_EVENTS = frozenset({"K01", "K04", "K11", "K12", "K21"})
#: Roles of the values that name a sum.
SUMS = frozenset({ValueRole.SHARE, ValueRole.AMOUNT})
_NO_SUM = re.compile(r"\binterest\b|\btax at\b|\brate of\b|利息|利率|税率|违约金|滞纳金", re.I)
_PAID = re.compile(r"(?:付|付款|付至)\s*$|\bpa(?:y|ys|id|ying)\s*$", re.I)
#: What is ordered and paid one by one.
_ORDERS = frozenset({"order", "job", "lot", "batch", "call", "assignment", "project"})
_PRICE = re.compile(r"(?:总价款?|总额|总金额|合同价款?|合计|总计|\bprice|\btotal|\bsum)[^,，;；]{0,12}$", re.I)


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
    c: Commitment, sums: Sequence[Sum], sides: Mapping[str, Party], anchors: Anchors, chains: Chains
) -> tuple[Payment, ...]:
    if len(sums) < 2 and len(c.deadlines) > 1 and (each := _each(c, sums)):
        return each
    passage = _passage(c, sides)
    spans = passage.parts([s.span for s in sums])
    found = (passage.due(p, anchors, chains, c.deadline if p == passage.whole else None) for p in spans)
    paid = zip(sums, spans, found, strict=True)
    return tuple(Payment(p.shifted(c.span.start), s.share, s.amount, s.currency, s.rest, due) for s, p, due in paid)


def _passage(c: Commitment, sides: Mapping[str, Party]) -> Passage:
    times = (RawValue.of_time(v, c.span.start) for v in c.values if v.type in (ValueType.DURATION, ValueType.DATE))
    return Passage(c.quote, c.language.key, tuple(times), sides)


def _amounts(found: Sequence[Payment], price: Decimal | None) -> list[Decimal | None]:
    named = [p.amount if p.amount is not None else _of(p.share, price) for p in found]
    others = [a for p, a in zip(found, named, strict=True) if not p.rest]
    left = price - sum((a for a in others if a is not None), Decimal(0)) if price is not None and None not in others else None
    return [left if a is None and p.rest else a for p, a in zip(found, named, strict=True)]


def _of(share: Decimal | None, price: Decimal | None) -> Decimal | None:
    return share * price / 100 if share is not None and price is not None else None


def _each(c: Commitment, sums: Sequence[Sum]) -> tuple[Payment, ...]:
    """One at each deadline, where the words pay the same at each or name no sum; else none."""
    same = words("each").search(c.quote)
    if sums and not same:
        return ()
    sum_ = sums[0] if sums else Sum(c.span, share=Decimal(100) / len(c.deadlines) if same else None)
    return tuple(Payment(c.span, sum_.share, sum_.amount, sum_.currency, False, d) for d in c.deadlines)


def _sums(c: Commitment) -> list[Sum]:
    """Shares and amounts, those that say the same joined, the price itself left out, and words for what is left."""
    values = sorted((v for v in c.values if _is_sum(c, v)), key=lambda v: v.span)
    found = joined(c.quote, [_sum(v, v.span.shifted(-c.span.start)) for v in values])
    if sum(s.share is not None for s in found) > 1:
        found = [s for s in found if s.share is not None or not _PRICE.search(c.quote[: s.span.start])]
    return sorted((*found, *rests(c.quote, found)), key=lambda s: s.span)


def _is_sum(c: Commitment, v: Value) -> bool:
    """A share or an amount: by its role, by a word of paying right before it, and in a table's row where its column says no
    more. Interest and tax are none.
    """
    if v.n is None or v.type not in (ValueType.PERCENT, ValueType.MONEY):
        return False
    if v.per and not (_of_one(v) or runs_on(c.quote, v.span.shifted(-c.span.start))):
        return False
    before = c.quote[: v.span.start - c.span.start]
    named = v.role in SUMS or (v.role is ValueRole.RATE and "\t" in before) or _PAID.search(before)
    return bool(named) and not _NO_SUM.search(STOP.split(before)[-1])


def _of_one(v: Value) -> bool:
    """Whether it is a share of each of several orders, as it would be of the one."""
    return v.type is ValueType.PERCENT and v.per in _ORDERS


def _sum(v: Value, span: Span) -> Sum:
    return Sum(span, share=v.n) if v.type is ValueType.PERCENT else Sum(span, amount=v.n, currency=v.currency or "")


def _rest_alone(c: Commitment) -> list[Sum]:
    """What is left, where the words name nothing else and the sums before it stand in sentences of their own."""
    found = words("rest").search(c.quote)
    return [Sum(Span(*found.span()), rest=True)] if found else []


def _increments(schedule: Sequence[tuple[Commitment, Sum]]) -> list[tuple[Commitment, Sum]]:
    """Running totals as what is paid each time: 30, to 95 is 30, 65; and what is left, where all others are shares.

    What is left is nothing where nothing goes before it.
    """
    share = amount = Decimal(0)
    found: list[tuple[Commitment, Sum]] = []
    shares = all(s.share is not None for _, s in schedule if not s.rest)
    for c, one in schedule:
        if runs_on(c.quote, one.span):
            one = replace(one, share=_less(one.share, share), amount=_less(one.amount, amount))
        if one.rest and shares and share < 100:
            one = replace(one, share=100 - share)
        share, amount = share + (one.share or 0), amount + (one.amount or 0)
        if not one.rest or found:
            found.append((c, one))
    return found


def _less(n: Decimal | None, paid: Decimal) -> Decimal | None:
    """What a running total adds; one below what is paid already totals something else."""
    return n - paid if n is not None and n > paid else n
