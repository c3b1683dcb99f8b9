"""A value of the contract against a field of the deal record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Value
from review.model.deal import Missing
from review.model.finding import Compared, Outcome
from review.rules import render, service
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.measure import BREACH, UNITS, between, in_unit
from review.rules.promised import parsed
from review.rules.scene import Scene
from review.rules.select import KIND, ROLE, Selects
from review.rules.shape import REQUIRED, ListOf, Number, OneOf, Param, PatternLists, Pointer

_PICK = {"least": min, "most": max}
PARAMS = {
    "of": Param(Selects(), REQUIRED, "whose values"),
    "role": Param(ListOf(ROLE, 1), REQUIRED, "which values of them"),
    "unit": Param(OneOf(UNITS), REQUIRED, "unit of the deal field"),
    "bad": Param(OneOf(tuple(BREACH)), REQUIRED, "how the contract must stand to the deal to fail"),
    "deal": Param(Pointer(), REQUIRED, "the field; with /*, over all rows"),
    "else_deal": Param(Pointer(), None, "the field that counts where the first is missing"),
    "else_unit": Param(OneOf(UNITS), None, "its unit, when it is another"),
    "pick": Param(OneOf(("least", "most")), "least", "which row's value counts"),
    "slack": Param(Number(), Decimal(0), "difference that does not matter, in the unit"),
    "promised": Param(KIND, None, "promises of that kind in the deal record are compared too"),
    "aside": Param(PatternLists(), None, "words right beside a value by which it is something else"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if _no_rows(scene, params["deal"]):
        return
    for c in scene.select(params["of"]):
        values = _values(scene, c, params)
        if values:
            answers = [_judge(scene, c, v, params) for v in values]
            yield from [a for a in answers if a.outcome is Outcome.FAIL] or answers[:1]
    if params["promised"] is not None:
        yield from _promised(scene, params)


def _values(scene: Scene, c: Commitment, params: Params) -> list[Value]:
    """Those whose own part of the sentence speaks of what is compared; where none does, the first."""
    period = between(scene.text, c)
    held = [
        v
        for v in (*c.values, *((period,) if period else ()))
        if service.measure(scene, c, v).value in params["role"]
        and in_unit(v, params["unit"]) is not None
        and not scene.has(params["aside"], scene.beside(v.span))
    ]
    words = params["of"].pattern
    told = [v for v in held if words is None or scene.has(words, scene.region(v.span, "part"))]
    return told or held[:1]


def _no_rows(scene: Scene, pointer: str) -> bool:
    """Whether the field is one of a list that the record gives, and that is empty: no supplier is an answer."""
    return "/*" in pointer and scene.rows(pointer[1:].split("/*/", 1)[0]) == ()


def _promised(scene: Scene, params: Params) -> Iterator[Answer]:
    """Promises made outside the contract that nobody withdrew, against the same field."""
    rows = scene.rows("promises")
    for pointer, row in () if isinstance(rows, Missing) else rows:
        n = _value(row, params["unit"]) if row.get("kind") == params["promised"] else None
        place, bound = _bound(scene, params)
        if n is None:
            continue
        if isinstance(bound, Missing):
            yield unknown(bound.pointer)
            continue
        shown, limit = render.measured(n, params["unit"]), render.measured(Decimal(bound), params["unit"])
        label = {"zh": "承诺与商机记录", "en": "promise and deal record"}
        compared = (Compared(label, {k: f"{t} ({pointer})" for k, t in shown.items()}, limit, place),)
        bad = BREACH[params["bad"]](n, Decimal(bound))
        yield failed(compared=compared, fields={"value": shown, "bound": limit}) if bad else passed(compared=compared)


def _value(row: Mapping[str, Any], unit: str) -> Decimal | None:
    """The value of a promise in a unit; None when it has none, or was withdrawn."""
    found = parsed(str(row.get("value") or ""))
    return time(*found, unit) if found is not None and row.get("disposition") != "withdrawn" else None


def _judge(scene: Scene, c: Commitment, v: Value, params: Params) -> Answer:
    pointer, bound = _bound(scene, params)
    if isinstance(bound, Missing):
        return unknown(bound.pointer, commitment=c)
    shown = render.value(v)
    limit = render.measured(Decimal(bound), params["unit"])
    n = in_unit(v, params["unit"])
    assert n is not None
    compared = (Compared({"zh": "商机记录", "en": "deal record"}, shown, limit, pointer),)
    fields = {"value": shown, "bound": limit}
    off = abs(n - Decimal(bound)) > params["slack"]
    if off and BREACH[params["bad"]](n, Decimal(bound)):
        return failed(c, c.span, v.span, compared=compared, fields=fields, replaces=v.span)
    return passed(c, compared=compared)


def _bound(scene: Scene, params: Params) -> tuple[str, Any]:
    """The field, in the unit of the rule; the other one where it is missing and that is held."""
    pointer, bound = field_value(scene, params["deal"], params["pick"])
    if not isinstance(bound, Missing) or params["else_deal"] is None:
        return pointer, bound
    other, found = field_value(scene, params["else_deal"], params["pick"])
    if isinstance(found, Missing):
        return pointer, bound
    return other, time(Decimal(found), params["else_unit"] or params["unit"], params["unit"])


def field_value(scene: Scene, pointer: str, pick: str) -> tuple[str, Any]:
    """The field and its pointer; of a list (``/group/*/field``) the least or largest of its rows."""
    if "/*" not in pointer:
        return pointer, scene.deal(pointer)
    group, field = pointer[1:].split("/*/", 1)
    rows = scene.rows(group)
    if isinstance(rows, Missing):
        return pointer, rows
    held = [(row[field], f"{place}/{field}") for place, row in rows if row.get(field) is not None]
    if not held:
        return pointer, Missing(pointer)
    value, place = _PICK[pick](held, key=lambda pair: pair[0])
    return place, value


CHECK = Check("compare", PARAMS, run, fields=("value", "bound"))
