"""Where words point to, in both languages."""

from __future__ import annotations

import pytest

from review.compare.references import numbered, plain_number, references
from review.model.span import Span
from tests.compare.drafts import document

TEXT = """Agreement

3. Delivery
3.2 The Supplier shall deliver as follows:
(a) pumps within 10 days; and
(b) cabinets within 20 days.

12. Payment
12.2 Sections 3.2 (Delivery), 3 and 12.1 survive for 12 months.
12.1 Subject to clause 3.2(b), Section 12 and Annex A, the Customer shall pay under Article 99.

Annex A
List of pumps.
"""


def test_each_reference_finds_its_clause() -> None:
    read = document(TEXT)
    at = read.text.index("Subject to")
    found = references(read, Span(at, read.text.index("\n", at)), numbered(read))
    assert [(read.quote(r.span), read.clauses[r.target].number if r.target is not None else None) for r in found] == [
        ("clause 3.2(b)", "(b)"),
        ("Section 12", "12."),
        ("Annex A", "Annex A"),
        ("Article 99", None),
    ]


def test_every_number_of_a_list_is_a_reference() -> None:
    read = document(TEXT)
    at = read.text.index("Sections 3.2")
    found = references(read, Span(at, read.text.index("\n", at)), numbered(read))
    assert [read.quote(r.span) for r in found] == ["Sections 3.2", "3", "12.1"]
    assert [read.clauses[r.target].number for r in found if r.target is not None] == ["3.2", "3.", "12.1"]


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("第三条", "3"),
        ("第十二条", "12"),
        ("第二十一条", "21"),
        ("第一百零五条", "105"),
        ("第3.2条", "3.2"),
        ("3.2.", "3.2"),
        ("Article 7", "7"),
        ("(a)", "a"),
        ("附件一", "1"),
        ("Exhibit IV", "4"),
        ("12", "12"),
    ],
)
def test_numbers_without_their_decoration(shown: str, plain: str) -> None:
    assert plain_number(shown) == plain
