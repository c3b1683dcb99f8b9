"""Cells of a table take the meaning of their column's header."""

from __future__ import annotations

import pytest

from review.commitments.values import cell
from tests.values.saying import say


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("45,000", "数量（件）", "45000 件"),
        ("86.50", "单价(元)", "86.5 CNY"),
        ("86.50", "含税单价", "86.5 USD"),
        ("120", "金额（万元）", "1200000 CNY"),
        ("30", "交货期（天）", "30 day"),
        ("2", "Response time (hours)", "2 hour"),
        ("1,200.00", "Unit price (EUR)", "1200 EUR"),
        ("5", "比例", "5 %"),
        ("99.9%", "可用率", "99.9 %"),
        ("-3", "年降(%)", "-3 %"),
        ("2026-06", "月份", "2026-06"),
    ],
)
def test_a_cell(text: str, header: str, value: str) -> None:
    assert [say(found) for found in cell(text, header=header, currency="USD")] == [value]


@pytest.mark.parametrize(
    ("text", "header"), [("7", "序号"), ("MX-204-B", "型号"), ("", "数量"), ("见附件", "金额(元)"), ("12", "")]
)
def test_a_cell_without_a_value(text: str, header: str) -> None:
    assert cell(text, header=header) == ()


def test_spans_are_into_the_text() -> None:
    text = "电源 | 1,200 | 台"
    (value,) = cell(text, 4, 11, header="数量(台)")
    assert value.span.of(text) == "1,200"
