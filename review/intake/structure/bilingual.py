"""Contracts in two languages: which block is the other's translation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final

from review.intake.structure.labels import label_of
from review.intake.structure.lines import OUTSIDE
from review.model.document import Block
from review.model.language import Language

_PAIRED: Final = {Language.ZH: Language.EN, Language.EN: Language.ZH}
_FIGURES: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SHARE: Final = 0.3
"""Least share of blocks of the smaller language that must stand beside one of the other for a file to count as bilingual."""
_LENGTHS: Final = (1.2, 9.0)
"""An English text has this many times the characters of its Chinese original."""


def paired(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, the later of each pair pointing to the earlier; unchanged when the file is not bilingual."""
    pairs = {**_in_rows(blocks), **_in_turn(text, blocks)}
    if not pairs:
        return tuple(blocks)
    counts = [sum(b.language is language for b in blocks) for language in _PAIRED]
    if len(pairs) < max(2, min(counts) * _SHARE, max(counts) * _SHARE / 2):
        return tuple(blocks)
    return tuple(replace(b, translation_of=pairs[i]) if i in pairs else b for i, b in enumerate(blocks))


def _in_rows(blocks: Sequence[Block]) -> dict[int, int]:
    """Two columns: the paragraphs of two cells of one row, in order."""
    rows: dict[tuple[int, int | None], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, block in enumerate(blocks):
        if block.table is not None and block.column is not None:
            rows[block.table, block.row][block.column].append(i)
    pairs: dict[int, int] = {}
    for cells in rows.values():
        columns = [cells[c] for c in sorted(cells)]
        for left, right in pairwise(columns):
            if _is_pair(blocks, left, right):
                last = left[-1]
                pairs.update((b, a if a is not None else last) for a, b in zip_longest(left, right) if b is not None)
    return pairs


def _is_pair(blocks: Sequence[Block], left: list[int], right: list[int]) -> bool:
    first, second = _languages(blocks, left), _languages(blocks, right)
    if len(first) != 1 or len(second) != 1 or _PAIRED.get(first.copy().pop()) is not second.copy().pop():
        return False
    lengths = [sum(len(blocks[i].span) for i in side) for side in (left, right)]
    return sum(lengths) > 12 and _fits(blocks[left[0]].language, *lengths)


def _languages(blocks: Sequence[Block], side: list[int]) -> set[Language]:
    return {blocks[i].language for i in side} - {Language.NONE}


def _in_turn(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Alternating paragraphs: a block right after one of the other language, with the same number, or of fitting length."""
    pairs: dict[int, int] = {}
    for i in range(1, len(blocks)):
        first, second = blocks[i - 1], blocks[i]
        if i - 1 in pairs or first.table != second.table or first.column != second.column or second.kind in OUTSIDE:
            continue
        if _PAIRED.get(first.language) is second.language and _agree(text, first, second):
            pairs[i] = i - 1
    return pairs


def _agree(text: str, first: Block, second: Block) -> bool:
    one, two = (text[b.span.start : b.span.end] for b in (first, second))
    if not _fits(first.language, len(one), len(two)):
        return False
    labels = [label_of(f"{b.number} {t}".strip()) for b, t in ((first, one), (second, two))]
    if labels[0] and labels[1]:
        return labels[0].value == labels[1].value
    figures = [set(_FIGURES.findall(t)) for t in (one, two)]
    return figures[0] == figures[1] or bool(figures[0] & figures[1])


def _fits(first: Language, one: int, two: int) -> bool:
    zh, en = (one, two) if first is Language.ZH else (two, one)
    return _LENGTHS[0] <= en / max(zh, 1) <= _LENGTHS[1]
