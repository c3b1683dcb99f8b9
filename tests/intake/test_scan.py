"""Scans: character recognition where the extra is installed, a named error where it is not."""

from __future__ import annotations

import io

import pikepdf
import pytest

from review.errors import Failure
from review.intake import look, read
from review.intake.pdf import pictures, scan
from review.model.document import PdfPlace
from tests.intake.pdf import page, pdf, saved, scanned

_LINES = ("1. The Supplier shall deliver 120 pumps within 45 days.", "2. The price is USD 90,000 and is paid in two parts.")
_needs_ocr = pytest.mark.skipif(not pictures.can_be_read(), reason="the optional extra ocr is not installed")


@_needs_ocr
@pytest.mark.slow
def test_a_scan_is_read_and_says_so() -> None:
    document = read("a.pdf", scanned(pdf(page(*_LINES, step=40))))
    assert [document.quote(b.span) for b in document.blocks] == list(_LINES)
    assert [(n.code, n.where) for n in document.coverage.notices] == [("recognised", "p. 1")]
    place = document.anchors[0].place
    assert isinstance(place, PdfPlace) and place.confidence is not None and place.confidence > 0.9


@_needs_ocr
@pytest.mark.slow
def test_a_mixed_file_is_read_page_by_page() -> None:
    with pikepdf.open(io.BytesIO(pdf(page(_LINES[0])))) as document:
        with pikepdf.open(io.BytesIO(scanned(pdf(page(_LINES[1]))))) as pictures_only:
            document.pages.extend(pictures_only.pages)
        data = saved(document)
    read_document = read("a.pdf", data)
    assert [read_document.quote(b.span) for b in read_document.blocks] == list(_LINES)
    assert [(n.code, n.where) for n in read_document.coverage.notices] == [("recognised", "p. 2")]


@pytest.mark.parametrize("lines", [_LINES, ()], ids=["a scan", "a page with text and a scan"])
def test_a_look_counts_the_pages_that_are_left_to_recognition(lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """And reads the others, at once; the same as everything that there is where nothing can recognise."""
    with pikepdf.open(io.BytesIO(scanned(pdf(page(*_LINES), page(*_LINES))))) as document:
        if not lines:
            with pikepdf.open(io.BytesIO(pdf(page(_LINES[0])))) as text:
                document.pages.extend(text.pages)
        data = saved(document)
    monkeypatch.setattr("review.intake.reading.can_be_read", lambda: True)
    seen = look("a.pdf", data)
    assert (seen.pictures, seen.document and seen.document.text) == (2, None if lines else _LINES[0])
    monkeypatch.setattr("review.intake.reading.can_be_read", lambda: False)
    if not lines:
        assert look("a.pdf", data).pictures == 0


def test_nothing_is_left_to_recognition_of_text_and_of_empty_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.intake.reading.can_be_read", lambda: True)
    data = pdf(page(*_LINES))
    seen = look("a.pdf", data)
    assert seen.pictures == 0 and seen.document == read("a.pdf", data)
    with pytest.raises(Failure) as caught:
        look("a.pdf", pdf(""))
    assert caught.value.code == "pdf-no-text"


@_needs_ocr
@pytest.mark.slow
def test_an_empty_sheet_that_was_scanned_is_told_as_one() -> None:
    with pytest.raises(Failure) as caught:
        read("a.pdf", scanned(pdf("")))
    assert (caught.value.code, caught.value.status) == ("pdf-unrecognised", 422)


def test_lines_without_a_box_are_counted() -> None:
    """The check for lines that recognition left out needs no models: three lines of ink, a box around one."""
    numpy = pytest.importorskip("numpy")
    picture = numpy.full((400, 600, 3), 255, dtype=numpy.uint8)
    for top in (50, 150, 250):
        picture[top : top + 25, 60:500:3] = 0
    assert scan._left_out(picture, [(55, 45, 505, 80)]) == 2
    assert scan._left_out(picture, [(55, y - 5, 505, y + 30) for y in (50, 150, 250)]) == 0


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.intake.reading.can_be_read", lambda: False)
    with pytest.raises(Failure) as caught:
        read("a.pdf", scanned(pdf(page(*_LINES))))
    assert caught.value.code == "pdf-no-text" and "tripact[ocr]" in caught.value.diagnostics("zh")
