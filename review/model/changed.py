"""A record with other facts: ``dataclasses.replace``, three times as fast, for what is made anew a thousand times in a review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

_Record = TypeVar("_Record")


def changed(record: _Record, **facts: Any) -> _Record:
    """The frozen record with these facts in place of its own. Raises KeyError for a name that is none of its fields."""
    kind: type[_Record] = type(record)
    told, places = _layout(kind)  # type: ignore[arg-type]
    values = list(told(record))
    for name, fact in facts.items():
        values[places[name]] = fact
    return kind(*values)


@cache
def _layout(kind: type[Any]) -> tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, int]]:
    """All facts of a record in the order of its fields, and the place of each."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), {name: place for place, name in enumerate(names)}
