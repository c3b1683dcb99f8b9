"""The lines a clause can begin with: where they stand, their number, and what they are written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from review.intake.structure.kinds import is_contents_line
from review.intake.structure.labels import Label, label_of
from review.model.document import Block, BlockKind

OUTSIDE: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE, BlockKind.ENDNOTE})
_SHORT_CELL: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """``label`` is the automatic number, or the one typed at its start; ``rest`` the words after it."""

    start: int
    end: int
    block: Block
    words: str
    label: Label | None
    rest: str
    contents: bool


def lines_of(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    """Lines of the body in text order; those of a translation open nothing and are left out."""
    for block in blocks:
        if block.kind in OUTSIDE or block.translation_of is not None:
            continue
        start = block.span.start
        for i, words in enumerate(text[start : block.span.end].split("\n")):
            if words.strip():
                yield _line(block, start, words, i == 0)
            start += len(words) + 1


def _line(block: Block, start: int, words: str, first: bool) -> Line:
    contents = is_contents_line(words, block.style)
    label = None if contents else _label(block, words, first)
    rest = words if label is None else words[label.end :]
    return Line(start, start + len(words), block, words, label, rest, contents)


def _label(block: Block, words: str, first: bool) -> Label | None:
    if block.number and first:
        found = label_of(block.number + " ") or label_of(block.number + ". ")
        family, path = (found.family, found.path) if found else (f"auto-{block.level}", (0,))
        return Label(family, block.number.strip(), path, 0)
    if block.table is not None and len(words) < _SHORT_CELL:
        return None
    return label_of(words)
