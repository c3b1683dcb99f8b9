"""A condition written in CEL over fields of the deal record and the rule's own numbers.

``reads`` gives names to fields; a name is a typed variable of the expressions. A field that the record lacks makes the rule
UNDETERMINED. With ``rows`` the expressions are asked for each row of a list, and a name may read ``/group/*/field`` of it.
``has_NAME`` tells whether an optional field is there. With ``of`` they are asked for each of those commitments; ``values`` names
its values by role and unit. The names of the document, the process and the commitment are listed in ``expressions``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.model.commitment import Commitment
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import render
from review.rules.cel import Expression
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.conditions import field_values
from review.rules.expressions import Formula
from review.rules.measure import UNITS, in_unit
from review.rules.scene import Scene
from review.rules.select import ROLE, Selects
from review.rules.shape import REQUIRED, ListOf, MapOf, Number, OneOf, Param, Pointer, Record, Text

_VALUE = Record({"role": Param(ROLE, REQUIRED), "unit": Param(OneOf(UNITS), REQUIRED)}, "a role and a unit")
PARAMS = {
    "reads": Param(MapOf(Pointer()), {}, "name -> deal field"),
    "optional": Param(ListOf(Text()), (), "names whose absence is an answer, asked with has_NAME"),
    "numbers": Param(MapOf(Number()), None, "thresholds by name"),
    "of": Param(Selects(), None, "commitments; asked once for each"),
    "values": Param(MapOf(_VALUE), None, "name -> role and unit of a value of the commitment"),
    "rows": Param(Pointer(), None, "a list of the record; asked once per row"),
    "when": Param(Formula(), None, "the rule has something to look at only when this holds"),
    "told_by": Param(ListOf(Pointer()), (), "fields of which the record must hold one: where nobody keeps any, it cannot tell"),
    "needs": Param(ListOf(Text()), (), "optional names without which it cannot tell, once `when` holds"),
    "fails": Param(Formula(), REQUIRED, "it fails when this holds"),
    "today": Param(Text(), None, "a name for the day of the check, when the expressions use it"),
}
Row = tuple[str, Mapping[str, Any]] | None
_EMPTY = {"text": "", "number": 0.0, "bool": False}
#: How a message tells of an optional field that the record does not hold.
_ABSENT = {"zh": "未登记", "en": "not recorded"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["today"] and scene.facts.as_of is None:
        yield unknown("/deal/fetched_at")
        return
    if scene.facts.deal is None and params["reads"]:
        yield unknown(*sorted(params["reads"].values()))
        return
    if params["told_by"] and all(field_values(scene, p) is None for p in params["told_by"]):
        yield unknown(*params["told_by"])
        return
    if params["of"] is not None:
        for c in scene.select(params["of"]):
            yield from _ask(scene, params, None, c)
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


def _ask(scene: Scene, params: Params, row: Row, c: Commitment | None = None) -> Iterator[Answer]:
    values, pointers, missing = _bound(scene, params, row)
    said = _said(c, params) if c else {}
    lacking = (*missing, *(k for k, v in said.items() if v is None))
    if lacking:
        yield unknown(*lacking, commitment=c)
        return
    names = {**_facts(scene), **values, **said, **(params["numbers"] or {})}
    if params["today"]:
        names[params["today"]] = scene.facts.as_of
    if params["when"] is not None and not _expression(params["when"]).holds(names):
        return
    unheld = tuple(pointers[k] for k in params["needs"] if not values[f"has_{k}"])
    if unheld:
        yield unknown(*unheld, commitment=c)
        return
    shown = {k: _ABSENT if values.get(f"has_{k}") is False else render.plain_value(v) for k, v in names.items()}
    compared = tuple(Compared({"zh": p, "en": p}, "", shown[k], p) for k, p in pointers.items() if not k.startswith("has_"))
    failing = _expression(params["fails"]).holds(names)
    yield failed(c, compared=compared, fields=shown) if failing else passed(c, compared=compared)


def _facts(scene: Scene) -> dict[str, Any]:
    """What every expression may use of the document and of the process."""
    p = scene.facts.process
    return {
        "document_language": scene.document.language.value,
        "document_characters": len(scene.text),
        "process_state": p.state if p else "",
        "process_released": bool(p and p.released),
        "process_open_conditions": len(p.open_conditions) if p else 0,
        "process_waivers": len(p.waivers) if p else 0,
    }


def _said(c: Commitment, params: Params) -> dict[str, Any]:
    """The commitment's own facts and its named values; None where it has no such value."""
    held = {name: _value_of(c, want["role"], want["unit"]) for name, want in (params["values"] or {}).items()}
    plain = {"kind": c.kind, "obligor": c.obligor, "modality": c.modality, "quote": c.quote}
    return {**plain, "verifiable": c.verifiable, "inserted": c.inserted, **held}


def _value_of(c: Commitment, role: str, unit: str) -> Decimal | None:
    return next((n for v in c.values if v.role.value == role and (n := in_unit(v, unit)) is not None), None)


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
