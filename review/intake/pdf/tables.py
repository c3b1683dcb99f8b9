"""Ruled tables: a grid of lines gives the cells, the words inside each box its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from review.intake.pdf.lines import Grid, GridCell, Line, TextOfPage, line_at
from review.intake.pdf.objects import Objects
from review.intake.pdf.turn import Box

_SAME: Final = 3.0
"""Points within which two lines stand at one place."""
_MOST_CELLS: Final = 2_000


def grids_of(objects: Objects) -> list[Grid]:
    """Tables of at least two rows and two columns, from top to bottom."""
    across = objects.across + [edge for box in objects.fills for edge in _level(box)]
    down = objects.down + [edge for box in objects.fills for edge in _upright(box)]
    if len(across) < 3 or len(down) < 3:
        return []
    grids = [grid for group in _connected(across, down) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: -grid.box[3])


def _level(box: Box) -> tuple[Box, Box]:
    return (box[0], box[1], box[2], box[1]), (box[0], box[3], box[2], box[3])


def _upright(box: Box) -> tuple[Box, Box]:
    return (box[0], box[1], box[0], box[3]), (box[2], box[1], box[2], box[3])


def _connected(across: Sequence[Box], down: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Groups of lines by the bands of the page that uprights cover without a break."""
    bands: list[list[float]] = []
    for box in sorted(down, key=lambda b: b[1]):
        if bands and box[1] <= bands[-1][1] + _SAME:
            bands[-1][1] = max(bands[-1][1], box[3])
        else:
            bands.append([box[1], box[3]])
    return [
        (
            [b for b in across if low - _SAME <= b[1] and b[3] <= high + _SAME],
            [b for b in down if low - _SAME <= b[1] and b[3] <= high + _SAME],
        )
        for low, high in bands
    ]


def _grid(across: Sequence[Box], down: Sequence[Box]) -> Grid | None:
    ys = _places([(b[1] + b[3]) / 2 for b in across])[::-1]
    xs = _places([(b[0] + b[2]) / 2 for b in down])
    if len(ys) < 3 or len(xs) < 3 or (len(ys) - 1) * (len(xs) - 1) > _MOST_CELLS:
        return None
    open_right = _edges(down, xs, ys, upright=True)
    open_below = _edges(across, xs, ys, upright=False)
    cells = _cells(xs, ys, open_right, open_below)
    return Grid((xs[0], ys[-1], xs[-1], ys[0]), tuple(cells)) if len(cells) > 3 else None


def _places(values: Sequence[float]) -> list[float]:
    """Values that lie within a hair of each other count once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _edges(lines: Sequence[Box], xs: Sequence[float], ys: Sequence[float], upright: bool) -> set[tuple[int, int]]:
    """Pairs (row, column) whose right edge (or lower edge) is ruled."""
    ruled: set[tuple[int, int]] = set()
    for box in lines:
        if upright:
            column = _nearest(xs, (box[0] + box[2]) / 2) - 1
            ruled.update((r, column) for r in range(len(ys) - 1) if box[1] - _SAME <= (ys[r] + ys[r + 1]) / 2 <= box[3] + _SAME)
        else:
            row = len(ys) - 1 - _nearest(ys[::-1], (box[1] + box[3]) / 2) - 1
            ruled.update((row, c) for c in range(len(xs) - 1) if box[0] - _SAME <= (xs[c] + xs[c + 1]) / 2 <= box[2] + _SAME)
    return ruled


def _nearest(places: Sequence[float], value: float) -> int:
    at = bisect_left(places, value)
    around = [i for i in (at - 1, at) if 0 <= i < len(places)]
    return min(around, key=lambda i: abs(places[i] - value))


def _cells(xs: Sequence[float], ys: Sequence[float], right: set[tuple[int, int]], below: set[tuple[int, int]]) -> list[GridCell]:
    """Squares that no ruling parts are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = high = 1
            while column + wide < columns and (row, column + wide - 1) not in right and (row, column + wide) not in taken:
                wide += 1
            while row + high < rows and all((row + high - 1, c) not in below for c in range(column, column + wide)):
                high += 1
            taken.update((r, c) for r in range(row, row + high) for c in range(column, column + wide))
            box = (xs[column], ys[row + high], xs[column + wide], ys[row])
            cells.append(GridCell(row, column, high, wide, box))
    return cells


def with_tables(lines: Sequence[Line], page: TextOfPage, objects: Objects) -> list[Line]:
    """The lines, with each table in the place of the lines it holds. A grid that would lose words is no table."""
    for grid in grids_of(objects if page.turn is None else objects.turned(page.turn)):
        inside = [line for line in lines if line.grid is None and grid.holds(line)]
        if not inside:
            continue
        filled = Grid(grid.box, tuple(_filled(cell, page) for cell in grid.cells))
        if _same_letters(inside, filled):
            held = {id(line) for line in inside}
            rest = [line for line in lines if id(line) not in held]
            at = _place(grid, rest)
            lines = [*rest[:at], line_at(inside[0].page, "", grid.box, grid=filled), *rest[at:]]
    return list(lines)


def _filled(cell: GridCell, page: TextOfPage) -> GridCell:
    source = None if page.turn is None else page.turn.in_file(cell.box)
    return replace(cell, lines=page.between(cell.box), source=source)


def _place(grid: Grid, lines: Sequence[Line]) -> int:
    """Where among other lines a table stands: with as few of those above it behind, and of those below it before, as can be."""
    middle = (grid.box[1] + grid.box[3]) / 2
    wrong = best = sum(line.middle > middle for line in lines)
    at = 0
    for i, line in enumerate(lines, 1):
        wrong += -1 if line.middle > middle else 1
        if wrong <= best:
            best, at = wrong, i
    return at


def _same_letters(lines: Sequence[Line], grid: Grid) -> bool:
    letters = sum(len("".join(line.text.split())) for line in lines)
    filled = sum(len("".join(words.split())) for cell in grid.cells for words in cell.lines)
    return letters * 0.98 <= filled <= letters * 1.02
