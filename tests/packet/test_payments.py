"""Payment milestones in the packet: register, collection schedule, timeline, cash curve; and as receivables to plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from review.deal import read_deal
from review.model.canonical import canonical_json
from review.model.commitment import Deadline, Party, Trigger
from review.model.language import Language
from review.packet import pictures
from review.packet.compose import page
from review.packet.input import PacketInput, PacketLanguage
from review.packet.planned import milestones
from review.packet.refs import Refs
from review.packet.sections.handover import Flow, Sheet, sheet
from review.packet.sections.register import register
from review.pipeline import review
from review.workflow import fact_from
from review.workflow.facts.execution import PlanReceivables
from review.workflow.registers.obligations import due_day, formula
from tests.packet import cases

DRAFTS = {
    "zh": "供货合同\n甲方：滨河水务公司\n乙方：清源设备公司\n第一条 价款\n合同总价为人民币1,000,000元。\n第二条 付款\n"
    "预付30%，合同签订后30日内付60%，质保期满付10%。\n",
    "en": 'Supply Agreement\nbetween Acme Ltd ("Customer") and Beta Ltd ("Supplier").\n1. Price\n'
    "1.1 The Contract Price is USD 1,000,000.\n"
    "2. Payment\n2.1 The Customer shall pay 30% on order, 60% within 30 days after signing and 10% after acceptance.\n",
}
DEAL = {
    "deal": {"external_id": "D-1"},
    "account": {"legal_name": "A"},
    "our_party": {"legal_name": "B"},
    "contract": {"planned_signing": "2026-03-01"},
}


def packet(language: str) -> PacketInput:
    draft = DRAFTS[language].encode()
    found = review("draft.txt", draft, read_deal(canonical_json(DEAL)), side=Party.SELLER, language=Language(language))
    return PacketInput(found, "P-1", cases.NOW, draft, language=PacketLanguage(language))


def _sheet(made: PacketInput) -> Sheet:
    return sheet(made, register(made, Refs.of(made)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_receivable_for_each_milestone(language: str) -> None:
    made = packet(language)
    found = _sheet(made)
    told = [(r.place, r.percent, r.amount, r.due) for r in found.receivables]
    assert told == [
        ("1/3", 30, 300_000, None),
        ("2/3", 60, 600_000, date(2026, 3, 31)),
        ("3/3", 10, 100_000, None),
    ]
    assert [(e.lane, e.day) for e in found.events if e.lane == "payment"] == [("payment", date(2026, 3, 31))]
    assert [(f.day, f.promised) for f in found.flows] == [(date(2026, 3, 31), 600_000)]
    html = page(made).html
    assert html.count("2/3") >= 2 and "600,000.00" in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_receivables_to_plan_are_those_of_the_contract(language: str) -> None:
    """They survive the way through a form, and stay with how the contract counts."""
    planned = milestones(packet(language).review)
    assert [m.amount for m in planned] == [300_000, 600_000, 100_000]
    assert len({m.name for m in planned}) == 3
    assert planned[1].deadline and (planned[1].trigger, planned[1].deadline.n) == (Trigger.SIGNING, 30)
    sent = json.loads(canonical_json({"milestones": planned}))
    assert fact_from("plan_receivables", sent) == PlanReceivables(planned)


def test_without_amounts_in_the_contract_the_record_is_what_is_planned() -> None:
    """By shares of the price where the record names no amounts; none at all where one of them cannot be reckoned."""
    review_ = replace(cases.review("zh"), understanding=replace(cases.review("zh").understanding, commitments=()))
    assert [m.amount for m in milestones(review_)] == [375_000, 750_000, 125_000]
    assert milestones(replace(review_, deal=None)) == ()


def test_what_is_known_of_cash_is_drawn_alone() -> None:
    flows = [Flow(date(2026, 3, 1), promised=Decimal(10)), Flow(date(2026, 5, 1), promised=Decimal(20))]
    drawn = str(pictures.cash(flows, lambda key: key))
    assert "cash_promised" in drawn and "cash_in" not in drawn and "cash_net" not in drawn


def test_a_deadline_without_a_length_is_on_its_event() -> None:
    on = Deadline(Trigger.ACCEPTANCE, "验收", None, n=Decimal(0), unit="day")
    assert formula(on) == {"zh": "验收后", "en": "on acceptance"}
    assert formula(replace(on, direction="before"))["en"] == "before acceptance"
    assert due_day(on, {Trigger.ACCEPTANCE: date(2026, 5, 1)}) == date(2026, 5, 1)
