"""Interest on the customer's late payment: whether there is any, and whether it is too little."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Flag, Number, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), REQUIRED, "payments of the customer"),
    "present": Param(PatternLists(), REQUIRED, "words of late interest"),
    "least": Param(Number(), REQUIRED, "percent a year that it must reach: the one-year LPR"),
    "sme_only": Param(Flag(), True, "whether the minimum holds only where we are a small or medium enterprise"),
}
_DAYS = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    payments = scene.select(params["of"])
    if not payments:
        return
    places = scene.find(params["present"])
    if not places:
        end = payments[-1].span.end
        yield failed(payments[-1], variant="absent", replaces=Span(end, end))
        return
    rate = next((r for s in places for v in values.within(scene, _around(scene, s)) if (r := yearly(v)) is not None), None)
    if rate is None or rate >= params["least"] or (params["sme_only"] and scene.deal("/our_party/sme") is not True):
        yield passed(None, places[0])
        return
    shown, bound = render.measured(rate, "percent"), render.measured(params["least"], "percent")
    compared = (Compared({"zh": "年利率", "en": "yearly rate"}, shown, bound),)
    yield failed(None, places[0], variant="low", compared=compared, fields={"value": shown, "bound": bound})


def _around(scene: Scene, span: Span) -> Span:
    sentence = scene.region(span, "sentence")
    return sentence or span


def yearly(v: RawValue) -> Decimal | None:
    """A rate by the year: 0.05 % a day is 18.25 %. A rate that does not say is taken as daily below 0.3 %, else as yearly."""
    if v.type is not ValueType.PERCENT or v.n is None:
        return None
    per = next((u for u in _DAYS if v.per and u in v.per), "day" if v.n < Decimal("0.3") else "year")
    return v.n * _DAYS[per]


CHECK = Check("interest", PARAMS, run, fields=("value", "bound"), variants=("absent", "low"), reads=("/our_party/sme",))
