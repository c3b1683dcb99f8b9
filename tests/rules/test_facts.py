"""The facts to judge the product with, as far as they concern rules: amounts, dates, damages, payments, scenarios."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from review.commitments.values import scan
from review.model.commitment import ValueType
from review.model.finding import Finding, Outcome
from review.rules import RuleSet, evaluate, load
from review.rules.checks.interest import yearly
from review.rules.checks.reach import days_to_cap
from review.rules.numerals import number_key
from tests.rules.conftest import deal, facts


def ask(rule: str, text: str, **groups: object) -> tuple[Finding, ...]:
    rules = load()
    return evaluate(RuleSet(tuple(r for r in rules.rules if r.id == rule), "1"), facts(text, deal(**groups)))


def outcomes(rule: str, text: str, **groups: object) -> set[Outcome]:
    return {f.outcome for f in ask(rule, text, **groups)}


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("壹佰贰拾万元整", "1,200,000.00"),
        ("壹仟零伍拾万元整", "10,500,000.00"),
        ("壹万陆仟肆佰零玖元零贰分", "16,409.02"),
        ("叁佰贰拾伍元零肆分", "325.04"),
        ("壹拾万柒仟元零伍角叁分", "107,000.53"),
    ],
)
def test_amounts_in_capitals(words: str, figures: str) -> None:
    assert outcomes("Q-04", f"第一条 合同总价为人民币{words}（¥{figures}）。") == {Outcome.PASS}
    wrong = figures[:-1] + str((int(figures[-1]) + 1) % 10)
    assert Outcome.FAIL in outcomes("Q-04", f"第一条 合同总价为人民币{words}（¥{wrong}）。")


def test_a_malformed_amount_is_flagged() -> None:
    (finding,) = [f for f in ask("Q-04", "第一条 合同总价为人民币捌仟仟伍佰零玖元伍角整。") if f.open]
    assert "写法有误" in finding.message["zh"]


@pytest.mark.parametrize(("rate", "cap", "day"), [("0.2", "5", 25), ("0.5", "10", 20), ("0.1", "10", 100)])
def test_damages_reach_their_cap(rate: str, cap: str, day: int) -> None:
    assert days_to_cap(Decimal(rate), Decimal(cap)) == day


def test_interest_of_a_day_by_the_year() -> None:
    (rate,) = [v for v in scan("每逾期一日按应付款项的0.05%支付违约金") if v.type is ValueType.PERCENT]
    assert yearly(rate) == Decimal("18.25")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("甲方预付合同总价的30%，验收合格后付至合同总价的95%，余5%作为质保金质保期满后支付。", Outcome.PASS),
        ("甲方预付合同总价的30%，验收合格后支付合同总价的60%，质保期满后支付合同总价的5%。", Outcome.FAIL),
        ("甲方预付合同总价的30%，到货后支付合同总价的40%，验收合格后支付合同总价的30%。", Outcome.PASS),
    ],
)
def test_cumulated_shares_are_turned_into_increments(text: str, outcome: Outcome) -> None:
    assert outcome in outcomes("P-01", f"第一条 付款\n1.1 {text}")


@pytest.mark.parametrize(("written", "stays"), [("2025年2月29日", False), ("2024年2月29日", True), ("2026年4月31日", False)])
def test_days_that_no_calendar_has(written: str, stays: bool) -> None:
    found = outcomes("C-06", f"第一条 乙方应于{written}前交货。")
    assert (Outcome.FAIL in found) is not stays


@pytest.mark.parametrize(
    ("number", "key"),
    [("第十二条", "12"), ("3.2", "3.2"), ("（一）", "1"), ("附件二", "2"), ("(a)", "a"), ("第一百零一条", "101")],
)
def test_numbers_of_clauses(number: str, key: str) -> None:
    assert number_key(number) == key


# -- the scenarios


PROMISED = "第一条 交货\n1.1 乙方于合同签订后{days}日内交货。\n"


def test_scenario_1_lead_time_against_promise() -> None:
    leads = [{"sku": "X", "p50": 60, "p90": 75, "trigger": "signing"}]
    (finding,) = [f for f in ask("D-01", PROMISED.format(days=45), lead_times=leads) if f.open]
    assert finding.blocks and finding.compared[0].pointer == "/lead_times/0/p90"
    assert finding.proposal and "75日" in finding.proposal["zh"]
    assert finding.replaces and finding.quote
    assert outcomes("D-01", PROMISED.format(days=90), lead_times=leads) == {Outcome.PASS}


def test_scenario_2_promise_in_a_chat() -> None:
    promise = [{"id": "P1", "text": "免费五年服务", "kind": "K13", "value": "5 year", "disposition": "open"}]
    given = {"promises": promise, "service_offer": {"years_priced": 1}}
    assert Outcome.FAIL in outcomes("X-03", "第一条 乙方供应设备120台。", **given)
    assert Outcome.FAIL in outcomes("S-10", "第一条 乙方供应设备120台。", **given)


def test_scenario_3_missing_lead_time() -> None:
    (finding,) = ask("D-01", PROMISED.format(days=45))
    assert finding.outcome is Outcome.UNDETERMINED and finding.missing == ("/lead_times",) and finding.blocks


def test_scenario_4_same_days_other_event() -> None:
    plan = [{"milestone": "x", "trigger": "prepayment_received"}]
    leads = [{"sku": "X", "p90": 75, "trigger": "prepayment_received"}]
    given = {"delivery_plan": plan, "lead_times": leads}
    assert outcomes("D-02", PROMISED.format(days=75), **given) == {Outcome.FAIL}
    assert Outcome.PASS not in outcomes("D-01", PROMISED.format(days=75), **given)


def test_scenario_6_the_customer_s_thirty_minutes() -> None:
    offer = {"metrics": [{"name": "response", "value": 2, "unit": "hour"}]}
    text = "第一条 配合\n1.1 甲方应在收到乙方通知后30分钟内响应并开放机房。"
    assert outcomes("S-01", text, service_offer=offer) == {Outcome.NOT_APPLICABLE}


def test_scenario_11_two_languages_two_numbers() -> None:
    from review.intake import parse
    from review.rules.wordfile import word_file

    rows = "1. 甲方应在收到发票后30日内付款。\t1. The Customer shall pay within 45 days after receipt of the invoice.\n"
    rows += "2. 本合同以中文为准。\t2. In case of conflict the Chinese version shall prevail.\n"
    document = parse("a.docx", word_file(rows))
    given = facts("x")
    found = evaluate(load(), type(given)(document, given.understanding, None, given.side, date(2026, 3, 2)))
    assert [f.message["en"] for f in found if f.rule.id == "C-13" and f.open] == [
        "The same clause says 30 days in Chinese and 45 days in English; make them say the same."
    ]
