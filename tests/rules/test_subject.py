"""Kinds of contract by their titles, and titles of deliveries that must stay."""

from __future__ import annotations

import pytest

from review.rules import subject


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("保密协议", "confidentiality"),
        ("双方保密协议（范本）", "confidentiality"),
        ("劳动合同书", "employment"),
        ("厂房租赁合同", "lease"),
        ("流动资金借款合同", "finance"),
        ("甲公司增资扩股协议", "equity"),
        ("商品房买卖合同", "property"),
        ("特许经营合同", "franchise"),
        ("设备采购合同补充协议", "amendment"),
        ("MUTUAL NON-DISCLOSURE AGREEMENT", "confidentiality"),
        ("Employment Agreement", "employment"),
        ("Commercial Lease Agreement", "lease"),
        ("Loan Agreement", "finance"),
        ("SHARE PURCHASE AGREEMENT", "equity"),
        ("Franchise Agreement", "franchise"),
        ("Second Amendment to the Supply Agreement", "amendment"),
        ("设备采购合同", None),
        ("租赁服务合同", None),
        ("保密系统开发合同", None),
        ("设备采购合同（附保密协议）", None),
        ("Master Services Agreement", None),
        ("Software License Agreement", None),
        ("Equipment Rental and Maintenance Agreement", None),
        ("The lease agreement of 2024 stays in force for the premises named above.", None),
    ],
)
def test_a_title_tells_what_is_no_delivery(title: str, kind: str | None) -> None:
    assert subject.of(["", title, "合同编号：1"]) == kind


def test_a_line_of_the_body_is_no_title() -> None:
    assert subject.of(["a"] * 6 + ["保密协议"]) is None
