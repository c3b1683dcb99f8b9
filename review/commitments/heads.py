"""The head of a table: how many rows it has, and the title of each column with the unit that the table states once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from review.commitments.values import header_of
from review.model.commitment import ValueType
from review.model.document import Cell, Document, Row, Table

_LONGEST = {"zh": 24, "en": 40}
"""Characters of a column's title."""
_NO_TITLE = re.compile(r"\d{2,}|。")
_FIGURE = re.compile(r"\d")
_REACH = 60
_UNIT_LINE = re.compile(
    r"(?:单位|币种)\s*[:：]\s*(?:人民币|RMB)?\s*(?P<zh>[^\s()（）,，。]{1,6})"
    r"|(?:amounts?|prices?|all figures)\s+(?:are\s+)?in\s+(?P<en>[A-Z]{3})\b",
    re.IGNORECASE,
)
"""The unit that is stated once for all amounts of a table: 单位：万元, amounts in USD."""


@dataclass(frozen=True, slots=True)
class Head:
    """``rows`` rows of titles; ``titles`` maps a column of the grid to its title."""

    rows: int
    titles: Mapping[int, str]

    def over(self, cell: Cell) -> str:
        """The title above a cell."""
        return self.titles.get(cell.column, "")


def head_of(document: Document, table: Table) -> Head:
    """The head of a table; one without rows when its first row holds no titles."""
    rows = _rows(document, table)
    unit = _unit_line(document, table)
    titles: dict[int, str] = {}
    for row in table.rows[:rows]:
        for cell in row.cells:
            words = " ".join(document.quote(cell.span).split())
            for column in range(cell.column, cell.column + min(cell.column_span, len(_widest(table)))):
                above = titles.get(column, "")
                titles[column] = f"{above} {words}".strip() if words and words not in above else above
    return Head(rows, {column: _with_unit(title, unit) for column, title in titles.items()})


def _widest(table: Table) -> tuple[Cell, ...]:
    return max((row.cells for row in table.rows), key=len, default=())


def _rows(document: Document, table: Table) -> int:
    if not _is_head(document, table):
        return 0
    first, second = table.rows[0], table.rows[1]
    over_two = any(c.column_span > 1 or c.row_span > 1 for c in first.cells)
    return 2 if over_two and len(table.rows) > 2 and _are_titles(document, second) else 1


def _is_head(document: Document, table: Table) -> bool:
    """Whether the first row holds short names without numbers, above other rows."""
    if len(table.rows) < 2 or len(table.rows[0].cells) < 2 or not _are_titles(document, table.rows[0]):
        return False
    below = [document.quote(c.span) for row in table.rows[1:] for c in row.cells]
    titled = len(table.rows[0].cells) > 2 or table.rows[0].header or any(map(_is_long, below))
    return titled or _counts_below(document, table)


def _are_titles(document: Document, row: Row) -> bool:
    words = [document.quote(c.span).strip() for c in row.cells]
    short = all(len(w) <= _LONGEST["en" if w.isascii() else "zh"] and not _NO_TITLE.search(w) for w in words)
    return short and any(words) and not any(w.endswith((":", "：")) for w in words)


def _is_long(text: str) -> bool:
    text = text.strip()
    return len(text) > 14 and text.endswith(("。", "；", ".", ";"))


def _counts_below(document: Document, table: Table) -> bool:
    """Whether only the first of three or more rows has no number in its last cell."""
    first, *rest = (bool(_FIGURE.search(document.quote(r.cells[-1].span))) for r in table.rows if r.cells)
    return len(rest) > 1 and not first and all(rest)


def _unit_line(document: Document, table: Table) -> str:
    """The unit that the line above the table states for its amounts."""
    line = document.text[max(0, table.span.start - _REACH) : table.span.start].rstrip().rsplit("\n", 1)[-1]
    match = _UNIT_LINE.search(line)
    return (match["zh"] or match["en"]) if match else ""


def _with_unit(title: str, unit: str) -> str:
    """The title of a column of amounts with the table's unit, where it names none itself."""
    meaning = header_of(title) if unit else None
    return f"{title}（{unit}）" if meaning and meaning.type is ValueType.MONEY and not meaning.currency else title
