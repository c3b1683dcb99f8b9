"""Values as short strings, so that a table of cases can be read."""

from __future__ import annotations

from review.commitments.values import RawValue, scan
from review.model.commitment import ValueType
from review.model.language import Language


def say(value: RawValue) -> str:
    """``30 day``, ``5 working day``, ``0.3 %``, ``12000 CNY``, ``120 台``, ``2026-06-30``; ``?`` for the number of a blank."""
    if value.type is ValueType.DATE:
        return (
            "? date"
            if value.blank
            else f"no {value.part}"
            if value.impossible
            else value.iso.isoformat()
            if value.iso
            else value.part
        )
    n = "?" if value.n is None else f"{value.n.normalize():f}"
    unit = "%" if value.type is ValueType.PERCENT else value.currency or value.unit or ""
    return " ".join(part for part in (n, value.day_type or "", unit) if part)


def said(text: str, language: Language | None = None) -> list[str]:
    """Every value of a text."""
    return [say(value) for value in scan(text, language=language)]
