"""Sheets as one XLSX workbook: text is text, dates are dates, amounts are numbers, and nothing is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from review.workflow.export.sheets import Sheet, Value

#: The format holds no longer text in one cell.
_LONGEST = 32_767
_BAD = str.maketrans("", "", "".join(map(chr, [*range(9), 11, 12, *range(14, 32)])))


def to_xlsx(sheets: Iterable[Sheet], created: datetime) -> bytes:
    """The same values and the same ``created`` give the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None)})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            Decimal: book.add_format({"num_format": "#,##0.00"}),
            str: book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, formats)
    return out.getvalue()


def _write(page: Any, sheet: Sheet, formats: dict[Any, Any]) -> None:
    page.freeze_panes(1, 0)
    page.set_column(0, len(sheet.head) - 1, 20)
    for column, name in enumerate(sheet.head):
        page.write_string(0, column, name, formats["head"])
    for row, values in enumerate(sheet.rows, 1):
        for column, value in enumerate(values):
            _cell(page, row, column, value, formats)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.head) - 1)


def _cell(page: Any, row: int, column: int, value: Value, formats: dict[Any, Any]) -> None:
    if isinstance(value, Decimal):
        page.write_number(row, column, float(value), formats[Decimal])
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), formats[date])
    elif value:
        page.write_string(row, column, value.translate(_BAD)[:_LONGEST], formats[str])
