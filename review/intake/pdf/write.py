"""Pages -> the one text: the body over the ends of pages first, running heads and feet after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from review.intake.builder import Builder, in_cell
from review.intake.pdf.furniture import Parted
from review.intake.pdf.lines import Grid, GridCell, Line, line_at
from review.intake.pdf.paragraphs import Columns, ends_item, goes_on, is_weak, joined, paragraphs
from review.intake.pdf.words import Words
from review.intake.structure.labels import label_of
from review.intake.text import columns_of
from review.model.document import BlockKind

_LAST_LATIN = 0x2E7F


def write_pages(builder: Builder, pages: Sequence[Parted], known: Words) -> None:
    """``known``: words of the file, for hyphens."""
    for group in _groups(pages):
        grid = group[0].grid
        if grid is None:
            builder.block(joined(group, known), BlockKind.PARAGRAPH)
        else:
            _write_table(builder, grid, group[0].page, known)
    for page in pages:
        for kind, lines in ((BlockKind.HEADER, page.heads), (BlockKind.FOOTER, page.feet)):
            for line in lines:
                builder.block(joined([line], known), kind)


def _groups(pages: Sequence[Parted]) -> Iterator[list[Line]]:
    """Paragraphs, those that run over the end of a page in one; a table is a group of its own."""
    group: list[Line] = []
    before = Columns(())
    for page in pages:
        usual = Columns(page.body)
        for i, lines in enumerate(paragraphs(page.body, usual)):
            if i == 0 and group and goes_on(group[-1], lines[0], before, usual):
                group += lines
                continue
            if group:
                yield group
            group = lines
        before = usual if page.body else before
    if group:
        yield group


def _write_table(builder: Builder, grid: Grid, page: int, known: Words) -> None:
    table = builder.start_table(None)
    row = None
    for cell in grid.cells:
        if row is None or cell.row != row.cells[-1].row:
            row = builder.start_row(table, header=False)
        draft = builder.start_cell(row, cell.row, cell.column, cell.column_span)
        draft.row_span = cell.row_span
        for lines in _parts(cell, page):
            builder.block(joined(lines, known), BlockKind.CELL, in_cell(table, cell.row, cell.column))
        builder.end_cell(row, draft)
    builder.end_table()


def _parts(cell: GridCell, page: int) -> Iterator[list[Line]]:
    """The paragraphs of a cell: a clause number begins one, and a line ends one that had room for what follows."""
    group: list[Line] = []
    widest = max((columns_of(words) for words in cell.lines), default=0)
    for words in cell.lines:
        label = label_of(words)
        begins = label is not None and (not is_weak(label) or (bool(group) and ends_item(group[-1].text)))
        if group and (begins or columns_of(group[-1].text) + _first(words) <= widest):
            yield group
            group = []
        group.append(line_at(page, words, cell.box, source=cell.source))
    if group:
        yield group


def _first(words: str) -> int:
    """Columns of the first word; of the first letter in Chinese."""
    return 2 if ord(words[0]) > _LAST_LATIN else len(words.split(None, 1)[0]) + 1
