"""The role each value plays in its sentence: the contexts of ``rules/terms/roles.yml``, tried from the top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from review.commitments.gates import Gates
from review.commitments.tables import table
from review.commitments.unit import Shape, Unit
from review.commitments.values import RawValue
from review.model.commitment import Operator, ValueRole, ValueType

_REACH = 40
R, T = ValueRole, ValueType


@dataclass(frozen=True, slots=True)
class Context:
    """One row of the table; no ``kinds`` stand for all."""

    role: ValueRole
    kinds: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]

    def fits(self, kind: str, before: str, after: str) -> bool:
        return (not self.kinds or kind in self.kinds) and bool(self.before.search(before)) and bool(self.after.search(after))


class Contexts:
    """The table's rows for a type of value, the first that fits before all others."""

    def __init__(self, kind_of_value: ValueType) -> None:
        rows = [r for r in table("roles")["rows"] if r["type"] == kind_of_value]
        sides = [(r.get("before") or "", r.get("after") or "") for r in rows]
        self._rows = [
            Context(R(r["role"]), frozenset(r.get("kinds", ())), re.compile(b, re.IGNORECASE), re.compile(a, re.IGNORECASE))
            for r, (b, a) in zip(rows, sides, strict=True)
        ]
        self._before, self._after = (Gates(dict(enumerate(side))) for side in zip(*sides, strict=True))

    def role(self, kind: str, before: str, after: str) -> ValueRole | None:
        """The role that the words on either side of a value give it in a sentence of a kind."""
        open_ = self._before.open(before) & self._after.open(after)
        return next((self._rows[n].role for n in sorted(open_) if self._rows[n].fits(kind, before, after)), None)


_contexts = cache(Contexts)


def role_of(value: RawValue, kind: str, unit: Unit) -> ValueRole:
    """Role of a value in a unit of a kind. In a table's row the title of its column stands before it."""
    if value.recurring:
        return R.INTERVAL
    role = _contexts(value.type).role(kind, *_around(value, unit))
    if role is None:
        role = R.DEADLINE if value.type is T.DURATION else R.OTHER
    bounded = value.operator is Operator.AT_MOST and value.type in (T.PERCENT, T.MONEY, T.COUNT)
    return R.CAP if bounded and role in (R.SHARE, R.RATE, R.AMOUNT, R.QUANTITY) else role


def _around(value: RawValue, unit: Unit) -> tuple[str, str]:
    """The words on either side of a value, within its cell when it stands in one."""
    start, end = value.span.start - unit.span.start, value.span.end - unit.span.start
    cell = unit.text.rfind(unit.separator, 0, start) + 1
    column = unit.text.count(unit.separator, 0, start)
    if unit.shape is not Shape.ROW or column >= len(unit.header):
        return unit.text[max(0, start - _REACH) : start], unit.text[end : end + _REACH]
    before = f"{unit.header[column]} {unit.text[cell:start]}"[-_REACH:]
    return before, unit.text[end : end + _REACH].split(unit.separator)[0]
