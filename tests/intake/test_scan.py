"""Scans: character recognition where the extra is installed, a named error where it is not."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from review.errors import Failure
from review.intake import read
from review.intake.pdf import pictures, scan
from review.model.document import PdfPlace
from tests.intake.pdf import page, pdf, saved

_LINES = ("1. The Supplier shall deliver 120 pumps within 45 days.", "2. The price is USD 90,000 and is paid in two parts.")
_needs_ocr = pytest.mark.skipif(not pictures.can_be_read(), reason="the optional extra ocr is not installed")


def _scanned(data: bytes) -> bytes:
    """Every page of a PDF as a picture of itself."""
    with pikepdf.new() as document:
        for source in pdfium.PdfDocument(data):
            buffer = io.BytesIO()
            picture = source.render(scale=200 / 72).to_pil().convert("L")
            picture.save(buffer, "JPEG", quality=80)
            image = document.make_stream(buffer.getvalue())
            image.Type, image.Subtype, image.Filter = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DCTDecode
            image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = *picture.size, pikepdf.Name.DeviceGray, 8
            new = document.add_blank_page(page_size=(595, 842))
            new.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
            new.obj.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
        return saved(document)


@_needs_ocr
@pytest.mark.slow
def test_a_scan_is_read_and_says_so() -> None:
    document = read("a.pdf", _scanned(pdf(page(*_LINES, step=40))))
    assert [document.quote(b.span) for b in document.blocks] == list(_LINES)
    assert [(n.code, n.where) for n in document.coverage.notices] == [("recognised", "p. 1")]
    place = document.anchors[0].place
    assert isinstance(place, PdfPlace) and place.confidence is not None and place.confidence > 0.9


@_needs_ocr
@pytest.mark.slow
def test_a_mixed_file_is_read_page_by_page() -> None:
    with pikepdf.open(io.BytesIO(pdf(page(_LINES[0])))) as document:
        with pikepdf.open(io.BytesIO(_scanned(pdf(page(_LINES[1]))))) as scanned:
            document.pages.extend(scanned.pages)
        data = saved(document)
    read_document = read("a.pdf", data)
    assert [read_document.quote(b.span) for b in read_document.blocks] == list(_LINES)
    assert [(n.code, n.where) for n in read_document.coverage.notices] == [("recognised", "p. 2")]


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
        read("a.pdf", _scanned(pdf(page(*_LINES))))
    assert caught.value.code == "pdf-no-text" and "tripact[ocr]" in caught.value.diagnostics("zh")
