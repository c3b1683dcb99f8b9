"""What a lead-in opens: deeds are duties of their own, bare names are one duty with it."""

from __future__ import annotations

import pytest

from tests.commitments.drafts import understood

EN = 'This Agreement is between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
ZH = "服务合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
CASES = [
    (
        EN
        + "1. The Supplier will provide the following services:\n"
        + "(a) Train the staff of the Customer.\n(b) Write release notes.\n",
        ["Train the staff of the Customer.", "Write release notes."],
    ),
    (EN + "1. The Supplier shall deliver the following documents:\n(a) operating manual\n(b) assembly drawings\n", ["drawings"]),
    (ZH + "第一条 乙方应完成下列工作：\n（一）安装全部设备；\n（二）培训操作人员。\n", ["安装全部设备；", "培训操作人员。"]),
]


@pytest.mark.parametrize(("text", "ends"), CASES)
def test_items(text: str, ends: list[str]) -> None:
    found = [c.quote for c in understood(text).commitments]
    assert len(found) == len(ends) and all(quote.endswith(end) for quote, end in zip(found, ends, strict=True))


@pytest.mark.parametrize(
    ("seller", "buyer"),
    [("转让方", "被转让方"), ("承运人", "托运人"), ("保管方", "存货方"), ("供货商", "经销商"), ("施工方", "业主")],
)
def test_names_of_parties(seller: str, buyer: str) -> None:
    text = (
        f"合同\n{buyer}：青山公司\n{seller}：长河公司\n第一条 {seller}应在10日内交付货物。\n第二条 {buyer}应在10日内支付价款。\n"
    )
    assert [str(c.obligor) for c in understood(text).commitments] == ["seller", "buyer"]
