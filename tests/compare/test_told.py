"""Why a commitment reopens is told with the words: what stood there, what stands there now."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from review.compare import Comparison, compare
from review.compare.told import between
from review.deal import read_deal
from review.model.finding import Compared, Finding, Outcome, RuleRef
from review.model.review import Review
from review.model.roles import Role, Severity
from tests.compare.drafts import EN, ZH, reviewed

RECORD = {
    "deal": {"external_id": "d", "fetched_at": "2026-03-02"},
    "account": {"legal_name": "B"},
    "our_party": {"legal_name": "S"},
}
Rows = list[tuple[str, str, str]]
RULE = RuleRef("D-01", {"zh": "x", "en": "x"}, "p", "1", "d")


def told(found: Comparison, after: Review, words: str) -> Rows:
    """What is told of the one commitment of the new draft that says these words."""
    (line,) = [c for c in after.commitments if words in c.quote]
    (pair,) = [p for p in found.commitments if p.new == line.id]
    return [(a.part, a.old, a.new) for a in pair.altered]


@pytest.mark.parametrize(
    ("text", "old", "new", "words", "wanted"),
    [
        (EN, "45 days", "90 days", "deliver the Equipment", ("text", "45", "90")),
        (EN, "45 days", "90 days", "If delivery under", ("reference:2.1", "45", "90")),
        (EN, "forty pumps listed", "fifty pumps listed", "warrants", ("definition:Equipment", "forty", "fifty")),
        (EN, "Forty pumps of type P-7", "Forty pumps of type P-9", "warrants", ("definition:Equipment", "7", "9")),
        (ZH, "45日", "90日", "交付设备", ("text", "45", "90")),
        (ZH, "45日", "90日", "每逾期一日", ("reference:第二条", "45", "90")),
        (ZH, "四十台水泵", "五十台水泵", "质保期", ("definition:设备", "四", "五")),
    ],
)
def test_words_old_and_new(text: str, old: str, new: str, words: str, wanted: tuple[str, str, str]) -> None:
    before, after = reviewed(text), reviewed(text.replace(old, new))
    assert told(compare(before, after), after, words) == [wanted]


def test_a_change_is_told_within_its_words() -> None:
    before, after = reviewed(EN), reviewed(EN.replace("45 days", "90 days"))
    (row,) = next(p.altered for p in compare(before, after).commitments if p.reopened[:1] == ("text",))
    assert row.head.endswith("Equipment within ") and row.tail.startswith(" days after the Effective")


def test_another_clause_is_told_by_what_each_says() -> None:
    before, after = reviewed(EN), reviewed(EN.replace("Section 2.1", "Section 2.2"))
    ((part, old, new),) = told(compare(before, after), after, "0.1%")
    assert part == "reference:2.2" and "deliver the Equipment" in old and "train 20" in new


def test_a_deal_field_is_told_with_both_values() -> None:
    def checked(p90: str) -> Review:
        rows = [{"sku": "P-7", "p90": p90, "trigger": "contract_effective"}]
        deal = read_deal(json.dumps({**RECORD, "lead_times": rows}).encode())
        review = replace(reviewed(EN), deal=deal)
        line = next(c for c in review.commitments if "deliver the" in c.quote)
        seen = (Compared({"zh": "", "en": ""}, "45", p90, "/lead_times/0/p90"),)
        finding = Finding(
            id="f", rule=RULE, severity=Severity.B, owner=Role.FR, outcome=Outcome.FAIL, message={"zh": "", "en": ""},
            spans=(line.span,), quote=line.quote, clause="", number="", commitment=line.id, compared=seen,
        )  # fmt: skip
        return replace(review, findings=(finding,))

    before, after = checked("40"), checked("75")
    assert told(compare(before, after), after, "deliver the") == [("deal:/lead_times/[sku=P-7]/p90", "40", "75")]


def test_lines_that_stay_are_told_nothing_of() -> None:
    found = compare(reviewed(EN), reviewed(EN.replace("45 days", "90 days")))
    assert all(bool(p.altered) == bool(p.reopened) for p in found.commitments)


def test_two_texts_without_their_drafts() -> None:
    rows = [(a.old, a.new) for a in between("乙方应于45日内交付设备。", "乙方应于90日内交付全部设备。")]
    assert rows == [("45", "90"), ("", "全部")]
