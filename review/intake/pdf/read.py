"""Pages of a PDF as paragraphs; each line knows its page and box."""

from __future__ import annotations

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2.raw import FPDF_ERR_PASSWORD  # type: ignore[import-untyped]

from review.intake.builder import Builder
from review.intake.limits import Limits
from review.intake.messages import too_large, unreadable
from review.intake.structure.labels import label_of
from review.model.document import BlockKind, PdfPlace

_HYPHENS = ("-", "\x02", "\xad", "\ufffe")


def read_pdf(name: str, data: bytes, limits: Limits) -> tuple[Builder, int]:
    """The text and the number of pages. Raises IntakeError when the file is damaged, locked or holds no text."""
    document = _open(name, data)
    pages = len(document)
    if pages > limits.pages:
        raise too_large("pages", pages, limits.pages)
    builder = Builder(limits)
    for number in range(pages):
        if not _read_page(document[number], number + 1, builder):
            builder.notice("page-without-text", str(number + 1), where=f"p. {number + 1}")
    if not builder.blocks:
        raise unreadable("pdf-no-text", name=name)
    return builder, pages


def _open(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "file-encrypted" if error.err_code == FPDF_ERR_PASSWORD else "file-broken"
        raise unreadable(code, name=name, detail="PDF") from None


def _read_page(page: pdfium.PdfPage, number: int, builder: Builder) -> bool:
    text_page = page.get_textpage()
    group: list[tuple[str, PdfPlace | None]] = []
    at, right = 0, page.get_width()
    for line in text_page.get_text_range().split("\r\n"):
        words = line.strip()
        if words:
            place = _place(text_page, number, at, at + len(line))
            if group and not _continues(group, words, right):
                builder.block(group, BlockKind.PARAGRAPH)
                group = []
            _append(group, words, place)
        at += len(line) + 2
    if group:
        builder.block(group, BlockKind.PARAGRAPH)
    return bool(at > 2)


def _place(text_page: pdfium.PdfTextPage, number: int, start: int, end: int) -> PdfPlace:
    count = text_page.count_chars()
    first = text_page.get_charbox(min(start, count - 1))
    last = text_page.get_charbox(min(end - 1, count - 1))
    box = (min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3]))
    return PdfPlace(number, box)


def _continues(group: list[tuple[str, PdfPlace | None]], words: str, width: float) -> bool:
    last, place = group[-1]
    if label_of(words) is not None or place is None:
        return False
    return place.box[2] > width * 0.8 and not last.endswith((".", "。", ":", "：", ";", "；"))


def _append(group: list[tuple[str, PdfPlace | None]], words: str, place: PdfPlace) -> None:
    if group:
        last, at = group[-1]
        if last.endswith(_HYPHENS[1:]):
            group[-1] = (last[:-1], at)
        elif last[-1].isascii() or words[0].isascii():
            group.append((" ", None))
    group.append((words, place))
