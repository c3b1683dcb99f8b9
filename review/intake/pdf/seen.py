"""Whether a person who looks at the page sees a text object: by how it is painted, and in doubt by looking at the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2.raw as raw  # type: ignore[import-untyped]
from pypdfium2 import PdfPage, PdfTextPage

from review.intake.pdf.objects import Colour, Ground, Ink, Objects
from review.intake.pdf.turn import Box

_UNSEEN_MODES: Final = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_OUTLINES: Final = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_WHITE: Final = (255, 255, 255, 255)
_NEAR: Final = 12
"""In one channel of a colour: two that differ by less are one to the eye."""
_CLEAR: Final = 16
"""Alpha below which nothing is seen."""
_CONTRAST: Final = 24
"""Of 255, between the darkest and the lightest spot of a place that shows letters."""
_SCALE: Final = 1.5
_MOST_PIXELS: Final = 4_000_000
_MOST_PAIRS: Final = 1_000_000
_LAYER: Final = "OC"


class Looker:
    """Looks at pages, at most as many as one file may cost; a page beyond them is judged by its colours alone."""

    def __init__(self, pages: int = 60) -> None:
        self._left = pages

    def unseen(self, page: PdfPage, text: PdfTextPage, objects: Objects) -> Iterator[str]:
        """The words on a page that nobody sees; those that follow each other in one."""
        run, last = "", -2
        for ink in self._unseen(page, objects):
            words = _words(ink, text)
            if ink.order != last + 1 and run.strip():
                yield run
                run = ""
            run, last = run + words, ink.order
        if run.strip():
            yield run

    def _unseen(self, page: PdfPage, objects: Objects) -> Iterator[Ink]:
        picture: _Picture | None = None
        grounds = _worth(objects)
        for ink in objects.inks:
            verdict = _verdict(ink, grounds)
            if verdict is None:
                if picture is None and self._left > 0:
                    self._left -= 1
                    picture = _Picture(page)
                verdict = picture is None or picture.shows(ink.box)
            if not verdict:
                yield ink


def _worth(objects: Objects) -> Sequence[Ground]:
    """The grounds, or the largest of them where looking at all of them for every word would take too long."""
    most = max(_MOST_PAIRS // max(len(objects.inks), 1), 1)
    if len(objects.grounds) <= most:
        return objects.grounds
    largest = sorted(objects.grounds, key=lambda g: (g.box[0] - g.box[2]) * (g.box[3] - g.box[1]))[:most]
    return sorted(largest, key=lambda g: g.order)


def _verdict(ink: Ink, grounds: Sequence[Ground]) -> bool | None:
    """Whether it is seen; None where only a look at the page can tell."""
    if ink.mode in _UNSEEN_MODES or ink.colour[3] < _CLEAR:
        return False
    if ink.marked and _on_a_layer(ink):
        return None
    colour = _stroke(ink) if ink.mode in _OUTLINES else ink.colour
    if not grounds:
        return not _alike(colour, _WHITE)
    box = ink.box
    around = [g for g in grounds if _covers(g.box, box)]
    if any(g.order > ink.order for g in around):
        return None
    if not around:
        return not _alike(colour, _WHITE)
    below = around[-1].colour  # the box of a filled outline covers more than the outline does: only a look can tell
    return None if _alike(colour, below or _WHITE) else True


def _covers(ground: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ground[0] <= x <= ground[2] and ground[1] <= y <= ground[3]


def _alike(one: Colour, other: Colour) -> bool:
    return abs(one[0] - other[0]) < _NEAR and abs(one[1] - other[1]) < _NEAR and abs(one[2] - other[2]) < _NEAR


def _stroke(ink: Ink) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(ink.handle, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _on_a_layer(ink: Ink) -> bool:
    """Whether it belongs to optional content, which may be switched off (ISO 32000-1, 8.11)."""
    return any(
        _string(lambda b, n, out, m=mark: raw.FPDFPageObjMark_GetName(m, b, n, out)) == _LAYER for mark in _marks(ink.handle)
    )


def _marks(handle: Any) -> Iterator[Any]:
    for i in range(min(raw.FPDFPageObj_CountMarks(handle), 8)):
        yield raw.FPDFPageObj_GetMark(handle, i)


def _string(read: Any) -> str:
    """A string that the library gives as UTF-16 with an end mark, with its size beside it."""
    size = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 128)()
    if not read(buffer, 256, size):
        return ""
    return bytes(buffer)[: min(size.value, 256)].decode("utf-16-le", errors="replace").rstrip("\0")


def _words(ink: Ink, text: PdfTextPage) -> str:
    size = min(raw.FPDFTextObj_GetText(ink.handle, text.raw, None, 0), 4_000)
    if size < 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(ink.handle, text.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")


class _Picture:
    """The page as it is painted, in shades of grey."""

    def __init__(self, page: PdfPage) -> None:
        self._page = page
        width, height = page.get_width(), page.get_height()
        scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._pixels = bytes(bitmap.buffer)

    def shows(self, box: Box) -> bool:
        """Whether anything stands out from its ground inside a box. What is too small to tell counts as seen."""
        (left, bottom), (right, top) = self._at(box[0], box[1]), self._at(box[2], box[3])
        left, right = sorted((max(min(left, self._width), 0), max(min(right, self._width), 0)))
        top, bottom = sorted((max(min(top, self._height), 0), max(min(bottom, self._height), 0)))
        rows = [self._pixels[y * self._stride + left : y * self._stride + right] for y in range(top, bottom)]
        rows = [row for row in rows if row]
        return not rows or max(map(max, rows)) - min(map(min, rows)) >= _CONTRAST

    def _at(self, x: float, y: float) -> tuple[int, int]:
        column, row = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, self._width, self._height, 0, x, y, column, row)
        return column.value, row.value
