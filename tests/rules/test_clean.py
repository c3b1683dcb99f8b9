"""Ordinary contracts with a complete deal that matches them give nothing of weight (scenario 12), as Word files."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.deal.read import read_deal
from review.pipeline import review
from review.rules.wordfile import word_file

CLEAN = Path(__file__).parent / "clean"


@pytest.mark.parametrize("name", ["goods", "services", "supply"])
def test_a_clean_contract_gives_no_b_and_no_h(name: str) -> None:
    draft = word_file((CLEAN / f"{name}.txt").read_text("utf-8"))
    result = review(f"{name}.docx", draft, read_deal((CLEAN / f"{name}.json").read_bytes()))
    assert [(f.rule.id, f.message["en"]) for f in result.open_findings if f.severity.holds_up] == []
    assert len(result.commitments) > 20


def test_an_english_review_compares_in_english() -> None:
    text = (
        (CLEAN / "supply.txt")
        .read_text("utf-8")
        .replace("within 90 days after receipt of the advance payment", "within 45 days after signature")
    )
    result = review("late.docx", word_file(text), read_deal((CLEAN / "supply.json").read_bytes()))
    (late,) = [f for f in result.open_findings if f.rule.id == "D-01"]
    assert late.proposal and late.proposal["en"] == "within 75 days from receipt of the prepayment"
    assert late.replaces and result.document.quote(late.replaces) == "within 45 days after signature"
    assert [pair.said("en") for pair in late.compared] == [("45 days", "75 days (receipt of the prepayment)")]
