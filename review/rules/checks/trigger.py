"""The event from which the contract counts a period against the event from which delivery's plan runs."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import Commitment, Trigger
from review.model.finding import Compared
from review.rules import phrase, render, timing
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param

PARAMS = {"of": Param(Selects(), REQUIRED, "commitments with a period")}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for c in scene.select(params["of"]):
        v = timing.value(c)
        start = timing.start(scene, c)
        if v is not None and v.iso is None and start is not None:
            yield _judge(scene, c, start)


def _judge(scene: Scene, c: Commitment, start: Trigger) -> Answer:
    planned = timing.planned(scene)
    if planned is None:
        return unknown("/delivery_plan/0/trigger", commitment=c)
    pointer, plan = planned[0], Trigger(planned[1])
    contract, deal = timing.name(start), timing.name(plan)
    label = {"zh": "起算点", "en": "counted from"}
    compared = (Compared(label, contract, deal, pointer),)
    v = timing.value(c)
    period = phrase.period_from(render.value(v), deal) if v else deal
    fields = {"contract_event": contract, "plan_event": deal, "period": period}
    if timing.same(start, plan) or timing.earlier(plan, start):
        return passed(c, compared=compared)
    if not timing.earlier(start, plan):
        return unknown("contract:trigger", commitment=c, compared=compared)
    return failed(c, compared=compared, fields=fields, replaces=phrase.span(scene, c) if v else None)


CHECK = Check(
    "trigger", PARAMS, run, fields=("contract_event", "plan_event", "period"), reads=("/delivery_plan/*/trigger",),
)  # fmt: skip
