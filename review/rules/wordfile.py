"""A Word file from lines of text: runs of lines with tabs become a table. For tests that stand inside rules."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any


def word_file(text: str) -> bytes:
    """The bytes of a .docx with a paragraph per line, and a table per run of lines with tabs."""
    from docx import Document

    document: Any = Document()
    for is_table, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in lines]
        if is_table:
            _table(document, rows)
        else:
            for row in rows:
                document.add_paragraph(row[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(r) for r in rows))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            table.cell(i, j).text = cell
