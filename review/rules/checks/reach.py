"""How fast delay damages reach their cap: cap / rate, in days. 0.2 %/day with 5 % is day 25."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from review.model.canonical import decimal_text
from review.model.commitment import ValueRole, ValueType
from review.model.finding import Compared
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import daily
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param

PARAMS = {
    "of": Param(Selects(), REQUIRED, "delay damages"),
    "days": Param(Number(), REQUIRED, "days that must pass at least"),
}


def days_to_cap(rate: Decimal, cap: Decimal) -> Decimal:
    """The day on which a daily rate reaches the cap, both in percent of the same base."""
    return (cap / rate).to_integral_value(ROUND_CEILING)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for c in scene.select(params["of"]):
        rate, cap = c.value(ValueRole.RATE), c.value(ValueRole.CAP)
        if not rate or not cap or cap.n is None or cap.type is not ValueType.PERCENT or rate.type is not ValueType.PERCENT:
            continue
        rate_a_day = daily(c, rate)
        if not rate_a_day:
            continue
        days = days_to_cap(rate_a_day, cap.n)
        compared = (
            Compared(
                {"zh": "达到上限", "en": "reaches the cap"}, render.measured(days, "day"), render.measured(params["days"], "day")
            ),
        )
        fields = {"reached": decimal_text(days), "least": decimal_text(params["days"])}
        yield failed(c, compared=compared, fields=fields) if days < params["days"] else passed(c, compared=compared)


CHECK = Check("reach", PARAMS, run, fields=("reached", "least"))
