"""Values of a table's row, cell by cell: a bare number means what the title of its column says."""

from __future__ import annotations

from dataclasses import replace

from review.commitments.unit import Shape, Unit
from review.commitments.values import RawValue
from review.commitments.values.cells import cell
from review.model.commitment import ValueType

_UNIT_TITLES = ("单位", "计量单位", "数量单位", "Unit", "UOM", "unit")


def row_values(text: str, unit: Unit, currency: str | None) -> tuple[RawValue, ...] | None:
    """The values of a row under titles, in order; ``None`` for anything else. ``currency`` is that of the contract."""
    cells = unit.text.split("\t")
    if unit.shape is not Shape.ROW or len(cells) != len(unit.header):
        return None
    found: list[RawValue] = []
    at = unit.span.start
    for title, words in zip(unit.header, cells, strict=True):
        found += cell(text, at, at + len(words), title, currency, unit.language)
        at += len(words) + 1
    named = next((c.strip() for t, c in zip(unit.header, cells, strict=True) if t in _UNIT_TITLES), "")
    return tuple(replace(v, unit=named) if named and v.type is ValueType.QUANTITY and not v.unit else v for v in found)
