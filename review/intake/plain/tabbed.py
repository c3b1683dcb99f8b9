"""Rows of a table as they are pasted into a text: one line each, tabs between the cells, or bars without any at its ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from review.intake.structure.labels import label_of

SEPARATOR: Final = "\t"
_BARS: Final = re.compile("[|｜]")
_SPACED_BAR: Final = re.compile(r"[ \u3000\xa0][|｜][ \u3000\xa0]")
_BLANK: Final = " \u3000\xa0"
_LEAST_COLUMNS: Final = 3
_LEAST_ROWS: Final = 2
_ROWS_OF_TWO: Final = 3
"""So many rows at least of two cells each, a bar with spaces between them."""


def cells_of(line: str) -> list[str] | None:
    """The cells of a row; None for a line that is none, as one with nothing but clause numbers before its words."""
    parts = line.rstrip(_BLANK + SEPARATOR).split(SEPARATOR) if SEPARATOR in line.strip() else _BARS.split(line)
    cells = [cell.strip(_BLANK) for cell in parts]
    before = [cell for cell in cells[:-1] if cell]
    enough = len(cells) >= _LEAST_COLUMNS or _are_two(line, cells)
    return cells if enough and not all(map(_is_number, before)) else None


def _are_two(line: str, cells: Sequence[str]) -> bool:
    return len(cells) == 2 and all(cells) and _SPACED_BAR.search(line) is not None


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows below each other are a table: several, one of them filled, and no list of contents with its pages."""
    filled = any(sum(map(bool, cells)) >= _LEAST_COLUMNS for cells in rows) or len(rows) >= _ROWS_OF_TWO
    return len(rows) >= _LEAST_ROWS and filled and not _is_contents(rows)


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    pages = [int(cells[-1]) if cells[-1].isdecimal() else -1 for cells in rows]
    numbered = all(_is_number(cells[0]) for cells in rows if cells[0])
    return numbered and min(pages) >= 0 and all(one <= other for one, other in pairwise(pages))


def _is_number(cell: str) -> bool:
    """Whether a cell holds a clause's or a row's number and nothing else."""
    label = label_of(cell + " ")
    return cell.isdecimal() or (label is not None and label.end >= len(cell))
