"""Ties between commitments: a penalty and the duty it punishes, a rate and its cap, a text
and its translation, a clause referred to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from review.model.commitment import Commitment, Party, ValueRole
from review.model.document import Document

Link = tuple[str, str]
#: Kinds of consequence, and the kinds of duty each one answers for.
PUNISHES = {"K18": ("K01", "K04", "K06"), "K19": ("K07", "K08", "K05", "K11", "K10"), "K20": ("K12", "K24", "K23", "K05")}
_NEAR = 3
_REFERENCE = re.compile(
    r"第\s*([〇零一二三四五六七八九十百\d]+(?:\.\d+)*)\s*条|\b(?:Section|Clause|Article|Paragraph)s?\s+(\d+(?:\.\d+)*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[〇零一二三四五六七八九十百]+|\d+(?:\.\d+)*")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def linked(document: Document, found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The commitments in text order with distinct ids and their links."""
    ordered = distinct(tuple(sorted(found, key=lambda c: (c.span, c.kind))))
    clauses = {plain_number(c.number): c.id for c in reversed(document.clauses) if c.number}
    pairs = translations(document, ordered)
    return tuple(
        replace(c, links=(*_punished(c, ordered), *_capped(i, ordered), *_referred(c, clauses), *pairs.get(c.id, ())))
        for i, c in enumerate(ordered)
    )


def distinct(found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The same commitments; the second of equal ids gets ``-2`` and so on."""
    seen: Counter[str] = Counter()
    out = []
    for commitment in found:
        seen[commitment.id] += 1
        count = seen[commitment.id]
        out.append(commitment if count == 1 else replace(commitment, id=f"{commitment.id}-{count}"))
    return tuple(out)


def translations(document: Document, found: tuple[Commitment, ...]) -> dict[str, tuple[Link, ...]]:
    """In a bilingual contract: each promise of a translated block and the one it translates, by kind, then by order."""
    blocks: dict[int, list[Commitment]] = {}
    starts = {b.span.start: i for i, b in enumerate(document.blocks)}
    for commitment in found:
        block = document.block_at(commitment.span.start)
        if block is not None:
            blocks.setdefault(starts[block.span.start], []).append(commitment)
    out: dict[str, tuple[Link, ...]] = {}
    for index, later in blocks.items():
        source = document.blocks[index].translation_of
        if source is not None:
            out.update({b.id: (("translation_of", a.id),) for a, b in _pairs(blocks.get(source, []), later)})
    return out


def _pairs(first: list[Commitment], second: list[Commitment]) -> Iterator[tuple[Commitment, Commitment]]:
    left, rest = list(first), []
    for commitment in second:
        same = next((c for c in left if c.kind == commitment.kind), None)
        if same is None:
            rest.append(commitment)
        else:
            left.remove(same)
            yield same, commitment
    yield from zip(left, rest, strict=False)


def plain_number(number: str) -> str:
    """A clause's number in Arabic figures: ``第十二条`` and ``12.`` are both ``12``; the number itself when it holds none."""
    found = _NUMBER.search(number)
    if found is None:
        return number
    text = found.group(0)
    return text if text[0].isdigit() else str(_chinese(text))


def _chinese(text: str) -> int:
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (_DIGITS.get(hundreds, 1) if hundreds or text.startswith("百") else 0)
    return value + (10 * _DIGITS.get(tens[-1:], 1) if ten else 0) + _DIGITS.get(ones[-1:], 0)


def _referred(commitment: Commitment, clauses: dict[str, str]) -> tuple[Link, ...]:
    numbers = (plain_number(m.group(1) or m.group(2)) for m in _REFERENCE.finditer(commitment.quote))
    return tuple(dict.fromkeys(("refers_to", clauses[n]) for n in numbers if n in clauses and clauses[n] != commitment.clause))


def _punished(penalty: Commitment, all_: tuple[Commitment, ...]) -> tuple[Link, ...]:
    """A penalty for delay punishes every dated duty of its party; any other consequence the nearest duty it answers for."""
    if penalty.kind not in PUNISHES:
        return ()
    duties = PUNISHES[penalty.kind]
    same = [c for c in all_ if c.kind in duties and c.obligor is penalty.obligor and c.language is penalty.language and c.values]
    near = sorted(same, key=lambda c: abs(c.span.start - penalty.span.start))[:1] if penalty.kind != "K18" else same
    return tuple(("punishes", c.id) for c in near)


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
