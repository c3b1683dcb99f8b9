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
