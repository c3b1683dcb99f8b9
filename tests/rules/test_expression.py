"""CEL expressions: typed against the published facts when a rule is compiled, asked per contract, row or commitment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from review.model.finding import Outcome
from review.rules import RuleSet, evaluate
from review.rules.cel import Expression, ExpressionError, fault
from review.rules.compiler import compile_rule
from review.rules.problems import Problems
from review.rules.shape import Reading
from review.rules.source import parse
from tests.rules.conftest import deal, facts

RULE = """id: Z-02
title: {zh: 试, en: Trial}
extends: expression
severity: H
owner: FR
inspects: D
status: test
params:
  of: {kinds: [K01], obligor: ours}
  values: {promised: {role: deadline, unit: day}}
  reads: {lead: '/lead_times/*/p90'}
  numbers: {reserve: 5}
  fails: PLACE
message: {zh: '{promised}', en: '{promised}'}
why: {zh: 甲, en: a}
source: [{cite: own, version: "1", checked: 2026-06-01}]
"""
TEXT = "第一条 交货\n1.1 乙方于合同签订后45日内交货。\n"


def rule_with(formula: str) -> tuple[RuleSet, list[str]]:
    seen = Problems("z.yml")
    root = parse(RULE.replace("PLACE", repr(formula)).encode(), seen)
    assert root
    rule = compile_rule(root, Reading(seen), "z", "1")
    return RuleSet((rule,) if rule else (), "1"), [str(p) for p in seen.items]


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("promised < 'x'", "no matching overlap".replace("overlap", "overload")),
        ("promissed < 5.0", "undeclared reference to 'promissed'"),
        ("promised", "it must be true or false"),
        ("promised <", "Syntax error"),
        ("lead < 5.0", "no matching overload"),
    ],
)
def test_a_wrong_formula_is_named_with_its_column(formula: str, says: str) -> None:
    _, problems = rule_with(formula)
    assert len(problems) == 1 and says in problems[0] and problems[0].startswith("z.yml:13:")


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("promised < most(lead) + reserve", Outcome.FAIL),
        ("kind == 'K01' && promised < 40.0", Outcome.PASS),
        ("document_language == 'zh' && quote.contains('45')", Outcome.FAIL),
    ],
)
def test_commitments_and_the_deal_together(formula: str, outcome: Outcome) -> None:
    rules, problems = rule_with(formula)
    assert problems == []
    found = evaluate(rules, facts(TEXT, deal(lead_times=[{"sku": "X", "p90": 75}])))
    assert [f.outcome for f in found] == [outcome] and found[0].commitment


def test_a_missing_field_is_undetermined() -> None:
    rules, _ = rule_with("promised < most(lead)")
    assert [f.missing for f in evaluate(rules, facts(TEXT, deal()))] == [("/lead_times/*/p90",)]
    assert [f.outcome for f in evaluate(rules, facts(TEXT, None))] == [Outcome.UNDETERMINED]


def test_days_and_working_days() -> None:
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    types = {"a": "date", "b": "date"}
    assert Expression("days(a, b) == 3.0 && working_days(a, b) == 1.0", types).holds({"a": friday, "b": monday})


def test_an_error_at_run_time_is_an_error() -> None:
    with pytest.raises(ExpressionError):
        Expression("1 / int(n) > 0", {"n": "number"}).holds({"n": Decimal(0)})


def test_fault_is_empty_for_what_can_be_used() -> None:
    assert fault("n > 1.0 && t == 'x'", {"n": "number", "t": "text"}) == ""
