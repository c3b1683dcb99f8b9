"""Phrases across line breaks and justified lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.commitments.squeezed import squeezed
from tests.commitments.drafts import understood

PROLOGUE = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
SENTENCES = [
    "The Supplier shall not subcontract without the prior written consent of the Customer.",
    "Neither party shall assign or transfer this Agreement without the consent of the other party.",
    "The Customer may terminate this Agreement upon thirty days' written notice to the Supplier.",
    "Late payment shall bear interest at 8% per annum.",
]


@given(st.text(alphabet="ab \n\t　.", max_size=40))
def test_places_are_found_again(text: str) -> None:
    flat = squeezed(text)
    kept = [i for i, sign in enumerate(flat.text) if not sign.isspace()]
    assert [text[flat.back(i)] for i in kept] == [flat.text[i] for i in kept]
    assert [flat.forth(flat.back(i)) for i in kept] == kept
    assert flat.text == squeezed(flat.text).text


@pytest.mark.parametrize("gap", ["  ", "   \t "])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_justified_lines_promise_the_same(sentence: str, gap: str) -> None:
    plain, justified = (understood(f"{PROLOGUE}1. {text}\n").commitments for text in (sentence, sentence.replace(" ", gap)))
    assert [(c.kind, c.obligor, c.modality) for c in plain] == [(c.kind, c.obligor, c.modality) for c in justified]
