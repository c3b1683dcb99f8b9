"""Silent changes: what a Word file changes without showing it."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from review.compare import Change, Comparison, compare_documents
from review.intake import parse
from review.model.document import Document

DELIVERY = "2.1 The Supplier shall deliver the Equipment within 45 days after signing."
TRAINING = "2.2 The Supplier shall train 20 persons of the Customer on site."


def word(*paragraphs: str | tuple[tuple[str, str], ...]) -> Document:
    """Paragraphs of plain text, or of stretches: ``("", text)``, ``("ins", text)``, ``("del", text)``."""
    made = docx.Document()
    for paragraph in paragraphs:
        stretches = (("", paragraph),) if isinstance(paragraph, str) else paragraph
        target = made.add_paragraph()._p
        for number, (kind, text) in enumerate(stretches):
            target.append(_tracked(kind, text, number) if kind else _run(text, "w:t"))
    out = io.BytesIO()
    made.save(out)
    return parse("draft.docx", out.getvalue())


def _run(text: str, tag: str) -> Any:
    run, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def _tracked(kind: str, text: str, number: int) -> Any:
    change = OxmlElement(f"w:{kind}")
    for name, value in (("w:id", str(number)), ("w:author", "A"), ("w:date", "2026-03-01T00:00:00Z")):
        change.set(qn(name), value)
    change.append(_run(text, "w:delText" if kind == "del" else "w:t"))
    return change


def silent(comparison: Comparison) -> list[tuple[str, str]]:
    return [(e.old_text, e.new_text) for p in comparison.passages for e in p.edits if e.silent]


OLD = word("Supply Agreement", "2. Delivery", DELIVERY, TRAINING)


def test_a_tracked_change_is_not_silent() -> None:
    shown = (
        ("", "2.1 The Supplier shall deliver the Equipment within "),
        ("del", "45"),
        ("ins", "90"),
        ("", " days after signing."),
    )
    comparison = compare_documents(OLD, word("Supply Agreement", "2. Delivery", shown, TRAINING))
    assert comparison.tracked and not comparison.same and silent(comparison) == []


def test_a_change_beside_a_tracked_one_is_silent() -> None:
    shown = (
        ("", "2.1 The Supplier shall deliver the Equipment within "),
        ("del", "45"),
        ("ins", "90"),
        ("", " days after signing."),
    )
    comparison = compare_documents(OLD, word("Supply Agreement", "2. Delivery", shown, TRAINING.replace("20", "80")))
    assert silent(comparison) == [("20", "80")]
    assert [c.new_number for c in comparison.silent_changes] == ["2.2"]


def test_an_insertion_shown_without_the_deletion_it_needs_is_silent() -> None:
    half = (("", "2.1 The Supplier shall deliver the Equipment within "), ("ins", "90"), ("", " days after signing."))
    assert silent(compare_documents(OLD, word("Supply Agreement", "2. Delivery", half, TRAINING))) == [("45", "90")]


def test_a_whole_clause_inserted_or_deleted_with_tracking_is_not_silent() -> None:
    more = (("ins", "2.3 The Supplier shall supply spare parts for 10 years."),)
    added = compare_documents(OLD, word("Supply Agreement", "2. Delivery", DELIVERY, TRAINING, more))
    assert any(Change.ADDED in p.changes for p in added.passages) and silent(added) == []
    gone = compare_documents(OLD, word("Supply Agreement", "2. Delivery", DELIVERY, (("del", TRAINING),)))
    assert any(Change.REMOVED in p.changes for p in gone.passages) and silent(gone) == []


def test_a_clause_that_vanished_without_a_trace_is_silent() -> None:
    gone = compare_documents(OLD, word("Supply Agreement", "2. Delivery", DELIVERY))
    assert silent(gone) == [(TRAINING.removeprefix("2.2 "), "")] and not gone.tracked
