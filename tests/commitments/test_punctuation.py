"""Half-width marks in Chinese are read as the marks they stand for, and quoted as they were typed."""

from __future__ import annotations

import pytest

from review.commitments import understand
from review.commitments.punctuation import punctuated
from review.intake import read
from review.model.document import Document

CASES = [
    ("乙方逾期的,每日支付1,000元;甲方有权解除合同.", "乙方逾期的，每日支付1,000元；甲方有权解除合同。"),
    ("付款进度:(1)签订后支付15%;(2)到货后支付35%;", "付款进度：(1)签订后支付15%；(2)到货后支付35%；"),
    ("服务时间8:30至17:30,节假日除外!", "服务时间8:30至17:30，节假日除外！"),
    ("一.供货范围", "一.供货范围"),
    ("2.1 乙方交付3.5吨货物", "2.1 乙方交付3.5吨货物"),
    ("The Supplier shall deliver; the Buyer shall pay.", "The Supplier shall deliver; the Buyer shall pay."),
    ("甲方：Acme Co., Ltd.", "甲方：Acme Co., Ltd."),
]


def _typed(text: str) -> Document:
    return read("draft.txt", text.encode())


@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_marks_are_those_of_the_language(typed: str, meant: str) -> None:
    assert punctuated(_typed(typed)).text.strip() == meant


def test_a_penalty_and_the_right_behind_its_semicolon_are_two_promises() -> None:
    text = (
        "甲方:江州置业有限公司\n乙方:南屿设备有限公司\n"
        "乙方每逾期一日,按合同总价的千分之五向甲方支付违约金;逾期超过15日,甲方有权解除合同.\n"
    )
    document = _typed(text)
    found = [c for c in understand(document).commitments if "逾期" in c.quote]
    assert [c.quote for c in found] == ["乙方每逾期一日,按合同总价的千分之五向甲方支付违约金;", "逾期超过15日,甲方有权解除合同."]
    assert all(document.quote(c.span) == c.quote for c in found)
    assert found[0].kind == "K18" and found[0].obligor == "seller"
