"""The engine's laws: same facts, same bytes; a rule that crashes is a result; missing data is never a pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.model.canonical import canonical_json
from review.model.commitment import Party
from review.model.finding import Outcome, Stage
from review.model.process import Process
from review.model.roles import Severity
from review.rules import RuleSet, evaluate, load, warm
from review.rules.check import Answer, Check
from review.rules.finder import BUDGET
from review.rules.patterns import make
from review.rules.rule import Rule, Status
from tests.rules.conftest import deal, facts

TEXT = """设备采购合同
甲方：华东电力有限公司
乙方：星河科技有限公司
第一条 交货
1.1 乙方于合同签订后45日内交货。
第二条 付款
2.1 合同签订后15日内，甲方支付合同总价的30%；验收合格后30日内，甲方支付合同总价的60%。
第三条 违约责任
3.1 乙方逾期交货的，每逾期一日应向甲方支付合同总价0.5%的违约金。
"""


def only(rules: RuleSet, *ids: str) -> RuleSet:
    return RuleSet(tuple(r for r in rules.rules if r.id in ids), rules.version)


def with_check(rule: Rule, run: object) -> RuleSet:
    return RuleSet((replace(rule, check=Check("made", {}, run)),), "1")  # type: ignore[arg-type]


def test_a_second_run_is_byte_identical() -> None:
    one = evaluate(load(), facts(TEXT, deal()))
    other = evaluate(load(), facts(TEXT, deal()))
    assert canonical_json(one) == canonical_json(other)


def test_open_ones_come_first_and_heaviest_first() -> None:
    found = evaluate(load(), facts(TEXT, deal()))
    opened = [f.open for f in found]
    assert opened == sorted(opened, reverse=True)
    ranks = [f.severity.rank for f in found if f.open]
    assert ranks == sorted(ranks)


def test_every_rule_of_the_stage_answers() -> None:
    rules = load()
    found = evaluate(rules, facts(TEXT, deal()))
    assert {f.rule.id for f in found} == {r.id for r in rules.rules if r.stage is Stage.REVIEW}


def test_findings_quote_the_text_at_their_place() -> None:
    given = facts(TEXT, deal())
    for f in evaluate(load(), given):
        assert not f.spans or given.document.quote(f.spans[0]) == f.quote


def test_ids_are_unique_and_stable() -> None:
    found = evaluate(load(), facts(TEXT, deal()))
    assert len({f.id for f in found}) == len(found)


def test_a_rule_that_crashes_is_undetermined_and_the_others_run_on() -> None:
    rules = load()
    broken = rules.get("L-01")
    assert broken

    def crash(scene: object, params: object) -> object:
        raise KeyError("x")
        yield

    mixed = RuleSet((*with_check(broken, crash).rules, *only(rules, "P-01").rules), "1")
    found = {f.rule.id: f for f in evaluate(mixed, facts(TEXT, deal()))}
    assert found["L-01"].outcome is Outcome.UNDETERMINED and found["L-01"].missing == ("rule:KeyError",)
    assert "请报告" in found["L-01"].message["zh"] and "report" in found["L-01"].message["en"]
    assert found["L-01"].blocks
    assert found["P-01"].outcome is Outcome.FAIL


def test_a_rule_that_looks_at_too_much_text_is_undetermined() -> None:
    rule = load().get("A-03")
    assert rule

    def greedy(scene, params):  # type: ignore[no-untyped-def]
        scene.finder.work = BUDGET * 10**9
        scene.find(replace(rule.patterns[0], expression="甲方|乙方", told=None))
        yield Answer(Outcome.PASS)

    (finding,) = evaluate(with_check(rule, greedy), facts(TEXT))
    assert finding.outcome is Outcome.UNDETERMINED and finding.missing == ("rule:budget",)


def test_a_rule_that_never_stops_asking_is_undetermined_and_the_others_run_on() -> None:
    rule, other = load().get("A-03"), load().get("L-01")
    assert rule and other

    def endless(scene, params):  # type: ignore[no-untyped-def]
        while True:
            scene.has(rule.patterns[0])
        yield

    both = RuleSet((*with_check(rule, endless).rules, other), "1")
    found = {f.rule.id: f for f in evaluate(both, facts(TEXT))}
    assert found["A-03"].outcome is Outcome.UNDETERMINED and found["A-03"].missing == ("rule:budget",)
    assert found["L-01"].missing != ("rule:budget",)


def test_an_experimental_rule_never_weighs_more_than_m() -> None:
    rule = load().get("L-01")
    assert rule
    trial = RuleSet((replace(rule, status=Status.EXPERIMENTAL),), "1")
    assert {f.severity for f in evaluate(trial, facts(TEXT))} == {Severity.M}


def test_without_a_deal_record_nothing_passes_that_needs_one() -> None:
    found = evaluate(load(), facts(TEXT, None))
    for f in found:
        rule = load().get(f.rule.id)
        assert rule
        if rule.inspects.value == "D" and f.outcome is Outcome.PASS:
            assert not f.compared or all(not c.pointer for c in f.compared), f.rule.id
    assert any(f.outcome is Outcome.UNDETERMINED and "/lead_times" in f.missing for f in found)


def test_warming_compiles_every_pattern_and_changes_nothing() -> None:
    before = canonical_json(evaluate(load(), facts(TEXT, deal())))
    assert warm(load()) > 150
    assert canonical_json(evaluate(load(), facts(TEXT, deal()))) == before


def test_gate_rules_run_only_with_a_process() -> None:
    assert evaluate(load(), facts(TEXT), Stage.GATE) == ()
    asked = replace(facts(TEXT, deal()), process=Process("r1", "IN_REVIEW"))
    assert {f.rule.id for f in evaluate(load(), asked, Stage.GATE)} >= {"D-17", "R-08", "R-15"}


def test_rules_for_sellers_do_not_judge_a_buyer() -> None:
    found = evaluate(only(load(), "L-01", "D-01", "C-01"), facts(TEXT, deal(), Party.BUYER))
    assert {f.rule.id for f in found if f.outcome is not Outcome.NOT_APPLICABLE} <= {"C-01"}


@pytest.mark.parametrize(
    "text", ["甲方与乙方", TEXT, "1. The Supplier shall deliver within 14 days; acceptance as agreed.\n2. No penalty."]
)
@pytest.mark.parametrize("side", [Party.SELLER, Party.BUYER])
def test_a_rule_that_no_word_calls_for_answers_as_if_it_were_asked(text: str, side: Party) -> None:
    asked = tuple(replace(r, check=replace(r.check, silence=None)) for r in load().rules)
    given = facts(text, deal(), side)
    assert evaluate(load(), given) == evaluate(RuleSet(asked, load().version), given)


def test_a_joint_pattern_calls_for_its_rule_like_any_other() -> None:
    made = make(["驻场", "到货 && 付款"], [], {})
    assert made.called_by == ("到货", "驻场")
    assert make([".{2}款 && 付"], [], {}).called_by == ("款",)
    assert make([".. && 付款"], [], {}).called_by is None


@pytest.mark.parametrize("text", ["此页空白。", "This page is empty."])
def test_rules_that_no_word_calls_for_are_not_asked(text: str) -> None:
    def crash(scene: object, params: object) -> object:
        raise KeyError("x")

    unasked = tuple(replace(r, check=replace(r.check, run=crash)) for r in load().rules if r.silence)
    assert len(unasked) > 30
    assert not [f for f in evaluate(RuleSet(unasked, "1"), facts(text)) if f.open]


@pytest.mark.parametrize("text", ["甲", "x", "。。。", "\t\t\n1", "1.\n2.\n3.\n"])
def test_scraps_of_text_break_no_rule(text: str) -> None:
    found = evaluate(load(), facts(text, deal()))
    assert not [f.missing for f in found if any(m.startswith("rule:") for m in f.missing)]
