"""Every rule does what the tests inside its file say, and its tests show enough. Reading them refuses any mistake of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from review import resources
from review.rules import RuleSet
from review.rules.trial import coverage
from tests.rules.conftest import Trials

_ROOM = resources.room("rules")
FILES = sorted(
    str(p.relative_to(_ROOM)) for pack in _ROOM.glob("*/pack.yml") for p in pack.parent.glob("*/*.yml") if p.name != "words.yml"
)


@pytest.mark.parametrize("file", FILES)
def test_cases_of(file: str, rules: RuleSet, trials: Trials) -> None:
    (rule,) = (r for r in rules.rules if Path(r.path) == Path(file))
    assert [f"{r.case}: {r.fault}" for r in trials.of(rule) if r.fault] == []


def test_each_rule_fires_and_keeps_silent_in_each_language(rules: RuleSet, trials: Trials) -> None:
    assert coverage(rules, trials.all()) == ()
