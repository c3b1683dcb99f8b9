"""Registers as files: every cell is text, every due day is in the calendar, and the same again is the same file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import icalendar
import openpyxl
import pytest

from api.services.exports import Format, export
from api.services.registers import Registers
from review.model.commitment import Trigger
from review.model.roles import Role
from review.workflow.facts.drafts import Item
from review.workflow.facts.execution import Milestone, ObligationStatus, ReceivableStep
from review.workflow.registers.obligations import Obligation
from review.workflow.registers.receivables import Receivable

_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_HOSTILE = ("=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def _registers(text: str) -> Registers:
    item = Item("k1", "f1", Role.FR, "K01", text, number="3.1")
    formula = {"zh": "预付款到账后45日", "en": "45 days after receipt of the prepayment"}
    due = date(2026, 4, 16)
    owed = Obligation(item, formula, due, None, ObligationStatus.OPEN, False, evidence=text)
    milestone = Milestone(text, Decimal("360000.50"), "CNY", Trigger.ACCEPTANCE, 30, "ann")
    claim = Receivable(milestone, ReceivableStep.PLANNED, date(2026, 5, 1), Decimal(0), True, ())
    return Registers("D-1", "地铁备件", (owed,), (claim,), ())


@pytest.mark.parametrize("text", _HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    table = list(csv.reader(io.StringIO(export(_registers(text), Format.CSV, "en", _NOW).decode("utf-8-sig"), newline="")))
    assert f"'{text}" in [cell for row in table for cell in row]
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(io.BytesIO(export(_registers(text), Format.XLSX, "en", _NOW)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert text.replace("\r", "\n") in {str(cell.value).replace("_x000D_", "\n") for cell in cells}
    assert not [cell for cell in cells if cell.hyperlink]


@pytest.mark.parametrize(("language", "head", "kind"), [("zh", "到期日", "交付期限"), ("en", "Due", "Delivery date")])
def test_both_registers_stand_in_the_sheet(language: str, head: str, kind: str) -> None:
    text = export(_registers("Deliver in 45 days"), Format.CSV, language, _NOW).decode("utf-8-sig")
    for expected in (head, kind, "2026-04-16", "360000.5", "Deliver in 45 days", "3.1"):
        assert expected in text


def test_every_due_day_is_in_the_calendar() -> None:
    data = export(_registers("Deliver in 45 days"), Format.ICS, "en", _NOW)
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [e.decoded("dtstart") for e in events] == [date(2026, 4, 16), date(2026, 5, 1)]
    assert len({str(e["uid"]) for e in events}) == 2
    assert str(events[0]["summary"]) == "Delivery date 3.1: Deliver in 45 days"
    assert str(events[0]["categories"].to_ical().decode()) == "地铁备件"


def test_a_reader_of_workbooks_finds_days_amounts_and_text_as_such() -> None:
    """Opened by another program's reader; LibreOffice reads the same cells."""
    book = openpyxl.load_workbook(io.BytesIO(export(_registers("交货 _x0041_\x0b\x00" + "长" * 40_000), Format.XLSX, "en", _NOW)))
    owed, claims, points = book.worksheets
    assert [s.title for s in book] == ["Obligations", "Receivables", "Closing checklist"] and points.max_row == 1
    row = dict(zip([c.value for c in owed[1]], owed[2], strict=True))
    assert (row["Due"].value, row["Due"].number_format) == (datetime(2026, 4, 16), "yyyy-mm-dd")
    assert str(row["Wording"].value).startswith("交货 _x0041_长") and len(str(row["Wording"].value)) <= 32_767
    amount = {c.value: d for c, d in zip(claims[1], claims[2], strict=True)}["Amount"]
    assert (amount.value, amount.data_type) == (360000.5, "n")


def test_words_of_an_entry_break_no_line_of_the_calendar() -> None:
    data = export(_registers("a;b,c\\d\r\nEND:VEVENT\r\nATTACH:file:///etc/passwd" + "长" * 200), Format.ICS, "zh", _NOW)
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert len(events) == 2 and not any("attach" in {k.lower() for k in e} for e in events)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert str(events[0]["description"]).startswith("a;b,c\\d\nEND:VEVENT")


@pytest.mark.parametrize("form", list(Format))
def test_the_same_registers_are_the_same_bytes(form: Format) -> None:
    first, second = (export(_registers("Deliver"), form, "zh", _NOW) for _ in range(2))
    assert first == second
