"""The rules on the project's own Word files: clean contracts give nothing that holds up signing."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.commitments import understand
from review.deal import read_deal
from review.intake import parse
from review.model.commitment import Party
from review.model.finding import Finding
from review.rules import Facts, evaluate, load

SAMPLES = Path(__file__).parents[2] / "samples"


def found(case: str) -> tuple[Finding, ...]:
    folder = SAMPLES / case
    draft = next(folder.glob("draft.*"))
    deal = read_deal((folder / "deal.json").read_bytes())
    document = parse(draft.name, draft.read_bytes())
    return evaluate(load(), Facts(document, understand(document, deal), deal, Party.SELLER, deal.as_of))


@pytest.mark.parametrize("case", ["zh-clean", "en-clean"])
def test_scenario_12_a_clean_contract(case: str) -> None:
    heavy = [(f.rule.id, f.outcome.value, f.message["en"], f.quote[:60]) for f in found(case) if f.open and f.severity.holds_up]
    assert heavy == []


def test_scenario_5_a_tracked_insertion() -> None:
    heavy = {f.rule.id for f in found("zh-equipment") if f.open}
    assert {"C-15", "L-01", "D-01", "D-02", "P-01"} <= heavy
