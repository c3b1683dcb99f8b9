"""Hard negatives: what looks like a promise and is none."""

from __future__ import annotations

import pytest

from review.commitments import understand
from review.commitments.units import units
from review.intake import parse
from tests.commitments.drafts import document, understood
from tests.intake.word import p, r, word

ZH = "供货合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
EN = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
CASES = [
    (ZH, "“交付”是指乙方将设备运至现场并经甲方签收。"),
    (ZH, "鉴于甲方拟采购设备，双方经友好协商订立本合同。"),
    (ZH, "□ 乙方应在30日内交货。"),
    (ZH, "地址：青山路18号"),
    (ZH, "住所：青山路18号3栋501室"),
    (EN, "Operator: Northern Fibre plc, Hull"),
    (ZH, "2026年3月1日"),
    (EN, '"Business Day" means a day on which banks are open for 8 hours.'),
    (EN, "WHEREAS, the Supplier makes pumps and the Customer wishes to buy 40 pumps."),
    (EN, "Attention: Head of Purchasing, within 5 days"),
    (EN, "Payment Terms."),
    (ZH, "二，合同期限"),
    (ZH, "各批次的安排如下："),
    (ZH, "投标截止时间：2026年5月8日9时"),
    (ZH, "（ ）乙方应在30日内交货。"),
    (ZH, "本合同条款可根据实际情况进行调整。"),
    (EN, '"Goods" shall not include spare parts supplied after 12 months.'),
    (EN, "The Customer acknowledges that it may receive plans of the plant."),
    (EN, "This Agreement is made on 16 March 2026 between:"),
    (EN, "(A) The Customer operates a chain of food stores and requires a service of maintenance."),
    (EN, "(B) The Supplier has the skills required and has agreed to provide it."),
    (EN, "Supplier is engaged in the business of making conveyors."),
    (EN, 'Hereinafter referred to as "Supplier."'),
    (EN, "Offers will be evaluated by price (60%) and quality (40%)."),
    (EN, "The contract will be awarded to the bidder with the lowest price."),
    (EN, "[Insert the number of days within which the Supplier shall deliver.]"),
    (EN, "Note: complete this clause where the Supplier shall deliver in instalments."),
    (EN, "Example: if the Supplier delivers 10 days late, the credit shall be 5%."),
    (EN, '"Delivery Date" shall be the date on which the Goods arrive at the Site.'),
    (EN, "Customer's Right to Terminate this Agreement for any Reason."),
    (ZH, "甲方是一家从事食品零售的企业，乙方是一家设备制造商。"),
    (ZH, "评标时，价格分占30分，技术分占50分。"),
    (ZH, "评分标准：供应商应提供近三年业绩，每提供一份得2分。"),
    (ZH, "“服务项目”一项，应填写服务的内容和期限。"),
    (ZH, "“交货期”一栏由双方协商填写。"),
    (ZH, "例如：乙方逾期10日的，应支付合同总价1%的违约金。"),
    (ZH, "本合同所称不可抗力，是指不能预见、不能避免且不能克服的客观情况。"),
    (ZH, "本合同于2026年3月1日在云州签订。"),
    (ZH, "发货人：____ 收货人：____"),
    (ZH, "订货单位：（章） 代理人： 供货单位：（章） 代理人："),
    (ZH, "承运方：________．"),
    (ZH, "维保单位（乙方）：捷安电梯工程（云州）有限公司"),
    (ZH, "根据国家有关运输规定，经过双方充分协商，特订立本合同，以便双方共同遵守．"),
    (ZH, "托运方：________ 承运方：________ 代表人：________ 电话：________ ____年__月__日"),
    (ZH, "｜品名｜规格｜单价｜金额（元）｜"),
    (ZH, "对“重大故障”的定义为：乙方设备停机超过8小时。"),
    (EN, 'For the purposes of the times below, a "Serious" fault shall be defined as one that stops the pumps.'),
    (EN, "Another example is a delay of 10 days, for which the credit would be 5%."),
    (EN, "In the event of any loss of pumps due to acts of the Customer."),
    (EN, "4.1 Termination of Engagement."),
    (EN, "12 - * Confidential treatment requested"),
    (EN, "/s/ Ann Weaver ______________ Signature"),
    (EN, "Section 4.2 of the Existing Agreement shall be deleted and replaced by the following:"),
    (EN, 'The Works and Extra Works shall be collectively referred to herein as the "Works".'),
    (ZH, "（供电中断造成的停机除外）。"),
    (EN, "Guard: Fern Guarding Ltd, hereinafter the Contractor."),
]


@pytest.mark.parametrize(("prologue", "line"), CASES)
def test_no_commitment(prologue: str, line: str) -> None:
    assert [c.quote for c in understood(prologue + line + "\n").commitments] == []


@pytest.mark.parametrize(
    "title", ["Termination.", "A. Termination.", "Certificate of Origin (COO).", "Amendment, Waiver, Assignment."]
)
def test_a_run_in_title_is_no_commitment(title: str) -> None:
    text = EN + f"{title} The Customer may terminate this Agreement upon 30 days' notice.\n"
    assert [c.quote for c in understood(text).commitments] == ["The Customer may terminate this Agreement upon 30 days' notice."]


def test_a_paragraph_that_runs_into_the_next_chapter_stands_under_its_title() -> None:
    text = (
        EN
        + "4.3. Terms. The Customer shall pay within 30 days. 5. Making of the Pumps. 5.1. Tests. The Supplier shall test them.\n"
    )
    titles = {u.text: u.headings for u in units(document(text))}
    assert titles["The Supplier shall test them."] == ("Making of the Pumps", "Tests")


def test_a_title_that_opens_a_paragraph_is_no_commitment() -> None:
    text = EN + "Fees, invoices and taxes. The Customer shall pay each invoice within 30 days.\n"
    assert [c.quote for c in understood(text).commitments] == ["The Customer shall pay each invoice within 30 days."]


@pytest.mark.parametrize(
    ("prologue", "gone", "kept"),
    [
        (ZH, "乙方应在30日内将12台设备运至甲方工厂。", "乙方应在45日内将10台设备运至甲方工厂。"),
        (EN, "The Supplier shall deliver 12 pumps within 30 days. ", "The Supplier shall deliver 10 pumps within 45 days."),
    ],
)
def test_what_is_struck_through_is_not_promised(prologue: str, gone: str, kept: str) -> None:
    body = "".join(p(line) for line in prologue.splitlines()) + p(r(gone, "<w:strike/>"), kept)
    assert [c.quote for c in understand(parse("a.docx", word(body))).commitments] == [kept]


def test_items_that_are_excluded_are_not_promised() -> None:
    items = "(a) pumps damaged by the Customer within 30 days;\n(b) worn seals of any kind.\n"
    text = EN + "The warranty does not apply to the following:\n" + items
    assert not [c for c in understood(text).commitments if "worn seals" in c.quote]


def test_definitions_are_kept_with_their_places() -> None:
    read = understood(ZH + "“交付”是指乙方将设备运至现场并经甲方签收。\n")
    assert [(d.term, d.meaning[:2]) for d in read.definitions] == [("交付", "乙方")]
