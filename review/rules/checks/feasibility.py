"""A promised delivery date against what delivery can keep: anchor + p90 lead time. Working days count 7/5 calendar days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from review.model.commitment import Commitment, Value
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
    held, reserve = timing.value(c), buffer * 7 / 5
    compared = (_compared(scene, promised, lead, held),)
    if spare >= reserve:
        return passed(c, compared=compared)
    fields = _fields(lead, spare, reserve) | {"promised": compared[0].contract}
    place = (c.span, held.span) if held else (c.span,)
    variant = "" if spare < 0 else "tight"
    return failed(c, *place, compared=compared, fields=fields, variant=variant, replaces=phrase.span(scene, c))


def _compared(scene: Scene, promised: date | Decimal, lead: leads.Lead, held: Value | None) -> Compared:
    shown = render.day(promised) if isinstance(promised, date) else render.value(held)  # type: ignore[arg-type]
    needed, event = render.measured(lead.days, "day"), timing.name(lead.trigger)
    deal = {k: f"{t} ({event[k]})" if lead.trigger else t for k, t in needed.items()}
    return Compared({"zh": "交期与可承诺期", "en": "promised against feasible"}, shown, deal, lead.pointer)


def _fields(lead: leads.Lead, spare: Decimal, reserve: Decimal) -> dict[str, Any]:
    return {
        "needed": render.measured(lead.days, "day"),
        "event": timing.name(lead.trigger),
        "spare": str(ceil(spare)),
        "short": str(ceil(-spare)),
        "sku": lead.sku,
        "feasible": phrase.due(lead.days, lead.trigger),
        "comfortable": phrase.due(Decimal(ceil(lead.days + reserve)), lead.trigger),
    }


CHECK = Check(
    "feasibility", PARAMS, run, variants=("tight",),
    fields=("promised", "needed", "event", "spare", "short", "sku", "feasible", "comfortable"),
    reads=("/lead_times/*/p90", "/delivery_plan/*/trigger", "/contract/planned_signing"),
)  # fmt: skip
