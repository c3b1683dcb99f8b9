"""G-07: the copy to be signed says what was approved, or we say where it does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.compare import execution_differences, text_sha256
from review.intake import parse
from tests.compare.drafts import EN, ZH, document
from tests.compare.test_tracked import word as tracked_word

TEXT = document(EN).text
DIGITS = [m.start() for m in re.finditer(r"\d", TEXT)]


@pytest.mark.parametrize("text", [EN, ZH])
def test_a_true_copy_agrees_whatever_its_form(text: str) -> None:
    copy = text.replace(" after", "\tafter").replace("(", "(").replace("30%", "30 %")
    assert execution_differences(document(text), document(copy)) == ()
    assert text_sha256(document(text)) == text_sha256(document(copy))


@given(st.sampled_from(DIGITS), st.sampled_from("0123456789"))
def test_one_altered_digit_is_found_with_its_place(at: int, digit: str) -> None:
    altered = TEXT[:at] + digit + TEXT[at + 1 :]
    found = execution_differences(document(TEXT), document(altered))
    if altered == TEXT:
        assert not found
        return
    (one,) = found
    assert one.approved.start <= at < one.approved.end and text_sha256(document(altered)) != text_sha256(document(TEXT))


def test_the_difference_is_told_so_that_a_person_finds_it() -> None:
    (one,) = execution_differences(document(ZH), document(ZH.replace("45日", "40日")))
    assert (one.approved_text, one.copy_text, one.number) == ("45", "40", "第二条")
    assert "合同生效后45日内交付" in one.shown


def test_added_and_missing_words_are_found() -> None:
    added = execution_differences(document(EN), document(EN.replace("24 months", "24 calendar months")))
    assert [(d.approved_text, d.copy_text) for d in added] == [("", "calendar")]
    gone = execution_differences(document(EN), document(EN.replace("after acceptance.\n\nAnnex", "\n\nAnnex")))
    assert gone and gone[0].number == "4.1"


def pdf(text: str) -> bytes:
    """The same paragraphs as a PDF of several pages, with page headers and page numbers."""
    import weasyprint

    margins = '@page{size:A5;@bottom-center{content:"Page " counter(page)}@top-center{content:"Contract no. 7"}}'
    return weasyprint.HTML(string=f"<style>{margins}</style>" + "".join(f"<p>{t}</p>" for t in text.split("\n"))).write_pdf()


def test_a_pdf_of_a_word_file_is_compared_word_by_word() -> None:
    text = "\n".join((TEXT, "First Annex", TEXT, "Second Annex", "It repeats what stands above.", TEXT))
    approved = tracked_word(*text.split("\n"))
    assert execution_differences(approved, parse("signed.pdf", pdf(text))) == ()
    altered = text[::-1].replace("syad 54", "syad 55", 1)[::-1]
    (one,) = execution_differences(approved, parse("signed.pdf", pdf(altered)))
    assert (one.approved_text, one.copy_text, one.number) == ("45", "55", "2.1") and one.page and one.page > 1
