"""Word files with tables, written by python-docx for a test and read by the product's own intake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import docx

from review.commitments import understand
from review.intake import read
from review.model.commitment import Commitment, Value, ValueType
from review.model.document import Document

ZH = ("设备供货合同", "甲方（买方）：云杉机电有限公司", "乙方（卖方）：白桦自动化股份有限公司")
EN = ("SUPPLY AGREEMENT", 'This Agreement is made between Alder Ltd (the "Supplier") and Birch plc (the "Customer").')


@dataclass(frozen=True)
class Grid:
    """A table: its rows, and the rectangles of cells that are merged (top, left, bottom, right)."""

    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int, int]] = ()


def word(paragraphs: Sequence[str], *tables: Grid) -> Document:
    """Paragraphs, then the tables one below the other."""
    file = docx.Document()
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    for grid in tables:
        table = file.add_table(rows=len(grid.rows), cols=max(map(len, grid.rows)))
        for y, row in enumerate(grid.rows):
            for x, words in enumerate(row):
                table.cell(y, x).text = words
        for top, left, bottom, right in grid.merged:
            words = table.cell(top, left).text
            table.cell(top, left).merge(table.cell(bottom, right)).text = words
    stream = BytesIO()
    file.save(stream)
    return read("draft.docx", stream.getvalue())


def found(paragraphs: Sequence[str], *tables: Grid) -> tuple[Commitment, ...]:
    return understand(word(paragraphs, *tables)).commitments


def told(value: Value) -> str:
    """``45 day``, ``12 台``, ``1080000 CNY``, ``30 %``, ``2026-06-30``."""
    n = value.iso.isoformat() if value.iso else value.part if value.n is None else f"{value.n.normalize():f}"
    unit = "%" if value.type is ValueType.PERCENT else value.currency or value.unit or ""
    return " ".join(part for part in (n, value.day_type or "", unit) if part)


def rows(commitments: Sequence[Commitment]) -> dict[str, list[str]]:
    """First cells of each row that promises -> its values; the columns of a row are parted by tabs in its quote."""
    return {c.quote.split("\t")[0].strip() or c.quote: [told(v) for v in c.values] for c in commitments if "\t" in c.quote}
