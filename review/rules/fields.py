"""The published fields of a deal record, as rules name them: pointers checked against the schema, with their types."""

from __future__ import annotations

import difflib
import types
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

#: Types of fields as expressions see them.
_TYPES: tuple[tuple[Any, str], ...] = ((bool, "bool"), (Decimal, "number"), (int, "number"), (datetime, "date"), (date, "date"))


@cache
def all_fields() -> dict[str, str]:
    """Pointer -> type (``text number bool date list map``); rows of lists are written ``/group/*/field``."""
    from review.deal.schema import DealRecord

    found: dict[str, str] = {}
    _collect(DealRecord, "", found)
    return found


def known_field(pointer: str) -> bool:
    return pointer in all_fields()


def close_fields(pointer: str) -> tuple[str, ...]:
    """Up to five published fields that are written much like ``pointer``."""
    return tuple(difflib.get_close_matches(pointer, all_fields(), n=5, cutoff=0.4))


def _collect(model: type[BaseModel], path: str, found: dict[str, str]) -> None:
    for name, info in model.model_fields.items():
        pointer = f"{path}/{info.alias or name}"
        _describe(info.annotation, pointer, found)


def _describe(annotation: Any, pointer: str, found: dict[str, str]) -> None:
    kind, item = _kind(annotation)
    found[pointer] = kind
    if kind == "list":
        _describe(item, pointer + "/*", found)
    elif kind == "map" and item is not None:
        _collect(item, pointer, found)


def _kind(annotation: Any) -> tuple[str, Any]:
    origin, args = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if origin in (Union, types.UnionType):
        return _kind(args[0])
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__)
    if origin is tuple:
        return "list", args[0]
    if origin is dict:
        return "map", None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "map", annotation
    return _scalar(annotation), None


def _scalar(annotation: Any) -> str:
    if isinstance(annotation, type) and not issubclass(annotation, Enum):
        return next((name for kind, name in _TYPES if issubclass(annotation, kind)), "text")
    return "text"
