"""The shipped pack against the published catalogue: which rules there are, how heavy, whose, what they inspect."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from review.model.finding import Stage
from review.rules import RuleSet
from review.rules.rule import Status
from review.rules.waivers import NEVER

COUNTS = {"D": 20, "S": 11, "P": 22, "Q": 13, "L": 16, "A": 8, "W": 5, "G": 8, "K": 14, "C": 17, "R": 15, "X": 6}
OWNERS = {"D": "FR", "S": "FR", "P": "FIN", "Q": "COM", "L": "LEG", "A": "FR", "W": "FR", "K": "LEG", "C": "CM"}
#: Where a single rule has another owner than its group.
OTHER = {"D-05": "SR", "D-06": "SR", "D-07": "SR", "D-09": "SR", "P-22": "AR"}
ROW = re.compile(r"^\| ([A-Z]-\d\d)(★?) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", re.M)


def test_all_155_are_there(rules: RuleSet) -> None:
    assert Counter(r.id[0] for r in rules.rules) == COUNTS
    assert len(rules.rules) == 155


@pytest.mark.data
def test_severities_owners_and_inspection_are_the_catalogue_s(rules: RuleSet, shared: Path) -> None:
    text = (shared / "domain" / "rules.md").read_text("utf-8")
    wrong = []
    for rule_id, _, title, second, third, fourth in ROW.findall(text):
        rule = rules.get(rule_id)
        assert rule, rule_id
        if rule_id[0] in "GRX":
            severity, owner = third.strip(), second.strip()
            inspects = fourth.strip() if rule_id[0] != "R" else "P"
        else:
            severity, inspects, owner = second.strip(), third.strip(), OTHER.get(rule_id, OWNERS[rule_id[0]])
        held = {rule.severity.value, *(v.severity.value for v in rule.variants.values() if v.severity)}
        if not set(severity.split("/")) <= held or rule.owner.value != owner or rule.inspects.value not in (inspects, "T"):
            wrong.append((rule_id, title.strip(), severity, sorted(held), owner, rule.owner.value, inspects, rule.inspects.value))
    assert wrong == []


def test_nobody_may_waive_what_nobody_may_waive(rules: RuleSet) -> None:
    assert {r.id for r in rules.rules if not r.waive} == NEVER


def test_rules_on_the_state_of_the_review_wait_for_the_gate(rules: RuleSet) -> None:
    at_gate = {r.id for r in rules.rules if r.stage is Stage.GATE}
    assert at_gate == {"D-17", "G-06", "G-07", "X-05", *(f"R-{n:02}" for n in (3, 4, 5, 6, 7, 8, 9, 10, 14, 15))}


def test_every_rule_says_why_in_both_languages_and_names_a_source(rules: RuleSet) -> None:
    for rule in rules.rules:
        assert set(rule.why) == set(rule.title) == set(rule.message) == {"zh", "en"}
        assert rule.source and all(c.cite and c.version for c in rule.source)
        assert rule.status in (Status.STABLE, Status.TEST)


def test_law_of_one_country_carries_its_jurisdiction(rules: RuleSet) -> None:
    laws = [c for r in rules.rules for c in r.source if re.match(r"CC\d|.*(?:法|条例|解释) ?第", c.cite)]
    assert len(laws) > 40 and all(c.jurisdiction == "CN" for c in laws)
