"""The rules with their tests, read once; facts from a piece of text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from review.commitments import understand
from review.deal import read_deal
from review.intake import parse
from review.model.commitment import Party
from review.model.deal import Deal
from review.rules import Facts, RuleSet, load_with_tests
from review.rules.rule import Rule
from review.rules.trial import Result, run_cases
from tests.store.plain_rules import make

_PACK = Path(__file__).parents[2] / "rules" / "tripact"
#: One of each of a few kinds, and all lists of words.
_FEW = (
    "acceptance/no-time-limit.yml",
    "liability/damages-cap-high.yml",
    "payment/bills.yml",
    "text/vague-words.yml",
    *(str(file.relative_to(_PACK)) for file in _PACK.rglob("words.yml")),
)
NAMES = {
    "deal": {"external_id": "T-1"},
    "account": {"legal_name": "华东电力有限公司"},
    "our_party": {"legal_name": "星河科技有限公司"},
}


@pytest.fixture(scope="session")
def few_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rules room of few rules, which is read anew in no time."""
    return make(tmp_path_factory.mktemp("few"), _FEW)


@pytest.fixture
def few_rules(few_room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with these rules."""
    monkeypatch.setenv("TRIPACT_RULES", str(few_room))


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return load_with_tests()


class Trials:
    """What the tests inside each rule gave; each is run once."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._ran: dict[str, tuple[Result, ...]] = {}

    def of(self, rule: Rule) -> tuple[Result, ...]:
        if rule.id not in self._ran:
            self._ran[rule.id] = run_cases(RuleSet((rule,), self._rules.version))
        return self._ran[rule.id]

    def all(self) -> tuple[Result, ...]:
        return tuple(result for rule in self._rules.rules for result in self.of(rule))


@pytest.fixture(scope="session")
def trials(rules: RuleSet) -> Trials:
    return Trials(rules)


def deal(**groups: Any) -> Deal:
    """A deal record with these groups; the required names are filled in."""
    return read_deal(json.dumps({**NAMES, **groups}, default=str).encode())


def facts(text: str, record: Deal | None = None, side: Party = Party.SELLER, as_of: date | None = date(2026, 3, 2)) -> Facts:
    document = parse("case.txt", text.encode())
    return Facts(document, understand(document, record), record, side, as_of)
