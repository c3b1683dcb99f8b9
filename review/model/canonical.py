"""One byte form of a value, so that hashes and results are the same everywhere (law 4)."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any


def plain(value: Any) -> Any:
    """A value of the model as JSON types: dataclasses become objects, decimals strings, dates ISO strings."""
    return value if value is None or isinstance(value, int) or type(value) is str else _form(type(value))(value)  # type: ignore[arg-type]


@cache
def _form(kind: type[Any]) -> Callable[[Any], Any]:
    """How values of a type are written."""
    if dataclasses.is_dataclass(kind):
        names = [f.name for f in dataclasses.fields(kind)]
        return lambda value: {name: plain(getattr(value, name)) for name in names}
    for types, convert in _FORMS:
        if issubclass(kind, types):
            return convert
    raise TypeError(f"{kind.__name__} has no canonical form")


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: ``12000``, ``0.3``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces."""
    return as_json(plain(value))


def as_json(value: Any, other: Callable[[Any], Any] | None = None) -> bytes:
    """The same of JSON types; ``other`` turns everything else into them."""
    return json.dumps(value, default=other, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    """Lower-case hex digest."""
    return hashlib.sha256(data).hexdigest()


def digest(value: Any) -> str:
    """Digest of a value's canonical form."""
    return sha256(canonical_json(value))


def _sequence(value: Any) -> list[Any]:
    return [plain(v) for v in value]


_FORMS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Enum, lambda v: plain(v.value)),
    (str, str),
    (Decimal, decimal_text),
    ((date, datetime), lambda v: v.isoformat()),
    (float, lambda v: decimal_text(Decimal(repr(v)))),
    (Mapping, lambda v: {str(k): plain(x) for k, x in v.items()}),
    (Set, lambda v: sorted(_sequence(v))),
    ((tuple, list), _sequence),
)
