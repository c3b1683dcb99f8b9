"""Gathers the one text of a document, and blocks, tables and anchors as spans into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from review.intake.language import language_of
from review.intake.limits import Limits
from review.intake.messages import too_large
from review.model.anchors import Anchors, PlaceKind
from review.model.document import Block, BlockKind, Cell, Comment, Notice, Revision, Row, Table
from review.model.span import Span

#: Text, and the numbers of the place it comes from (``review.model.anchors.WIDTHS``); None for what the reader adds.
Piece = tuple[str, tuple[int | float, ...] | None]


#: Where a block stands, and as what: number, level, style, table, row and column of ``Block``.
Standing = tuple[str, int | None, str, int | None, int | None, int | None]
PLAIN: Final[Standing] = ("", None, "", None, None, None)


def in_cell(table: int, row: int, column: int) -> Standing:
    """Of a block without number or style in a cell of a table."""
    return "", None, "", table, row, column


class Emphasised:
    """Blocks that may stand out as headings do, though nothing in the file says that they are; looked at when asked for."""

    def __init__(self) -> None:
        self._tests: dict[int, Callable[[], bool]] = {}

    def add(self, block: int, test: Callable[[], bool]) -> None:
        self._tests[block] = test

    def __contains__(self, block: object) -> bool:
        test = self._tests.get(block) if isinstance(block, int) else None
        return test is not None and test()


@dataclass(slots=True)
class CellDraft:
    """A cell being read; ``row_span`` grows while rows below continue it."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class RowDraft:
    start: int
    end: int
    header: bool
    cells: list[CellDraft] = field(default_factory=list)


@dataclass(slots=True)
class TableDraft:
    parent: int | None
    rows: list[RowDraft] = field(default_factory=list)

    def frozen(self) -> Table:
        rows = tuple(_frozen_row(r) for r in self.rows)
        return Table(Span(rows[0].span.start, rows[-1].span.end) if rows else Span(0, 0), rows, self.parent)


class Builder:
    """Appends blocks and tables in text order. Raises TooLarge when the text passes a limit."""

    def __init__(self, limits: Limits, places: PlaceKind) -> None:
        self._limits = limits
        self._pieces: list[str] = []
        self._fresh = True
        self.position = 0
        self.blocks: list[Block] = []
        self._places = places
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._facts: list[int | float] = []
        self._parts: list[str] = []
        self.tables: list[TableDraft] = []
        self.revisions: list[Revision] = []
        self.comments: list[Comment] = []
        self.notices: list[Notice] = []
        self.emphasised = Emphasised()
        """By index of the block."""

    @property
    def anchors(self) -> Anchors:
        return Anchors(self._places, tuple(self._starts), tuple(self._ends), tuple(self._facts), tuple(self._parts))

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def start_block(self) -> int:
        """Write what separates a block from what stands before it; offset of its first character."""
        if not self._fresh:
            self._write("\n")
        self._fresh = False
        return self.position

    def part(self, name: str) -> int:
        """Number of a package part in the places of its stretches."""
        self._parts.append(name)
        return len(self._parts) - 1

    def block(self, pieces: Iterable[Piece], kind: BlockKind, standing: Standing = PLAIN) -> Span:
        """Append a block of pieces, each with the place it comes from."""
        start = end = self.start_block()
        words: list[str] = []
        for text, place in pieces:
            if place is not None:
                self._starts.append(end)
                self._ends.append(end + len(text))
                self._facts += place
            end += len(text)
            words.append(text)
        text = words[0] if len(words) == 1 else "".join(words)
        self._pieces.append(text)
        self.position = end
        self._check()
        span = Span(start, end)
        self.blocks.append(Block(span, kind, language_of(text), *standing))
        return span

    def start_table(self, parent: int | None) -> int:
        self.tables.append(TableDraft(parent))
        return len(self.tables) - 1

    def start_row(self, table: int, header: bool) -> RowDraft:
        if not self._fresh:
            self._write("\n")
        self._fresh = True
        row = RowDraft(self.position, self.position, header)
        self.tables[table].rows.append(row)
        return row

    def start_cell(self, row: RowDraft, number: int, column: int, column_span: int, separator: str = "\t") -> CellDraft:
        if row.cells:
            self._write(separator)
        self._fresh = True
        cell = CellDraft(self.position, self.position, number, column, column_span=column_span)
        row.cells.append(cell)
        return cell

    def end_cell(self, row: RowDraft, cell: CellDraft) -> None:
        cell.end = row.end = self.position

    def end_table(self) -> None:
        self._fresh = self.position == 0

    def notice(self, code: str, detail: str = "", span: Span | None = None, where: str = "") -> None:
        self.notices.append(Notice(code, detail, span, where))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self.position += len(text)

    def _check(self) -> None:
        if self.position > self._limits.characters:
            raise too_large("characters", self.position, self._limits.characters)
        if len(self.blocks) >= self._limits.blocks:
            raise too_large("blocks", len(self.blocks), self._limits.blocks)


def _frozen_row(row: RowDraft) -> Row:
    cells = tuple(Cell(Span(c.start, c.end), c.row, c.column, c.row_span, c.column_span) for c in row.cells)
    return Row(Span(row.start, row.end), cells, row.header)
