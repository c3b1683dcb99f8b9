"""What is drawn on a page beside its letters: ruling lines, filled boxes, pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as raw  # type: ignore[import-untyped]
from pypdfium2 import PdfPage

from review.intake.pdf.lines import Box

_THIN: Final = 3.0
"""Points: what is thinner is a line."""
_LEAST: Final = 8.0
_MANY: Final = 300
_STRIDE: Final = 3
"""On a page of many objects every third one tells whether it holds drawings at all: tables are drawn in many strokes."""
_MOST: Final = 50_000
_FRAME: Final = 0.96
_PICTURE_SHARE: Final = 0.05
"""A picture that covers less of the page carries no text worth telling of."""


@dataclass(slots=True)
class Objects:
    """``across`` and ``down`` are ruling lines, ``fills`` are boxes."""

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see beside letters."""
        return bool(self.across or self.down or self.fills or self.pictures)


def objects_of(page: PdfPage) -> Objects:
    """Everything drawn on the page itself; forms inside it are not opened."""
    count = min(raw.FPDFPage_CountObjects(page.raw), _MOST)
    found = Objects()
    if count <= _MANY or any(_kind(page, i) != raw.FPDF_PAGEOBJ_TEXT for i in range(0, count, _STRIDE)):
        size = page.get_width(), page.get_height()
        for i in range(count):
            _sort(raw.FPDFPage_GetObject(page.raw, i), found, size)
    return found


def _kind(page: PdfPage, index: int) -> int:
    return int(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, index)))


def _sort(item: Any, found: Objects, size: tuple[float, float]) -> None:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _sort_path(_bounds(item), found, size)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        box = _bounds(item)
        if (box[2] - box[0]) * (box[3] - box[1]) >= size[0] * size[1] * _PICTURE_SHARE:
            found.pictures.append(box)


def _sort_path(box: Box, found: Objects, size: tuple[float, float]) -> None:
    """What is as wide or as high as the page is its background or frame, no part of a table."""
    width, height = box[2] - box[0], box[3] - box[1]
    if width > size[0] * _FRAME or height > size[1] * _FRAME:
        return
    if height <= _THIN and width >= _LEAST:
        found.across.append(box)
    elif width <= _THIN and height >= _LEAST:
        found.down.append(box)
    elif width >= _LEAST and height >= _LEAST:
        found.fills.append(box)


def _bounds(item: Any) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top
