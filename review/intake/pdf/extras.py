"""What a PDF holds beside its pages' words: form fields, notes, attachments, scripts, signatures."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from review.intake.builder import Builder
from review.intake.pdf.lines import Line, TextOfPage, line_at
from review.model.document import STRUCK

_MOST_NOTES: Final = 2_000
_SHOWN: Final = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET})
_SILENT: Final = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET})
_OVER_TEXT: Final = {raw.FPDF_ANNOT_STRIKEOUT: STRUCK, raw.FPDF_ANNOT_REDACT: STRUCK}
"""Marks that take back the words below them."""
_NOT_SHOWN: Final = 0x02 | 0x20
"""Flags Hidden and NoView (ISO 32000-1, table 165)."""
_MARKS: Final = {
    raw.FPDF_FORMFIELD_CHECKBOX: ("☐", "☑"),
    raw.FPDF_FORMFIELD_RADIOBUTTON: ("○", "●"),
}
_WORDLESS: Final = frozenset({raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_SIGNATURE})
_XFA: Final = frozenset({raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND})
_SCRIPT: Final = re.compile(rb"/S\s*/JavaScript\b")


def tell_extras(document: pdfium.PdfDocument, data: bytes, builder: Builder) -> None:
    """Notices for what belongs to the whole file."""
    if raw.FPDF_GetFormType(document.raw) in _XFA:
        builder.notice("dynamic-form")
    rows: tuple[tuple[str, Callable[[Any], int]], ...] = (
        ("attachment", raw.FPDFDoc_GetAttachmentCount),
        ("script", raw.FPDFDoc_GetJavaScriptActionCount),
        ("signature-line", raw.FPDF_GetSignatureCount),
    )
    for code, count in rows:
        found = count(document.raw)
        if code == "script" and not found:  # those that open with the file or a page are in no list
            found = len(_SCRIPT.findall(data))
        if found > 0:
            builder.notice(code, str(found))


def typed_on(page: pdfium.PdfPage, text: TextOfPage, number: int, form: Any, builder: Builder) -> list[Line]:
    """Words typed onto a page: values of form fields and text boxes. Notes that only a viewer shows are told."""
    lines: list[Line] = []
    where = f"p. {number}"
    for annotation, kind in _annotations(page):
        words = " ".join((_value(form, annotation) if kind == raw.FPDF_ANNOT_WIDGET else _text(annotation, b"Contents")).split())
        if raw.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
            if words and kind in _SHOWN:
                builder.notice("hidden-text", words[:300], where=where)
        elif kind in _SHOWN:
            box = _box(annotation)
            lines += [line_at(number, words, text.as_shown(box), source=box)] if words else []
        elif kind in _OVER_TEXT:
            builder.notice(_OVER_TEXT[kind], " ".join(text.between(text.as_shown(_box(annotation))))[:300], where=where)
        elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
            builder.notice("attachment", words[:300], where=where)
        elif kind not in _SILENT:
            builder.notice("annotations", words[:300], where=where)
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
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in _MARKS:
        return _MARKS[kind][raw.FPDFAnnot_IsChecked(form, annotation)]
    if kind in _WORDLESS:
        return ""
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
