"""Who owes: subjects, agents, conditions, rights, lists and customs."""

from __future__ import annotations

import pytest

from review.commitments.units import units
from tests.commitments.drafts import at, document, understood

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
    (EN, "Such advance payment shall be non-refundable except where it was used by the Supplier for parts.", "buyer"),
    (EN, "Changes of the route shall be negotiated between the parties in writing.", "both"),
    (EN, "This Agreement will commence on signature and continue for two years.", "both"),
    (EN, "Each invoice shall state the order number and the price of the pumps.", "seller"),
    (EN, "Each purchase order shall specify the pumps ordered and the place of delivery.", "buyer"),
    (EN, "The Supplier shall be eligible to receive a bonus of USD 500 for each pump.", "buyer"),
    (EN, "The drawings are and shall remain the Supplier's sole property.", "buyer"),
    (EN, "Special parts must be pre-approved by the Customer.", "seller"),
    (EN, "The Customer and the Supplier each agree to keep the prices confidential.", "both"),
    (EN, "If the Customer does not reject the drawings within 10 days, the drawings shall be deemed approved.", "buyer"),
    (EN, "The choice of the colours shall be in the Customer's sole discretion.", "seller"),
    (ZH, "若甲方需要由乙方提供的备件，甲方应按原价付款。", "buyer"),
    (ZH, "设备检验合格的，甲方有责任予以接收。", "buyer"),
    (ZH, "乙方延迟归还样机时，甲方将每日加收租金的1%。", "seller"),
    (ZH, "违约金由甲方从应付货款中扣除。", "seller"),
    (ZH, "因甲方设计变更导致停工的，工期相应顺延。", "buyer"),
    (ZH + "第一条 工期\n", "因乙方原因停工的，工期不予顺延。", "seller"),
    (ZH, "乙方提交月度报告后，甲方30日内支付当月服务费。", "buyer"),
    (ZH, "乙方知悉违约将造成不可挽回的损失，不得要求减少违约金。", "seller"),
    (ZH, "甲方或乙方应出具商会的证明。", "both"),
    (ZH, "验收报告应一式两份，双方各执一份。", "both"),
    (ZH, "双方代表应在10日内签署移交证书。", "both"),
    (ZH, "货物的品质应符合双方封存的样品，含水量不超过12%。", "seller"),
    (ZH, "乙方中途退场的，无权要求甲方支付余下的工程款5万元。", "seller"),
    (ZH, "因乙方原因延期竣工，每日按合同价的0.1%承担违约金。", "seller"),
    (ZH, "全部图纸应于3月1日前交甲方验收。", "seller"),
    (ZH, "发现图纸有误的，应在3日内向乙方书面提出。", "buyer"),
    (ZH, "货款应在当月10日内付清。", "buyer"),
    (ZH + "双方商定条款如下：\n", "第一次装船应在接到定金后30天内办理。", "seller"),
    (EN, "The term of this Agreement is one year from delivery of the pumps to the Customer.", "both"),
    (EN, "The Customer or any other person appointed by the Customer shall have the right to audit the records.", "seller"),
    (EN, "Subject to the prior written consent of the Customer, the Supplier may subcontract the works.", "seller"),
    (EN, "The Supplier reserves all rights in the drawings not granted here.", "buyer"),
    (EN, "The Customer warrants that it has full power and authority to hand over the drawings.", "buyer"),
    (EN, "Any such audit shall be at the Customer's sole cost and expense.", "buyer"),
    (EN, "Ending for Convenience Customer may terminate this Agreement by giving 60 days' notice.", "seller"),
    (EN, "The Supplier sole duty is to replace faulty pumps within 30 days.", "seller"),
    (EN + "1. ", "The Supplier is the owner of all rights in the drawings.", "buyer"),
    (EN, "The Customer's right to run the pumps at another plant is subject to the payment of a further fee.", "buyer"),
    (EN, "The Customer agrees that its sole remedy for late pumps is the credit of 5%.", "seller"),
    (EN, "If the Customer is late, the Supplier shall not be required to provide further services.", "buyer"),
    (EN, "The installation of the pumps shall be deemed to be completed after 10 days without a fault.", "buyer"),
    (EN, "The project managers shall meet every month.", "both"),
    (EN, "Credits owed from the Supplier to the Customer are paid within 30 days.", "seller"),
    (ZH, "逾期提货的，应承担乙方在此期间所支付的保管费。", "buyer"),
    (ZH, "甲方向乙方订货总值为人民币90,000元。", "seller"),
    (ZH, "质量不符时，甲方同意利用的，按质论价。", "seller"),
    (ZH, "甲方在收到发票前有权暂缓付款而不视为违约。", "seller"),
    (ZH, "派驻人员的岗位和人数由甲方确定。", "seller"),
    (ZH, "甲方预付定金的，乙方在不履行合同时，应加倍返还定金。", "seller"),
    (EN, "The Supplier reserves the right to increase its fees each year.", "buyer"),
    (EN, "The Customer agrees that all costs of storage are added to the invoice.", "buyer"),
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


def test_a_title_over_the_duties_of_a_party_gives_those_without_a_subject() -> None:
    text = (
        ZH
        + "第五条 双方的权利和义务\nＡ　甲方的权利和义务（适用于新建项目）\n"
        + "1．审定施工方案；\n2．检查监督乙方的施工；\n3．向乙方提供图纸3套；\n"
    )
    found = understood(text).commitments
    assert {words: at(found, words).obligor.value for words in ("审定", "检查监督", "图纸3套")} == {
        "审定": "buyer",
        "检查监督": "seller",
        "图纸3套": "buyer",
    }


def test_a_list_ends_where_the_number_above_it_goes_on() -> None:
    text = ZH + "第一条 准备\n1．乙方应完成下列工作：\n（1）清理现场；\n（2）拆除旧机；\n2．在开工前3日内移交场地。\n"
    assert {u.text: bool(u.lead) for u in units(document(text)) if u.text in ("拆除旧机；", "在开工前3日内移交场地。")} == {
        "拆除旧机；": True,
        "在开工前3日内移交场地。": False,
    }


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
