"""The reference documentation is what the rule files say, and explanations are for people."""

from __future__ import annotations

import pytest

from review import resources
from review.rules import RuleSet
from review.rules.explain import as_json, fields_read, lines
from review.rules.reference import page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_reference_is_up_to_date(rules: RuleSet, language: str) -> None:
    shipped = (resources.room("rules") / f"REFERENCE.{language}.md").read_text("utf-8")
    assert shipped == page(rules, language), f"write it anew: tripact rules reference --lang {language}"


def test_an_explanation_names_what_is_read_and_an_example(rules: RuleSet) -> None:
    rule = rules.get("W-01")
    assert rule and "/service_offer/warranty_months" in fields_read(rule)
    text = "\n".join(lines(rule, "en"))
    assert "Example: " in text and "warrants" in text and "Source" in text


def test_every_rule_explains_itself(rules: RuleSet) -> None:
    for rule in rules.rules:
        for language in ("zh", "en"):
            assert len(list(lines(rule, language))) >= 6
        assert as_json(rule)["id"] == rule.id
