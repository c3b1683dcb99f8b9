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
    (
        "委托方：晨光物业有限公司（以下称“物业方”）\n受委托方：恒升电梯有限公司（以下称“维保方”）\n",
        "物业方应提供钥匙。物业方应付款。维保方应保养。维保方应上门。\n",
        {"物业方": B, "维保方": S},
    ),
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
    ("医院：清河中心医院\n经销商：安衡器械有限公司\n", "本合同一式两份。\n", {"医院": B, "经销商": S}),
    ("物业公司：和园物业有限公司\n保洁公司：净域服务有限公司\n", "本合同一式两份。\n", {"物业公司": B, "保洁公司": S}),
    (
        "委托方：和园物业有限公司（以下称“物业方”）\n受委托方：净域服务有限公司（以下称“保洁方”）\n",
        "物业方应付款。保洁方应保洁。物业方验收。\n",
        {"物业方": B, "保洁方": S},
    ),
    ("街道办：云溪街道办事处\n文印社：墨香图文有限公司\n", "本合同一式两份。\n", {"街道办": B, "文印社": S}),
    ("您：清河贸易有限公司\n本厂：安衡器械厂\n我们：安衡器械厂\n", "您可随时取消订单。\n", {"您": B, "我们": S}),
    (
        "码头公司：蓝湾集装箱码头股份公司（统一社会信用代码91350000MA0000000X，住所：蓝湾市港口路1号，系国有独资的大型企业，双方依法订立本合同）\n"
        "吊机厂：海工机械制造有限公司（统一社会信用代码91320000MA0000000Y，住所：海工市通州湾大道8号，吊机厂按营业收入属中型企业）\n",
        BODY_ZH,
        {"码头公司": B, "吊机厂": S},
    ),
    ("买受人（奶粉厂）：青禾乳业有限公司\n出卖人（设备厂）：安衡机械有限公司\n", BODY_ZH, {"奶粉厂": B, "设备厂": S}),
    (
        "between ORRIN INC. (the “Drug Maker”) and LAN LTD. (the “Trial House”)\n"
        "WHEREAS the Drug Maker is developing a compound and wishes to have a trial of it conducted, "
        "and the Trial House has the staff and systems needed and is willing to do so against the fees below.\n",
        "The parties agree as follows.\n",
        {"Drug Maker": B, "Trial House": S},
    ),
    (
        "The Film Backer: Gannet Pictures Limited, incorporated in Ireland under number 600000, "
        "with registered office at 31 Lower Quay, Galway.\n"
        "The Sound House: Lumen Studios Limited, incorporated in Ireland under number 500000, "
        "with registered office at 7 Foundry Lane, Dublin.\n",
        BODY_EN.replace("{0}", "The {0}").replace("{1}", "The {1}") * 2,
        {"Film Backer": B, "Sound House": S},
    ),
    ("品牌商：青禾食品有限公司\n代工厂：安丰食品厂\n", "{1}应每月送达成品。{0}应付款。\n", {"品牌商": B, "代工厂": S}),
    ("总包：华筑工程有限公司\n分包：恒清消防有限公司\n", "{1}应完成安装。{0}应按月付款。\n", {"总包": B, "分包": S}),
    ("银行：云岭商业有限公司\n开发方：白峰软件有限公司\n", "{1}应交付系统。{0}应付款。\n", {"银行": B, "开发方": S}),
    (
        'between the Fen Water Board ("the Board") and Good Pumps Ltd ("the Firm")\n',
        "This contract is signed twice.\n",
        {"Board": B, "Firm": S},
    ),
    (
        'between Ashby Homes Ltd ("the Developer") and Good Build Ltd ("the Contractor")\n',
        "This contract is signed twice.\n",
        {"Developer": B, "Contractor": S},
    ),
    (
        'between Ashby Build Ltd ("the Contractor") and Good Steel Ltd ("the Supplier")\n',
        "This contract is signed twice.\n",
        {"Contractor": B, "Supplier": S},
    ),
    ("运营公司：云岭轨道有限公司\n供货单位：白峰设备有限公司\n", "本合同一式两份。\n", {"运营公司": B, "供货单位": S}),
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
    (
        "General Contractor: Tarn Build plc\nWorks Contractor: Wexley Cladding Ltd\n",
        "The {1} shall fix the panels. The {0} pays. The Employer may enter.\n",
        {"General Contractor": B, "Works Contractor": S},
    ),
    ("Studio: Peak Films Ltd\nCommissioner: Calder Foods plc\n", "{0} delivers. {1} pays.\n", {"Studio": S, "Commissioner": B}),
    (
        "between Dock Ltd, referred to as the Harbour, and Tug Ltd, referred to as the Contractor\n",
        BODY_EN,
        {"Harbour": B, "Contractor": S},
    ),
    ('between Vale Trust ("Principal") and Sedge Ltd ("Distributor")\n', BODY_EN, {"Distributor": B, "Principal": S}),
    (
        'between Fen Foods plc ("Company") and Ann Weaver ("Executive")\n',
        "{0} pays. {1} shall pay tax.\n",
        {"Company": B, "Executive": S},
    ),
    ('between Ashby Inc. ("theashby") and Fern Ltd ("Fern")\n', BODY_EN, {"theashby": B, "Fern": S}),
    (
        'This Agreement is made by Ashby plc ("Ashby"), Hull, and Fern Ltd ("Marketing Partner" or "MP")\n',
        "{0} shall pay Marketing Partner. {0} shall order. Marketing Partner shall deliver and invoice.\n",
        {"Ashby": B, "MP": S},
    ),
    (
        'between Ashby plc ("Ashby") and Fern Ltd ("Fern")\n',
        "Fern shall supply Ashby. {1} shall deliver to {0}. {0} shall pay {1}. {0} shall order. "
        "The Subscriber shall pay. The Subscriber shall order.\n",
        {"Ashby": B, "Fern": S},
    ),
    ("出租方：（甲方）\n承租方：（乙方）\n", "{1}应付租金。{0}应维修。\n", {"甲方": S, "乙方": B}),
    ("甲方：林海公司（以下简称供方）\n乙方：远山公司（以下简称需方）\n", "{0}应交货。{1}应付款。\n", {"甲方": S, "乙方": B}),
    ("水泵销售合同\n甲方：林海公司\n乙方：远山公司\n", "{0}应交货。{0}负责安装。{1}应检查。\n", {"甲方": S, "乙方": B}),
    (
        "泵站施工合同\n甲方：林海公司\n乙方：远山公司\n",
        "{1}应组织施工。{0}应付款。承包方不得擅自更换分包人。分包人应有资质。\n",
        {"甲方": B, "乙方": S, "承包方": S},
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


SPOKEN = [
    (
        "我公司向贵公司订购水泵，贵公司应于三月交货。贵公司负责安装。我公司付款。\n贵公司培训。我公司验收。我公司付清。\n",
        {"贵公司": S, "我公司": B},
    ),
    ("我们提供服务，您付款。我们维护系统，您提供数据。我们培训。您验收。我们响应。您可以解约。\n", {"您": B, "我们": S}),
    (
        "本协议由以下双方订立：云杉置业有限公司，住所地江州（“云杉”）；\n及白峰设备有限公司（“白峰”）。\n"
        "白峰应交付水泵。云杉应付款。\n",
        {"云杉": B, "白峰": S},
    ),
    (
        "Main Contractor: Tarn Build plc\nTrade Contractor: Wexley Glazing Ltd\n"
        "The Trade Contractor installs. The Employer pays the Main Contractor.\n",
        {"Main Contractor": B, "Trade Contractor": S},
    ),
    (
        'Terms\n"Birch" means Birch Pumps Ltd and "Alder" means Alder Homes Ltd.\n'
        "Birch shall deliver. Alder shall pay. Birch installs.\n",
        {"Birch": S, "Alder": B},
    ),
    (
        "业主：云岭物流有限公司\nEPC总承包商：白峰能源有限公司\nEPC总承包商负责安装。业主付款。EPC总承包商交付。\n",
        {"EPC总承包商": S, "业主": B},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SPOKEN)
def test_parties_are_spoken_to_quoted_or_of_two_tiers(text: str, wanted: dict[str, Party]) -> None:
    sides = find_parties(document(text)).sides
    assert {w: sides.get(w) for w in wanted} == wanted
    assert "Employer" not in sides


def test_roles_that_nobody_is_introduced_by_stand_for_somebody_else() -> None:
    english = 'between Spruce Ltd (the "Buyer") and Birch Ltd (the "Supplier")\n'
    english += "1. The Supplier shall deliver. The Buyer shall pay. The Employer pays the Buyer.\n"
    assert "Employer" not in find_parties(document(english)).sides
    chinese = "甲方（买方）：云杉置业有限公司\n乙方（卖方）：白桦设备有限公司\n"
    chinese += "1. 乙方应交货。甲方应付款。业主付款后甲方付款。\n"
    assert "业主" not in find_parties(document(chinese)).sides
    assert "业主" in find_parties(document(chinese.replace("（买方）", "（业主）"))).sides


def test_a_name_does_not_begin_on_the_line_above_between() -> None:
    parties = 'Between Ashby Hospital Group S.A., Brussels (the "Buyer"), and Fern Imaging Co., Ltd. (the "Seller").'
    text = f"Reference AC-7\n\n{parties}\n"
    found = find_parties(document(text + BODY_EN.format("The Buyer", "The Seller")))
    assert {p.name for p in found.names} == {"Ashby Hospital Group S.A.", "Fern Imaging Co., Ltd."}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("自运营公司下达试车令之日起三十日内，供货商交付首列车。", {"运营公司": B, "供货商": S}),
        ("承修方应在军代表下达通知后三日内修复航材。", {"军代表": B, "承修方": S}),
        ("The CRO shall train all sites within ten days of the activation letter of the Sponsor.", {"CRO": S, "Sponsor": B}),
        (
            "The operator shall connect each line within a week of a request lodged by the Subscriber.",
            {"operator": S, "Subscriber": B},
        ),
        ("The Owner pays on delivery. The Wharf Company shall berth the vessel.", {"Owner": B, "Wharf Company": S}),
    ],
)
def test_a_clause_alone_tells_its_sides_by_trades_orders_and_acts(text: str, wanted: dict[str, Party]) -> None:
    sides = find_parties(document(text)).sides
    assert {word: sides.get(word) for word in wanted} == wanted
