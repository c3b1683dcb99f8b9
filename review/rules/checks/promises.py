"""What was promised outside the contract: whether each promise came to an end that the customer knows of, and says the same.

``undisposed``: not in the contract, not withdrawn with the customer told, not covered otherwise. ``differs``: the contract's own
commitment of that kind carries another value than the promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Value, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param

PARAMS = {"mode": Param(OneOf(("undisposed", "differs")), REQUIRED, "what fails")}
_SOMEBODY = {"zh": "某人（未登记）", "en": "somebody (not recorded)"}
_VALUE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(%|[a-z]+)\s*", re.I)
_LABEL = {"zh": "口头或书面承诺", "en": "promise"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("promises")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer)
        return
    judge = _undisposed if params["mode"] == "undisposed" else _differs
    for pointer, row in rows:
        yield from judge(scene, pointer, row)
    if not rows:
        yield passed()


def _undisposed(scene: Scene, pointer: str, row: Mapping[str, Any]) -> Iterator[Answer]:
    state = row.get("disposition") or "open"
    told = row.get("customer_told") is True
    done = state in ("in_contract", "covered") or (state == "withdrawn" and told)
    text = str(row.get("text") or row["id"])
    contract = _STATES["withdrawn_untold" if state == "withdrawn" else str(state)]
    compared = (Compared(_LABEL, contract, text, pointer),)
    fields = {"promise": text, "by": str(row.get("by") or "") or _SOMEBODY, "state": contract}
    yield passed(compared=compared) if done else failed(compared=compared, fields=fields)


_STATES: dict[str, dict[str, str]] = {
    "open": {"zh": "未处置", "en": "open"},
    "withdrawn_untold": {"zh": "已撤回但未告知客户", "en": "withdrawn without telling the customer"},
    "in_contract": {"zh": "已写入合同", "en": "in the contract"},
    "covered": {"zh": "已另行覆盖", "en": "covered otherwise"},
}


def _differs(scene: Scene, pointer: str, row: Mapping[str, Any]) -> Iterator[Answer]:
    promised = _parsed(str(row.get("value") or ""))
    kind = row.get("kind")
    if promised is None or kind is None or row.get("disposition") == "withdrawn":
        return
    n, unit = promised
    pairs = [(c, v, m) for c in _alike(scene, str(kind), row) for v in c.values if (m := _in(v, unit)) is not None]
    if not pairs:
        return
    c, v, mine = min(pairs, key=lambda p: abs(p[2] - n))
    shown, other = render.value(v), render.measured(n, "percent" if unit == "%" else unit)
    compared = (Compared(_LABEL, shown, other, f"{pointer}/value"),)
    fields = {"value": shown, "promised": other, "promise": str(row.get("text") or row["id"])}
    if mine != n:
        yield failed(c, c.span, v.span, compared=compared, fields=fields)
    else:
        yield passed(c, compared=compared)


def _alike(scene: Scene, kind: str, row: Mapping[str, Any]) -> Iterator[Commitment]:
    """Our commitments of the promise's kind; only those in the clause it names, when it names one."""
    clause = str(row.get("clause") or "")
    held = [c for c in scene.commitments if kind in (c.kind, *c.also) and c.obligor in scene.party("ours")]
    if clause:
        yield from (c for c in held if clause in (c.number, c.clause))
    else:
        yield from [c for c in held if c.kind == kind] or held


def _parsed(text: str) -> tuple[Decimal, str] | None:
    found = _VALUE.fullmatch(text)
    return (Decimal(found[1]), found[2].lower().rstrip("s") or "%") if found else None


def promised_value(row: Mapping[str, Any], unit: str) -> Decimal | None:
    """The value of a promise in a unit; None when it has none, or was withdrawn."""
    parsed = _parsed(str(row.get("value") or ""))
    if parsed is None or row.get("disposition") == "withdrawn":
        return None
    return time(*parsed, unit)


def _in(v: Value, unit: str) -> Decimal | None:
    if unit == "%":
        return v.n if v.type is ValueType.PERCENT else None
    if v.type is ValueType.DURATION and v.n is not None:
        return time(v.n, v.unit, unit)
    return in_unit(v, "count") if v.unit == unit else None


CHECK = Check(
    "promises", PARAMS, run, fields=("promise", "by", "state", "value", "promised"), reads=("/promises",),
)  # fmt: skip
