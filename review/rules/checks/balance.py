"""Penalties on both sides: ours present, the customer's for late payment absent or much lower."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.model.canonical import decimal_text
from review.model.commitment import Commitment, ValueRole
from review.model.finding import Compared
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import daily
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param, PatternLists

PARAMS = {
    "ours": Param(Selects(), REQUIRED, "what we pay"),
    "theirs": Param(Selects(), REQUIRED, "what the customer pays"),
    "both": Param(PatternLists(), REQUIRED, "words that bind either party alike"),
    "least": Param(Number(), Decimal(50), "percent of our rate that theirs must reach"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    ours = scene.select(params["ours"])
    if not ours:
        return
    theirs = scene.select(params["theirs"])
    mine, yours = _rate(ours), _rate(theirs)
    if not theirs and not scene.has(params["both"]):
        yield failed(ours[0], variant="absent")
    elif mine is not None and yours is not None and yours * 100 < mine * params["least"]:
        shown = {"ours_rate": f"{decimal_text(mine)}%", "theirs_rate": f"{decimal_text(yours)}%"}
        compared = (Compared({"zh": "违约金日费率", "en": "daily rates"}, shown["ours_rate"], shown["theirs_rate"]),)
        yield failed(ours[0], ours[0].span, theirs[0].span, variant="lower", fields=shown, compared=compared)
    else:
        yield passed(ours[0])


def _rate(chosen: tuple[Commitment, ...]) -> Decimal | None:
    rates = [r for c in chosen for v in c.values if v.role is ValueRole.RATE and (r := daily(c, v)) is not None]
    return max(rates, default=None)


CHECK = Check("balance", PARAMS, run, fields=("ours_rate", "theirs_rate"), variants=("absent", "lower"))
