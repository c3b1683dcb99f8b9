"""Obligations with their due days, receivables, statistics, and their exports as other programs read them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from review.commitments.deadline import china
from review.model.commitment import Deadline, Party, Trigger
from review.model.process import State
from review.workflow.export import checklist_sheet, obligations_sheet, receivables_sheet, to_csv, to_ics, to_xlsx
from review.workflow.export.sheets import Sheet
from review.workflow.facts.execution import (
    ObligationStatus,
    PlanReceivables,
    RecordObligation,
    RecordOutcome,
    RecordTrigger,
)
from review.workflow.registers.checklist import open_points
from review.workflow.registers.obligations import due_day, formula, obligations
from review.workflow.registers.receivables import receivables
from review.workflow.registers.statistics import Record, statistics
from tests.workflow.world import (
    AR,
    DELIVERY,
    FIN,
    FR,
    MILESTONE,
    SOLUTION,
    AcceptHandOver,
    OfferHandOver,
    World,
    closed,
    ready,
    signed,
)

NINETY = Deadline(Trigger.PREPAYMENT_RECEIVED, "预付款到账", Party.BUYER, n=Decimal(90), unit="day")
STAMP = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("deadline", "happened", "due"),
    [
        (NINETY, date(2026, 3, 1), date(2026, 5, 30)),
        (replace(NINETY, n=Decimal(20)), date(2026, 3, 1), date(2026, 3, 21)),
        (replace(NINETY, n=Decimal(1), unit="month"), date(2025, 1, 31), date(2025, 2, 28)),
        (replace(NINETY, n=Decimal(6), unit="month"), date(2024, 8, 31), date(2025, 2, 28)),
        (replace(NINETY, n=Decimal(5), day_type="working"), date(2026, 3, 6), date(2026, 3, 13)),
        (replace(NINETY, n=Decimal(10), direction="before"), date(2026, 3, 21), date(2026, 3, 11)),
        (NINETY, None, None),
        (Deadline(None, "", None, due=date(2026, 6, 30)), None, date(2026, 6, 30)),
        (None, date(2026, 3, 1), None),
    ],
)
def test_due_days(deadline: Deadline | None, happened: date | None, due: date | None) -> None:
    triggers = {Trigger.PREPAYMENT_RECEIVED: happened} if happened else {}
    assert due_day(deadline, triggers, china()) == due


def test_the_due_rule_in_words() -> None:
    assert formula(NINETY) == {"zh": "预付款到账后90日", "en": "90 days after receipt of the prepayment"}
    five = replace(NINETY, n=Decimal(5), day_type="working", direction="before")
    assert formula(five) == {"zh": "预付款到账前5个工作日", "en": "5 working days before receipt of the prepayment"}


def executed() -> World:
    """A signed contract with one dated obligation, one milestone, and a prepayment that came."""
    dated = replace(DELIVERY, deadline=NINETY, quote="=HYPERLINK(1) deliver", promised_by=("ann",))
    world = signed(ready(items=(dated, SOLUTION))).does(AR, OfferHandOver("sheet")).does(FR, AcceptHandOver("sheet"))
    world.later(days=20)
    return world.does(FR, RecordTrigger(Trigger.PREPAYMENT_RECEIVED, date(2026, 3, 10), "bank")).does(
        FIN, PlanReceivables((replace(MILESTONE, trigger=Trigger.PREPAYMENT_RECEIVED),))
    )


def test_an_obligation_waits_for_its_trigger_then_has_a_due_day_then_is_overdue() -> None:
    world = executed()
    (one, _) = obligations(world.case, world.now.date())
    assert one.due == date(2026, 6, 8) and not one.overdue and one.waits_for is None
    assert obligations(world.case, date(2026, 6, 9))[0].overdue
    world.now = datetime(2026, 6, 9, tzinfo=UTC)
    world.does(FR, RecordObligation("k1", ObligationStatus.DONE, date(2026, 6, 8), "delivery note"))
    (one, _) = obligations(world.case, date(2026, 7, 1))
    assert (one.status, one.overdue, one.evidence) == (ObligationStatus.DONE, False, "delivery note")


def test_an_event_of_no_kind_is_another_one_for_each_line() -> None:
    """Three days after the test, five years after the end of production: one day does not move the other."""
    test = Deadline(Trigger.OTHER, "测试结束", None, n=Decimal(3), unit="day")
    spares = Deadline(Trigger.OTHER, "主机停产", None, n=Decimal(5), unit="year")
    lines = (replace(DELIVERY, deadline=test), replace(SOLUTION, deadline=spares))
    world = signed(ready(items=lines)).does(AR, OfferHandOver("sheet")).does(FR, AcceptHandOver("sheet")).later(days=20)
    event = RecordTrigger(Trigger.OTHER, date(2026, 3, 10), "report")
    assert world.refused(FR, event) == "denied-which-event"
    assert world.refused(FR, replace(event, item="k9")) == "denied-unknown"
    assert world.refused(FR, replace(event, item="k1", nth=1)) == "denied-unknown"
    assert world.refused(FR, replace(event, item="k1", trigger=Trigger.SHIPMENT)) == "denied-other-event"
    world.does(FR, replace(event, item="k1"))
    assert [o.due for o in obligations(world.case, world.now.date())] == [date(2026, 3, 13), None]
    assert [o.formula["zh"] for o in obligations(world.case, world.now.date())] == ["测试结束后3日", "主机停产后5年"]
    assert world.state is State.IN_EXECUTION


def test_an_event_of_one_line_goes_before_what_is_recorded_for_all() -> None:
    """A notice comes again and again."""
    notice = Deadline(Trigger.NOTICE, "通知", None, n=Decimal(30), unit="day")
    lines = (replace(DELIVERY, deadline=notice), replace(SOLUTION, deadline=notice))
    world = signed(ready(items=lines)).does(AR, OfferHandOver("sheet")).does(FR, AcceptHandOver("sheet")).later(days=20)
    world.does(FR, RecordTrigger(Trigger.NOTICE, date(2026, 3, 5), "letter"))
    world.does(FR, RecordTrigger(Trigger.NOTICE, date(2026, 3, 10), "second letter", "k1"))
    assert [o.due for o in obligations(world.case, world.now.date())] == [date(2026, 4, 9), date(2026, 4, 4)]


LATER = (
    Deadline(Trigger.ARRIVAL, "到货", Party.SELLER, n=Decimal(10), unit="day"),
    Deadline(None, "", None, due=date(2026, 9, 30)),
)


def several() -> World:
    """A line with three deadlines: after the prepayment, after arrival, on a day."""
    line = replace(DELIVERY, deadline=NINETY, later=LATER)
    world = signed(ready(items=(line, SOLUTION))).does(AR, OfferHandOver("sheet")).does(FR, AcceptHandOver("sheet"))
    return world.later(days=20).does(FR, RecordTrigger(Trigger.PREPAYMENT_RECEIVED, date(2026, 3, 10), "bank"))


def test_each_deadline_of_a_line_is_an_obligation_with_its_own_event_day_and_state() -> None:
    world = several()
    rows = [o for o in obligations(world.case, date(2026, 7, 1)) if o.item.id == "k1"]
    assert [(o.nth, o.formula["en"], o.due, o.waits_for, o.overdue) for o in rows] == [
        (0, "90 days after receipt of the prepayment", date(2026, 6, 8), None, True),
        (1, "10 days after arrival", None, Trigger.ARRIVAL, False),
        (2, "2026-09-30", date(2026, 9, 30), None, False),
    ]
    day = world.now.date()
    world.does(FR, RecordObligation("k1", ObligationStatus.DONE, day, "note", nth=2))
    assert [o.status.value for o in obligations(world.case, day) if o.item.id == "k1"] == ["open", "open", "done"]
    assert world.refused(FR, RecordObligation("k1", ObligationStatus.DONE, day, "note", nth=3)) == "denied-unknown"
    assert "k1" in [p.subject for p in open_points(world.case) if p.kind == "obligation"]
    world.does(FR, *(RecordObligation("k1", ObligationStatus.DONE, day, "note", nth=n) for n in (0, 1)))
    assert "k1" not in [p.subject for p in open_points(world.case) if p.kind == "obligation"]


def test_each_deadline_has_a_row_and_an_entry_of_its_own() -> None:
    found = obligations(several().case, date(2026, 4, 1))
    assert [row[4] for row in obligations_sheet(found, "zh").rows][:3] == ["预付款到账后90日", "到货后10日", "2026-09-30"]
    events = to_ics(found, (), case="d1", title="地铁备件", stamp=STAMP, language="zh").decode()
    assert [events.count(uid) for uid in ("UID:d1-k1@", "UID:d1-k1-1@", "UID:d1-k1-2@")] == [1, 0, 1]


def test_promises_kept_and_broken_by_promiser_and_kind() -> None:
    first = executed().does(FR, RecordOutcome("k1", True), RecordOutcome("k1", False, "three weeks late"))
    assert statistics([first.case, closed().case]) == (
        Record("kind", "K01", 1, 1),
        Record("kind", "K05", 1, 0),
        Record("promiser", "ann", 0, 1),
    )


def test_csv_as_a_reader_sees_it() -> None:
    case = executed().case
    rows = list(csv.reader(io.StringIO(to_csv(obligations_sheet(obligations(case, date(2026, 7, 1)), "zh")).decode("utf-8-sig"))))
    assert rows[0][:3] == ["条款", "原文", "类型"]
    assert rows[1][:6] == ["3.1", "'=HYPERLINK(1) deliver", "交付期限", "交付经理", "预付款到账后90日", "2026-06-08"]
    assert rows[1][-1] == "是"


def test_xlsx_as_a_reader_sees_it() -> None:
    case, day = executed().case, date(2026, 7, 1)
    sheets = (
        obligations_sheet(obligations(case, day), "en"),
        receivables_sheet(receivables(case, day), "en"),
        checklist_sheet(open_points(case), "en"),
    )
    data = to_xlsx(sheets, STAMP)
    assert data == to_xlsx(sheets, STAMP), "the same values give the same bytes"
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Obligations", "Receivables", "Closing checklist"]
    cell = book["Obligations"]["B2"]
    assert cell.data_type == "s" and cell.value == "=HYPERLINK(1) deliver"
    assert book["Obligations"]["F2"].value == datetime(2026, 6, 8)
    assert [c.value for c in book["Receivables"][2]][:8] == [
        "prepayment",
        300,
        "CNY",
        "ann",
        "planned",
        datetime(2026, 3, 25),
        0,
        300,
    ]
    assert book["Closing checklist"].max_row == 6


def test_ics_as_a_calendar_sees_it() -> None:
    case, day = executed().case, date(2026, 4, 1)
    data = to_ics(obligations(case, day), receivables(case, day), case="d1", title="地铁备件", stamp=STAMP, language="zh")
    events = Calendar.from_ical(data).walk("VEVENT")
    assert [(str(e["uid"]), e.decoded("dtstart")) for e in events] == [
        ("d1-k1@tripact", date(2026, 6, 8)),
        ("d1-prepayment@tripact", date(2026, 3, 25)),
    ]
    assert "预付款到账后90日" in str(events[0]["description"])


@given(st.text(max_size=40))
def test_no_cell_is_ever_a_formula(text: str) -> None:
    sheet = Sheet("s", ("a",), ((text,),))
    (cell,) = [r[0] if r else "" for r in csv.reader(io.StringIO(to_csv(sheet).decode("utf-8-sig"), newline=""))][1:2]
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx((sheet,), STAMP)))
    assert book["s"]["A2"].data_type in ("s", "n") and not (book["s"]["A2"].data_type == "n" and book["s"]["A2"].value)


def test_money_is_due_from_the_day_its_trigger_happened() -> None:
    world = executed()
    (one,) = receivables(world.case, date(2026, 3, 26))
    assert one.due == date(2026, 3, 25) and one.overdue and one.open == Decimal(300)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_a_workbook_opens_whatever_a_cell_holds(text: str) -> None:
    """Halves of pairs, code points that are none and control characters included: a program for sheets opens it unmended."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx((Sheet("s", ("a",), ((f"x{text}y",),)),), STAMP)))
    shown = str(book["s"]["A2"].value)
    assert shown.startswith("x") and shown.endswith("y")


def test_a_cell_holds_what_fits_and_a_sheet_goes_on_paper() -> None:
    long = Sheet("s", ("a", "b"), (("\U00020bb7" * 20_000, "短"), ("x", None)))
    page = openpyxl.load_workbook(io.BytesIO(to_xlsx((long,), STAMP)))["s"]
    assert len(str(page["A2"].value).encode("utf-16-le")) // 2 == 32_766
    assert page.page_setup.orientation == "landscape" and page.print_title_rows == "$1:$1" and page.freeze_panes == "A2"
    assert 59 < page.column_dimensions["A"].width < 62 and 8 < page.column_dimensions["B"].width < 11
