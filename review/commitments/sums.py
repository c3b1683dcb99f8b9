"""Sums in words that pay, promise or not: the shares and amounts there, what belongs to each of them, and when it is due.

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
from review.model.commitment import Deadline, Party, Trigger
from review.model.span import Span

STOP = re.compile(r"[,，;；。、:：\n\t]|\.\s|\s(?:and|then|\+)\s")
_INNER = re.compile(r"[\s,，;；。、:：]*(?:(?:and|then)\s)?(?P<part>.*?)(?:\s(?:and|then))?[\s,，;；。、:：.]*", re.I | re.S)
_LONGEST = 60
_BESIDE = 4
"""So near behind its words a sum is what is left: the balance, 10 %."""
_REACH = 24
"""How far before a share the words stand that make it a running total, in characters."""
_APART = re.compile(r"[,，、;；。%％]")
"""Between words and a sum, what makes them words of something else."""
#: Words between a share and an amount that make them one sum: 30%，即人民币30万元; EUR 300,000 (30 %).
_SAME = re.compile(
    r"(?:\s*(?:的|of\b[^,，;；.(（]{0,60}?))?[\s,，]*(?:[(（]\s*)?(?:即|计|共计|合计|为|占|相当于|or|i\.e\.,?|being|namely"
    r"|that is,?|equal(?:ling)? to|amounting to|representing)?[\s:：]*"
    r"(?:人民币|美元|(?:合同)?总?(?:价款?|金额|额)的?|合同的?|the\s+)?\s*",
    re.I,
)
#: Words between an amount and a share of it, or a share and the amount that it is of: the price, and no sum of its own.
_BASE_AHEAD, _BASE_BEHIND = re.compile(r"\s*[)）]?\s*的\s*"), re.compile(r"\s*of\s+(?:[^,;.]{0,40}?\bof\s+)?(?:the\s+)?", re.I)
_EVENTS = {
    "zh": re.compile(
        r"(?:自|在|于|待|经|凭)?(?P<event>[^,，;；。:：\t\n]{2,40}?)(?:之日起?|当日|后的?|以后|时)?\s?(?P<side>前|后|时|日|起)(?=[^前后]{0,24}$)"
    ),
    "en": re.compile(
        r"\b(?P<side>on|upon|after|following|at|against|when|once|before|prior\s+to|until)\s+(?:the\s+)?"
        r"(?P<event>(?:(?!\b(?:up)?on\b|\bagainst\b|\bafter\b|\bbefore\b)[^,.;\t\n]){3,80})",
        re.I,
    ),
}
_BEFORE = re.compile(r"前|before|prior|until", re.I)
_DAY = re.compile(r"\s+(?:Date|Day)\b")
"""Behind an event, what makes it a defined term: the Delivery Date."""
_PAYING = re.compile(r"付款|支付|付清|款项?|\bpay(?:ment|able|s)?\b|\bpaid\b|\binstal\w+", re.I)


@dataclass(frozen=True, slots=True)
class Sum:
    """A share, an amount or both, as they stand in the words."""

    span: Span
    share: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    rest: bool = False


@cache
def words(name: str) -> re.Pattern[str]:
    """A list of ``rules/terms/payments.yml``."""
    told = table("payments")[name]
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in told), re.I)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that name sums. All places are within ``text``."""

    text: str
    language: str
    """``zh`` or ``en``."""
    times: tuple[RawValue, ...]
    """The dates and lengths of time in it."""
    sides: Mapping[str, Party]
    """Role word -> side."""

    def parts(self, sums: Sequence[Span]) -> list[Span]:
        """The words of each sum: those up to the first stop behind it, or those from the last stop before it."""
        if len(sums) < 2:
            return [self.whole] * len(sums)
        stops = _stops(self.text, sums)
        between = [[s for s in stops if a.end <= s <= b.start] or [a.end] for a, b in pairwise(sums)]
        ways = [[0, *(side[at] for side in between), len(self.text)] for at in ((0, -1) if self.language == "zh" else (-1, 0))]
        cut = ([_trimmed(self.text, Span(a, b)) for a, b in pairwise(way)] for way in ways)
        return max(cut, key=self._told)

    @property
    def whole(self) -> Span:
        return Span(0, len(self.text))

    def due(self, part: Span, anchors: Anchors, chains: Chains, otherwise: Deadline | None = None) -> Deadline:
        """When a part is due: by its time, else as is known ``otherwise``, else on its event, else by its words alone.

        A time beside which no event stands counts from the event that the part names; without a time it is nought days.
        """
        text, times = part.of(self.text), self._times(part)
        told = [deadline_of(text, replace(t, span=t.span.shifted(-part.start)), self.sides, anchors, chains) for t in times]
        known = next((d for d in (*told, otherwise) if d and (d.due or d.trigger not in (None, Trigger.OTHER))), None)
        if known or (event := self._event(text)) is None:
            return known or otherwise or Deadline(None, " ".join(text.split())[:_LONGEST], None, unresolved="no-trigger")
        if otherwise and otherwise.trigger:
            return otherwise
        time = next((t for t in times if t.n is not None and t.unit and not t.recurring), None)
        period = Period(time.n, time.unit, time.day_type) if time and time.n and time.unit else Period(Decimal(0), "day")
        return resolve(period, event, event.span.of(text), anchors, chains)

    def _told(self, parts: Sequence[Span]) -> int:
        """How many of the parts name an event or a time."""
        return sum(bool(self._times(p)) or self._event(p.of(self.text)) is not None for p in parts)

    def _times(self, part: Span) -> list[RawValue]:
        return [raw for raw in self.times if part.contains(raw.span)]

    def _event(self, text: str) -> Start | None:
        """The event that words name; its place is within them."""
        for match in _EVENTS[self.language].finditer(text):
            start = _start(text, Span(*match.span("event")), match["side"], self.sides)
            if start is not None:
                return start
        return _start(text, Span(0, len(text)), "", self.sides)


