"""The most that is out at one time: cumulated cost less cumulated cash, against the customer's credit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    flow, limit = scene.deal("/economics/cashflow"), scene.deal("/account/credit_limit")
    missing = [m.pointer for m in (flow, limit) if isinstance(m, Missing)]
    if missing:
        yield unknown(*missing)
        return
    steps = [Decimal(r.get("cost") or 0) - Decimal(r.get("cash") or 0) for r in sorted(flow, key=lambda r: r["date"])]
    worst = max(accumulate(steps), default=Decimal(0))
    shown, bound = render.amount(worst), render.amount(Decimal(limit))
    compared = (Compared({"zh": "最大垫资", "en": "largest exposure"}, shown, bound, "/account/credit_limit"),)
    fields = {"exposure": shown, "limit": bound}
    yield failed(compared=compared, fields=fields) if worst > limit else passed(compared=compared)


CHECK = Check("cashflow", {}, run, fields=("exposure", "limit"), reads=("/economics/cashflow", "/account/credit_limit"))
