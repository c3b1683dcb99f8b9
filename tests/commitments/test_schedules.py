"""Schedules of services: what is done how often, on which days and from when; in Word tables, behind bars and in plain lines."""

from __future__ import annotations

import pytest

from review.commitments.learned.written import _value
from tests.commitments.drafts import understood
from tests.commitments.words import EN, ZH, Grid, found

CLEANING = Grid([
    ["Public lavatories", "Cleaning every 2 hours"],
    ["External windows", "Washing half-yearly"],
    ["Lobby", "Sweeping daily"],
])  # fmt: skip
MONITORING = Grid([["1", "废水总排口", "每季度1次", "12项"], ["2", "废气排口", "每半年1次", "3项"]])
OPENING = Grid([
    ["Payroll", "Monday - Friday 8:00 a.m. - 6:00 p.m.", "Saturday 8:00 a.m. - 1:00 p.m."],
    ["General Ledger", "Monday - Thursday 7:00 a.m. - 12:00 midnight", "Friday 7:00 a.m. - 10:00 p.m."],
])  # fmt: skip


def test_frequencies_are_scope() -> None:
    told = {c.quote.split("\t")[0]: c for c in found((*EN, "Schedule 1 Frequencies"), CLEANING)}
    assert [told[row[0]].kind for row in CLEANING.rows] == ["K02"] * 3
    assert [[v.n for v in told[row[0]].values] for row in CLEANING.rows] == [[2], [6], [1]]


def test_a_row_that_opens_with_its_number_is_one_promise() -> None:
    promises = [c for c in found((*ZH, "附件一 监测明细"), MONITORING) if "\t" in c.quote]
    assert [c.quote for c in promises] == ["\t".join(row) for row in MONITORING.rows]
    assert [[v.n for v in c.values] for c in promises] == [[1, 1, 12], [6, 1, 3]]


def test_two_cells_with_a_bar_between_are_rows() -> None:
    lines = "\n".join(" | ".join(row) for row in CLEANING.rows)
    promises = understood("\n".join((*EN, "1. Services", "1.1 The Supplier shall clean as follows:", lines))).commitments
    assert [c.quote for c in promises if "│" in c.quote] == ["│".join(row) for row in CLEANING.rows]


def test_hours_of_service_are_availability() -> None:
    lead = "1.1 The Supplier shall keep each application available during these hours:"
    promises = [c for c in found((*EN, "1. Availability", lead), OPENING) if "\t" in c.quote]
    assert [(c.quote.split("\t")[0], c.kind) for c in promises] == [("Payroll", "K07"), ("General Ledger", "K07")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Loan System Monday - Thursday   7:00 a.m. -    12:00 midnight Friday   7:00 a.m.   -   9:00 p.m.", "K07"),
        ("Technical support Monday to Friday 9:00 a.m. to 5:00 p.m.", "K08"),
    ],
)
def test_a_line_of_hours_promises(line: str, kind: str) -> None:
    promises = understood("\n".join((*EN, "1. Services", "The Supplier shall provide the services.", "", line, ""))).commitments
    assert [(c.quote, c.kind) for c in promises if "day" in c.quote] == [(line, kind)]


PLAIN = [
    "合同总金额为＿＿＿＿。",
    "乙方应在收到甲方书面进场指令后3日内进场。",
    "乙方应在10分钟内下达出库指令。",
    "乙方应承担因第三方指控产生的一切费用。",
    "乙方应每年参照消费物价指数调整单价一次。",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_label_and_no_definition_promises(text: str) -> None:
    assert [c.quote for c in understood("\n".join((*ZH, text))).commitments] == [text]


@pytest.mark.parametrize(
    "text", ["“产量”指数据表所列的数量。", "“交付”指出卖人将货物交给买受人。", "“范围”指明确列于附件的工作。"]
)
def test_words_that_only_open_alike_define(text: str) -> None:
    assert not understood("\n".join((*ZH, text))).commitments


@pytest.mark.parametrize("name", ["Rosewell School of Management Ltd", "Bank of Alder Limited", "Institute for the Deaf Ltd"])
def test_a_name_with_of_is_whole(name: str) -> None:
    parties = understood(f'This Agreement is made between {name} (the "Customer") and Birch plc (the "Supplier").\n').parties
    assert {p.name for p in parties} == {name, "Birch plc"}


def test_negative_numbers_and_dates_of_a_lesson() -> None:
    assert _value("-18") == {"type": "quantity", "n": -18.0}
    assert _value("2026-03-01") == {"type": "date", "iso": "2026-03-01"}