def joined(text: str, found: Sequence[Sum]) -> list[Sum]:
    """Sums in text order; a share and an amount that say one sum, or a share with what it is one of, are one."""
    kept: list[Sum] = []
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


def _differ(a: Sum, b: Sum) -> bool:
    """Whether one is a share alone and the other an amount alone."""
    return {(s.share is None, s.amount is None) for s in (a, b)} == {(True, False), (False, True)}


def _is_base(first: Sum, gap: str) -> bool:
    return bool(_BASE_AHEAD.fullmatch(gap) if first.share is None else _BASE_BEHIND.fullmatch(gap))


def _both(a: Sum, b: Sum) -> Sum:
    share, amount = (a.share, b.amount) if a.share is not None else (b.share, a.amount)
    return Sum(Span(a.span.start, b.span.end), share, amount, a.currency or b.currency)


def rests(text: str, sums: Sequence[Sum]) -> Iterator[Sum]:
    """Words for what is left, in a stretch that names no sum; the first such place. A row's sum is what its title calls."""
    stops = [0, *_stops(text, [s.span for s in sums]), len(text)]
    for start, end in pairwise(stops if "\t" not in text else ()):
        found = words("rest").search(text, start, end)
        if found and sums and not any(s.span.overlaps(Span(start, end + _BESIDE)) for s in sums):
            yield Sum(Span(*found.span()), rest=True)
            return


def runs_on(text: str, at: Span) -> bool:
    """Whether words right before a sum make it a running total: 付至95%, up to 95 %."""
    start = max(0, at.start - _REACH)
    return any(not _APART.search(text, m.end(), at.start) for m in words("cumulative").finditer(text, start, at.start))


def leaving(text: str, sums: Sequence[Span]) -> list[Span]:
    """Words for what is left, and those by which all is paid, in stretches that name no sum: 余款, the balance, 付清."""
    rest, closing = ([Span(*m.span()) for m in words(name).finditer(text)] for name in ("rest", "closing"))
    told = (at for at in rest if not _heads(text, at, sums))
    found = (*told, *(at for at in closing if not _of_kept(text, at, sums)))
    return sorted(at for at in found if not _names(text, at, sums))


#: Money kept back, and words that pay: without them in between, words by which all is paid speak of what is kept.
_KEPT = re.compile(r"质保金|质量保证金|保证金|保留金|保修金|尾款|余款|余下|剩余|其余|余数")
_PAYS = re.compile(r"[付支给拨结]")
_ENDS = re.compile(r"[。;；\n]")
#: Words before those by which all is paid that only state it of the sums told: 款项即告付清.
_STATED = re.compile(r"(?:即告|即为|视为|视同|方为|始为|才算)$")


#: Words behind those for what is left by which sums below them tell of it: 其余货款按下表支付, the balance is paid as follows.
_AS_TOLD = re.compile(
    r"[^。；;\n.]{0,20}(?:下表|下列|如下|以下|下述|附表|分[一二两三四五六七八九十\d]{1,2}[期次笔批]"
    r"|\b(?:as follows|following|as below|table|in \w+ (?:equal |further |more )?instal?lments)\b)"
)


def _heads(text: str, rest: Span, sums: Sequence[Span]) -> bool:
    """Whether words for what is left only head the sums behind them."""
    return any(s.start >= rest.end for s in sums) and _AS_TOLD.match(text, rest.end) is not None


def _of_kept(text: str, closing: Span, sums: Sequence[Span]) -> bool:
    """Whether words by which all is paid only release the sum before them (余下5%作为质保金，期满付清) or sum up."""
    if _STATED.search(text, 0, closing.start):
        return True
    last = max((s for s in sums if s.end <= closing.start), default=None)
    if last is None or _PAYS.search(text, closing.end, closing.end + 1):
        return False
    start = max((s for s in _stops(text, sums) if s <= last.start), default=0)
    between = text[start : closing.start]
    goes_on = not _ENDS.search(text, last.end, closing.start)
    return goes_on and bool(_KEPT.search(between)) and not _PAYS.search(between)


def _names(text: str, at: Span, sums: Sequence[Span]) -> bool:
    """Whether words only name a sum of their stretch: 余款10%."""
    stops = [0, *_stops(text, sums), len(text)]
    start, end = max(s for s in stops if s <= at.start), min(s for s in stops if s >= at.end)
    return any(s.overlaps(Span(start, end + _BESIDE)) for s in sums)


def _stops(text: str, sums: Sequence[Span]) -> list[int]:
    """Where a stretch of the words ends, never inside a sum."""
    return [m.end() for m in STOP.finditer(text) if not any(s.start < m.end() < s.end for s in sums)]


def _trimmed(text: str, part: Span) -> Span:
    """A part without the stops and joining words at its ends."""
    inner = _INNER.fullmatch(text, part.start, part.end)
    return Span(*inner.span("part")) if inner else part


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
