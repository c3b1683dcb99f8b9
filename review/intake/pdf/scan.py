"""Pages that are pictures: character recognition by rapidocr, the optional extra ``ocr``, and a check for lines it left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pypdfium2 import PdfPage  # type: ignore[import-untyped]

from review.intake.pdf.lines import Line, line_at
from review.intake.pdf.turn import Box

_DOTS_PER_INCH: Final = 200
_SCALE: Final = _DOTS_PER_INCH / 72
#: As measured: with the defaults of rapidocr lines of a full page are left out without a word.
_PARAMETERS: Final = {
    "Det.limit_side_len": 960,
    "Det.limit_type": "max",
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
}
_DARK: Final = 128
_LINE_HEIGHTS: Final = (10, 80)
"""Pixels: what is lower is a ruling, what is higher a picture or a stamp."""
_LEAST_WIDTH: Final = 120
_LEAST_INK: Final = 0.03
UNSURE: Final = 0.85
"""A page whose lines are recognised with less confidence than this on average is told as doubtful."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of a page, the mean of their confidence (0 to 1), and how many dark lines no text was found for."""

    lines: list[Line]
    confidence: float
    left_out: int


class Recogniser:
    """Holds the models; they are loaded when the first page needs them."""

    def __init__(self) -> None:
        self._engine: Any = None

    def read(self, page: PdfPage, number: int) -> Recognised:
        """Render a page and recognise it."""
        if self._engine is None:
            from rapidocr import RapidOCR  # the import alone takes seconds

            self._engine = RapidOCR(params=dict(_PARAMETERS))
        picture = page.render(scale=_SCALE).to_numpy()
        found = self._engine(picture)
        boxes = [] if found.boxes is None else [_edges(corners) for corners in found.boxes]
        rows = list(zip(boxes, found.txts or (), found.scores or (), strict=True))
        top = page.get_height()
        lines = [
            line_at(number, text.strip(), _in_points(box, top), confidence=score) for box, text, score in rows if text.strip()
        ]
        mean = sum(line.confidence for line in lines) / len(lines) if lines else 0.0
        return Recognised(_ordered(lines, page.get_width()), mean, _left_out(picture, boxes))


def _edges(corners: Any) -> Box:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _in_points(box: Box, top: float) -> Box:
    """From pixels below the upper edge to points above the lower one."""
    left, upper, right, lower = (value / _SCALE for value in box)
    return left, top - lower, right, top - upper


def _ordered(lines: list[Line], width: float) -> list[Line]:
    """From top to bottom, those of one height from left to right; two columns of text one after the other."""
    middle = width / 2
    across = sum(line.left < middle < line.right for line in lines)
    wide = [line for line in lines if line.right - line.left > width * 0.3]
    if lines and across * 10 < len(lines) and len(wide) * 2 > len(lines):
        return _by_rows([x for x in lines if x.left < middle]) + _by_rows([x for x in lines if x.left >= middle])
    return _by_rows(lines)


def _by_rows(lines: Sequence[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: -one.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < line.height / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def _left_out(picture: Any, boxes: Sequence[Box]) -> int:
    """Bands of dark pixels of the height of a line that lie in no box."""
    dark = picture.min(axis=2) < _DARK if picture.ndim == 3 else picture < _DARK
    for left, upper, right, lower in boxes:
        dark[max(int(upper) - 4, 0) : int(lower) + 5, max(int(left) - 4, 0) : int(right) + 5] = False
    rows = dark.sum(axis=1)
    count, start = 0, None
    for at, ink in enumerate([*(rows > _LEAST_WIDTH * _LEAST_INK * 4), False]):
        if ink and start is None:
            start = at
        elif not ink and start is not None:
            count += _is_line(dark[start:at])
            start = None
    return count


def _is_line(band: Any) -> bool:
    height = band.shape[0]
    columns = band.any(axis=0).nonzero()[0]
    if not _LINE_HEIGHTS[0] <= height <= _LINE_HEIGHTS[1] or len(columns) == 0:
        return False
    width = int(columns[-1] - columns[0]) + 1
    return width >= _LEAST_WIDTH and float(band.sum()) / (width * height) >= _LEAST_INK
