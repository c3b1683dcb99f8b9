"""A promised delivery date against what delivery can keep: anchor + p90 lead time.

Day counts are compared only where both run from the same event, or where the contract's event comes first (then it is worse
still). Working days count 7/5 calendar days. Source: domain catalogue D-01, D-20.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from review.model.commitment import Commitment, Trigger
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import catalogue, phrase, render, timing
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, OneOf, Param
from review.rules.text import fold

PARAMS = {
    "of": Param(Selects(), REQUIRED, "delivery commitments"),
    "lead": Param(OneOf(("p50", "p90")), "p90", "which lead time must fit"),
    "buffer": Param(Number(), Decimal(5), "working days of reserve that should be left"),
}


@dataclass(frozen=True)
class Lead:
    days: Decimal
    trigger: Trigger | None
    pointer: str
    sku: str


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for c in scene.select(params["of"]):
        if timing.due(c) is not None:
            yield _judge(scene, c, params)


def _judge(scene: Scene, c: Commitment, params: Params) -> Answer:
    lead = lead_for(scene, c, params["lead"])
    if isinstance(lead, Missing):
        return unknown(lead.pointer, commitment=c)
    promised = timing.due(c)
    assert promised is not None
    spare = spare_of(scene, c, lead)
    if isinstance(spare, Missing):
        return unknown(spare.pointer, commitment=c)
    return _verdict(scene, c, promised, lead, spare, params["buffer"])


def spare_of(scene: Scene, c: Commitment, lead: Lead) -> Decimal | Missing:
    """Calendar days between the end of the lead time and the promised day; negative when it is too late."""
    promised = timing.due(c)
    if isinstance(promised, date):
        return _spare_to_date(scene, promised, lead)
    return Missing("contract:deadline") if promised is None else _spare_in_days(scene, c, promised, lead)


def _verdict(scene: Scene, c: Commitment, promised: date | Decimal, lead: Lead, spare: Decimal, buffer: Decimal) -> Answer:
    needed = render.measured(lead.days, "day")
    from_event = timing.name(lead.trigger)
    shown = render.day(promised) if isinstance(promised, date) else render.value(timing.value(c))  # type: ignore[arg-type]
    fields = {
        "promised": shown,
        "needed": needed,
        "event": from_event,
        "spare": str(ceil(spare)),
        "short": str(ceil(-spare)),
        "sku": lead.sku,
        "feasible": phrase.due(lead.days, lead.trigger),
        "comfortable": phrase.due(Decimal(ceil(lead.days + buffer * 7 / 5)), lead.trigger),
    }
    label = {"zh": "交期与可承诺期", "en": "promised against feasible"}
    deal = {k: f"{t} ({from_event[k]})" if lead.trigger else t for k, t in needed.items()}
    compared = (Compared(label, shown, deal, lead.pointer),)
    held = timing.value(c)
    place = (c.span, held.span) if held else (c.span,)
    if spare < 0:
        return failed(c, *place, compared=compared, fields=fields, replaces=phrase.span(scene, c))
    if spare < buffer * 7 / 5:
        return failed(c, *place, compared=compared, fields=fields, variant="tight", replaces=phrase.span(scene, c))
    return passed(c, compared=compared)


def lead_for(scene: Scene, c: Commitment, which: str) -> Lead | Missing:
    """The longest lead time among the goods that the commitment names, else among those that run
    from an event of its own phase (before or after the goods are there), else of all.
    """
    rows = scene.rows("lead_times")
    if isinstance(rows, Missing):
        return rows
    named = [(p, r) for p, r in rows if _names(scene, c, r)]
    start = timing.start(scene, c)
    alike = [(p, r) for p, r in rows if r.get("trigger") and start and timing.phase(start) == timing.phase(Trigger(r["trigger"]))]
    held = [(p, r) for p, r in named or alike or rows if r.get(which) is not None]
    if not held:
        return Missing(f"{(named or alike or rows)[0][0]}/{which}" if rows else "/lead_times")
    pointer, row = max(held, key=lambda pair: pair[1][which])
    return Lead(row[which], _trigger(scene, row), f"{pointer}/{which}", str(row["sku"]))


def _names(scene: Scene, c: Commitment, row: Mapping[str, Any]) -> bool:
    """Whether the commitment names the goods of a row."""
    quote = fold(c.quote)
    return any(name in quote for name in catalogue.names(scene, row))


def _trigger(scene: Scene, row: Mapping[str, Any]) -> Trigger | None:
    given = row.get("trigger") or timing.planned_trigger(scene)
    return Trigger(given) if given else None


def _spare_in_days(scene: Scene, c: Commitment, promised: Decimal, lead: Lead) -> Decimal | Missing:
    """Days left when both run from the same event; a different event is bridged only by what the contract itself says."""
    start = timing.start(scene, c)
    if (
        lead.trigger is None
        or start is None
        or timing.same(start, lead.trigger)
        or timing.phase(start) is timing.phase(lead.trigger) is True
    ):
        return promised - lead.days if lead.trigger is None or start else Missing("contract:trigger")
    if timing.earlier(start, lead.trigger):
        if promised < lead.days:
            return promised - lead.days
        gap = timing.days_to_prepayment(scene) if timing.same(lead.trigger, Trigger.PREPAYMENT_RECEIVED) else None
        return Missing("contract:trigger") if gap is None else promised - gap - lead.days
    return promised - lead.days if promised >= lead.days else Missing("contract:trigger")


def _spare_to_date(scene: Scene, promised: date, lead: Lead) -> Decimal | Missing:
    anchor = timing.anchor(scene, lead.trigger)
    if not isinstance(anchor, Missing):
        return Decimal((promised - anchor - timedelta(days=ceil(lead.days))).days)
    today = scene.facts.as_of
    if today is None:
        return anchor
    spare = Decimal((promised - today - timedelta(days=ceil(lead.days))).days)
    return spare if spare < 0 else anchor


CHECK = Check(
    "feasibility", PARAMS, run, variants=("tight",),
    fields=("promised", "needed", "event", "spare", "short", "sku", "feasible", "comfortable"),
    reads=("/lead_times/*/p90", "/delivery_plan/*/trigger", "/contract/planned_signing"),
)  # fmt: skip
