"""The contract's payments against the plan that was agreed: less money early, a later event, more days.

Cumulated shares are compared at each event of the plan, so that splitting a step changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from review.deal import vocabulary
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Trigger, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import instalments, render, timing, values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import Param
from review.rules.steps import Step, increments

PARAMS = {
    **instalments.PARAMS,
    "periods": Param(Selects(), None, "payments without a share: fees that come again and again, held against the plan's days"),
}
_LABEL = {"zh": "付款安排", "en": "payment plan"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    steps = instalments.schedule(scene, params)
    fees = () if steps else scene.select(params["periods"])
    if not steps and not fees:
        return
    rows = scene.rows("payment_plan")
    first = steps[0].commitment if steps else fees[0]
    if isinstance(rows, Missing):
        yield from [unknown(rows.pointer, commitment=first)] if steps else []
        return
    placed = [_placed(scene, s) for s in steps]
    found = [*_shares(scene, placed, rows), *_days(scene, placed, rows)] if steps else [*_fees(scene, fees, rows)]
    yield from found
    if not found:
        yield passed(first)


def _placed(scene: Scene, step: Step) -> Step:
    """A step with the event that the words of plans name (hand-over certificate), where a contract's own name none."""
    if step.trigger not in (None, Trigger.OTHER):
        return step
    event = vocabulary.event(scene.document.quote(step.words))
    return step if event is Trigger.OTHER else replace(step, trigger=event)


def _fees(scene: Scene, fees: tuple[Commitment, ...], rows: Any) -> Iterator[Answer]:
    """Fees without a share, later than the longest period of the plan."""
    planned = [(row["days"], f"{pointer}/days", row) for pointer, row in rows if row.get("days") is not None]
    if not planned:
        return
    limit, pointer, row = max(planned, key=lambda p: p[0])
    for c in fees:
        v = timing.value(c)
        days = in_unit(v, "day") if v is not None and v.iso is None else None
        if v is not None and days is not None and days > limit:
            shown, most, event = render.value(v), render.measured(limit, "day"), timing.name(row.get("trigger"))
            compared = (Compared(_LABEL, shown, most, pointer),)
            fields = {"value": shown, "planned": most, "event": event}
            yield failed(c, c.span, v.span, variant="days", compared=compared, fields=fields, replaces=v.span)


def _shares(scene: Scene, steps: list[Step], rows: Any) -> Iterator[Answer]:
    """At each planned event: the share that must have come by then."""
    paid = list(zip(steps, increments(steps), strict=True))
    planned = Decimal(0)
    for pointer, row in rows:
        if row.get("pct") is None or not row.get("trigger") or timing.RANK.get(Trigger(row["trigger"])) is None:
            return
        planned += row["pct"]
        limit = timing.RANK[Trigger(row["trigger"])]
        ranks = [(_rank(scene, s, rows), share) for s, share in paid]
        if any(r is None for r, _ in ranks):
            return
        got = sum((share for r, share in ranks if r is not None and r <= limit), Decimal(0))
        if got < planned:
            yield _less(steps[0].commitment, got, planned, row, pointer)
            return


def _rank(scene: Scene, step: Step, rows: Any) -> int | None:
    """The place of its event; a step that carries the name of a planned one is that one."""
    words = scene.document.quote(step.words)
    named = next((r for _, r in rows if r.get("name") and str(r["name"]) in words and r.get("trigger")), None)
    event = Trigger(named["trigger"]) if named else step.trigger
    return timing.RANK.get(event) if event else None


def _less(c: Commitment | None, got: Decimal, planned: Decimal, row: Mapping[str, Any], pointer: str) -> Answer:
    event = timing.name(row["trigger"])
    contract, deal = f"{decimal_text(got)}%", f"{decimal_text(planned)}%"
    compared = (Compared(_LABEL, contract, {k: f"{deal} ({t})" for k, t in event.items()}, f"{pointer}/pct"),)
    return failed(c, variant="share", compared=compared, fields={"value": contract, "planned": deal, "event": event})


def _days(scene: Scene, steps: list[Step], rows: Any) -> Iterator[Answer]:
    """A period longer than the plan gives from the same event."""
    for step in steps:
        time = next((v for v in values.within(scene, step.words) if v.type is ValueType.DURATION), None)
        days = in_unit(time, "day") if time else None
        if step.trigger is None or days is None:
            continue
        for pointer, row in rows:
            if _overrun(row, step.trigger, days):
                yield _longer(step, time, row["days"], pointer)


def _overrun(row: Mapping[str, Any], start: Trigger, days: Decimal) -> bool:
    planned = row.get("days")
    return planned is not None and bool(row.get("trigger")) and timing.same(start, Trigger(row["trigger"])) and days > planned


def _longer(step: Step, time: Any, planned: Decimal, pointer: str) -> Answer:
    shown, limit = render.value(time), render.measured(planned, "day")
    compared = (Compared(_LABEL, shown, limit, f"{pointer}/days"),)
    fields = {"value": shown, "planned": limit, "event": timing.name(step.trigger)}
    c = step.commitment
    return failed(c, c.span if c else step.span, time.span, variant="days", compared=compared, fields=fields, replaces=time.span)


CHECK = Check(
    "plan", PARAMS, run, fields=("value", "planned", "event"), variants=("share", "days"), reads=("/payment_plan",)
)  # fmt: skip
