"""Ties between commitments: a penalty and the duty it punishes, a rate and its cap, a text
and its translation, a clause referred to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from review.commitments.numbering import clause_numbers, plain_number
from review.commitments.translations import with_translations
from review.model.changed import changed
from review.model.commitment import Commitment, Party, ValueRole
from review.model.document import Document
from review.model.language import Language

Link = tuple[str, str]
Duties = dict[tuple[str, Party, Language], list[Commitment]]
#: Kinds of consequence, and the kinds of duty each one answers for.
PUNISHES = {"K18": ("K01", "K04", "K06"), "K19": ("K07", "K08", "K05", "K11", "K10"), "K20": ("K12", "K24", "K23", "K05")}
_NEAR = 3
_MOST = 500
"""So many dated duties before and as many behind a penalty are tied to it: more than any contract holds, and a bound on time."""
_REFERENCE = re.compile(
    r"第\s*([〇零一二三四五六七八九十百\d]+(?:\.\d+)*)\s*条|\b(?:Section|Clause|Article|Paragraph)s?\s+(\d+(?:\.\d+)*)",
    re.IGNORECASE,
)


def linked(document: Document, found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The commitments in text order with distinct ids and their links."""
    ordered = distinct(tuple(sorted(found, key=lambda c: (c.span, c.kind))))
    named = [_numbers(c) for c in ordered]
    clauses = clause_numbers(document) if any(named) else {}
    duties = _duties(ordered)
    links = (
        (*_punished(c, duties), *_capped(i, ordered), *_referred(c, numbers, clauses))
        for i, (c, numbers) in enumerate(zip(ordered, named, strict=True))
    )
    tied = (changed(c, links=told) if told else c for c, told in zip(ordered, links, strict=True))
    return with_translations(document, tuple(tied))


def distinct(found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The same commitments; the second of equal ids gets ``-2`` and so on."""
    seen: Counter[str] = Counter()
    out = []
    for commitment in found:
        seen[commitment.id] += 1
        count = seen[commitment.id]
        out.append(commitment if count == 1 else replace(commitment, id=f"{commitment.id}-{count}"))
    return tuple(out)


def _numbers(commitment: Commitment) -> tuple[str, ...]:
    """The numbers of clauses that it names."""
    return tuple(plain_number(m.group(1) or m.group(2)) for m in _REFERENCE.finditer(commitment.quote))


def _referred(commitment: Commitment, numbers: tuple[str, ...], clauses: dict[str, str]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(("refers_to", clauses[n]) for n in numbers if n in clauses and clauses[n] != commitment.clause))


def _duties(ordered: tuple[Commitment, ...]) -> Duties:
    """The measured duties that each kind of consequence answers for, by debtor and language, in text order."""
    out: Duties = {}
    for duty in (c for c in ordered if c.values):
        for penalty in (p for p, kinds in PUNISHES.items() if duty.kind in kinds):
            out.setdefault((penalty, duty.obligor, duty.language), []).append(duty)
    return out


def _punished(penalty: Commitment, duties: Duties) -> tuple[Link, ...]:
    """A penalty for delay punishes every dated duty of its party; any other consequence the nearest duty it answers for."""
    same = duties.get((penalty.kind, penalty.obligor, penalty.language), [])
    after = bisect_left(same, penalty.span.start, key=lambda c: c.span.start)
    if penalty.kind == "K18":
        return tuple(("punishes", c.id) for c in same[max(0, after - _MOST) : after + _MOST])
    beside = same[max(0, after - 1) : after + 1]
    return tuple(("punishes", c.id) for c in sorted(beside, key=lambda c: abs(c.span.start - penalty.span.start))[:1])


def _capped(index: int, all_: tuple[Commitment, ...]) -> tuple[Link, ...]:
    """A rate without a cap of its own takes the nearest one of its kind or on liability, of the same debtor."""
    rate = all_[index]
    if rate.kind not in PUNISHES or rate.value(ValueRole.RATE) is None or rate.value(ValueRole.CAP) is not None:
        return ()
    near = all_[max(0, index - _NEAR) : index + _NEAR + 1]
    caps = [
        c for c in near if c.value(ValueRole.CAP) and c.kind in (rate.kind, "K20") and c.id != rate.id and _same_debtor(c, rate)
    ]
    return tuple(("capped_by", c.id) for c in caps[:1])


def _same_debtor(cap: Commitment, rate: Commitment) -> bool:
    return rate.obligor is cap.obligor or Party.BOTH in (rate.obligor, cap.obligor)
