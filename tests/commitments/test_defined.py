"""Words of haste that the contract defines give the deadline of the promises that use them."""

from __future__ import annotations

import pytest

from tests.commitments.drafts import at, understood

ZH = "服务合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
EN = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
CASES = [
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


@pytest.mark.parametrize(("prologue", "definition", "promise", "period"), CASES)
def test_a_defined_word_of_haste_is_a_deadline(prologue: str, definition: str, promise: str, period: tuple[float, str]) -> None:
    found = at(understood(f"{prologue}{definition}2. {promise}\n").commitments, promise[:12])
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
    ],
)
def test_periods_and_undefined_haste_are_none(prologue: str, definition: str, promise: str) -> None:
    assert at(understood(f"{prologue}{definition}2. {promise}\n").commitments, promise[:12]).deadline is None
