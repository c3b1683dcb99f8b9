"""The published form of commitments: field names by which extraction is measured and that programs read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from review.model.canonical import plain
from review.model.commitment import Commitment, Understanding, Value
from review.model.document import Document


def as_json(understanding: Understanding, document: Document) -> dict[str, Any]:
    """``{"commitments": [...], "parties": [...], "definitions": [...]}`` of JSON types; ``n`` is a number."""
    return {
        "document": document.source.name,
        "commitments": [_commitment(c) for c in understanding.commitments],
        "parties": plain(understanding.parties),
        "definitions": plain(understanding.definitions),
    }


def _commitment(c: Commitment) -> dict[str, Any]:
    fields = plain(c)
    fields["values"] = [_value(v) for v in c.values]
    fields["also"] = list(c.also)
    return fields  # type: ignore[no-any-return]


def _value(value: Value) -> dict[str, Any]:
    fields = {k: v for k, v in plain(value).items() if v is not None or k == "n"}
    fields["n"] = _number(value.n)
    if value.iso is None and value.part:
        fields["iso"] = value.part
    return fields


def _number(n: Decimal | None) -> int | float | None:
    if n is None:
        return None
    return int(n) if n == n.to_integral_value() else float(n)
