"""What was promised outside the contract: whether each promise came to an end that the customer knows of, and says the same.

``undisposed``: not in the contract, not withdrawn with the customer told, not covered otherwise. ``differs``: the contract's own
commitment of that kind carries another value than the promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.commitments.values import scan
from review.commitments.values.lengths import time
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.checks.trace import tokens
from review.rules.measure import in_unit
from review.rules.promised import parsed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param

PARAMS = {"mode": Param(OneOf(("undisposed", "differs")), REQUIRED, "what fails")}
_SOMEBODY = {"zh": "某人（未登记）", "en": "somebody (not recorded)"}
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


@dataclass(frozen=True)
class _Said:
    """What a promise is worth: a number in a unit (``%`` or a unit of time), or how often something comes."""

    n: Decimal
    unit: str
    recurring: bool = False


def _differs(scene: Scene, pointer: str, row: Mapping[str, Any]) -> Iterator[Answer]:
    said = _said(row)
    if said is None or row.get("disposition") == "withdrawn":
        return
    pairs = [(c, v, m) for c in _alike(scene, row) for v in c.values if (m := _in(v, said)) is not None]
    if not pairs:
        return
    c, v, mine = min(pairs, key=lambda p: abs(p[2] - said.n))
    shown, other = render.value(v), render.measured(said.n, "percent" if said.unit == "%" else said.unit)
    compared = (Compared(_LABEL, shown, other, f"{pointer}/value"),)
    fields = {"value": shown, "promised": other, "promise": str(row.get("text") or row["id"])}
    if mine != said.n:
        yield failed(c, c.span, v.span, compared=compared, fields=fields)
    else:
        yield passed(c, compared=compared)


def _alike(scene: Scene, row: Mapping[str, Any]) -> Iterable[Commitment]:
    """Our commitments of the promise's kind; of a promise without a kind of the catalogue those that share most of its words.

    Only those in the clause it names, when it names one.
    """
    clause, kind = str(row.get("clause") or ""), str(row.get("kind") or "")
    ours = [c for c in scene.commitments if c.obligor in scene.party("ours") and (not clause or clause in (c.number, c.clause))]
    if _KIND.fullmatch(kind):
        held = [c for c in ours if kind in (c.kind, *c.also)]
        return held if clause else [c for c in held if c.kind == kind] or held
    return _worded(ours, str(row.get("text") or ""), bool(clause))


def _worded(held: list[Commitment], text: str, placed: bool) -> list[Commitment]:
    """Those that share the most words with a promise; outside a clause it names they share a good part of them."""
    words = tokens(text)
    shared = {c.id: len(words & tokens(c.quote)) for c in held}
    most = max(shared.values(), default=0)
    enough = Decimal(1) if placed else max(Decimal(2), len(words) * _PART)
    return [c for c in held if shared[c.id] == most >= enough]


_KIND = re.compile(r"K\d\d")
#: Of the words of a promise that names no clause, how many a commitment must share to speak of the same.
_PART = Decimal("0.4")


def _said(row: Mapping[str, Any]) -> _Said | None:
    """The worth of a promise: its value with a unit; a bare value as the promise's own text says it; the text's one value."""
    given = str(row.get("value") or "").strip()
    if (whole := parsed(given)) is not None:
        return _Said(*whole)
    found = [v for v in scan(str(row.get("text") or "")) if v.n is not None and v.type in (ValueType.PERCENT, ValueType.DURATION)]
    named = [v for v in found if decimal_text(v.n or Decimal(0)) == given]
    often = [v for v in found if v.recurring]
    chosen = named[:1] or often[-1:] or ([] if given else found)
    if len(chosen) != 1 or chosen[0].n is None:
        return None
    v = chosen[0]
    return _Said(chosen[0].n, "%" if v.type is ValueType.PERCENT else str(v.unit), bool(v.recurring))


def _in(v: Value, said: _Said) -> Decimal | None:
    if said.unit == "%":
        return v.n if v.type is ValueType.PERCENT else None
    if v.type is ValueType.DURATION and v.n is not None:
        return time(v.n, v.unit, said.unit) if said.recurring is (v.role is ValueRole.INTERVAL) else None
    return in_unit(v, "count") if v.unit == said.unit else None


CHECK = Check(
    "promises", PARAMS, run, fields=("promise", "by", "state", "value", "promised"), reads=("/promises",),
)  # fmt: skip
