"""What a PDF holds beside its pages' words: form fields, notes, attachments, scripts, signatures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from review.intake.builder import Builder
from review.intake.pdf.lines import Line, line_at

_MOST_NOTES: Final = 2_000
_SHOWN: Final = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET})
_SILENT: Final = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET})


def tell_extras(document: pdfium.PdfDocument, builder: Builder) -> None:
    """Notices for what belongs to the whole file."""
    rows: tuple[tuple[str, Callable[[Any], int]], ...] = (
        ("attachment", raw.FPDFDoc_GetAttachmentCount),
        ("script", raw.FPDFDoc_GetJavaScriptActionCount),
        ("signature-line", raw.FPDF_GetSignatureCount),
    )
    for code, count in rows:
        if (found := count(document.raw)) > 0:
            builder.notice(code, str(found))


def typed_on(page: pdfium.PdfPage, number: int, form: Any, builder: Builder) -> list[Line]:
    """Words typed onto a page: values of form fields and text boxes. Notes that only a viewer shows are told."""
    lines: list[Line] = []
    for annotation, kind in _annotations(page):
        words = _value(form, annotation) if kind == raw.FPDF_ANNOT_WIDGET else _text(annotation, b"Contents")
        if kind in _SHOWN and words.strip():
            lines.append(line_at(number, " ".join(words.split()), _box(annotation)))
        elif kind not in _SILENT:
            builder.notice("annotations", words[:300], where=f"p. {number}")
        raw.FPDFPage_CloseAnnot(annotation)
    return lines


def placed(lines: list[Line], typed: list[Line]) -> list[Line]:
    """Put typed words where they stand on the page: before the first line below them."""
    for one in typed:
        at = next((i for i, line in enumerate(lines) if line.middle < one.middle - one.height / 2), len(lines))
        lines.insert(at, one)
    return lines


def _annotations(page: pdfium.PdfPage) -> Iterator[tuple[Any, int]]:
    for i in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, i)
        if annotation:
            yield annotation, raw.FPDFAnnot_GetSubtype(annotation)


def _value(form: Any, annotation: Any) -> str:
    if form is None:
        return _text(annotation, b"V")
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))


def _text(annotation: Any, key: bytes) -> str:
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _wide(read: Callable[[Any, int], int]) -> str:
    """A string that the library gives as UTF-16 with an end mark; its size comes first."""
    size = min(read(None, 0), 200_000)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    read(buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")


def _box(annotation: Any) -> tuple[float, float, float, float]:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    return rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)
