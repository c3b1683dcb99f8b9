"""What a page is made of beside the words read from it: ruling lines, filled boxes, pictures, and how each text object looks."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pypdfium2.raw as raw  # type: ignore[import-untyped]
from pypdfium2 import PdfPage

from review.intake.pdf.turn import Box, Turn

_THIN: Final = 3.0
"""Points: what is thinner is a line."""
_LEAST: Final = 8.0
_MOST: Final = 50_000
_DEEPEST: Final = 6
_FRAME: Final = 0.96
_PICTURE_SHARE: Final = 0.05
"""A picture that covers less of the page carries no text worth telling of."""
_SOLID: Final = 200
"""Alpha: what is thinner painted lets the text below shine through."""

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]
"""Red, green, blue, alpha, each from 0 to 255."""


class Ink(NamedTuple):
    """A text object: ``order`` is when it is painted, ``mode`` its rendering mode, ``marked`` whether its content is marked."""

    order: int
    handle: Any
    mode: int
    colour: Colour
    marked: bool
    matrix: Matrix | None

    @property
    def box(self) -> Box:
        return _placed(bounds(self.handle), self.matrix)


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled box or picture; ``colour`` is None where it has more than one."""

    order: int
    box: Box
    colour: Colour | None


@dataclass(slots=True)
class Objects:
    """``across`` and ``down`` are ruling lines, ``fills`` are boxes."""

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see beside letters."""
        return bool(self.across or self.down or self.fills or self.pictures)

    def turned(self, turn: Turn) -> Objects:
        """Its lines and boxes as they stand on a page that is shown turned."""
        across, down, fills = (list(map(turn.shown, boxes)) for boxes in (self.across, self.down, self.fills))
        across, down = (down, across) if turn.quarters % 2 else (across, down)
        return Objects(across, down, fills)


def objects_of(page: PdfPage) -> Objects:
    """Everything drawn on the page, also by forms inside it."""
    sweep = _Sweep((page.get_width(), page.get_height()))
    sweep.all_of(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, None, 0)
    return sweep.found


class _Sweep:
    """One pass over the objects of a page in the order in which they are painted."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.found = Objects()
        self._size = size
        self._order = 0
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._refs = [ctypes.byref(part) for part in self._parts]

    def all_of(
        self, owner: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], matrix: Matrix | None, depth: int
    ) -> None:  # fmt: skip
        kind_of, mode_of, fill_of, marks_of = (
            raw.FPDFPageObj_GetType, raw.FPDFTextObj_GetTextRenderMode, raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_CountMarks,
        )  # fmt: skip
        (red, green, blue, alpha), refs = self._parts, self._refs
        inks, is_text = self.found.inks, raw.FPDF_PAGEOBJ_TEXT
        for i in range(min(count(owner), _MOST)):
            item = get(owner, i)
            kind = kind_of(item)
            self._order += 1
            if self._order > _MOST:
                return
            if kind == is_text:
                fill_of(item, *refs)
                colour = red.value, green.value, blue.value, alpha.value
                inks.append(Ink(self._order, item, mode_of(item), colour, marks_of(item) > 0, matrix))
            else:
                self._other(item, kind, matrix, depth)

    def _other(self, item: Any, kind: int, matrix: Matrix | None, depth: int) -> None:
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(item, _placed(bounds(item), matrix))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._picture(_placed(bounds(item), matrix))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _matrix_of(item)
            whole = inner if matrix is None else _product(inner, matrix)
            self.all_of(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, whole, depth + 1)

    def _picture(self, box: Box) -> None:
        self.found.grounds.append(Ground(self._order, box, None))
        if (box[2] - box[0]) * (box[3] - box[1]) >= self._size[0] * self._size[1] * _PICTURE_SHARE:
            self.found.pictures.append(box)

    def _path(self, item: Any, box: Box) -> None:
        """What is as wide or as high as the page is its background or frame, no part of a table."""
        width, height = box[2] - box[0], box[3] - box[1]
        if width >= _LEAST and height >= _LEAST:
            self._ground(item, box)
        if width > self._size[0] * _FRAME or height > self._size[1] * _FRAME:
            return
        if height <= _THIN and width >= _LEAST:
            self.found.across.append(box)
        elif width <= _THIN and height >= _LEAST:
            self.found.down.append(box)
        elif width >= _LEAST and height >= _LEAST:
            self.found.fills.append(box)

    def _ground(self, item: Any, box: Box) -> None:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        if mode.value == raw.FPDF_FILLMODE_NONE or not raw.FPDFPageObj_GetFillColor(item, *self._refs):
            return
        red, green, blue, alpha = (part.value for part in self._parts)
        if alpha >= _SOLID:
            self.found.grounds.append(Ground(self._order, box, (red, green, blue, alpha)))


def bounds(item: Any) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _matrix_of(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer`` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _placed(box: Box, matrix: Matrix | None) -> Box:
    """The box around a box of a form, in points of the page."""
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
