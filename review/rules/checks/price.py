"""The contract's total against the approved quote: below the floor, or another amount than was approved."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.model.commitment import Commitment, Value, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), REQUIRED, "the price"),
    "total": Param(PatternLists(), REQUIRED, "words that make an amount the total"),
    "net": Param(PatternLists(), REQUIRED, "words that make it an amount without tax"),
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in the currency"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    found = next(((c, v) for c in scene.select(params["of"]) for v in c.values if _is_total(scene, c, v, params)), None)
    if found is None:
        return
    c, v = found
    assert v.n is not None
    net = scene.has(params["net"], scene.region(v.span, "sentence"))
    pointers = ("/quote/net", "/quote/gross") if net else ("/quote/gross", "/quote/net")
    held = [(p, Decimal(x)) for p in pointers if not isinstance(x := scene.deal(p), Missing)]
    if not held:
        yield unknown("/quote/net", commitment=c)
        return
    yield _judge(scene, c, v, held, params["slack"])


def _is_total(scene: Scene, c: Commitment, v: Value, params: Params) -> bool:
    return v.type is ValueType.MONEY and v.n is not None and scene.has(params["total"], scene.region(c.span, "sentence"))


def _judge(scene: Scene, c: Commitment, v: Value, held: list[tuple[str, Decimal]], slack: Decimal) -> Answer:
    assert v.n is not None
    shown = render.value(v)
    floor = scene.deal("/quote/floor")
    if not isinstance(floor, Missing) and v.n < floor:
        return _wrong(c, v, shown, "/quote/floor", Decimal(floor), "below_floor")
    if any(abs(v.n - amount) <= slack for _, amount in held):
        return passed(c)
    return _wrong(c, v, shown, *held[0], "differs")


def _wrong(c: Commitment, v: Value, shown: object, pointer: str, amount: Decimal, variant: str) -> Answer:
    other = render.amount(amount)
    texts = {"zh": str(shown["zh"]), "en": str(shown["en"])} if isinstance(shown, dict) else {"zh": "", "en": ""}
    compared = (Compared({"zh": "批准的报价", "en": "approved quote"}, texts["zh"], other, pointer),)
    return failed(c, c.span, v.span, variant=variant, compared=compared, fields={"value": texts, "quote_value": other})


CHECK = Check(
    "price", PARAMS, run, fields=("value", "quote_value"), variants=("below_floor", "differs"),
    reads=("/quote/net", "/quote/gross", "/quote/floor"),
)  # fmt: skip
