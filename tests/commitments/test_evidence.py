"""What shows nothing of a promise is passed over, and nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.commitments.evidence import Evidence, may_define
from review.commitments.parties import find_parties
from review.commitments.punctuation import punctuated
from review.commitments.units import units
from review.intake import parse
from review.model.document import Document
from tests.commitments.drafts import EN, ZH

_SAMPLES = Path(__file__).parents[2] / "samples"
_LISTED = """1. Duties
The plant stands on the western side of the river.
The Supplier shall do the following:
(a) clean the hall;
(b) paint the doors.
The walls are grey.
The roof of the hall is flat.
"""


def _documents() -> list[Document]:
    drafts = sorted(_SAMPLES.glob("*/draft.docx"))
    texts = [parse("draft.txt", text.encode()) for text in (ZH, EN, _LISTED)]
    return [*texts, *(parse(path.name, path.read_bytes()) for path in drafts)]


@pytest.mark.parametrize("document", [pytest.param(d, id=str(n)) for n, d in enumerate(_documents())])
def test_units_that_may_bind_or_define_are_the_same_with_silent_ones_passed_over(document: Document) -> None:
    text = punctuated(document)
    evidence = Evidence(find_parties(text), text.text)
    every = units(text)
    told = list(zip(every, evidence.shown([u.span for u in every]), strict=True))
    kept = {(u.span, u.text, u.shape, u.lead, u.before) for u in units(text, evidence.shown)}
    asked = [u for u, words in told if evidence.may_bind(u, words) or may_define(words)]
    assert asked
    assert all((u.span, u.text, u.shape, u.lead, u.before) in kept for u in asked)


def test_a_paragraph_that_says_nothing_is_no_candidate() -> None:
    document = punctuated(parse("draft.txt", _LISTED.encode()))
    evidence = Evidence(find_parties(document), document.text)
    said = [u.text for u in units(document, evidence.shown)]
    assert "The roof of the hall is flat." not in said
    assert any("paint the doors" in text for text in said)


def test_evidence_is_told_by_the_place_of_its_words() -> None:
    document = parse("draft.txt", "甲方付款。\n乙方的İ站。\nThe walls.".encode())
    evidence = Evidence(find_parties(document), document.text)
    first, second, third = evidence.shown([b.span for b in document.blocks])
    assert "party" in first
    assert "party" in second
    assert third == frozenset()
