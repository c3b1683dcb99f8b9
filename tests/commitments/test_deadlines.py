"""Every deadline that the words of a promise set, each with its own event; texts written for the test."""

from __future__ import annotations

from datetime import date

import pytest

from review.commitments import understand
from review.model.commitment import Commitment, Deadline, Trigger
from review.model.deal import Deal
from tests.commitments.drafts import at, document, understood

ZH = "服务合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
EN = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
T = Trigger
TWO = [
    (ZH, "乙方应在合同生效后10日内提交实施方案，并在方案确认后30日内完成交付。", [(T.EFFECTIVE, 10), (T.DRAWINGS_CONFIRMED, 30)]),
    (ZH, "乙方应于收到预付款后45日内发货，货到后7日内完成安装调试。", [(T.PREPAYMENT_RECEIVED, 45), (T.ARRIVAL, 7)]),
    (ZH, "乙方应在到货后3日内完成验收，验收合格后5日内移交资料。", [(T.ARRIVAL, 3), (T.ACCEPTANCE, 5)]),
    (
        EN,
        "The Supplier shall deliver within 30 days after the Effective Date and install the Goods within 10 days after delivery.",
        [(T.EFFECTIVE, 30), (T.ARRIVAL, 10)],
    ),
    (EN, "The Customer shall pay within 10 days after acceptance, which is 30 days after arrival.", [(T.ACCEPTANCE, 10)]),
]


def _all(c: Commitment) -> list[Deadline]:
    return [c.deadline, *c.later] if c.deadline else []


def _found(prologue: str, promise: str) -> list[Deadline]:
    return [d for c in understood(f"{prologue}1. {promise}\n").commitments for d in _all(c)]


@pytest.mark.parametrize(("prologue", "promise", "deadlines"), TWO)
def test_each_deadline_of_a_sentence_has_its_own_event(prologue: str, promise: str, deadlines: list[tuple[Trigger, int]]) -> None:
    assert [(d.trigger, int(d.n or 0)) for d in _found(prologue, promise)] == deadlines


def test_two_dates_are_two_deadlines() -> None:
    found = _found(ZH, "乙方应于2026年6月30日前交付第一批设备，于2026年9月30日前交付第二批设备。")
    assert [d.due for d in found] == [date(2026, 6, 30), date(2026, 9, 30)]


@pytest.mark.parametrize(
    ("prologue", "promise", "day"),
    [
        (EN, "The Supplier shall deliver the Goods no later than 15 days before 30 June 2026.", date(2026, 6, 15)),
        (EN, "The Supplier shall complete the installation within 20 days from 1 March 2026.", date(2026, 3, 21)),
        (ZH, "乙方应在2026年3月1日后20日内完成交付。", date(2026, 3, 21)),
        (ZH, "乙方应在2026年6月30日前10日完成安装。", date(2026, 6, 20)),
    ],
)
def test_a_date_that_a_period_counts_from_is_no_deadline(prologue: str, promise: str, day: date) -> None:
    assert [d.due for d in _found(prologue, promise)] == [day]


def test_chains_are_followed_to_the_day_that_the_deal_knows() -> None:
    clauses = (
        "乙方应在合同生效后30日内交付设备。",
        "甲方应在到货后10日内完成验收。",
        "甲方应在验收合格后5日内支付合同总价的60%。",
    )
    text = ZH + "".join(f"{n}. {clause}\n" for n, clause in enumerate(clauses, 1))
    deal = Deal({"contract": {"effective_at": date(2026, 1, 1)}}, "")
    found = understand(document(text), deal).commitments
    assert [at(found, words).deadline.due for words in ("30日内", "10日内", "5日内")] == [  # type: ignore[union-attr]
        date(2026, 1, 31), date(2026, 2, 10), date(2026, 2, 15),
    ]  # fmt: skip
    unknown = understand(document(text)).commitments
    assert {d.unresolved for c in unknown for d in _all(c)} == {"no-anchor"}
