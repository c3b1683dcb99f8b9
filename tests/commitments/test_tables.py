"""Schedules row by row with the units of their heads, forms of label and value, merged cells, totals: Word files of the test."""

from __future__ import annotations

from datetime import date

import pytest

from review.model.commitment import Trigger
from tests.commitments.drafts import understood
from tests.commitments.words import EN, ZH, Grid, found, rows, word

SCHEDULES = {
    "zh delivery": (
        ZH,
        "一、供货范围及交货期如下：",
        Grid([
            ["设备名称", "数量（台）", "交货期（天）", "备注"],
            ["输送机", "12", "45", ""],
            ["分拣机", "3", "60", ""],
            ["合计", "15", "", ""],
        ]),
        {"输送机": ["12 台", "45 day"], "分拣机": ["3 台", "60 day"]},
    ),
    "zh payment": (
        ZH,
        "二、付款计划",
        Grid([
            ["付款节点", "比例（%）", "金额（万元）", "付款条件"],
            ["预付款", "30", "108", "合同签订后7日内"],
            ["到货款", "60", "216", "到货验收合格后15个工作日内"],
            ["质保金", "10", "36", "质保期满后30日内"],
            ["合计", "100", "360", ""],
        ]),
        {
            "预付款": ["30 %", "1080000 CNY", "7 day"],
            "到货款": ["60 %", "2160000 CNY", "15 working day"],
            "质保金": ["10 %", "360000 CNY", "30 day"],
        },
    ),
    "zh service levels": (
        ZH,
        "三、服务级别",
        Grid([
            ["故障级别", "响应时间（分钟）", "到场时间（小时）", "恢复时间（小时）"],
            ["一级", "30", "4", "8"],
            ["二级", "60", "8", "24"],
        ]),
        {"一级": ["30 minute", "4 hour", "8 hour"], "二级": ["60 minute", "8 hour", "24 hour"]},
    ),
    "zh prices, head over two lines": (
        ZH,
        "四、价格表",
        Grid(
            [
                ["名称", "单价", "", "总价（元）"],
                ["", "不含税（元）", "税率（%）", ""],
                ["输送机", "10000", "13", "135600"],
                ["分拣机", "20000", "13", "67800"],
                ["合计", "", "", "203400"],
            ],
            [(0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3), (4, 0, 4, 2)],
        ),
        {"输送机": ["10000 CNY", "13 %", "135600 CNY"], "分拣机": ["20000 CNY", "13 %", "67800 CNY"]},
    ),
    "zh prices, unit above the table": (
        ZH,
        "价格表（单位：万元）",
        Grid([["名称", "数量", "单价", "总价"], ["输送机", "12", "1.5", "18"], ["分拣机", "3", "20", "60"]]),
        {"输送机": ["12", "15000 CNY", "180000 CNY"], "分拣机": ["3", "200000 CNY", "600000 CNY"]},
    ),
    "en delivery": (
        EN,
        "1. Delivery Schedule",
        Grid([
            ["Description", "Quantity (units)", "Delivery Date"],
            ["Conveyor", "12", "30 June 2026"],
            ["Sorter", "3", "31 July 2026"],
            ["Total", "15", ""],
        ]),
        {"Conveyor": ["12 units", "2026-06-30"], "Sorter": ["3 units", "2026-07-31"]},
    ),
    "en payment": (
        EN,
        "2. Payment Schedule",
        Grid([
            ["Milestone", "% of Contract Price", "Amount (USD)", "Due (days after milestone)"],
            ["Signing", "30", "108,000", "7"],
            ["Delivery", "60", "216,000", "30"],
            ["Grand total", "100", "360,000", ""],
        ]),
        {"Signing": ["30 %", "108000 USD", "7 day"], "Delivery": ["60 %", "216000 USD", "30 day"]},
    ),
    "en service levels": (
        EN,
        "3. Service Levels",
        Grid([
            ["Priority", "Response time (minutes)", "Restore time (hours)"],
            ["P1", "30", "4"],
            ["P2", "60", "8"],
        ]),
        {"P1": ["30 minute", "4 hour"], "P2": ["60 minute", "8 hour"]},
    ),
    "en prices": (
        EN,
        "4. Price List (amounts in EUR)",
        Grid([["Item", "Qty", "Unit price", "Total"], ["Conveyor", "12", "1,500.00", "18,000"], ["Sorter", "3", "200", "600"]]),
        {"Conveyor": ["12", "1500 EUR", "18000 EUR"], "Sorter": ["3", "200 EUR", "600 EUR"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_is_read_row_by_row(name: str) -> None:
    prologue, lead, grid, wanted = SCHEDULES[name]
    assert rows(found((*prologue, lead), grid)) == wanted


FORMS = {
    "zh": (
        ZH,
        Grid([
            ["交货期", "合同生效后45天"],
            ["质保期（月）", "24"],
            ["合同总价", "人民币360,000元"],
            ["付款方式", "到货验收合格后30日内支付95%"],
            ["违约金", "每逾期一日0.1%，最高不超过合同总价的5%"],
        ]),
        {
            "交货期": ["45 day"],
            "质保期（月）": ["24 month"],
            "合同总价": ["360000 CNY"],
            "付款方式": ["30 day", "95 %"],
            "违约金": ["1 day", "0.1 %", "5 %"],
        },
    ),
    "zh, two pairs a row": (
        ZH,
        Grid([["合同总价", "人民币360,000元", "交货期", "45天"], ["质保期", "24个月", "付款期限", "30日"]]),
        {"合同总价": ["360000 CNY"], "交货期": ["45 day"], "质保期": ["24 month"], "付款期限": ["30 day"]},
    ),
    "en": (
        EN,
        Grid([
            ["Delivery", "within 45 days after the Effective Date"],
            ["Warranty (months)", "24"],
            ["Contract Price", "USD 360,000"],
            ["Payment", "Net 30"],
        ]),
        {
            "Delivery": ["45 day"],
            "Warranty (months)": ["24 month"],
            "Contract Price": ["360000 USD"],
            "Payment": ["30 day"],
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read_label_by_label(name: str) -> None:
    prologue, grid, wanted = FORMS[name]
    assert rows(found(prologue, grid)) == wanted


def test_events_of_a_row_stand_in_the_cell_of_their_time() -> None:
    paid = found((*ZH, "二、付款计划"), SCHEDULES["zh payment"][2])
    assert [c.deadline.trigger for c in paid if c.deadline] == [Trigger.SIGNING, Trigger.ACCEPTANCE, Trigger.WARRANTY_END]


def test_an_event_in_a_cell_of_its_own_starts_the_times_of_the_row() -> None:
    chinese = Grid([["设备", "交货期（天）", "起算"], ["输送机", "45", "合同生效后"], ["分拣机", "60", "收到预付款之日起"]])
    english = Grid([["Item", "Lead time (days)", "Counted"], ["Conveyor", "45", "after the Effective Date"]])
    zh, en = found((*ZH, "交货计划如下："), chinese), found((*EN, "1. Delivery Schedule"), english)
    assert [(c.deadline.trigger, int(c.deadline.n or 0)) for c in zh if c.deadline] == [
        (Trigger.EFFECTIVE, 45),
        (Trigger.PREPAYMENT_RECEIVED, 60),
    ]
    assert [(c.deadline.trigger, int(c.deadline.n or 0)) for c in en if c.deadline] == [(Trigger.EFFECTIVE, 45)]


def test_a_row_without_its_first_cell_keeps_its_columns() -> None:
    grid = Grid(
        [
            ["阶段", "交付物", "数量（套）", "完成日期"],
            ["第一阶段", "控制系统", "2", "2026年3月31日"],
            ["", "操作手册", "4", "2026年4月30日"],
            ["第二阶段", "备件", "10", "2026年6月30日"],
        ],
        [(1, 0, 2, 0)],
    )
    assert rows(found((*ZH, "交付计划如下表："), grid)) == {
        "第一阶段": ["2 套", "2026-03-31"],
        "操作手册": ["4 套", "2026-04-30"],
        "第二阶段": ["10 套", "2026-06-30"],
    }


def test_a_date_merged_over_rows_dates_each_of_them() -> None:
    grid = Grid([["交付物", "数量（套）", "完成日期"], ["控制系统", "2", "2026年3月31日"], ["操作手册", "4", ""]], [(1, 2, 2, 2)])
    draft = word((*ZH, "交付计划如下表："), grid)
    below = next(c for c in found((*ZH, "交付计划如下表："), grid) if c.quote.startswith("操作手册"))
    assert below.deadline is not None
    assert below.deadline.due == date(2026, 3, 31)
    assert [draft.quote(a.span) for a in below.applied] == ["2026年3月31日"]


def test_a_drawn_row_is_read_under_its_titles() -> None:
    drawing = "┌───┬──┬──┐\n│品　名│单位│数量│\n├───┼──┼──┤\n│输送机│ 台 │ 12 │\n├───┼──┼──┤\n│操作台│ 台 │　5 │\n└───┴──┴──┘\n"
    made = understood("设备供货合同\n甲方（买方）：青山公司\n乙方（卖方）：长河公司\n第一条　货物\n" + drawing).commitments
    assert {c.quote.split("│")[0]: [(str(v.n), v.unit) for v in c.values] for c in made} == {
        "输送机": [("12", "台")],
        "操作台": [("5", "台")],
    }


def test_a_total_that_states_the_price_is_kept() -> None:
    grid = Grid([["名称", "数量", "总价（元）"], ["输送机", "12", "18000"], ["合计", "", "人民币18,000元（大写：壹万捌仟元整）"]])
    assert rows(found((*ZH, "价格表"), grid))["合计"] == ["18000 CNY"]
