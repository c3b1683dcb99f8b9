"""A sheet as CSV that a spreadsheet program opens without being told anything."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from review.model.canonical import decimal_text
from review.workflow.export.sheets import Sheet, Value

#: A cell that begins so would be read as a formula; an apostrophe before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "=", "+", "-", "@")


def to_csv(*sheets: Sheet) -> bytes:
    """UTF-8 with a byte order mark, CRLF, head first. Several sheets stand below each other, each under its title."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for sheet in sheets:
        if len(sheets) > 1:
            writer.writerow([sheet.title])
        writer.writerow(sheet.head)
        writer.writerows([_cell(v) for v in row] for row in sheet.rows)
        if sheet is not sheets[-1]:
            writer.writerow([])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return "'" + value if value.lstrip(" ").startswith(_FORMULA) else value
