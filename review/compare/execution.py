"""The copy about to be signed against the approved text (G-07): one altered digit is found, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from review.compare.blanks import is_blank, is_fill, signing_places
from review.compare.margins import MARGINS, Margins, row_of
from review.compare.sequence import matching
from review.compare.typesetting import Typesetting
from review.compare.words import Word, normal, words
from review.model.canonical import sha256
from review.model.document import Document, PdfPlace
from review.model.span import Span

#: Words shown around a difference, on each side.
_AROUND = 6


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


@dataclass(frozen=True, slots=True)
class ExecutionComparison:
    """A copy held against the approved text. ``filled``: what was written into the blanks where people sign."""

    differences: tuple[Difference, ...]
    filled: tuple[Difference, ...] = ()


def execution_differences(approved: Document, copy: Document) -> tuple[Difference, ...]:
    """Every place where the words differ; empty when the copy says what was approved. Automatic clause numbers count too."""
    return compare_execution_copy(approved, copy).differences


def compare_execution_copy(approved: Document, copy: Document) -> ExecutionComparison:
    """As ``execution_differences``, and what was filled in where people sign.

    A copy may be set differently: line ends, hyphens at them, page numbers, running heads and feet that say nothing new.
    """
    forms = _Forms(approved, copy)
    differences: list[Difference] = [*forms.in_margins()]
    filled: list[Difference] = []
    for found in _raw(approved, copy):
        left = forms.without_margins(found)
        if left is not None:
            (filled if forms.is_filled(left) else differences).append(left)
    return ExecutionComparison(tuple(differences), tuple(filled))


def _raw(approved: Document, copy: Document) -> Iterator[Difference]:
    left, right, setting = _words(approved), _words(copy), Typesetting(approved, copy)
    pairs = matching([w.text for w in left], [w.text for w in right])
    i, j = 0, 0
    for a, b in [*pairs, (len(left), len(right))]:
        if (i < a or j < b) and not setting.same(left[i:a], right[j:b], right[j - 1] if j else None):
            yield _difference(approved, copy, left, right, (i, a), (j, b))
        i, j = a + 1, b + 1


class _Forms:
    """What a copy may add or set differently without saying anything else."""

    def __init__(self, approved: Document, copy: Document) -> None:
        self._approved, self._copy = approved, copy
        self._margins = Margins(approved, copy)
        self._places = signing_places(approved)

    def in_margins(self) -> Iterator[Difference]:
        """Heads and feet that say something of their own."""
        for block in self._margins.strange():
            yield Difference(Span(0, 0), block.span, "", self._copy.quote(block.span), page=_page(self._copy, block.span))

    def without_margins(self, found: Difference) -> Difference | None:
        """The difference without rows of the page's edges; ``None`` when nothing is left, or only a hyphen at a line's end."""
        rows = self._body(found.copy)
        text = " ".join(self._copy.quote(r) for r in rows)
        if not text.strip() and not found.approved_text.strip():
            return None
        if _unhyphened(text) == _unhyphened(found.approved_text):
            return None
        whole = len(rows) == 1 and rows[0] == found.copy
        return found if whole or not rows else replace(found, copy=rows[0], copy_text=text)

    def is_filled(self, found: Difference) -> bool:
        inside = any(p.start < found.approved.start <= found.approved.end <= p.end for p in self._places)
        if not inside or not is_blank(found.approved_text):
            return False
        return is_fill(found.copy_text) or self._recognised(found.copy)

    def _recognised(self, span: Span) -> bool:
        """Handwriting and stamps read from a picture may read as anything; a person compares such a copy line by line."""
        places = [a.place for a in self._copy.anchors_of(span)]
        return bool(places) and all(isinstance(p, PdfPlace) and p.confidence is not None for p in places)

    def _body(self, span: Span) -> list[Span]:
        """The stretches of the span that do not stand at a page's edge as its running head, foot or number."""
        found: list[Span] = []
        for anchor in self._copy.anchors_of(span):
            row = row_of(self._copy, anchor.span)
            if row is None or not self._margins.holds(row):
                found.append(Span(max(anchor.span.start, span.start), min(anchor.span.end, span.end)))
        return found if len(span) else []


#: A hyphen between letters with a line end behind it is the typesetter's.
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad]\s+(?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad]\s*(?=[^\W\d_])")


def _unhyphened(text: str) -> str:
    return normal(_HYPHEN.sub("", text))


def _joined(text: str, start: int) -> list[Word]:
    """The words of a stretch, those that a line end cut in two in one."""
    found: list[Word] = []
    cuts = {start + m.start(): start + m.end() for m in _LINE_END.finditer(text)}
    after = -1
    for word in words(text, start):
        if word.span.start in cuts:
            after = cuts[word.span.start]
        elif word.span.start == after:
            found[-1] = Word(found[-1].text + word.text, Span(found[-1].span.start, word.span.end))
        else:
            found.append(word)
    return found


def _words(document: Document) -> list[Word]:
    """Words in reading order; an automatic number, which is not part of the text, stands before its paragraph.

    Page headers and footers are left out: they repeat on each page of a PDF and carry its page numbers.
    """
    found: list[Word] = []
    for block in (b for b in document.blocks if b.kind not in MARGINS):
        at = Span(block.span.start, block.span.start)
        found += [Word(w.text, at) for w in words(block.number)]
        found += _joined(document.quote(block.span), block.span.start)
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
