"""The contract as a page: every block and table, cut into runs where commitments and findings begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from review.model.document import Block, BlockKind, Document, RevisionKind, Table
from review.model.review import Review
from review.model.roles import Severity
from review.model.span import Span

_FURNITURE = {BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE, BlockKind.ENDNOTE}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that something is said about. ``weight`` orders the colours: the heaviest wins."""

    id: str
    span: Span
    css: str
    title: str
    href: str
    weight: int


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    ids: tuple[str, ...] = ()
    anchor: str = ""
    css: str = ""
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    runs: tuple[Run, ...]
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    cells: tuple[SheetCell, ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a heading, or a table (``rows``)."""

    runs: tuple[Run, ...] = ()
    number: str = ""
    heading: bool = False
    furniture: bool = False
    rows: tuple[SheetRow, ...] = ()
    place: str = ""
    """Where a clause begins: its id on the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    parts: tuple[Part, ...]
    anchors: Mapping[str, str]
    """Mark id -> id of the element on the page that it begins with."""


def sheet(review: Review, language: str, decided: frozenset[str] = frozenset()) -> Sheet:
    """The whole contract. ``decided`` holds ids of commitments that need nobody any more."""
    painter = _Painter(review.document, tuple(_marks(review, language, decided)))
    return Sheet(tuple(painter.parts()), painter.anchors)


def _marks(review: Review, language: str, decided: frozenset[str]) -> Iterator[Mark]:
    for c in review.commitments:
        css = c.owner.value + (" decided" if c.id in decided else "")
        yield Mark(f"c-{c.id}", c.span, css, "", f"?tab=commitments&show=all#c-{c.id}", 0)
    for f in review.open_findings:
        weight = len(Severity) - f.severity.rank
        title = f"{f.rule.id} {f.rule.title[language]}"
        for i, span in enumerate(f.spans):
            yield Mark(
                f"f-{f.id}" if i == 0 else f"f-{f.id}-{i}", span, f.severity.value, title, f"?tab=findings#f-{f.id}", weight
            )
    for i, r in enumerate(review.document.revisions):
        if r.kind in (RevisionKind.INSERTED, RevisionKind.MOVED_TO):
            yield Mark(f"r-{i}", r.span, "inserted", r.author, "?tab=scope", -1)


class _Painter:
    """Walks the blocks once and the marks beside them."""

    def __init__(self, document: Document, marks: tuple[Mark, ...]) -> None:
        self.document = document
        self.marks = sorted((m for m in marks if len(m.span)), key=lambda m: (m.span.start, m.span.end))
        self.anchors: dict[str, str] = {}
        self._begins = {c.span.start: f"k-{c.id}" for c in reversed(document.clauses)}

    def parts(self) -> Iterator[Part]:
        shown: set[int] = set()
        for block in self.document.blocks:
            if block.table is None:
                yield self._paragraph(block)
            elif (outer := self._outermost(block.table)) not in shown:
                shown.add(outer)
                yield self._table(self.document.tables[outer], self._begins.get(block.span.start, ""))

    def _outermost(self, table: int) -> int:
        parent = self.document.tables[table].parent
        return table if parent is None else self._outermost(parent)

    def _paragraph(self, block: Block) -> Part:
        return Part(
            runs=tuple(self._runs(block.span)),
            number=block.number,
            heading=block.kind is BlockKind.HEADING,
            furniture=block.kind in _FURNITURE,
            place=self._begins.get(block.span.start, ""),
        )

    def _table(self, table: Table, place: str) -> Part:
        rows = tuple(
            SheetRow(tuple(SheetCell(tuple(self._runs(c.span)), c.row_span, c.column_span) for c in row.cells), row.header)
            for row in table.rows
        )
        return Part(rows=rows, place=place)

    def _runs(self, span: Span) -> Iterator[Run]:
        marks = [m for m in self.marks if m.span.overlaps(span)]
        edges = sorted({span.start, span.end, *_edges(marks, span)})
        for start, end in pairwise(edges):
            yield self._run(Span(start, end), [m for m in marks if m.span.start <= start and end <= m.span.end])

    def _run(self, span: Span, covering: list[Mark]) -> Run:
        text = self.document.quote(span)
        if not covering:
            return Run(text)
        top = max(covering, key=lambda m: m.weight)
        fresh = [m for m in covering if m.id not in self.anchors]
        anchor = f"t-{fresh[0].id}" if fresh else ""
        self.anchors.update({m.id: anchor for m in fresh})
        css = " ".join(dict.fromkeys(m.css for m in covering))
        return Run(text, tuple(m.id for m in covering), anchor, css, top.title, top.href)


def _edges(marks: Iterable[Mark], within: Span) -> Iterator[int]:
    for mark in marks:
        yield from (p for p in (mark.span.start, mark.span.end) if within.start < p < within.end)
