"""Tables drawn with box characters or bars. The drawing stays in the text as it is; rows that stand on one line are told as rows.

A line between bars is a row; a clause number may stand before its first bar: ``2.1 | Item | Amount |``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

UPRIGHT: Final = "│"
_UPRIGHTS: Final = re.compile("[│┃║]")
_DRAWN: Final = re.compile("[\u2500-\u257f]")
_RULING: Final = re.compile(r"[\s\u3000\u2500-\u257f]+")
_BARRED: Final = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3})*\.?[ \t]+)?\|(?:[^|]*\|){2,}[ \t\u3000]*")
_DIGIT: Final = re.compile(r"\d")
_LEVEL: Final = re.compile("[─━═┄┅┈┉]")
_BLANK: Final = " \t\u3000"
_LEAST_COLUMNS: Final = 2


def is_drawn(line: str) -> bool:
    """Whether a line belongs to a drawn table."""
    return _DRAWN.search(line) is not None or is_barred(line)


def is_barred(line: str) -> bool:
    """Whether a line is a row between bars."""
    return _BARRED.fullmatch(line) is not None


def label_before(line: str) -> str:
    """The clause number before the first bar of a row; empty where none stands there."""
    found = _BARRED.fullmatch(line)
    return (found["label"] or "").strip(_BLANK) if found else ""


def rows_of(lines: Sequence[str]) -> list[list[str] | None]:
    """For each line of a drawing the cells of the row it is; None for rulings and for rows of several lines.

    In a drawing whose rulings break rows at different heights a line is no row, and none is told.
    """
    if all(map(is_barred, lines)):
        return [[cell.strip(_BLANK) for cell in line.strip(_BLANK).split("|")[1:-1]] for line in lines]
    cells = [_cells(line) for line in lines]
    if any(_LEVEL.search(text) for row in cells if row for text in row):
        return [None] * len(lines)
    return [row if row and _is_row(row) and _stands_alone(cells, i) else None for i, row in enumerate(cells)]


def _stands_alone(cells: Sequence[list[str] | None], at: int) -> bool:
    """Whether a line stands between rulings, its last cell alone, a remark, running on below it."""
    if at and cells[at - 1] is not None:
        return False
    after = at + 1
    while at and after < len(cells) and _remarks_on(cells[after], cells[at] or ()):
        after += 1
    return after == len(cells) or cells[after] is None


def _remarks_on(line: Sequence[str] | None, row: Sequence[str]) -> bool:
    """Whether only the last cell of a row of at least three goes on in a line, with no number in it."""
    return line is not None and _LEAST_COLUMNS < len(row) == len(line) and not any(line[:-1]) and not _DIGIT.search(line[-1])


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) >= _LEAST_COLUMNS and any(cells)


def _cells(line: str) -> list[str] | None:
    """What stands between the uprights; None for a ruling."""
    text = line.strip(_BLANK)
    if _RULING.fullmatch(text) and _LEVEL.search(text):
        return None
    parts = _UPRIGHTS.split(text)
    if len(parts) > 1 and not parts[0].strip(_BLANK):
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip(_BLANK):
        parts = parts[:-1]
    return [part.strip(_BLANK) for part in parts]
