"""Small PDF files made in the tests: content streams written by hand, in Helvetica."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words at a place. ``mode`` 3 is invisible; ``grey`` 1 is white."""

    text: str
    x: float = 72
    y: float = 720
    size: float = 11
    mode: int = 0
    grey: float = 0


def page(*lines: str | Words, drawing: str = "", top: float = 720, step: float = 14) -> str:
    """A content stream; plain strings stand below each other from the top."""
    parts, y = [drawing], top
    for line in lines:
        if isinstance(line, str):
            line = Words(line, y=y)
            y -= step
        text = line.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(f"BT /F1 {line.size} Tf {line.mode} Tr {line.grey} g {line.x} {line.y} Td ({text}) Tj ET")
    return "\n".join(parts)


def pdf(*pages: str) -> bytes:
    with pikepdf.new() as document:
        font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                                                         BaseFont=pikepdf.Name.Helvetica))  # fmt: skip
        for content in pages:
            new = document.add_blank_page(page_size=(595, 842))
            new.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            new.obj.Contents = document.make_stream(content.encode("latin-1"))
        return saved(document)


def saved(document: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def scanned(data: bytes) -> bytes:
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


def ruled(xs: list[float], ys: list[float]) -> str:
    """The lines of a grid."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    down = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "\n".join(["0.5 w", *across, *down])
