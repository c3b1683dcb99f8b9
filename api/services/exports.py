"""Registers as files: CSV and XLSX for people's sheets, ICS for their calendars. No cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time
from enum import StrEnum

from api.services.registers import Registers
from review.model.canonical import decimal_text
from review.model.language import Bilingual
from review.model.names import KINDS, ROLES

Table = list[list[str]]

#: A cell that begins so is a formula to a sheet (OWASP, CSV injection); an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ICS: "text/calendar; charset=utf-8",
}

_OBLIGATION_HEADS: tuple[Bilingual, ...] = (
    {"zh": "条款", "en": "Clause"},
    {"zh": "承诺", "en": "Commitment"},
    {"zh": "类别", "en": "Kind"},
    {"zh": "责任角色", "en": "Owner"},
    {"zh": "到期规则", "en": "Due rule"},
    {"zh": "到期日", "en": "Due"},
    {"zh": "状态", "en": "Status"},
    {"zh": "逾期", "en": "Overdue"},
    {"zh": "依据", "en": "Evidence"},
)
_RECEIVABLE_HEADS: tuple[Bilingual, ...] = (
    {"zh": "付款节点", "en": "Milestone"},
    {"zh": "金额", "en": "Amount"},
    {"zh": "币种", "en": "Currency"},
    {"zh": "到期日", "en": "Due"},
    {"zh": "步骤", "en": "Step"},
    {"zh": "已收", "en": "Received"},
    {"zh": "未收", "en": "Open"},
    {"zh": "逾期", "en": "Overdue"},
)
_TITLES: tuple[Bilingual, ...] = ({"zh": "履约义务", "en": "Obligations"}, {"zh": "应收", "en": "Receivables"})


def export(registers: Registers, form: Format, language: str, now: datetime) -> bytes:
    """Both registers as one file, in ``zh`` or ``en``."""
    return _FORMS[form](registers, language, now)


def obligation_table(registers: Registers, language: str) -> Table:
    """Head and rows, every cell safe to open in a sheet."""
    rows = [
        [
            one.item.number,
            one.item.quote,
            KINDS[one.item.kind][language],
            ROLES[one.item.owner.value][language],
            one.formula[language],
            one.due.isoformat() if one.due else "",
            one.status.value,
            _yes(one.overdue, language),
            one.evidence,
        ]
        for one in registers.obligations
    ]
    return _table(_OBLIGATION_HEADS, rows, language)


def receivable_table(registers: Registers, language: str) -> Table:
    """Head and rows, every cell safe to open in a sheet."""
    rows = [
        [
            one.milestone.name,
            decimal_text(one.milestone.amount),
            one.milestone.currency,
            one.due.isoformat() if one.due else "",
            one.step.value,
            decimal_text(one.received),
            decimal_text(one.open),
            _yes(one.overdue, language),
        ]
        for one in registers.receivables
    ]
    return _table(_RECEIVABLE_HEADS, rows, language)


def safe(cell: str) -> str:
    """The cell as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _table(heads: Iterable[Bilingual], rows: Iterable[list[str]], language: str) -> Table:
    return [[head[language] for head in heads], *([safe(cell) for cell in row] for row in rows)]


def _yes(value: bool, language: str) -> str:
    return {"zh": "是", "en": "yes"}[language] if value else ""


def _csv(registers: Registers, language: str, _now: datetime) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for title, table in zip(_TITLES, _tables(registers, language), strict=True):
        writer.writerow([title[language]])
        writer.writerows(table)
        writer.writerow([])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()  # sheets read UTF-8 only behind this mark


def _xlsx(registers: Registers, language: str, now: datetime) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": now.astimezone(UTC).replace(tzinfo=None)})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for title, table in zip(_TITLES, _tables(registers, language), strict=True):
        sheet = book.add_worksheet(title[language])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table[0]) - 1, 18)
        sheet.set_column(1, 1, 60)
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row, wrapped if number else bold)
    book.close()
    return buffer.getvalue()


def _ics(registers: Registers, language: str, now: datetime) -> bytes:
    """An all-day entry per due day; its id is stable, so that a second import changes and does not double."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Tripact//registers//EN")
    calendar.add("version", "2.0")
    due = [(f"o-{o.item.id}", o.due, o.item.quote, o.formula[language]) for o in registers.obligations if o.due]
    due += [(f"r-{r.milestone.name}", r.due, r.milestone.name, "") for r in registers.receivables if r.due]
    for id_, day, summary, text in due:
        entry = icalendar.Event()
        entry.add("uid", f"{registers.external_id}/{id_}@tripact")
        entry.add("dtstamp", datetime.combine(now.date(), time(), UTC))
        entry.add("dtstart", day)
        entry.add("summary", f"{registers.title}: {summary[:120]}")
        entry.add("description", text)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _tables(registers: Registers, language: str) -> tuple[Table, Table]:
    return obligation_table(registers, language), receivable_table(registers, language)


_FORMS: Mapping[Format, Callable[[Registers, str, datetime], bytes]] = {
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.ICS: _ics,
}
