"""Every case through the whole pipeline: what was planted is found, and nothing else of weight is reported.

``GAPS`` names what a room does not do yet, case by case; a test that passes all the same shows as XPASS and its line goes.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from review.deal import read_deal
from review.model.review import Review
from review.pipeline import review
from tests.samples.expectation import NAMES, SAMPLES, draft, load, missed, says, unfound, unplanted

#: (test, case) or (rule, case) -> what is missing.
GAPS: dict[tuple[str, str], str] = {}


def open_gap(test: str, name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=GAPS[test, name], strict=False)] if (test, name) in GAPS else []


def cases(test: str) -> list[Any]:
    return [pytest.param(name, marks=open_gap(test, name)) for name in NAMES]


def planted() -> list[Any]:
    """Each planted problem of each case."""
    rows = [(name, row) for name in NAMES for row in load(name, "expected")["findings"]]
    return [pytest.param(n, r, id=f"{n}-{r['rule']}-{i}", marks=open_gap(r["rule"], n)) for i, (n, r) in enumerate(rows)]


@cache
def reviewed(name: str, file: str = "") -> Review:
    place = SAMPLES / name / file if file else draft(name)
    deal = read_deal((SAMPLES / name / "deal.json").read_bytes())
    return review(place.name, place.read_bytes(), deal)


@pytest.mark.parametrize(("name", "row"), planted())
def test_planted_problems_are_found(name: str, row: dict[str, Any]) -> None:
    assert list(missed(reviewed(name), [row])) == []


@pytest.mark.parametrize("name", cases("else"))
def test_nothing_else_of_weight_is_reported(name: str) -> None:
    assert list(unplanted(reviewed(name), load(name, "expected")["findings"])) == []


@pytest.mark.parametrize("name", cases("verdict"))
def test_verdict(name: str) -> None:
    assert reviewed(name).verdict.value == load(name, "expected")["verdict"]


@pytest.mark.parametrize("name", cases("promises"))
def test_promises_are_found(name: str) -> None:
    assert list(unfound(reviewed(name), load(name, "expected")["commitments_at_least"])) == []


@pytest.mark.parametrize("name", NAMES)
def test_look_alikes_stay_silent(name: str) -> None:
    rows = load(name, "expected").get("never", [])
    found = reviewed(name)
    assert [row["quote"] for row in rows if any(says(row, f, found) for f in found.open_findings)] == []


@pytest.mark.parametrize("name", [pytest.param("zh-equipment", marks=open_gap("next", "zh-equipment"))])
def test_the_next_draft_is_clear(name: str) -> None:
    """90 days from receipt of the prepayment instead of 45 from effect, the hidden penalty gone, the payments mended."""
    following = load(name, "expected")["next"]
    found = reviewed(name, following["draft"])
    assert list(unplanted(found, following["findings"])) == []
    assert found.verdict.value == following["verdict"]


@pytest.mark.parametrize("name", ["zh-equipment", "en-maintenance"])
def test_proposed_words_are_in_the_language_of_the_contract(name: str) -> None:
    found = reviewed(name)
    told = [wording for f in found.open_findings if (wording := found.wording(f))]
    assert told
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in wording) == name.startswith("zh") for wording in told)


def test_proposed_words_of_a_bilingual_contract_are_in_the_language_of_their_paragraph() -> None:
    found = reviewed("bilingual")
    told = {f.quote.isascii(): found.wording(f).isascii() for f in found.open_findings if f.proposal and f.spans}
    assert told and all(quoted == proposed for quoted, proposed in told.items())
