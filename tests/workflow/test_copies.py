"""A scan is known by how its text was read."""

from __future__ import annotations

from dataclasses import replace

from review.model.document import Anchor, PdfPlace
from review.model.span import Span
from review.workflow.copies import compared_copy
from tests.compare.drafts import EN, document


def test_the_outcome_is_computed_from_the_bytes() -> None:
    approved, altered = document(EN), document(EN.replace("30%", "80%"))
    fact = compared_copy(approved, altered).fact
    assert fact.copy_sha256 == altered.source.sha256 and not fact.scanned
    (place,) = fact.differences
    assert place.startswith('3.1: "30" -> "80"') or '"30%" -> "80%"' in place


def test_text_from_pictures_needs_a_person() -> None:
    approved = document(EN)
    scan = replace(approved, anchors=(Anchor(Span(0, 5), PdfPlace(1, (0, 0, 1, 1), 0.98)),))
    assert compared_copy(approved, scan).scanned
    read = replace(approved, anchors=(Anchor(Span(0, 5), PdfPlace(1, (0, 0, 1, 1))),))
    assert not compared_copy(approved, read).scanned
