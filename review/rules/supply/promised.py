"""Numbers that we promise, and the answer where there is less to keep them with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Value, ValueType
from review.model.finding import Compared
from review.rules.check import Answer, Params, failed
from review.rules.scene import Scene

Line = tuple[str, Mapping[str, Any]]
#: Units that count people.
HEADS = frozenset(["名", "人", "位", "person", "persons", "people", "engineers", "engineer", "人员"])


def numbers(scene: Scene, params: Params, kinds: tuple[str, ...]) -> list[tuple[Commitment, Value]]:
    """Our commitments of the words with a bare number; those of the kinds only, where there are such."""
    ours = [c for c in scene.commitments if c.obligor in scene.party("ours")]
    if not any(_numbered(c) for c in ours):
        return []
    worded = [c for c in ours if scene.near(params["words"], c.span, "sentence")]
    chosen = [c for c in worded if c.kind in kinds or set(c.also) & set(kinds)] or worded
    return [(c, v) for c in chosen for v in _numbered(c)]


def _numbered(c: Commitment) -> list[Value]:
    return [v for v in c.values if v.type in (ValueType.QUANTITY, ValueType.COUNT) and v.n is not None]


def short(c: Commitment, v: Value, have: Decimal, pointer: str, title: Mapping[str, str]) -> Answer:
    assert v.n is not None
    compared = (Compared(title, decimal_text(v.n), decimal_text(have), pointer),)
    fields = {"promised": decimal_text(v.n), "available": decimal_text(have)}
    return failed(c, c.span, v.span, compared=compared, fields=fields)
