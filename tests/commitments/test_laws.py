"""Laws that hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.commitments import as_json, understand
from review.commitments.identity import normalised
from tests.commitments.drafts import EN, ZH, document, understood

TEXTS = st.text(
    st.sampled_from(
        "甲乙方应在于年月日内付款交货合同不得有权，。；：（）%1234567890 \nThe Supplier shall pay within (30) days; of."
    ),
    max_size=300,
)
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_understood_and_every_span_quotes_it(text: str) -> None:
    read = document("合同\n甲方：云杉公司\n乙方：白桦公司\n" + text)
    found = understand(read)
    for commitment in found.commitments:
        assert read.quote(commitment.span) == commitment.quote
        assert all(commitment.span.contains(v.span) for v in commitment.values)
    assert as_json(found, read) == as_json(understand(read), read)


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [(ZH, "第五条 其他\n5.1 本合同一式四份，双方各执两份。\n"), (EN, "6. General\nThis Agreement is made in two originals.\n")],
)
def test_an_unrelated_paragraph_changes_no_other_commitment(text: str, paragraph: str) -> None:
    before = {(c.quote, c.kind, c.obligor, c.id) for c in understood(text).commitments}
    after = {(c.quote, c.kind, c.obligor, c.id) for c in understood(text + paragraph).commitments}
    assert before <= after


def test_width_changes_no_value() -> None:
    narrow, wide = understood(ZH).commitments, understood(ZH.translate(WIDE)).commitments
    assert [normalised(c.quote) for c in narrow] == [normalised(c.quote) for c in wide]
    values = [[[(v.type, v.n, v.unit) for v in c.values] for c in found] for found in (narrow, wide)]
    assert values[0] == values[1]


def test_the_order_of_clauses_does_not_matter() -> None:
    head, *clauses = re.split("(?=第.条)", ZH)
    swapped = head + "".join(reversed(clauses))
    sets = [{(c.quote, c.kind, c.obligor, c.modality) for c in understood(t).commitments} for t in (ZH, swapped)]
    assert sets[0] == sets[1]
