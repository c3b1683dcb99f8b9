"""Conditions on the deal record under which a rule, a variant or a part of a rule applies."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from review.model.deal import Missing
from review.rules.rule import Condition
from review.rules.scene import Scene


def holds(condition: Condition, scene: Scene) -> bool | None:
    """Whether the deal fulfils it; None when the field is missing and the condition does not hold without it."""
    values = field_values(scene, condition.field)
    if values is None:
        return True if condition.unsaid else None
    if condition.more_than is not None:
        return _amount(values) > condition.more_than
    shown = {text(v) for v in values}
    if condition.without:
        return not any(word in one.lower() for word in condition.without for one in shown)
    if condition.excluded:
        return not shown & set(condition.excluded)
    return bool(shown & set(condition.values))


def field_values(scene: Scene, pointer: str) -> tuple[Any, ...] | None:
    """The field's value, or its values in all rows of a list; None when it is missing everywhere."""
    if "/*/" not in pointer:
        value = scene.deal(pointer)
        return None if isinstance(value, Missing) else value if isinstance(value, tuple) else (value,)
    group, field = pointer[1:].split("/*/", 1)
    rows = scene.rows(group)
    found = () if isinstance(rows, Missing) else tuple(row[field] for _, row in rows if row.get(field) is not None)
    return found or None


def text(value: Any) -> str:
    """A value as rule files write it: true, false, names of choices, plain numbers."""
    if isinstance(value, Enum):
        return str(value.value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _amount(values: tuple[Any, ...]) -> Decimal:
    number = len(values) == 1 and isinstance(values[0], Decimal | int)
    return Decimal(values[0]) if number else Decimal(len(values))
