"""Registers as files: CSV and XLSX for people's sheets, ICS for their calendars. No cell is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from enum import StrEnum

from api.services.registers import Registers
from review.workflow.export import Sheet, checklist_sheet, obligations_sheet, receivables_sheet, to_csv, to_ics, to_xlsx


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ICS: "text/calendar; charset=utf-8",
}


def export(registers: Registers, form: Format, language: str, now: datetime) -> bytes:
    """The registers as one file, in ``zh`` or ``en``: the same registers on one day are the same bytes."""
    return _FORMS[form](registers, language, datetime.combine(now.date(), time(), UTC))


def _sheets(registers: Registers, language: str) -> tuple[Sheet, ...]:
    return (
        obligations_sheet(registers.obligations, language),
        receivables_sheet(registers.receivables, language),
        checklist_sheet(registers.open_points, language),
    )


def _csv(registers: Registers, language: str, _day: datetime) -> bytes:
    return to_csv(*_sheets(registers, language))


def _xlsx(registers: Registers, language: str, day: datetime) -> bytes:
    return to_xlsx(_sheets(registers, language), day)


def _ics(registers: Registers, language: str, day: datetime) -> bytes:
    return to_ics(
        registers.obligations,
        registers.receivables,
        case=registers.external_id,
        title=registers.title,
        stamp=day,
        language=language,
    )


_FORMS: Mapping[Format, Callable[[Registers, str, datetime], bytes]] = {
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.ICS: _ics,
}
