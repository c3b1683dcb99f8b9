"""Sheets as one XLSX workbook: text is text, dates are dates, amounts are numbers, and nothing is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter  # type: ignore[import-untyped]

from review.workflow.export.sheets import Sheet, Value

#: The format holds no longer text in one cell.
_LONGEST = 32_767
#: What may not stand in XML: most control characters, two code points that are none, and halves of pairs.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: Width of a column in signs; a Chinese one takes two.
_NARROWEST, _WIDEST = 9, 60
_A4 = 9


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
    _on_paper(page)
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
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
        page.write_string(row, column, _fitting(_BAD.sub("", value)), formats[str])


def _fitting(text: str) -> str:
    """As much of it as a cell holds, which counts a sign outside the basic plane as two."""
    return text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")


def _on_paper(page: Any) -> None:
    """The head stays, on the screen and on every printed page; a page is as wide as the sheet."""
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


def _widths(sheet: Sheet) -> Iterator[int]:
    """Of each column: its longest text, within bounds; what is longer is wrapped."""
    for column in zip(sheet.head, *sheet.rows, strict=True):
        widest = max(len(str(v)) + sum(east_asian_width(c) in "WF" for c in str(v)) for v in column if v is not None)
        yield min(max(widest + 3, _NARROWEST), _WIDEST)
