"""A document as compared: its passages, each a paragraph or a table row, without the number that stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from review.compare.references import Reference, numbered, references
from review.compare.words import normal
from review.model.document import Block, Document
from review.model.span import Span

_AFTER_LABEL = re.compile(r"[\s.．、)）:：]*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or table row. ``key`` is its text as compared, clause numbers and references blanked."""

    span: Span
    """Without a typed clause number before it."""
    key: str
    clause: int | None
    """Index of the innermost clause in ``Document.clauses``."""
    number: str
    """Number of that clause, or the paragraph's own, as a reader cites it."""
    references: tuple[Reference, ...]


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage that holds text, in text order."""
    targets = numbered(document)
    heads = {c.span.start: c.number for c in document.clauses if c.number}
    places = {c.id: i for i, c in enumerate(document.clauses)}
    found = []
    for span, block in _units(document):
        passage = _passage(document, span, block, targets, places, heads.get(span.start, ""))
        if passage.key:
            found.append(passage)
    return tuple(found)


def _units(document: Document) -> Iterator[tuple[Span, Block]]:
    """Blocks by themselves, the blocks of one table row together."""
    for _, group in groupby(enumerate(document.blocks), key=lambda p: (p[1].table, p[1].row, p[0] if p[1].table is None else 0)):
        blocks = [b for _, b in group]
        yield Span(blocks[0].span.start, max(b.span.end for b in blocks)), blocks[0]


def _passage(
    document: Document, span: Span, block: Block, targets: dict[str, int], places: dict[str, int], label: str
) -> Passage:
    clause = document.clause_at(span.start)
    index = places[clause.id] if clause else None
    body = _without_label(document, span, label)
    found = references(document, body, targets)
    number = block.number or (clause.number if clause else "")
    return Passage(body, blanked(document, body, found), index, number, found)


def _without_label(document: Document, span: Span, label: str) -> Span:
    """The span without the number typed before it, which says where it stands and not what it says."""
    text = document.quote(span)
    if not label or not text.startswith(label) or not _LETTER.search(text[len(label) :]):
        return span
    return Span(span.start + len(label) + _after(text[len(label) :]), span.end)


def _after(rest: str) -> int:
    signs = _AFTER_LABEL.match(rest)
    return signs.end() if signs else 0


def blanked(document: Document, span: Span, found: tuple[Reference, ...]) -> str:
    """The text as compared, with each reference that is resolved put as a sign."""
    parts, at = [], span.start
    for reference in found:
        if reference.target is not None:
            parts += [document.text[at : reference.span.start], "§"]
            at = reference.span.end
    return normal("".join((*parts, document.text[at : span.end])))
