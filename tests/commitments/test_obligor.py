"""Who owes: subjects, agents, conditions, rights, lists and customs."""

from __future__ import annotations

import pytest

from tests.commitments.drafts import at, understood

ZH = "合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
EN = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
CASES = [
    (ZH, "如甲方逾期付款，乙方应书面催告。", "seller"),
    (ZH, "乙方逾期交货的，甲方有权解除本合同。", "seller"),
    (ZH, "因质量问题造成的甲方损失均由乙方承担。", "seller"),
    (ZH, "双方应对商业秘密予以保密。", "both"),
    (ZH, "甲方和乙方应每月召开一次例会。", "both"),
    (ZH, "任何一方不得擅自转让本合同。", "both"),
    (ZH, "合同总价的30%应在签约后10日内支付。", "buyer"),
    (ZH, "乙方人员不遵守现场制度的，甲方可处以每次500元罚款。", "seller"),
    (EN, "If the Customer delays payment, the Supplier may suspend the services.", "buyer"),
    (EN, "All invoices shall be paid by the Customer within 30 days.", "buyer"),
    (EN, "Each party shall keep the other party's information confidential.", "both"),
    (EN, "Neither party may assign this Agreement without prior written consent.", "both"),
    (EN, "The Customer agrees that the Supplier's total liability shall not exceed the fees paid.", "seller"),
    (EN, "Staff of the Customer must attend the training within 10 days.", "buyer"),
    (EN, "The Customer shall have the right to audit the records of the Supplier once a year.", "seller"),
    (EN, "If the Supplier is late with a consignment, it shall pay 0.3% of its price for each day.", "seller"),
    (EN, "The Customer shall be notified of every fault within 2 hours.", "seller"),
    (EN, "No subcontractor shall be used without the prior written consent of the Customer.", "seller"),
    (EN, "The warranty period is 12 months from the hand-over of the pumps.", "seller"),
    (EN, "The annual fee is GBP 9,600.00, payable in four instalments of GBP 2,400.00.", "seller"),
    (ZH, "履约保证金在设备移交后30日内无息返还。", "buyer"),
    (ZH, "货到10日内未提出异议的，视为验收合格。", "buyer"),
    (ZH, "未经甲方书面同意，不得更换现场负责人。", "seller"),
    (EN, "In no event shall the Customer be liable for lost profits.", "buyer"),
    (EN, "No action may be brought by the Supplier more than two years after the breach.", "seller"),
    (EN, "The Supplier shall charge the Customer EUR 12.50 per pump.", "seller"),
    (EN, "Where a repair is caused by misuse, the Supplier will charge the Customer for the parts.", "buyer"),
    (ZH, "甲方不再需要的，有权解除本合同。", "seller"),
    (ZH, "凡约定由乙方自提的，甲方应在3日内移交提货单据。", "buyer"),
    (ZH, "乙方按照甲方要求提前完工，全部工程达到优良标准时，甲方支付乙方奖金20,000元。", "buyer"),
    (ZH, "市场价格下降时，甲方可单方要求乙方在5日内重新报价。", "seller"),
    (ZH + "第一条 责任\n", "因此造成甲方损失的，还应赔偿其损失。", "seller"),
    (ZH, "逾期的，应向乙方支付每日0.05%的违约金。", "buyer"),
    (EN, "Affiliated parties of the Customer shall pay the same price within 30 days.", "buyer"),
    (EN, "The penalty for late delivery shall not exceed 5% of the price.", "seller"),
]


def test_a_role_before_a_short_name_gives_its_side() -> None:
    parties = "水泥订购合同\n供方：＿＿＿＿＿＿以下简称甲方；\n需方：＿＿＿＿＿＿以下简称乙方。\n"
    text = parties + "第一条 甲方应在10日内交货。\n第二条 乙方应按时收货。\n"
    found = understood(text).commitments
    assert at(found, "甲方应在10日内").obligor.value == "seller"


def test_the_first_word_of_a_long_name_may_stand_for_it() -> None:
    text = (
        "AGREEMENT between Larch Brothers and Willow Foods.\nLarch Brothers shall deliver the ovens to Willow Foods.\n"
        "Larch Brothers will maintain the ovens and invoice Willow Foods monthly.\n"
        "Willow Foods shall pay the price to Larch Brothers within 30 days. Willow Foods will order in writing.\n"
        "Willow may terminate this Agreement by giving sixty (60) days' written notice.\n"
    )
    assert at(understood(text).commitments, "Willow may").obligor.value == "seller"


@pytest.mark.parametrize(("prologue", "sentence", "side"), CASES)
def test_obligor(prologue: str, sentence: str, side: str) -> None:
    assert at(understood(prologue + sentence + "\n").commitments, sentence[:20]).obligor.value == side


def test_items_take_the_subject_of_their_lead_in() -> None:
    text = ZH + "甲方的责任如下：\n1. 提供施工用水用电；\n2. 在开工前5日内办理许可证。\n"
    found = understood(text).commitments
    assert found and {c.obligor.value for c in found} == {"buyer"}


def test_names_without_role_words_take_their_side_from_what_they_do() -> None:
    text = (
        "SERVICE AGREEMENT between Quillon Systems and Marsh & Hale.\n"
        "Quillon shall provide hosting services. Quillon will maintain the platform and respond to faults within 4 hours.\n"
        "Marsh shall pay the monthly fee to Quillon within 30 days. Marsh will order additional storage in writing.\n"
    )
    found = understood(text).commitments
    assert at(found, "respond to faults").obligor.value == "seller"
    assert at(found, "monthly fee").obligor.value == "buyer"


def test_a_company_named_like_a_thing_is_a_party() -> None:
    text = (
        'BETWEEN\nROWAN MEDIA INTERNATIONAL (HEREINAFTER "RMI")\nAND\nHEATHER SYSTEMS, INC. (HEREAFTER "HEATHER SYSTEMS")\n'
        "1. RMI will produce the discs for Heather Systems and RMI shall deliver them to Heather Systems.\n"
        "2. Heather Systems will pay the price to RMI within 30 days. Heather Systems shall order monthly.\n"
    )
    found = understood(text)
    assert {(p.side.value, p.name) for p in found.parties if p.name} == {
        ("buyer", "HEATHER SYSTEMS, INC."),
        ("seller", "ROWAN MEDIA INTERNATIONAL"),
    }
    assert at(found.commitments, "Heather Systems will pay").obligor.value == "buyer"


def test_a_name_set_wide_is_searched_in_step_with_the_text() -> None:
    """Runs of spaces in a name and in the text: a pattern with a gap for each space would try every way to share them out."""
    wide = " " * 40
    text = (
        f'Agreement between HAWTHORN{wide}MUTUAL CORPORATION ("Hawthorn") and Birch Ltd ("Birch").\n'
        f"EXHIBIT 1{wide}HAWTHORN{wide}MUTUAL AGREEMENT\nHawthorn shall deliver to Birch. Birch shall pay to Hawthorn.\n"
        "Hawthorn will supply Birch. Birch must order from Hawthorn.\n"
    )
    assert at(understood(text).commitments, "Hawthorn shall deliver").obligor.value == "seller"
