"""A condition written in CEL over fields of the deal record and the rule's own numbers.

``reads`` gives names to fields; a name is a typed variable of the expressions. A field that the record lacks makes the rule
UNDETERMINED. With ``rows`` the expressions are asked for each row of a list, and a name may read ``/group/*/field`` of it.
``today`` is the day of the snapshot, ``has_NAME`` tells whether an optional field is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import render
from review.rules.cel import Expression
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.conditions import field_values
from review.rules.expressions import Formula
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, MapOf, Number, Param, Pointer, Text

PARAMS = {
    "reads": Param(MapOf(Pointer()), REQUIRED, "name -> deal field"),
    "optional": Param(ListOf(Text()), (), "names whose absence is an answer, asked with has_NAME"),
    "numbers": Param(MapOf(Number()), None, "thresholds by name"),
    "rows": Param(Pointer(), None, "a list of the record; asked once per row"),
    "when": Param(Formula(), None, "the rule has something to look at only when this holds"),
    "fails": Param(Formula(), REQUIRED, "it fails when this holds"),
    "today": Param(Text(), None, "a name for the day of the check, when the expressions use it"),
}
_EMPTY = {"text": "", "number": 0.0, "bool": False}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["today"] and scene.facts.as_of is None:
        yield unknown("/deal/fetched_at")
        return
    if scene.facts.deal is None:
        yield unknown(*sorted(params["reads"].values()))
        return
    if params["rows"] is None:
        yield from _ask(scene, params, None)
        return
    rows = scene.rows(params["rows"][1:])
    if isinstance(rows, Missing):
        yield unknown(rows.pointer)
        return
    answers = [a for pointer, row in rows for a in _ask(scene, params, (pointer, row))]
    yield from [a for a in answers if a.outcome != "pass"] or answers[:1] or [passed()]


def _ask(scene: Scene, params: Params, row: tuple[str, Mapping[str, Any]] | None) -> Iterator[Answer]:
    values, pointers, missing = _bound(scene, params, row)
    if missing:
        yield unknown(*missing)
        return
    names = {**values, **(params["numbers"] or {})}
    if params["today"]:
        names[params["today"]] = scene.facts.as_of
    if params["when"] is not None and not _expression(params["when"]).holds(names):
        return
    shown = {k: render.plain_value(v) for k, v in names.items()}
    compared = tuple(Compared({"zh": p, "en": p}, "", shown[k]["zh"], p) for k, p in pointers.items() if not k.startswith("has_"))
    failing = _expression(params["fails"]).holds(names)
    yield failed(compared=compared, fields=shown) if failing else passed(compared=compared)


def _expression(formula: tuple[str, tuple[tuple[str, str], ...]]) -> Expression:
    return Expression(formula[0], dict(formula[1]))


def _bound(scene: Scene, params: Params, row: Any) -> tuple[dict[str, Any], dict[str, str], tuple[str, ...]]:
    """Values and pointers of the names, and the fields that are missing."""
    values: dict[str, Any] = {}
    pointers: dict[str, str] = {}
    missing = []
    for name, pointer in params["reads"].items():
        value, place = _value(scene, pointer, row, params["rows"])
        pointers[name] = place
        if name in params["optional"]:
            values[f"has_{name}"] = value is not None
        elif value is None:
            missing.append(place)
        values[name] = value
    return _filled(values, params), pointers, tuple(missing)


def _filled(values: dict[str, Any], params: Params) -> dict[str, Any]:
    """An optional field that is missing takes the empty value of its type, so that expressions can be typed."""
    types = dict(params["fails"][1])
    return {k: _EMPTY.get(types.get(k, "text"), ()) if v is None else v for k, v in values.items()}


def _value(scene: Scene, pointer: str, row: Any, rows: str | None) -> tuple[Any, str]:
    if row is not None and rows is not None and pointer.startswith(rows + "/*/"):
        field = pointer[len(rows) + 3 :]
        return row[1].get(field), f"{row[0]}/{field}"
    if "/*" in pointer:
        return field_values(scene, pointer), pointer
    value = scene.deal(pointer)
    return (None if isinstance(value, Missing) else value), pointer


CHECK = Check("expression", PARAMS, run, fields=())
