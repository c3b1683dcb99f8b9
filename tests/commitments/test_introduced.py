"""Parties by the short names their contract gives them."""

from __future__ import annotations

import pytest

from review.commitments.parties import find_parties
from review.model.commitment import Party
from tests.commitments.drafts import document

S, B = Party.SELLER, Party.BUYER
BODY_ZH = "{0}应提供场地。{0}应付款。{0}有权检查。{1}应交货。{1}应开票。{1}不得分包。\n"
BODY_EN = "{0} shall grant access. {0} shall pay. {1} shall deliver. {1} shall not subcontract.\n"
CASES = [
    ("甲方：育才中学（以下称“校方”）\n乙方：丰味餐饮公司（以下简称“经营方”）\n", BODY_ZH, {"校方": B, "经营方": S}),
    ("主办方（甲方）：海滨文旅公司\n协办方（乙方）：锐意会展公司\n", BODY_ZH, {"主办方": B, "协办方": S}),
    ("客户：普安医疗公司\n写作方：信达文化公司\n", BODY_ZH, {"客户": B, "写作方": S}),
    ("用船方：远洋渔业公司\n供船方：东港船务公司\n", BODY_ZH, {"用船方": B, "供船方": S}),
    ('between Ashby College ("the College") and Good Plate Ltd ("the Caterer")\n', BODY_EN, {"College": B, "Caterer": S}),
    ('between Altair S.A. ("Altair") and GlobeLink GmbH ("Provider")\n', BODY_EN, {"Altair": B, "Provider": S}),
    (
        'This agreement is entered into by Quill Inc. ("Licensor") and PLANB AG, called "plan_b"\n',
        BODY_EN,
        {"plan_b": B, "Licensor": S},
    ),
    ("品牌商：青禾食品有限公司\n代工厂：安丰食品厂\n", "{1}应每月送达成品。{0}应付款。\n", {"品牌商": B, "代工厂": S}),
    ("总包：华筑工程有限公司\n分包：恒清消防有限公司\n", "{1}应完成安装。{0}应按月付款。\n", {"总包": B, "分包": S}),
    ("货主：远帆贸易有限公司\n仓储服务商：迅达物流有限公司\n", "{1}应出库。{0}应付款。\n", {"货主": B, "仓储服务商": S}),
    (
        "本协议由云岭置业有限公司（以下简称“云岭”）与白峰设备有限公司（下称“白峰”）签订。\n",
        "{1}应交付水泵。{0}应付款。\n",
        {"云岭": B, "白峰": S},
    ),
    (
        "委托单位（以下简称“集团”）：青山集团有限公司\n律所：明镜律师事务所\n",
        "{1}应出具意见。{0}付款。\n",
        {"集团": B, "律所": S},
    ),
    (
        "Operator: Northern Fibre plc, Hull\nSubscriber: Vale Credit Union, York\n",
        "The {0} connects the sites. The {1} pays.\n",
        {"Operator": S, "Subscriber": B},
    ),
    (
        "Main Contractor: Tarn Build plc\nSub-Contractor: Wexley Electrical Ltd\n",
        "The {1} shall install. The {0} pays.\n",
        {"Main Contractor": B, "Sub-Contractor": S},
    ),
    ("Studio: Peak Films Ltd\nCommissioner: Calder Foods plc\n", "{0} delivers. {1} pays.\n", {"Studio": S, "Commissioner": B}),
    (
        "between Dock Ltd, referred to as the Harbour, and Tug Ltd, referred to as the Contractor\n",
        BODY_EN,
        {"Harbour": B, "Contractor": S},
    ),
]


@pytest.mark.parametrize(("opening", "body", "sides"), CASES)
def test_short_names_have_their_sides(opening: str, body: str, sides: dict[str, Party]) -> None:
    found = find_parties(document(opening + "1. " + body.format(*sides))).sides
    assert {name: found.get(name) for name in sides} == sides


def test_seals_and_officers_are_no_parties() -> None:
    found = find_parties(
        document("甲方（盖章）：云杉公司\n乙方（盖章）：白桦公司\n联系人：张三\n负责人：李四\n" + BODY_ZH.format("甲方", "乙方"))
    )
    assert not {"盖章", "联系人", "负责人"} & set(found.sides)


NAMES = [
    (
        "Client: Porto Nuvela S.A., Porto\nConsultant: Arden & Lyle Advisory LLP, London\n",
        "Porto Nuvela S.A.",
        "Arden & Lyle Advisory LLP",
    ),
    ('between Moor Hospital Trust (the "Client") and Blue Imaging AB ("Supplier")\n', "Moor Hospital Trust", "Blue Imaging AB"),
    (
        '"we" are Marrow Kitchens Ltd and "you" are Strell Pharma Ltd. We cook for you.\n'
        "We deliver, we clean, we invoice. You pay us. You give us access.\n",
        "Strell Pharma Ltd.",
        "Marrow Kitchens Ltd",
    ),
    ("本合同由云岭置业有限公司（下称“买方”）与白峰设备有限公司（下称“卖方”）订立。\n", "云岭置业有限公司", "白峰设备有限公司"),
]


@pytest.mark.parametrize(("opening", "buyer", "seller"), NAMES)
def test_names_stand_in_the_opening_in_many_ways(opening: str, buyer: str, seller: str) -> None:
    found = {n.side: n.name for n in find_parties(document(opening + "1. 交货。Deliver.\n")).names}
    assert found == {B: buyer, S: seller}


def test_what_else_a_front_page_labels_is_no_party() -> None:
    front = "项目名称：云岭泵站工程公司厂房\n招标机构：安信招标有限公司\n甲方：云岭有限公司\n乙方：白峰有限公司\n"
    front += "招标机构收取费用。项目名称不变。\n"
    assert not {"项目名称", "招标机构"} & set(find_parties(document(front + BODY_ZH.format("甲方", "乙方"))).sides)
    english = "Project: Hull Works Ltd yard\nClient: Tarn plc\nContractor: Wex Ltd\n1. The Contractor shall build the Project.\n"
    assert "Project" not in find_parties(document(english)).sides
