"""Every rule does what the tests inside its file say, and its tests show enough."""

from __future__ import annotations

import pytest

from review.rules import RuleSet, lint, load_with_tests
from review.rules.trial import coverage, run_case

RULES = load_with_tests()
CASES = [(rule, node) for rule in RULES.rules for node in rule.tests]


@pytest.mark.parametrize(("rule", "node"), CASES, ids=[f"{r.id}-{r.path}:{n.line}" for r, n in CASES])
def test_case(rule, node) -> None:  # type: ignore[no-untyped-def]
    result = run_case(rule, node)
    assert not result.fault, f"{result.case}: {result.fault}"


def test_no_rule_file_has_a_mistake() -> None:
    assert lint() == ()


def test_each_rule_fires_and_keeps_silent_in_each_language(rules: RuleSet) -> None:
    ran = tuple(run_case(r, n) for r, n in CASES)
    assert coverage(rules, ran) == ()
