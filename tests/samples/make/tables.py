"""Tables of a draft: borders, header rows, merged cells, widths that fill the page."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.samples.make.look import Look
from tests.samples.make.markup import Table

LEFT, ABOVE, NEW_LINE = "<", "^", "//"
HEADER_FILL = "E7E6E6"

Fill = Callable[[Paragraph, str], None]


def add(document: WordDocument, table: Table, look: Look, fill: Fill) -> None:
    """Append the table and a small gap after it."""
    word = document.add_table(len(table.rows), len(table.widths))
    word.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.autofit = False
    if table.borders:
        word.style = "Table Grid"
    _widths(word, table, look)
    for r, row in enumerate(table.rows):
        for c, text in enumerate(row):
            if text not in (LEFT, ABOVE):
                _fill(word.cell(r, c), text, look, fill, header=r < table.header, compact=table.borders and len(row) > 2)
    _merge(word, table)
    _keep_whole(word)
    _repeat(word, table.header)
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)


def _widths(word: WordTable, table: Table, look: Look) -> None:
    room = 21.0 - look.margins[1] - look.margins[3]
    for column, width in enumerate(table.widths):
        size = Cm(room * width / sum(table.widths))
        word.columns[column].width = size
        for cell in word.columns[column].cells:
            cell.width = size


def _fill(cell: _Cell, text: str, look: Look, fill: Fill, header: bool, compact: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if compact else WD_CELL_VERTICAL_ALIGNMENT.TOP
    for n, line in enumerate(text.split(NEW_LINE)):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        fill(paragraph, line.strip())
        paragraph.paragraph_format.space_after = Pt(1)
        if compact:
            paragraph.paragraph_format.line_spacing = 1.15
        for run in paragraph.runs if header else ():
            run.bold = True
        if header:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if header:
        _shade(cell, look.accent or HEADER_FILL)


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(shade)


def _merge(word: WordTable, table: Table) -> None:
    for mark, back in ((LEFT, (0, -1)), (ABOVE, (-1, 0))):
        for r, row in enumerate(table.rows):
            for c, text in enumerate(row):
                if text == mark:
                    _join(word, r + back[0], c + back[1], r, c)


def _join(word: WordTable, r0: int, c0: int, r1: int, c1: int) -> None:
    word.cell(r0, c0).merge(word.cell(r1, c1))


def _keep_whole(word: WordTable) -> None:
    for row in word.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(word: WordTable, rows: int) -> None:
    for row in word.rows[:rows] if rows else ():
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
