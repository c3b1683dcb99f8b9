"""Performance figures of the contract against the product's specification (``solution[].metric`` and ``value``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.commitments.values import RawValue, scan
from review.commitments.values.lengths import time
from review.commitments.values.numbers import Number, read
from review.commitments.values.width import halfwidth
from review.model.commitment import Commitment, Operator, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param
from review.rules.text import fold

PARAMS = {"of": Param(Selects(), REQUIRED, "performance commitments")}
#: Lower is stricter for these types unless the text says "at least".
_LOWER = (ValueType.DURATION,)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    chosen = [c for c in scene.select(params["of"]) if any(ch.isdigit() for ch in c.quote)]
    if not chosen:
        return
    rows = scene.rows("solution")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, commitment=chosen[0])
        return
    for c in chosen:
        for pointer, row in rows:
            v = _nearest(scene, c, str(row["metric"])) if row.get("metric") and row.get("value") else None
            answer = _judge(c, v, pointer, row) if v else None
            if answer:
                yield answer


def _nearest(scene: Scene, c: Commitment, metric: str) -> Value | None:
    """The number that stands nearest to the metric's name; a bare one counts as a count."""
    at = fold(c.quote).find(fold(metric))
    if at < 0:
        return None
    place = c.span.start + at
    bare = [
        Value(ValueRole.THRESHOLD, ValueType.COUNT, n.n, Span(n.start, n.end).shifted(c.span.start)) for n in _numbers(c.quote)
    ]
    measured = [v for v in c.values if v.n is not None and v.role is not ValueRole.INTERVAL]
    free = [v for v in bare if not any(m.span.overlaps(v.span) for m in measured)]
    return min((*measured, *free), key=lambda v: abs(v.span.start - place), default=None)


def _numbers(quote: str) -> Iterator[Number]:
    text, at = halfwidth(quote), 0
    while at < len(text):
        found = read(text, at) if text[at].isdigit() else None
        if found:
            yield found
        at = found.end if found else at + 1


def _judge(c: Commitment, v: Value, pointer: str, row: Mapping[str, Any]) -> Answer | None:
    bound = _in_unit(str(row["value"]), v)
    if bound is None or v.n is None:
        return None
    lower = v.operator in (Operator.AT_MOST, Operator.LESS_THAN) or (v.operator is None and v.type in _LOWER)
    shown = render.value(v)
    fields = {"metric": str(row["metric"]), "value": shown, "bound": str(row["value"])}
    compared = (Compared({"zh": "产品规格", "en": "specification"}, shown, str(row["value"]), f"{pointer}/value"),)
    if v.n < bound if lower else v.n > bound:
        return failed(c, c.span, v.span, variant="stricter", compared=compared, fields=fields, replaces=v.span)
    return passed(c, compared=compared)


def _in_unit(text: str, v: Value) -> Decimal | None:
    """The specified number in the unit of the contract's value; a bare number is taken in that unit."""
    found: RawValue | None = next(iter(scan(text)), None)
    if found is not None and found.n is not None and found.type is v.type:
        return time(found.n, found.unit, v.unit or "") if v.type is ValueType.DURATION else found.n
    number = read(text.strip(), 0)
    return number.n if number and number.end == len(text.strip()) else None


CHECK = Check("specification", PARAMS, run, fields=("metric", "value", "bound"), variants=("stricter",), reads=("/solution",))
