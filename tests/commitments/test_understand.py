"""Whole contracts: every promise with its kind, who owes it and what it says in values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review.commitments import as_json
from review.model.commitment import Modality, Party, ValueRole, ValueType
from tests.commitments.drafts import EN, ZH, at, document, understood

SELLER, BUYER = Party.SELLER, Party.BUYER

CASES = [
    (ZH, "12台输送机", "K01", SELLER, Modality.OBLIGATION, {("deadline", "45"), ("quantity", "12")}),
    (ZH, "完成场地准备", "K04", BUYER, Modality.OBLIGATION, {("deadline", "10")}),
    (ZH, "360,000", "K15", SELLER, Modality.OBLIGATION, {("amount", "360000")}),
    (ZH, "15个工作日内支付", "K16", BUYER, Modality.OBLIGATION, {("deadline", "15"), ("share", "60")}),
    (ZH, "24个月", "K12", SELLER, Modality.OBLIGATION, {("term", "24")}),
    (ZH, "4小时内响应", "K08", SELLER, Modality.OBLIGATION, {("response", "4"), ("restore", "24")}),
    (ZH, "每逾期一日", "K18", SELLER, Modality.OBLIGATION, {("interval", "1"), ("rate", "0.1"), ("cap", "5")}),
    (ZH, "提前30日", "K26", SELLER, Modality.RIGHT, {("notice", "30")}),
    (ZH, "分包给第三方", "K27", SELLER, Modality.PROHIBITION, set()),
    (EN, "12 conveyors", "K01", SELLER, Modality.OBLIGATION, {("deadline", "45"), ("quantity", "12")}),
    (EN, "access to the Site", "K04", BUYER, Modality.OBLIGATION, {("notice", "10")}),
    (EN, "60% of the Contract Price", "K16", BUYER, Modality.OBLIGATION, {("deadline", "15"), ("share", "60")}),
    (EN, "24 months", "K12", SELLER, Modality.OBLIGATION, {("term", "24")}),
    (EN, "liquidated damages", "K18", SELLER, Modality.OBLIGATION, {("interval", "1"), ("rate", "0.1"), ("cap", "5")}),
    (EN, "may terminate", "K26", SELLER, Modality.RIGHT, {("notice", "30")}),
    (EN, "shall not subcontract", "K27", SELLER, Modality.PROHIBITION, set()),
]


@pytest.mark.parametrize(("text", "words", "kind", "obligor", "modality", "values"), CASES)
def test_promise(text: str, words: str, kind: str, obligor: Party, modality: Modality, values: set[tuple[str, str]]) -> None:
    found = at(understood(text).commitments, words)
    assert kind in (found.kind, *found.also)
    assert found.obligor is obligor
    assert found.modality is modality
    assert {
        (v.role.value, f"{v.n:f}".rstrip("0").rstrip(".") if "." in f"{v.n:f}" else f"{v.n:f}") for v in found.values
    } == values


@pytest.mark.parametrize("text", [ZH, EN])
def test_every_quote_stands_in_the_text_in_order(text: str) -> None:
    read = document(text)
    found = understood(text).commitments
    assert all(read.quote(c.span) == c.quote for c in found)
    assert [c.span for c in found] == sorted(c.span for c in found)
    assert len({c.id for c in found}) == len(found)


def test_parties_and_their_names() -> None:
    sides = {p.side: p for p in understood(ZH).parties}
    assert (sides[SELLER].name, sides[BUYER].name) == ("长河自动化股份有限公司", "青山机电有限公司")
    assert "乙方" in sides[SELLER].terms
    english = {p.side: p for p in understood(EN).parties}
    assert (english[SELLER].name, english[BUYER].name) == ("Alder Conveyors Ltd", "Birchgate Foods plc")


def test_roles_may_be_the_other_way_round() -> None:
    parties = "购销合同\n甲方（供方）：东湖仪表厂\n乙方（需方）：西岭水务集团\n"
    found = understood(parties + "甲方应于合同签订后20日内交付10套仪表。\n乙方应在收货后5日内付款。\n").commitments
    assert at(found, "10套仪表").obligor is SELLER
    assert at(found, "收货后5日").obligor is BUYER


def test_a_penalty_is_tied_to_the_duty_it_punishes() -> None:
    found = understood(ZH).commitments
    penalty, duty = at(found, "每逾期一日"), at(found, "12台输送机")
    assert ("punishes", duty.id) in penalty.links


def test_reasons_name_the_words_that_decided() -> None:
    found = at(understood(ZH).commitments, "24个月")
    assert any("质保期" in reason for reason in found.reasons)
    assert 0 < found.confidence <= 1


def test_a_best_effort_is_not_verifiable() -> None:
    found = understood(ZH + "4.4 乙方应尽快处理甲方的投诉。\n").commitments
    assert not at(found, "尽快").verifiable
    assert at(found, "12台输送机").verifiable


def test_published_fields() -> None:
    published = as_json(understood(EN), document(EN))["commitments"]
    promise = next(c for c in published if "60%" in c["quote"])
    assert promise["obligor"] == "buyer"
    assert {"role": "share", "type": "percent", "n": 60}.items() <= next(
        v for v in promise["values"] if v["type"] == "percent"
    ).items()
    days = next(v for v in promise["values"] if v["type"] == "duration")
    assert (days["n"], days["unit"], days["day_type"]) == (15, "day", "working")


def test_a_blank_is_a_value_that_is_missing() -> None:
    found = at(understood("买卖合同\n买方：甲公司\n卖方：乙公司\n卖方应于合同签订后____日内交货。\n").commitments, "交货")
    assert [(v.type, v.n) for v in found.values] == [(ValueType.DURATION, None)]


def test_percent_in_words_keeps_its_value() -> None:
    found = at(
        understood("合同\n甲方：A公司\n乙方：B公司\n乙方逾期交货的，每日按合同总价的千分之三支付违约金。\n").commitments,
        "千分之三",
    )
    rate = found.value(ValueRole.RATE)
    assert rate is not None and rate.n == Decimal("0.3")


@pytest.mark.parametrize(("text", "amount"), [("共310元", "310元"), ("310", "")])
def test_a_text_of_few_words_is_understood(text: str, amount: str) -> None:
    read = understood(text)
    assert {v.span.of(text) for c in read.commitments for v in c.values} == ({amount} if amount else set())
