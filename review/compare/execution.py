"""The copy about to be signed against the approved text (G-07): one altered digit is found, with its place."""

from __future__ import annotations

from dataclasses import dataclass

from review.compare.sequence import matching
from review.compare.words import Word, words
from review.model.canonical import sha256
from review.model.document import BlockKind, Document, PdfPlace
from review.model.span import Span

#: Words shown around a difference, on each side.
_AROUND = 6
_MARGINS = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the copies differ. ``number``: clause of the approved text; ``page`` of the copy, where it has pages."""

    approved: Span
    copy: Span
    approved_text: str
    copy_text: str
    number: str = ""
    page: int | None = None
    context: str = ""
    """The approved words around it."""

    @property
    def shown(self) -> str:
        """In one line, such as ``3.1: "45" -> "90" (… within 45 days after …)``."""
        where = " ".join(p for p in (self.number, f"p. {self.page}" if self.page else "") if p)
        change = f'"{self.approved_text}" -> "{self.copy_text}" ({self.context})'
        return f"{where}: {change}" if where else change


def text_sha256(document: Document) -> str:
    """Digest of all words of a document, whatever their spacing, width, quotes and line breaks."""
    return sha256("\n".join(w.text for w in _words(document)).encode())


def execution_differences(approved: Document, copy: Document) -> tuple[Difference, ...]:
    """Every place where the words differ; empty when the copy says what was approved. Automatic clause numbers count too."""
    left, right = _words(approved), _words(copy)
    pairs = matching([w.text for w in left], [w.text for w in right])
    found, i, j = [], 0, 0
    for a, b in [*pairs, (len(left), len(right))]:
        if i < a or j < b:
            found.append(_difference(approved, copy, left, right, (i, a), (j, b)))
        i, j = a + 1, b + 1
    return tuple(found)


def _words(document: Document) -> list[Word]:
    """Words in reading order; an automatic number, which is not part of the text, stands before its paragraph.

    Page headers and footers are left out: they repeat on each page of a PDF and carry its page numbers.
    """
    found: list[Word] = []
    for block in (b for b in document.blocks if b.kind not in _MARGINS):
        at = Span(block.span.start, block.span.start)
        found += [Word(w.text, at) for w in words(block.number)]
        found += words(document.quote(block.span), block.span.start)
    return found


def _difference(
    approved: Document, copy: Document, left: list[Word], right: list[Word], old: tuple[int, int], new: tuple[int, int]
) -> Difference:
    here, there = _span(left, *old), _span(right, *new)
    clause = approved.clause_at(here.start)
    around = _span(left, max(0, old[0] - _AROUND), min(len(left), old[1] + _AROUND))
    return Difference(
        here,
        there,
        approved.quote(here) or _texts(left, old),
        copy.quote(there) or _texts(right, new),
        clause.number if clause else "",
        _page(copy, there),
        " ".join(approved.quote(around).split()),
    )


def _texts(found: list[Word], bounds: tuple[int, int]) -> str:
    return " ".join(w.text for w in found[bounds[0] : bounds[1]])


def _span(found: list[Word], first: int, last: int) -> Span:
    if first < last:
        return Span(found[first].span.start, max(w.span.end for w in found[first:last]))
    at = found[first - 1].span.end if first else 0
    return Span(at, at)


def _page(document: Document, span: Span) -> int | None:
    places = (a.place for a in document.anchors_of(span))
    return next((p.page for p in places if isinstance(p, PdfPlace)), None)
