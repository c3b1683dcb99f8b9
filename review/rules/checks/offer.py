"""Promised service levels against the tier that is offered, or against what the suppliers give us.

``stricter``: a promised value is harder to keep than the offered one. ``absent``: the tier does not offer that measure at all
(restore times promised where only response is offered). Stricter is worse for the seller: shorter times, higher availability.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.language import Bilingual
from review.rules import render, service
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, ListOf, OneOf, Param
from review.rules.text import fold

#: A metric of a tier with its pointer.
Listed = tuple[str, Mapping[str, Any]]

#: The measures that are compared, and how a missing one is asked for.
METRICS: dict[ValueRole, str] = {
    ValueRole.RESPONSE: "response",
    ValueRole.ONSITE: "onsite",
    ValueRole.RESTORE: "restore",
    ValueRole.THRESHOLD: "availability",
}
PARAMS = {
    "of": Param(Selects(), REQUIRED, "service-level commitments"),
    "rows": Param(Selects(), None, "rows of tables whose label names the measure"),
    "roles": Param(ListOf(OneOf(tuple(r.value for r in METRICS)), 1), REQUIRED, "values that are compared"),
    "mode": Param(OneOf(("stricter", "absent")), "stricter", "what fails"),
    "against": Param(OneOf(("tier", "suppliers")), "tier", "our own catalogue, or the weakest of the suppliers' levels"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    chosen = scene.select(params["of"])
    levels = [(c, v) for c in chosen for v in c.values]
    known = {(c.id, c.span) for c in chosen}
    others = (c for c in scene.select(params["rows"]) if (c.id, c.span) not in known)
    levels += [(c, v) for c in others for v in c.values if service.labelled(scene, c, v)]
    for c, v in levels:
        role = service.measure(scene, c, v)
        if role.value in params["roles"] and v.n is not None and _measures(v):
            yield from _JUDGES[params["against"]](scene, c, replace(v, role=role), params["mode"])


def _measures(v: Value) -> bool:
    """Availability is a percentage, everything else a length of time."""
    return v.type is (ValueType.PERCENT if v.role is ValueRole.THRESHOLD else ValueType.DURATION)


def _judge(scene: Scene, c: Commitment, v: Value, mode: str) -> Iterator[Answer]:
    pointer = "/service_offer/metrics"
    metrics = scene.deal(pointer)
    if isinstance(metrics, Missing):
        yield unknown(pointer, commitment=c)
        return
    rows = [(f"{pointer}/{i}/value", m) for i, m in enumerate(metrics) if service.named(str(m["name"])) is v.role]
    offered = _of_severity(scene, rows, c, v)
    if not offered:
        yield from _not_offered(c, v, mode, metrics)
    elif mode == "stricter":
        yield _compared(c, v, offered, max if _higher_is_stricter(v) else min)
    else:
        yield passed(c)


def _against_suppliers(scene: Scene, c: Commitment, v: Value, mode: str) -> Iterator[Answer]:
    """Against the weakest level: the chain is as strong as that. Suppliers that list no such measure say nothing."""
    rows = scene.rows("suppliers")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, commitment=c)
        return
    levels_of = [(f"{p}/sla/{i}/value", m) for p, r in rows for i, m in enumerate(r.get("sla") or ())]
    held = _of_severity(scene, [(p, m) for p, m in levels_of if service.named(str(m["name"])) is v.role], c, v)
    if held:
        yield _compared(c, v, held, min if _higher_is_stricter(v) else max)


_JUDGES = {"tier": _judge, "suppliers": _against_suppliers}


def _higher_is_stricter(v: Value) -> bool:
    return v.type is ValueType.PERCENT


def _not_offered(c: Commitment, v: Value, mode: str, metrics: Any) -> Iterator[Answer]:
    """No such measure in the tier: the business of ``absent``; ``stricter`` cannot know when the tier lists nothing alike."""
    if mode == "absent":
        titles = [_title(str(m["name"])) for m in metrics]
        listed = {k: joint.join(dict.fromkeys(t[k] for t in titles)) or _NOTHING[k] for k, joint in (("zh", "、"), ("en", ", "))}
        compared = (Compared(_LABEL[v.role], render.value(v), listed, "/service_offer/metrics"),)
        yield failed(c, c.span, v.span, compared=compared, fields={"value": render.value(v), "offered": listed}, replaces=v.span)
    elif v.role is not ValueRole.RESTORE:
        yield unknown(f"/service_offer/metrics ({METRICS[v.role]})", commitment=c)


def _of_severity(scene: Scene, rows: list[Listed], c: Commitment, v: Value) -> list[Listed]:
    """The rows of the fault class named last before the value, else in its commitment; rows without a class hold for all."""
    held = [(p, m) for p, m in rows if m.get("value") is not None]
    text = scene.finder.folded
    start = min(scene.sentence(v.span.start).start, c.span.start)
    said = {
        fold(str(m["severity"])): text.rfind(fold(str(m["severity"])), start, v.span.start) for _, m in held if m.get("severity")
    }
    last = max(said.values(), default=-1)
    classes = {k for k, at in said.items() if at == last} if last >= 0 else {k for k in said if k in fold(c.quote)}
    named = [(p, m) for p, m in held if m.get("severity") and fold(str(m["severity"])) in classes]
    return named or [(p, m) for p, m in held if not m.get("severity")] or held


def _compared(c: Commitment, v: Value, rows: list[tuple[str, Mapping[str, Any]]], pick: Callable[..., Any]) -> Answer:
    """Against the row that is picked: of a tier the strictest, so that nothing fails that some offered class allows."""
    numbers = [(p, _offered(m, v), m) for p, m in rows]
    known = [(p, n, m) for p, n, m in numbers if n is not None]
    mine = _mine(v)
    if not known or mine is None:
        return unknown(f"{rows[0][0].removesuffix('/value')}/unit", commitment=c)
    pointer, bound, metric = pick(known, key=lambda k: k[1])
    offered = _shown(metric)
    shown = render.value(v)
    compared = (Compared(_LABEL[v.role], shown, offered, pointer),)
    fields = {"value": shown, "offered": offered, "measure": _LABEL[v.role]}
    if mine > bound if _higher_is_stricter(v) else mine < bound:
        return failed(c, c.span, v.span, compared=compared, fields=fields, replaces=v.span)
    return passed(c, compared=compared)


def _mine(v: Value) -> Decimal | None:
    return v.n if v.type is ValueType.PERCENT else in_unit(v, "hour")


def _offered(metric: Mapping[str, Any], v: Value) -> Decimal | None:
    if v.type is ValueType.PERCENT:
        return Decimal(metric["value"])
    unit = _unit(metric)
    return time(Decimal(metric["value"]), unit.removeprefix("working "), "hour", "working" if " " in unit else None)


#: How catalogues write units of time.
_WRITTEN = {
    "h": "hour", "hr": "hour", "小时": "hour", "时": "hour", "m": "minute", "min": "minute", "minute": "minute", "分钟": "minute",
    "分": "minute", "d": "day", "日": "day", "天": "day", "nbd": "working day", "工作日": "working day",
}  # fmt: skip


def _unit(metric: Mapping[str, Any]) -> str:
    """The unit of a metric's time, in our words; hours where it gives none."""
    unit = str(metric.get("unit") or "hour").strip().lower().rstrip("s.")
    return _WRITTEN.get(unit, unit)


def _shown(metric: Mapping[str, Any]) -> Mapping[str, str]:
    unit = _unit(metric)
    return render.measured(Decimal(metric["value"]), "percent" if unit in ("%", "percent") else unit.removeprefix("working "))


_LABEL: dict[ValueRole, dict[str, str]] = {
    ValueRole.RESPONSE: {"zh": "响应时间", "en": "response time"},
    ValueRole.ONSITE: {"zh": "到场时间", "en": "on-site time"},
    ValueRole.RESTORE: {"zh": "修复时间", "en": "restore time"},
    ValueRole.THRESHOLD: {"zh": "可用率", "en": "availability"},
}


#: What a tier offers that lists no measure at all.
_NOTHING = {"zh": "无", "en": "nothing"}


def _title(metric: str) -> Bilingual:
    """What a metric of the tier is called; its own name where it is none that is compared."""
    role = service.named(metric)
    return _LABEL[role] if role else {"zh": metric, "en": metric}


CHECK = Check("offer", PARAMS, run, fields=("value", "offered", "measure"), reads=("/service_offer/metrics", "/suppliers/*/sla"))
