"""Definitions and clauses applied to the promises whose words point to them; texts written for the test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from review.commitments import understand
from review.model.commitment import Commitment, Trigger
from review.model.document import Document
from tests.commitments.drafts import at, document

ZH = "服务合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
EN = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
HASTE = [
    (
        EN,
        '1. "Immediately" means within 90 seconds.\n',
        "The Supplier shall respond to a priority 1 call Immediately.",
        (1.5, "minute"),
    ),
    (EN, '1. "Promptly" means within two Working Days.\n', "The Supplier shall Promptly correct any defect.", (2, "day")),
    (ZH, "1. “立即”指30分钟以内。\n", "发生故障时，乙方应立即响应。", (30, "minute")),
    (ZH, "1. “及时”是指在2个工作日内。\n", "乙方应及时更换不合格的货物。", (2, "day")),
]


def _read(prologue: str, definition: str, promise: str) -> tuple[Document, Commitment]:
    draft = document(f"{prologue}{definition}2. {promise}\n")
    return draft, at(understand(draft).commitments, promise[:12])


@pytest.mark.parametrize(("prologue", "definition", "promise", "period"), HASTE)
def test_a_defined_word_of_haste_is_a_deadline(prologue: str, definition: str, promise: str, period: tuple[float, str]) -> None:
    found = _read(prologue, definition, promise)[1]
    assert found.deadline is not None
    assert (float(found.deadline.n or 0), found.deadline.unit) == period
    assert found.verifiable and any(r.startswith("defined=") for r in found.reasons)


@pytest.mark.parametrize(
    ("prologue", "definition", "promise"),
    [
        (
            EN,
            '1. "Warranty Period" means 12 months from acceptance.\n',
            "The Supplier shall repair defects during the Warranty Period.",
        ),
        (ZH, "1. “质保期”指终验后12个月。\n", "乙方应在质保期内免费维修。"),
        (EN, "", "The Supplier shall respond immediately."),
        (EN, '1. "Goods" means the goods delivered under a purchase order.\n', "The Supplier shall pack the Goods well."),
    ],
)
def test_periods_and_undefined_haste_are_none(prologue: str, definition: str, promise: str) -> None:
    assert _read(prologue, definition, promise)[1].deadline is None


DAYS = [
    (EN, '1. "Delivery Date" means 30 June 2026.\n', "The Supplier shall deliver the Goods by the Delivery Date.", "2026-06-30"),
    (
        EN,
        '1. "Delivery Date" means 30 June 2026.\n',
        "The Supplier shall hand over the manuals within 10 days after the Delivery Date.",
        "2026-07-10",
    ),
    (
        EN,
        '1. "Effective Date" means 1 March 2026.\n',
        "The Supplier shall deliver the Goods within 45 days of the Effective Date.",
        "2026-04-15",
    ),
    (
        EN.replace("between", 'dated as of 1 March 2026 (the "Effective Date") between'),
        "",
        "The Supplier shall deliver the Goods within 45 days of the Effective Date.",
        "2026-04-15",
    ),
    (
        EN,
        '1. "Delivery Period" means 45 days from 1 March 2026.\n',
        "The Supplier shall deliver the Goods within the Delivery Period.",
        "2026-04-15",
    ),
    (ZH, "1. “交货日”指2026年6月30日。\n", "乙方应不迟于交货日交付全部设备。", "2026-06-30"),
    (ZH, "1. “交货日”指2026年6月30日。\n", "乙方应在交货日后10日内移交资料。", "2026-07-10"),
    (ZH, "1. “生效日”指2026年3月1日。\n", "乙方应在本合同生效后45日内交付全部设备。", "2026-04-15"),
    (ZH, "1. “交货期”指自2026年3月1日起45日。\n", "乙方应在交货期内交付全部设备。", "2026-04-15"),
]


@pytest.mark.parametrize(("prologue", "definition", "promise", "day"), DAYS)
def test_a_defined_day_or_period_dates_the_promise(prologue: str, definition: str, promise: str, day: str) -> None:
    found = _read(prologue, definition, promise)[1]
    assert found.deadline is not None
    assert found.deadline.due == date.fromisoformat(day)


EVENTS = [
    (
        EN,
        '1. "Effective Date" means the date of receipt of the advance payment.\n',
        "The Supplier shall deliver the Goods within 45 days of the Effective Date.",
        Trigger.PREPAYMENT_RECEIVED,
    ),
    (
        EN,
        '1. "Start Milestone" means the date on which the drawings are approved.\n',
        "The Supplier shall deliver the Goods within 45 days after the Start Milestone.",
        Trigger.DRAWINGS_CONFIRMED,
    ),
    (ZH, "1. “生效日”指乙方收到预付款之日。\n", "乙方应在生效日后45日内交付全部设备。", Trigger.PREPAYMENT_RECEIVED),
    (ZH, "1. “交付”指货物通过最终验收。\n", "甲方应在交付后30日内支付合同总价的60%。", Trigger.FINAL_ACCEPTANCE),
]


@pytest.mark.parametrize(("prologue", "definition", "promise", "event"), EVENTS)
def test_a_defined_event_is_the_one_that_counts(prologue: str, definition: str, promise: str, event: Trigger) -> None:
    found = _read(prologue, definition, promise)[1]
    assert found.deadline is not None
    assert (found.deadline.trigger, found.deadline.unresolved) == (event, "no-anchor")


@pytest.mark.parametrize(
    ("prologue", "definition", "promise", "term", "said"),
    [
        (EN, '1. "Fee" means CNY 100,000.\n', "The Customer shall pay the Fee upon acceptance.", "Fee", "CNY 100,000."),
        (EN, '1. It is USD 500,000 (the "Contract Price").\n', "The Customer shall pay the Contract Price upon acceptance.",
         "Contract Price", 'USD 500,000'),
        (ZH, "1. “服务费”指人民币100,000元。\n", "甲方应在验收合格后10日内支付服务费。", "服务费", "人民币100,000元。"),
    ],
)  # fmt: skip
def test_a_defined_amount_stands_beside_the_promise_with_its_source(
    prologue: str, definition: str, promise: str, term: str, said: str
) -> None:
    draft, found = _read(prologue, definition, promise)
    (applied,) = found.applied
    assert (applied.term, draft.quote(applied.span)[-len(said) :]) == (term, said)
    assert [v.n for v in applied.values] in ([Decimal(100000)], [Decimal(500000)])
    assert all(applied.span.contains(v.span) for v in applied.values)
    assert f"defined={term}" in found.reasons
    assert all(found.span.contains(v.span) for v in found.values)


@pytest.mark.parametrize(
    ("prologue", "definition", "promise", "term"),
    [
        (EN, '1. "Business Day" means a day other than a Saturday or a Sunday.\n', "The Supplier shall reply in 2 Business Days.",
         "Business Day"),
        (EN, '1. "Working Hours" means 9:00 to 18:00.\n', "The Supplier shall respond within 4 Working Hours.", "Working Hours"),
        (ZH, "1. “工作时间”指周一至周五9:00至18:00。\n", "乙方应在工作时间内响应甲方的请求。", "工作时间"),
    ],
)  # fmt: skip
def test_a_unit_of_time_that_the_contract_defines_is_told(prologue: str, definition: str, promise: str, term: str) -> None:
    draft, found = _read(prologue, definition, promise)
    assert [a.term for a in found.applied] == [term]
    assert draft.quote(found.applied[0].span) in definition


@pytest.mark.parametrize(
    ("prologue", "definition", "promise", "day_type"),
    [
        (ZH, "1. 本合同所称“日”均为日历日。\n", "乙方应在到货后10日内完成安装。", "calendar"),
        (ZH, "1. “日”指工作日。\n", "乙方应在到货后10日内完成安装。", "working"),
        (EN, "1. References to days are to Business Days.\n", "The Supplier shall install in 10 days after delivery.", "working"),
        (EN, '1. The word "days" means calendar days.\n', "The Supplier shall install in 10 days after delivery.", "calendar"),
        (ZH, "", "乙方应在到货后10日内完成安装。", None),
    ],
)  # fmt: skip
def test_days_are_what_the_contract_says_they_are(prologue: str, definition: str, promise: str, day_type: str | None) -> None:
    found = _read(prologue, definition, promise)[1]
    assert found.deadline is not None
    assert {found.deadline.day_type, found.values[0].day_type} == {day_type}


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        (
            EN + "5. Delivery\n5.2 The Supplier shall deliver the Goods within 45 days after the Effective Date.\n"
            "6. Manuals\n6.1 The Supplier shall hand over the manuals within the time stated in clause 5.2.\n",
            "hand over",
        ),
        (
            ZH
            + "第五条 交付\n5.2 乙方应在合同生效后45日内交付全部设备。\n第六条 资料\n6.1 乙方应在第5.2条规定的期限内移交资料。\n",
            "移交资料",
        ),
    ],
)
def test_the_time_of_a_clause_that_the_words_point_to(text: str, promise: str) -> None:
    found = at(understand(document(text)).commitments, promise)
    assert found.deadline is not None
    assert (found.deadline.trigger, int(found.deadline.n or 0)) == (Trigger.EFFECTIVE, 45)
    assert [a.term for a in found.applied] == ["5.2"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "本协议所称“核心系统”系指票务平台，“维护窗口”系指每周日零时至四时。",
            {"核心系统": "票务平台", "维护窗口": "每周日零时至四时。"},
        ),
        (
            '"Licensed Software" means the ticketing program and "Permitted Users" means staff of the Licensee.',
            {"Licensed Software": "the ticketing program", "Permitted Users": "staff of the Licensee."},
        ),
        ('In this clause, "Net Price" means the price less tax.', {"Net Price": "the price less tax."}),
        ("甲方指定“张三”为代表。", {}),
    ],
)
def test_a_sentence_may_define_several_terms(text: str, terms: dict[str, str]) -> None:
    read = document(text)
    found = understand(read).definitions
    assert {d.term: d.meaning for d in found} == terms
    assert all(read.quote(d.said) == d.meaning for d in found)
