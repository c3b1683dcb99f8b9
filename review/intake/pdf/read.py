"""Pages of a PDF as paragraphs and tables; each line knows its page and box."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2.raw import FPDF_ERR_PASSWORD  # type: ignore[import-untyped]

from review.intake.builder import Builder
from review.intake.limits import Limits
from review.intake.messages import too_large, unreadable
from review.intake.pdf.columns import in_reading_order
from review.intake.pdf.extras import placed, tell_extras, typed_on
from review.intake.pdf.furniture import part
from review.intake.pdf.lines import Line, TextOfPage
from review.intake.pdf.objects import objects_of
from review.intake.pdf.pictures import NO_TEXT, PICTURE_PAGE
from review.intake.pdf.scan import UNSURE, Recogniser
from review.intake.pdf.seen import Looker
from review.intake.pdf.tables import with_tables
from review.intake.pdf.words import Words
from review.intake.pdf.write import write_pages
from review.model.anchors import PlaceKind

_TINY = 2.0
"""Points: letters of this height cannot be read on paper."""


def read_pdf(name: str, data: bytes, limits: Limits) -> tuple[Builder, int]:
    """The text and the number of pages. Raises IntakeError when the file is damaged, locked or holds no text."""
    document = _open(name, data)
    count = len(document)
    if count > limits.pages:
        raise too_large("pages", count, limits.pages)
    builder = Builder(limits, PlaceKind.PDF)
    document.init_forms()
    form = document.formenv.raw if document.formenv else None
    looker = Looker()
    pages = [_try_page(document, i, form, builder, looker) for i in range(count)]
    if limits.recognise:
        _recognise(document, pages, builder, limits)
    if not any(pages):
        pictures = sum(notice.code == PICTURE_PAGE for notice in builder.notices)
        raise unreadable("pdf-unrecognised" if limits.recognise else NO_TEXT, name=name, pages=pictures)
    tell_extras(document, data, builder)
    write_pages(builder, part(pages), Words([line.text for page in pages for line in page]))
    return builder, count


def _open(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "file-encrypted" if error.err_code == FPDF_ERR_PASSWORD else "file-broken"
        raise unreadable(code, name=name, detail="PDF") from None


def _try_page(document: pdfium.PdfDocument, index: int, form: object, builder: Builder, looker: Looker) -> list[Line]:
    """A page that is damaged is told, and the others are read."""
    try:
        return _read_page(document[index], index + 1, form, builder, looker)
    except pdfium.PdfiumError:
        builder.notice("unread-part", f"page {index + 1}", where=f"p. {index + 1}")
        return []


def _read_page(page: pdfium.PdfPage, number: int, form: object, builder: Builder, looker: Looker) -> list[Line]:
    text_page = page.get_textpage()
    text = TextOfPage(page, text_page, number)
    lines = in_reading_order(list(text.lines()), text, page.get_width())
    _tell_unseen(lines, text, page, builder)
    objects = objects_of(page)
    for words in looker.unseen(page, text_page, objects):
        builder.notice("hidden-layer", words[:200], where=f"p. {number}")
    if not lines and objects.drawn:
        builder.notice(PICTURE_PAGE, str(number), where=f"p. {number}")
    elif objects.pictures:
        builder.notice("image", str(len(objects.pictures)), where=f"p. {number}")
    return placed(with_tables(lines, text, objects), typed_on(page, text, number, form, builder))


def _recognise(document: pdfium.PdfDocument, pages: list[list[Line]], builder: Builder, limits: Limits) -> None:
    """Read the pages that are pictures, as many as the limits allow; the others stay told as unread."""
    unread = [notice for notice in builder.notices if notice.code == PICTURE_PAGE]
    recogniser = Recogniser()
    for notice in unread[: limits.recognised_pages]:
        number = int(notice.detail)
        found = recogniser.read(document[number - 1], number)
        pages[number - 1] = found.lines
        builder.notices.remove(notice)
        builder.notice("recognised", f"{found.confidence:.2f}", where=notice.where)
        if found.left_out or found.confidence < UNSURE:
            builder.notice("recognised-poorly", f"{found.confidence:.2f}; {found.left_out}", where=notice.where)


def _tell_unseen(lines: Sequence[Line], text: TextOfPage, page: pdfium.PdfPage, builder: Builder) -> None:
    """Lines outside the page or too small to read, and letters of fonts that do not say what they show."""
    box = page.get_cropbox()
    left, bottom, right, top = text.as_shown((min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])))
    unmapped = [line for line in lines if text.is_unmapped((line.first + line.last) // 2)]
    if unmapped:
        builder.notice("unmapped-letters", unmapped[0].text[:200], where=f"p. {unmapped[0].page}")
    for line in lines:
        low, high = line.box[0], line.box[2]
        if line.height < _TINY and len(line.text) > 1:
            code = "tiny-text"
        elif high < left or low > right or line.middle < bottom or line.middle > top:
            code = "off-page"
        else:
            continue
        builder.notice(code, line.text[:200], where=f"p. {line.page}")
