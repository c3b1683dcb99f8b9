"""Every value of the contract's text, whether or not a commitment holds it; read once per evaluation."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from review.commitments.values import RawValue, scan
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules.scene import Scene


def of(scene: Scene) -> tuple[RawValue, ...]:
    """In text order."""
    found: tuple[RawValue, ...] = scene.once("values", lambda: tuple(_read(scene)))
    return found


def within(scene: Scene, span: Span) -> tuple[RawValue, ...]:
    """Those that lie inside the span."""
    held = of(scene)
    first = bisect_left(held, span.start, key=lambda v: v.span.start)
    return tuple(v for v in held[first : bisect_left(held, span.end, key=lambda v: v.span.start)] if v.span.end <= span.end)


def _read(scene: Scene) -> list[RawValue]:
    found = []
    for block in scene.document.blocks:
        text = scene.text[block.span.start : block.span.end]
        if text.strip():
            found += [replace(v, span=v.span.shifted(block.span.start)) for v in scan(text)]
    return sorted(found, key=lambda v: (v.span.start, v.span.end))


_BASE = {"week": ("day", 7), "quarter": ("month", 3), "year": ("month", 12)}


def key(v: RawValue) -> tuple[str, Decimal | str, str] | None:
    """What a value says, in units that two ways of writing it share; None for a blank or a bare count."""
    if v.iso is not None:
        return "date", v.iso.isoformat(), ""
    if v.n is None or v.recurring or v.type in (ValueType.COUNT, ValueType.QUANTITY):
        return None
    if v.type is ValueType.DURATION:
        unit, factor = _BASE.get(v.unit or "", (v.unit or "", 1))
        return "duration", (v.n * factor).normalize(), unit
    return v.type.value, v.n.normalize(), v.currency or ""
