"""Reading order: pages whose columns are written row by row are taken apart, and lines out of order are put back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from review.intake.pdf.lines import Line, TextOfPage

_SAMPLE: Final = 8
_GAP: Final = 1.6
"""Width of a gap between columns, in heights of a line; a word space is a quarter."""
_WIDE: Final = 0.55
_MIDDLE: Final = (0.25, 0.75)
_SHARE: Final = 0.6


def in_reading_order(lines: Sequence[Line], page: TextOfPage, width: float) -> list[Line]:
    """The lines as a person reads them; those of a page that lies on its side stay as they come."""
    if page.turn is not None and not _is_upright(lines):
        return list(lines)
    gutter = _gutter(lines, page, width)
    if gutter is not None:
        return _by_columns(lines, page, gutter)
    return _sorted_when_scrambled(lines)


def _is_upright(lines: Sequence[Line]) -> bool:
    """Whether the lines run across the page as shown, and down it."""
    across = sum(line.right - line.left >= line.height for line in lines)
    rising = sum(b.middle > a.middle for a, b in pairwise(lines))
    return across * 2 >= len(lines) and rising * 2 <= len(lines)


def _gutter(lines: Sequence[Line], page: TextOfPage, width: float) -> float | None:
    """Where the gap between two columns lies, when most wide lines have one at the same place."""
    wide = [line for line in lines if line.right - line.left > width * _WIDE and line.text.count(" ") > 1]
    if len(wide) < _SAMPLE:
        return None
    gaps: list[tuple[float, float]] = []
    for seen, line in enumerate(wide[:: len(wide) // _SAMPLE][:_SAMPLE], 1):
        gap = _widest_gap(line, page, width)
        gaps += [gap] if gap is not None else []
        if len(gaps) < seen * _SHARE - 1:
            return None
    left, right = max(a for a, _ in gaps), min(b for _, b in gaps)
    return (left + right) / 2 if right > left else None


def _widest_gap(line: Line, page: TextOfPage, width: float) -> tuple[float, float] | None:
    """The widest gap in the middle of a line, when it is no word space."""
    best: tuple[float, float] | None = None
    for at, c in enumerate(line.text):
        if c != " " or not _MIDDLE[0] / 2 < at / len(line.text) < (1 + _MIDDLE[1]) / 2:
            continue
        left, right = page.box(line.first + at - 1)[2], page.box(line.first + at + 1)[0]
        inside = _MIDDLE[0] * width < (left + right) / 2 < _MIDDLE[1] * width
        if inside and right - left > _GAP * line.height and (best is None or right - left > best[1] - best[0]):
            best = (left, right)
    return best


def _by_columns(lines: Sequence[Line], page: TextOfPage, gutter: float) -> list[Line]:
    """Lines over the full width divide the page into bands; in each band the left column stands before the right one."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.middle):
        halves = _split(line, page, gutter)
        if halves is None:
            ordered += left + right + [line]
            left, right = [], []
            continue
        left += halves[0]
        right += halves[1]
    return ordered + left + right


def _split(line: Line, page: TextOfPage, gutter: float) -> tuple[list[Line], list[Line]] | None:
    """The parts of a line left and right of the gutter; None when it runs across."""
    if line.right <= gutter:
        return [line], []
    if line.left >= gutter:
        return [], [line]
    for at, c in enumerate(line.text):
        if c == " " and page.box(line.first + at - 1)[2] <= gutter <= page.box(line.first + at + 1)[0]:
            cut = line.first + at
            return [page.line(line.text[:at].rstrip(), line.first, cut - 1)], [page.line(line.text[at + 1 :], cut + 1, line.last)]
    return None


def _sorted_when_scrambled(lines: Sequence[Line]) -> list[Line]:
    """Files mostly hold lines in reading order; one that jumps up and down within one column does not."""
    if len(lines) < 4:
        return list(lines)
    tall = median(line.height for line in lines) or 1.0
    jumps = sum(1 for a, b in pairwise(lines) if b.middle > a.middle + tall and _overlap(a, b))
    return sorted(lines, key=lambda one: -one.middle) if jumps * 4 > len(lines) else list(lines)


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right
