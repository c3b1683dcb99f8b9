"""What ends the name of a company or another body."""

from __future__ import annotations

import re

import pytest

from review.commitments.companies import BODY, CAPITAL_FORM, FORM, LOOSE_FORM
from tests.commitments.drafts import understood


@pytest.mark.parametrize(
    "name",
    ["Fern Inc.", "Fern Pte. Ltd.", "Fern GmbH & Co. KG", "Fern plc", "Fern A/S", "Fern S.p.A.", "Fern SE", "Fern Sdn. Bhd."],
)
def test_a_legal_form_ends_a_name_with_its_own_full_stop(name: str) -> None:
    found = re.search(rf"Fern .*?{FORM}$", name)
    assert found is not None and found.end() == len(name)


@pytest.mark.parametrize("words", ["SUCH SE", "THE AB", "Fern Services", "a private company limited by shares"])
def test_other_words_are_no_legal_form(words: str) -> None:
    assert re.search(rf"\b{FORM}(?!\w)", words) is None


def test_names_in_capitals_have_their_own_and_a_warranty_is_none() -> None:
    assert re.search(CAPITAL_FORM, "FERN HOLDINGS LIMITED")
    assert not re.search(CAPITAL_FORM, "FERN GIVES A LIMITED WARRANTY")


def test_loose_forms_are_for_those_who_know_of_the_name() -> None:
    assert re.search(rf"Fern {LOOSE_FORM}\b", "Fern Company") and not re.search(rf"{FORM}\b", "Fern Company")


@pytest.mark.parametrize("name", ["星河科技有限公司", "育才学校", "市水务局", "云杉研究院"])
def test_chinese_names_end_with_a_kind_of_body(name: str) -> None:
    assert re.search(rf"{BODY}$", name)


def test_a_name_holds_no_words_of_the_line_before_it() -> None:
    read = understood('Reference FRN-26-7\nBetween Fern Clinics Ltd (the "Buyer"), and Moss Ltd (the "Seller").')
    assert {p.name for p in read.parties} == {"Fern Clinics Ltd", "Moss Ltd"}
