"""Sides by what the parties are said to do with each other, where no role tells them."""

from __future__ import annotations

import pytest

from review.commitments.parties import find_parties
from review.model.commitment import Party
from tests.commitments.drafts import document

S, B = Party.SELLER, Party.BUYER
ZH = "合作协议\n甲方：松岭机械厂\n乙方：海棠贸易公司\n"
EN = 'Agreement between Ashby Inc. ("Ashby") and Fernhill Inc. ("Fernhill").\n{}\nFernhill shall report. Ashby shall report.\n'
LETTERS = [
    ("乙方委托甲方翻新旧泵。旧泵翻新费由乙方支付给甲方。", S),
    ("甲方受乙方委托看管苗圃。乙方向甲方支付看管费。", S),
    ("甲方将两间库房租给乙方。乙方每季向甲方交纳租金。", S),
    ("乙方向甲方购买松木。乙方按月向甲方付款。", S),
    ("甲方对来料进行装配，乙方给甲方开出信用证，装配费由甲方收取。乙方付给甲方装配费。", S),
    ("乙方向甲方转让制泵技术。甲方向乙方支付入门费。", B),
    ("甲方聘请乙方讲课。甲方付给乙方课酬。", B),
]
NAMES = [
    ("Fernhill wishes to obtain cleaning from Ashby. Fees payable to Ashby fall due monthly.", S),
    ("Fernhill hereby engages Ashby. Fernhill will pay Ashby each month.", S),
    ("Ashby is in the business of providing pumps. Ashby shall invoice Fernhill.", S),
    ("Ashby desires that Fernhill paint the hall. Ashby shall pay Fernhill 20 days later.", B),
    ("Ashby shall be compensated by Fernhill. Ashby is willing to perform the works.", S),
]


@pytest.mark.parametrize(("body", "side"), LETTERS)
def test_letters(body: str, side: Party) -> None:
    sides = find_parties(document(ZH + body)).sides
    assert (sides["甲方"], sides["乙方"]) == ((S, B) if side is S else (B, S))


@pytest.mark.parametrize(("body", "side"), NAMES)
def test_names(body: str, side: Party) -> None:
    sides = find_parties(document(EN.format(body))).sides
    assert (sides["Ashby"], sides["Fernhill"]) == ((S, B) if side is S else (B, S))


def test_names_without_quotation_marks() -> None:
    text = (
        "CARE NOTE\nAshby will repair the pumps. Fern Bank agrees to pay fees of $40. Fern Bank may renew. Ashby may visit.\n"
        "THIS NOTE STANDS BELOW THE MASTER AGREEMENT BETWEEN ASHBY AND FERN BANK, INCLUDING THE LIMITED WARRANTY.\n"
        "THE FERN BANK, an Ohio banking corporation"
    )
    parties = find_parties(document(text))
    assert (parties.sides["Ashby"], parties.sides["Fern Bank"]) == (S, B)
    assert [p.name for p in parties.names] == [None, "THE FERN BANK"]


def test_third_parties_have_no_side() -> None:
    text = "发包方：松岭公司\n承包方：海棠公司\n承包方应施工。承包方应报告监理单位。监理单位应检查。承包方应返工。"
    assert "监理单位" not in find_parties(document(text)).sides
    assert find_parties(document("业主：松岭公司\n监理单位：海棠公司\n监理单位应检查。")).sides["监理单位"] is S


@pytest.mark.parametrize("line", ["乙方：法定代表人", "乙方：＿＿＿＿公司", "乙方：１．负责区域内的道路", "乙方：营业执照号码"])
def test_what_is_no_name(line: str) -> None:
    parties = find_parties(document(f"供货合同\n甲方：松岭公司\n{line}\n乙方应交货。甲方应付款。"))
    assert [p.name for p in parties.names] == [None, "松岭公司"]


def test_a_letter_given_behind_a_role() -> None:
    text = "造船合同\n设在东港的松岭船厂公司（下称造船方）为甲方和海棠航运公司（下称买方）为乙方签订本合同。甲方应付检验费。"
    sides = find_parties(document(text)).sides
    assert (sides["甲方"], sides["乙方"]) == (S, B)


def test_one_short_name_in_bare_brackets() -> None:
    text = (
        'between Ashby LLC ("Vendor") and Fern Inc. (Fern)\nVendor shall sell. Fern shall report. Fern may visit. Fern may go.\n'
    )
    sides = find_parties(document(text)).sides
    assert (sides["Vendor"], sides["Fern"]) == (S, B)


def test_a_third_party_that_serves_the_first() -> None:
    text = (
        'between Ashby, a partnership ("Partnership"), its partners ("Partners") and Fern Inc. ("Manager")\n'
        "Manager shall manage the works. Partnership shall report. Partners shall report.\n"
    )
    sides = find_parties(document(text)).sides
    assert (sides["Manager"], sides["Partnership"]) == (S, B)


def test_roles_in_capitals() -> None:
    text = "SONNET INC. and ASHBY INC.\nPURCHASER shall own the pumps. PURCHASER may resell them. PURCHASER shall report.\n"
    assert find_parties(document(text)).sides["PURCHASER"] is B


def test_a_name_with_a_hyphen() -> None:
    text = (
        'between T-Pump B.V. ("T-Pump") and Fern AG ("Fern")\nT-Pump shall deliver. Fern shall pay T-Pump. T-Pump shall report.\n'
    )
    sides = find_parties(document(text)).sides
    assert (sides["T-Pump"], sides["Fern"]) == (S, B)
    assert "Pump" not in sides


def test_the_letter_of_a_party_is_no_name() -> None:
    text = (
        "Party A: Ashby Ltd.\nParty B: Fern Ltd.\nParty A pays Party B. It is agreed that party A will report. party A will go.\n"
    )
    assert not {"A", "a"} & set(find_parties(document(text)).sides)


def test_payments_tell_the_sides_of_a_franchise() -> None:
    text = (
        "We grant you the shop. You agree to pay us 5%. You must pay us monthly. The fee is payable to us. You will pay us.\n"
        "You must provide bread. You will maintain our approval. You will maintain the shop. You shall offer our approval.\n"
        "We may approve it. You will provide milk. You must maintain it. We approve the sign. You will provide water.\n"
    )
    sides = find_parties(document(text)).sides
    assert (sides["we"], sides["you"]) == (S, B)
