"""Events as stored bytes and back.

Law of the format (``review.model.event``): one JSON object per event, canonical (sorted keys, no spaces, UTF-8), with
``sequence``, ``at``, ``actor``, ``kind`` and ``fact``. Names are never changed or deleted; a new field comes last in its
class, with a default, and older bytes without it are read with that default. Decimals and dates are strings.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from review.errors import Failure, sentences
from review.model.canonical import canonical_json
from review.model.decision import Actor
from review.model.event import Event, Fact
from review.workflow.facts import FACTS, fact_name


def to_bytes(event: Event) -> bytes:
    """Canonical JSON of an event."""
    return canonical_json(
        {
            "sequence": event.sequence,
            "at": event.at,
            "actor": event.actor,
            "kind": fact_name(type(event.fact)),
            "fact": event.fact,
        }
    )


def from_bytes(data: bytes) -> Event:
    """The event that was written. Raises Failure ``event-format`` when these are not the bytes of one."""
    try:
        node = json.loads(data)
        fact: Fact = decode(FACTS[node["kind"]], node["fact"])
        return Event(node["sequence"], datetime.fromisoformat(node["at"]), decode(Actor, node["actor"]), fact)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Failure("event-format", {"what": type(error).__name__}) from None


def fact_from(kind: str, node: Any) -> Fact:
    """A fact from plain JSON, as an API receives it. Raises Failure ``fact-format`` naming what does not fit."""
    try:
        fact: Fact = decode(FACTS[kind], node)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Failure("fact-format", {"kind": kind, "what": str(error)[:200]}) from None
    return fact


def decode(kind: Any, node: Any) -> Any:
    """A value of a model type from its canonical JSON. Raises TypeError or ValueError for what does not fit."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, node)
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _union(typing.get_args(kind), node)
    if origin is tuple:
        return _tuple(typing.get_args(kind), node)
    return _scalar(kind, node)


def _dataclass(kind: type, node: Any) -> Any:
    if not isinstance(node, dict):
        raise TypeError(f"{kind.__name__} is an object")
    hints = _hints(kind)
    unknown = set(node) - set(hints)
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {min(unknown)}")
    return kind(**{name: decode(hints[name], value) for name, value in node.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _union(kinds: tuple[Any, ...], node: Any) -> Any:
    if node is None:
        if type(None) in kinds:
            return None
        raise TypeError("null does not fit")
    return decode(next(k for k in kinds if k is not type(None)), node)


def _tuple(kinds: tuple[Any, ...], node: Any) -> tuple[Any, ...]:
    if not isinstance(node, list):
        raise TypeError("a list is needed")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(decode(kinds[0], n) for n in node)
    return tuple(decode(k, n) for k, n in zip(kinds, node, strict=True))


_FROM_TEXT: dict[type, Callable[[str], Any]] = {
    Decimal: Decimal,
    float: float,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _scalar(kind: Any, node: Any) -> Any:
    if kind in _FROM_TEXT or issubclass(kind, Enum):
        if not isinstance(node, str):
            raise TypeError(f"{kind.__name__} is written as a string")
        return _FROM_TEXT.get(kind, kind)(node)
    if type(node) is not kind:
        raise TypeError(f"{kind.__name__} is needed")
    return node


sentences(
    {
        "event-format": {
            "zh": "事件记录不符合存储格式（{what}）。",
            "en": "The record of an event does not fit the durable format ({what}).",
        },
        "fact-format": {
            "zh": "操作“{kind}”的内容不符合格式：{what}",
            "en": "The content of the action {kind} does not fit: {what}",
        },
    }
)
