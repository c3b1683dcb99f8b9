"""Every rule does what the tests inside its file say, and its tests show enough. Reading them refuses any mistake of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from review import resources
from review.rules import RuleSet
from review.rules.trial import Result, coverage, run_cases

_ROOM = resources.room("rules")
FILES = sorted(
    str(p.relative_to(_ROOM)) for pack in _ROOM.glob("*/pack.yml") for p in pack.parent.glob("*/*.yml") if p.name != "words.yml"
)


@pytest.fixture(scope="module")
def ran() -> dict[str, tuple[Result, ...]]:
    """What the cases of each rule gave, by its file."""
    return {}


@pytest.mark.parametrize("file", FILES)
def test_cases_of(file: str, rules: RuleSet, ran: dict[str, tuple[Result, ...]]) -> None:
    (rule,) = (r for r in rules.rules if Path(r.path) == Path(file))
    ran[file] = run_cases(RuleSet((rule,), rules.version))
    assert [f"{r.case}: {r.fault}" for r in ran[file] if r.fault] == []


def test_each_rule_fires_and_keeps_silent_in_each_language(rules: RuleSet, ran: dict[str, tuple[Result, ...]]) -> None:
    missing = [r for r in rules.rules if r.path not in ran]
    results = [*(r for results in ran.values() for r in results), *run_cases(RuleSet(tuple(missing), rules.version))]
    assert coverage(rules, tuple(results)) == ()
