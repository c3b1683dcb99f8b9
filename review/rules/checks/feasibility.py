"""A promised delivery date against what delivery can keep: anchor + p90 lead time. Working days count 7/5 calendar days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil

from review.model.commitment import Commitment
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import leads, phrase, render, timing
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, OneOf, Param

PARAMS = {
    "of": Param(Selects(), REQUIRED, "delivery commitments"),
    "lead": Param(OneOf(("p50", "p90")), "p90", "which lead time must fit"),
    "buffer": Param(Number(), Decimal(5), "working days of reserve that should be left"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for c in scene.select(params["of"]):
        if timing.due(c) is not None:
            yield _judge(scene, c, params)


def _judge(scene: Scene, c: Commitment, params: Params) -> Answer:
    lead = leads.lead_for(scene, c, params["lead"])
    if isinstance(lead, Missing):
        return unknown(lead.pointer, commitment=c)
    promised = timing.due(c)
    assert promised is not None
    spare = leads.spare_of(scene, c, lead)
    if isinstance(spare, Missing):
        return unknown(spare.pointer, commitment=c)
    return _verdict(scene, c, promised, lead, spare, params["buffer"])


def _verdict(scene: Scene, c: Commitment, promised: date | Decimal, lead: leads.Lead, spare: Decimal, buffer: Decimal) -> Answer:
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


CHECK = Check(
    "feasibility", PARAMS, run, variants=("tight",),
    fields=("promised", "needed", "event", "spare", "short", "sku", "feasible", "comfortable"),
    reads=("/lead_times/*/p90", "/delivery_plan/*/trigger", "/contract/planned_signing"),
)  # fmt: skip
