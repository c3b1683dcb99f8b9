"""Expressions of rule files: CEL, typed against the published fields of a deal record. The library is loaded at first use.

Numbers are doubles (exact to 15 digits, which thresholds do not pass), days are timestamps at midnight UTC, amounts are
in units of the currency. Functions beside CEL's own: ``days(a, b)`` days from a to b; ``working_days(a, b)``; ``most(list)``,
``least(list)``, ``total(list)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

#: Type names of ``review.rules.fields`` and of rule parameters -> CEL types.
_TYPES = {"text": "STRING", "number": "DOUBLE", "bool": "BOOL", "date": "TIMESTAMP"}


class ExpressionError(ValueError):
    """The expression cannot be used: the reason names what is wrong and where."""


class Expression:
    """A checked expression. ``types`` names its variables with ``text number bool date`` or ``list:`` of one of them."""

    def __init__(self, text: str, types: Mapping[str, str]) -> None:
        self.text = text
        self._program = _compile(text, tuple(sorted(types.items())))

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Its truth. Raises ExpressionError when it does not come to one (CEL hands run-time errors back as values)."""
        result = self._program.eval(data={k: _plain(v) for k, v in values.items()})
        found = result.value()
        if not isinstance(found, bool):
            raise ExpressionError(f"{self.text}: {found}")
        return found


def fault(text: str, types: Mapping[str, str]) -> str:
    """Why an expression may not be used, or an empty text."""
    try:
        Expression(text, types)
    except Exception as error:  # the library raises its own kinds, all with the line and column in the text
        return " ".join(str(error).split())[:200]
    return ""


@lru_cache(maxsize=1024)
def _compile(text: str, types: tuple[tuple[str, str], ...]) -> Any:
    from cel_expr_python import cel  # type: ignore[import-untyped]

    program = _environment(types).compile(text)
    if program.return_type() != cel.Type.BOOL:
        raise ExpressionError(f"{text}: it must be true or false, not {program.return_type().name()}")
    return program


@lru_cache(maxsize=256)
def _environment(types: tuple[tuple[str, str], ...]) -> Any:
    from cel_expr_python import cel

    return cel.NewEnv(variables={name: _type(kind) for name, kind in types}, extensions=[_functions()])


def _type(kind: str) -> Any:
    from cel_expr_python import cel

    if kind.startswith("list:"):
        return cel.Type.List(_type(kind.removeprefix("list:")))
    return getattr(cel.Type, _TYPES[kind])


@lru_cache(maxsize=1)
def _functions() -> Any:
    from cel_expr_python import cel

    day, number = cel.Type.TIMESTAMP, cel.Type.DOUBLE
    numbers = cel.Type.List(number)
    rows = (
        ("days", [day, day], _days),
        ("working_days", [day, day], _working_days),
        ("most", [numbers], lambda values: float(max(values, default=0.0))),
        ("least", [numbers], lambda values: float(min(values, default=0.0))),
        ("total", [numbers], lambda values: float(sum(values))),
    )
    return cel.CelExtension(
        "tripact",
        [cel.FunctionDecl(name, [cel.Overload(f"tripact_{name}", number, params, False, impl)]) for name, params, impl in rows],
    )


def _days(start: datetime, end: datetime) -> float:
    return float((end - start).days)


def _working_days(start: datetime, end: datetime) -> float:
    """Mondays to Fridays after ``start`` up to ``end``; public holidays are not known here."""
    step = timedelta(days=1)
    count, at = 0, start + step
    while at <= end:
        count += at.weekday() < 5
        at += step
    return float(count)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return [_plain(v) for v in value] if isinstance(value, tuple | list) else value
