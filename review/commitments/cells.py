"""Values of a table's row, cell by cell: a bare number means what the title of its column says."""

from __future__ import annotations

from dataclasses import replace

from review.commitments.unit import Shape, Unit
from review.commitments.values import RawValue
from review.commitments.values.cells import cell
from review.model.commitment import Applied, ValueRole, ValueType

USUAL = {
    ValueType.DATE: ValueRole.DEADLINE,
    ValueType.DURATION: ValueRole.TERM,
    ValueType.MONEY: ValueRole.AMOUNT,
    ValueType.PERCENT: ValueRole.OTHER,
    ValueType.QUANTITY: ValueRole.QUANTITY,
    ValueType.COUNT: ValueRole.QUANTITY,
}
"""The role of a value that another place of the contract says."""


def shared_values(text: str, unit: Unit, currency: str | None) -> tuple[Applied, ...]:
    """What the cells say that are merged over a row from above, each in the role that its type usually plays."""
    told = ((title, span, cell(text, span.start, span.end, title, currency, unit.language)) for title, span in unit.shared)
    return tuple(Applied(title, span, tuple(v.as_value(USUAL[v.type]) for v in values)) for title, span, values in told if values)


_UNIT_TITLES = ("单位", "计量单位", "数量单位", "Unit", "UOM", "unit")


def row_values(text: str, unit: Unit, currency: str | None) -> tuple[RawValue, ...] | None:
    """The values of a row under titles, or behind its label, in order; ``None`` for anything else.

    ``currency`` is that of the contract.
    """
    cells = unit.text.split(unit.separator)
    titles = unit.header or (("", cells[0]) if len(cells) == 2 else ())
    if unit.shape is not Shape.ROW or len(cells) != len(titles):
        return None
    found: list[RawValue] = []
    at = unit.span.start
    for title, words in zip(titles, cells, strict=True):
        found += cell(text, at, at + len(words), title, currency, unit.language)
        at += len(words) + 1
    named = next((c.strip() for t, c in zip(titles, cells, strict=True) if t in _UNIT_TITLES), "")
    return tuple(replace(v, unit=named) if named and v.type is ValueType.QUANTITY and not v.unit else v for v in found)
