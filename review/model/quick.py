"""Frozen records that are made by the ten thousand: their fields are set by slot, in half the time of setting them by name."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

_Kind = TypeVar("_Kind", bound=type[Any])


def quick(kind: _Kind) -> _Kind:
    """A dataclass with ``frozen`` and ``slots``, made the quick way; all else about it stays.

    ``dataclass`` writes such a constructor too, but must set frozen fields through ``object.__setattr__``. Raises TypeError for
    a class whose constructor does more than set its fields.
    """
    told = fields(kind)
    if hasattr(kind, "__post_init__") or not all(f.init and not f.kw_only and f.default_factory is MISSING for f in told):
        raise TypeError(f"{kind.__name__} does more than set its fields")
    space: dict[str, Any] = {f"set_{f.name}": vars(kind)[f.name].__set__ for f in told}
    space |= {f"default_{f.name}": f.default for f in told}
    parameters = ", ".join(f.name if f.default is MISSING else f"{f.name}=default_{f.name}" for f in told)
    body = "".join(f"\n set_{f.name}(self, {f.name})" for f in told)
    exec(f"def __init__(self, {parameters}):{body}", space)
    made = space["__init__"]
    made.__qualname__, made.__annotations__ = kind.__init__.__qualname__, kind.__init__.__annotations__
    kind.__init__ = made
    return kind
