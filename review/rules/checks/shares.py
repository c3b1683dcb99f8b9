"""How much of the price comes early or late."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.model.commitment import Trigger
from review.model.finding import Compared
from review.rules import render, timing
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks import payments
from review.rules.checks.payments import Step
from review.rules.measure import BREACH
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists

PARAMS = {
    **{k: payments.PARAMS[k] for k in ("of", "cumulative", "base")},
    "stage": Param(OneOf(("before_delivery", "at_end")), REQUIRED, "which payments are added up"),
    "words": Param(PatternLists(), REQUIRED, "words of the sentence that put a payment into the stage"),
    "bad": Param(OneOf(tuple(BREACH)), REQUIRED, "how the sum must stand to the threshold to fail"),
    "than": Param(Number(), REQUIRED, "threshold in percent of the price"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    steps = payments.schedule(scene, params)
    if len(steps) < 2 or not any(_known(scene, s, steps, params) for s in steps):
        return
    paired = list(zip(steps, payments.increments(steps), strict=True))
    held = [(s, n) for s, n in paired if _in_stage(scene, s, steps, params)]
    total = sum((n for _, n in held), Decimal(0))
    shown, bound = render.measured(total, "percent"), render.measured(params["than"], "percent")
    compared = (Compared({"zh": "公司政策", "en": "policy"}, shown, bound),)
    first = (held or paired)[0][0]
    if BREACH[params["bad"]](total, params["than"]):
        yield failed(first.commitment, first.commitment.span, compared=compared, fields={"value": shown, "bound": bound})
    else:
        yield passed(first.commitment, compared=compared)


def _known(scene: Scene, step: Step, steps: list[Step], params: Params) -> bool:
    """Whether anything tells when it is paid; a schedule of mere dates tells nothing."""
    return step.trigger in timing.RANK or payments.near(scene, step, steps, params["words"])


def _in_stage(scene: Scene, step: Step, steps: list[Step], params: Params) -> bool:
    """By words near the share, or by the event that it waits for."""
    if payments.near(scene, step, steps, params["words"]):
        return True
    rank = timing.RANK.get(step.trigger) if step.trigger else None
    if rank is not None:
        early = rank <= timing.RANK[Trigger.DRAWINGS_CONFIRMED]
        return early if params["stage"] == "before_delivery" else rank >= timing.RANK[Trigger.FINAL_ACCEPTANCE]
    return False


CHECK = Check("shares", PARAMS, run, fields=("value", "bound"))
