"""Ties between commitments: a penalty and the duty it punishes, a rate and its cap, a text and its translation."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from review.model.commitment import Commitment, ValueRole
from review.model.document import Document

#: Kinds of consequence, and the kinds of duty each one answers for.
PUNISHES = {"K18": ("K01", "K04", "K06"), "K19": ("K07", "K08", "K05", "K11", "K10"), "K20": ("K12", "K24", "K23", "K05")}
_NEAR = 3


def linked(document: Document, found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The commitments in text order with distinct ids and their links."""
    ordered = distinct(tuple(sorted(found, key=lambda c: (c.span, c.kind))))
    return tuple(replace(c, links=(*_punished(c, ordered), *_capped(i, ordered))) for i, c in enumerate(ordered))


def distinct(found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The same commitments; the second of equal ids gets ``-2`` and so on."""
    seen: Counter[str] = Counter()
    out = []
    for commitment in found:
        seen[commitment.id] += 1
        count = seen[commitment.id]
        out.append(commitment if count == 1 else replace(commitment, id=f"{commitment.id}-{count}"))
    return tuple(out)


def _punished(penalty: Commitment, all_: tuple[Commitment, ...]) -> tuple[tuple[str, str], ...]:
    duties = PUNISHES.get(penalty.kind, ())
    same = [c for c in all_ if c.kind in duties and c.obligor is penalty.obligor and c.language is penalty.language and c.values]
    near = sorted(same, key=lambda c: abs(c.span.start - penalty.span.start))[:1] if penalty.kind != "K18" else same
    return tuple(("punishes", c.id) for c in near)


def _capped(index: int, all_: tuple[Commitment, ...]) -> tuple[tuple[str, str], ...]:
    rate = all_[index]
    if rate.kind not in PUNISHES or rate.value(ValueRole.RATE) is None or rate.value(ValueRole.CAP) is not None:
        return ()
    caps = [c for c in all_[max(0, index - _NEAR) : index + _NEAR + 1] if c.value(ValueRole.CAP) and c.kind in (rate.kind, "K20") and c.id != rate.id]
    return tuple(("capped_by", c.id) for c in caps[:1])
