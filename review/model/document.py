"""What intake makes of a file: one text, and everything known about each place in it.

Law: ``Document.text`` never changes, and every position anywhere in the product is a ``Span`` into it. Automatic
clause numbers are *not* part of the text (they stand in ``Block.number``), because no file holds them as text.
Blocks are joined by a newline, the cells of one table row by a tab.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from review.model.anchors import Anchor, Anchors, LinePlace, PdfPlace, Place, WordPlace
from review.model.language import Language
from review.model.quick import quick
from review.model.span import Span

__all__ = [
    "Anchor",
    "Anchors",
    "Block",
    "BlockKind",
    "Cell",
    "Clause",
    "ClauseKind",
    "Comment",
    "Coverage",
    "Document",
    "LinePlace",
    "Notice",
    "PdfPlace",
    "Place",
    "Revision",
    "RevisionKind",
    "Row",
    "Source",
    "Table",
    "View",
    "WordPlace",
]

#: In a text of fewer characters one numbered article may well be most of it.
_SHORT: Final = 1500


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text_box"


class ClauseKind(StrEnum):
    """What part of a contract a clause is; everything that is not the body is read with other eyes."""

    BODY = "body"
    TITLE = "title"
    PARTIES = "parties"
    RECITALS = "recitals"
    DEFINITIONS = "definitions"
    SIGNATURE = "signature"
    ANNEX = "annex"
    CONTENTS = "contents"


class RevisionKind(StrEnum):
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_TO = "moved_to"
    MOVED_FROM = "moved_from"
    FORMATTED = "formatted"


STRUCK: Final = "struck-text"
"""Code of the notices whose spans are struck through: a reader sees the words, and that they no longer count."""


class View(StrEnum):
    """Which text of a file with tracked changes is read: with all changes accepted, or with all rejected."""

    FINAL = "final"
    ORIGINAL = "original"


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@quick
@dataclass(frozen=True, slots=True)
class Row:
    """One row as read; its span covers its cells, so that the row can be quoted."""

    span: Span
    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    span: Span
    rows: tuple[Row, ...]
    parent: int | None = None
    """Index in ``Document.tables`` of the table whose cell holds this one."""


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading, wherever it stands."""

    span: Span
    kind: BlockKind
    language: Language = Language.NONE
    number: str = ""
    """The automatic number as Word shows it (``第三条``, ``2.1``, ``(a)``), without the text that follows; may be empty."""
    level: int | None = None
    """Depth of the automatic number or heading, from 0."""
    style: str = ""
    table: int | None = None
    """Index in ``Document.tables`` of the innermost table it stands in."""
    row: int | None = None
    column: int | None = None
    translation_of: int | None = None
    """In a bilingual contract: index of the block this one translates (the later one points to the earlier one)."""


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the clause tree. ``span`` covers the clause with all below it; ``heading`` its first line or title."""

    id: str
    """Unique and stable path such as ``3.2.a`` or ``annex-1/2``; made from numbers where there are any."""
    number: str
    """As a reader cites it: ``第三条``, ``3.2``, ``(a)``; empty for an unnumbered heading."""
    title: str
    span: Span
    level: int
    kind: ClauseKind = ClauseKind.BODY
    parent: int | None = None
    """Index in ``Document.clauses``, which is in text order."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change.

    Inserted text lies in ``span``; deleted text is not part of the document: ``span`` is empty, ``text`` keeps it.
    """

    kind: RevisionKind
    span: Span
    text: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    span: Span
    text: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was not read, or that a reader does not see. ``code`` is listed in ``review.intake.notices``."""

    code: str
    detail: str = ""
    span: Span | None = None
    where: str = ""
    """Package part, page or line, for people."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage statement: what was read, in counts, and every ``Notice``. Nothing is hidden."""

    read: tuple[tuple[str, int], ...] = ()
    """Pairs such as ``("paragraphs", 120)``, sorted by name."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int | None = None


_TITLE: Final = 40
_FRONT: Final = frozenset({ClauseKind.TITLE, ClauseKind.PARTIES, ClauseKind.RECITALS, ClauseKind.SIGNATURE, ClauseKind.CONTENTS})
#: A number that says by itself where it stands, annexes aside: ``第三条``, ``Article 3``, ``2.1``.
_COMPLETE: Final = re.compile(
    r"第|Article|Section|Clause|Annex|Appendix|Schedule|Exhibit|附|[0-9０-９]+[.．][0-9０-９]", re.IGNORECASE
)


def _joined(upper: str, lower: str) -> str:
    """Two numbers as one; a blank only where they would run together."""
    if lower.startswith(("(", "（")):
        return f"{upper.rstrip('.．')}{lower}"
    return f"{upper} {lower}" if lower and (upper[-1].isalnum() or upper[-1] in ".．") else upper + lower


@dataclass(frozen=True)
class Document:
    """A contract as read. ``text[span.start:span.end]`` is the quote of any span held anywhere."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    anchors: Anchors = field(default_factory=Anchors)
    coverage: Coverage = field(default_factory=Coverage)
    language: Language = Language.NONE
    view: View = View.FINAL

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.span.start for b in self.blocks]

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [c.span.start for c in self.clauses]

    @cached_property
    def struck(self) -> tuple[Span, ...]:
        """Text that is struck through, in text order; stretches with nothing but white space between them are one."""
        found: list[Span] = []
        for span in sorted(n.span for n in self.coverage.notices if n.code == STRUCK and n.span is not None):
            if found and not self.text[found[-1].end : span.start].strip():
                span = Span(found[-1].start, max(found.pop().end, span.end))
            found.append(span)
        return tuple(found)

    def is_struck(self, span: Span) -> bool:
        """Whether every letter of a span is struck through."""
        words = self.quote(span)
        start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
        return any(s.start <= start and end <= s.end for s in self.struck)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character, or None between blocks."""
        i = bisect_right(self._block_starts, offset) - 1
        return self.blocks[i] if i >= 0 and offset < self.blocks[i].span.end else None

    def language_at(self, span: Span) -> Language:
        """Language of the paragraph that holds a place, or ends at it; of the document where neither speaks any."""
        block = self.block_at(min(span.start, max(len(self.text) - 1, 0))) or self.block_at(max(span.start - 1, 0))
        return block.language if block and block.language is not Language.NONE else self.language

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause that holds the character."""
        i = bisect_right(self._clause_starts, offset) - 1
        while i >= 0 and offset >= self.clauses[i].span.end:
            parent = self.clauses[i].parent
            i = -1 if parent is None else parent
        return self.clauses[i] if i >= 0 else None

    def article_of(self, clause: Clause | None) -> Clause | None:
        """The article a clause belongs to: its highest ancestor that is not the whole body or annex."""
        while clause is not None and clause.parent is not None:
            parent = self.clauses[clause.parent]
            if len(parent.span) > 0.6 * len(self.text) and (not parent.number or len(self.text) > _SHORT):
                break
            clause = parent
        return clause

    def cited(self, clause: Clause) -> str:
        """What a reader finds the clause by: ``二、2.``, ``3(a)``, ``附件一 2.1``; its title where no number leads to it."""
        number, above = clause.number, clause.parent
        while above is not None:
            upper = self.clauses[above]
            if upper.number and (upper.kind is ClauseKind.ANNEX or not _COMPLETE.match(number)):
                number = _joined(upper.number, number)
            above = upper.parent
        return number or (clause.title[:_TITLE] if clause.kind not in _FRONT else "")

    def anchors_of(self, span: Span) -> tuple[Anchor, ...]:
        """The stretches of the source file that make up the span, in order."""
        first = max(bisect_right(self.anchors.starts, span.start) - 1, 0)
        last = bisect_right(self.anchors.starts, max(span.end - 1, span.start))
        return tuple(a for a in self.anchors[first:last] if a.span.overlaps(span))
