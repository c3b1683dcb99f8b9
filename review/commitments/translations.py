"""A contract in two languages says each promise once in each: which is the translation of which, and where the two differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from review.commitments.numbering import plain_number
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.document import Document
from review.model.language import Language

Link = tuple[str, str]
Fact = tuple[str, object, str | None]

_KIND, _OBLIGOR, _VALUE, _PLACE = 3, 2, 2, 1
"""What equal kinds, obligors and values, and the same place in the order count for two promises being the same."""
_LEAST = {True: 1, False: 5}
"""The least count for a pair within clauses of one number, and within texts without numbers."""
#: A row that says its matter in both languages is its own translation.
_BOTH = re.compile(r"[\u4e00-\u9fff]{2}.*\t.*[a-z]{3,} [a-z]{2,}", re.DOTALL | re.IGNORECASE)
_PER_LANGUAGE = 2
"""Fewer promises in a language are quotations or names, no version of the contract."""


def with_translations(document: Document, found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The commitments; the later of each pair links to the one it translates, and says in what it differs.

    It stands in the clause of the one it translates: translated paragraphs open no clauses of their own.
    """
    pairs = dict(_pairs_of_blocks(document, found))
    pairs |= _pairs_of_clauses(document, [c for c in found if c.id not in pairs and c.id not in pairs.values()])
    by_id = {c.id: c for c in found}
    return tuple(_translating(c, by_id[pairs[c.id]]) if c.id in pairs else c for c in found)


def _translating(c: Commitment, original: Commitment) -> Commitment:
    differing = differences(original, c)
    links: list[Link] = [("translation_of", original.id), *([("differs_from", original.id)] if differing else [])]
    return replace(
        c,
        clause=original.clause or c.clause,
        number=original.number or c.number,
        links=(*c.links, *links),
        reasons=(*c.reasons, *(f"translation differs in {what}" for what in differing)),
    )


def differences(first: Commitment, second: Commitment) -> tuple[str, ...]:
    """In what two versions of a promise differ: ``values``, ``obligor``, ``kind``."""
    told = {
        "values": _facts(first) != _facts(second),
        "obligor": first.obligor is not second.obligor,
        "kind": not _one_kind(first, second),
    }
    return tuple(what for what, differs in told.items() if differs)


def _one_kind(first: Commitment, second: Commitment) -> bool:
    return first.kind in (second.kind, *second.also) or second.kind in first.also


def _facts(c: Commitment) -> frozenset[Fact]:
    """The values of a promise without the words of its language; how often something returns is said in many ways."""
    return frozenset(_fact(v) for v in c.values if v.role is not ValueRole.INTERVAL)


def _fact(v: Value) -> Fact:
    counted = v.type in (ValueType.QUANTITY, ValueType.COUNT)
    unit = None if counted else v.currency or v.unit
    n: Decimal | str | None = v.n if v.iso is None else v.iso.isoformat()
    return ("quantity" if counted else v.type.value, n if n is not None else v.part, unit)


def _pairs_of_blocks(document: Document, found: Iterable[Commitment]) -> Iterator[tuple[str, str]]:
    """In columns and alternating paragraphs: the promises of a block and of the one that it translates."""
    if all(b.translation_of is None for b in document.blocks):
        return
    blocks: dict[int, list[Commitment]] = defaultdict(list)
    starts = {b.span.start: i for i, b in enumerate(document.blocks)}
    for commitment in found:
        block = document.block_at(commitment.span.start)
        if block is not None:
            blocks[starts[block.span.start]].append(commitment)
    for index, later in blocks.items():
        source = document.blocks[index].translation_of
        if source is not None:
            yield from _matched(blocks.get(source, []), later, 0).items()


def _pairs_of_clauses(document: Document, alone: list[Commitment]) -> Mapping[str, str]:
    """In texts of one language after the other, or line by line: promises of clauses with the same number."""
    if document.language is not Language.MIXED:
        return {}
    told = [c for c in alone if not _BOTH.search(c.quote)]
    sides = {language: [c for c in told if c.language is language] for language in (Language.ZH, Language.EN)}
    if min(map(len, sides.values())) < _PER_LANGUAGE:
        return {}
    first, second = sorted(sides.values(), key=lambda side: side[0].span)
    numbered = _by_number(second)
    pairs: dict[str, str] = {}
    for number, originals in _by_number(first).items():
        pairs |= _matched(originals, numbered.get(number, []), _LEAST[bool(number)])
    return pairs


def _by_number(found: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    clauses: dict[str, list[Commitment]] = defaultdict(list)
    for c in found:
        clauses[plain_number(c.number) if c.number else ""].append(c)
    return clauses


def _matched(originals: list[Commitment], versions: list[Commitment], least: int) -> dict[str, str]:
    """Each version with the original that it is likest to, the likest pair first, every promise once."""
    scored = [
        (-_likeness(a, b) - (_PLACE if i == j else 0), abs(i - j), i, j)
        for i, a in enumerate(originals)
        for j, b in enumerate(versions)
    ]
    pairs: dict[int, int] = {}
    for score, _, i, j in sorted(scored):
        if -score >= least and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return {versions[j].id: originals[i].id for j, i in pairs.items()}


def _likeness(a: Commitment, b: Commitment) -> int:
    return _KIND * _one_kind(a, b) + _OBLIGOR * (a.obligor is b.obligor) + _VALUE * len(_facts(a) & _facts(b))
