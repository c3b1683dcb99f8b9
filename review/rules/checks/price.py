"""The contract's total against the approved quote: below the floor, or another amount than was approved.

The total is the first amount that stands right after words such as "contract price"; shares of it and amounts of a bond,
which other words lead up to, are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, Param, PatternLists

PARAMS = {
    "total": Param(PatternLists(), REQUIRED, "words right before the total"),
    "net": Param(PatternLists(), REQUIRED, "words that make it an amount without tax"),
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in the currency"),
}
#: Characters before the total in which words may make it one without tax.
_REACH = 40


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    found = stated(scene, params["total"])
    if found is None:
        return
    net = scene.has(params["net"], Span(max(found.span.start - _REACH, 0), found.span.start))
    pointers = ("/quote/net", "/quote/gross") if net else ("/quote/gross", "/quote/net")
    held = [(p, Decimal(x)) for p in pointers if not isinstance(x := scene.deal(p), Missing)]
    yield _judge(scene, found, held, params["slack"]) if held else unknown("/quote/net", spans=(found.span,))


def _judge(scene: Scene, v: RawValue, held: list[tuple[str, Decimal]], slack: Decimal) -> Answer:
    assert v.n is not None
    floor = scene.deal("/quote/floor")
    if not isinstance(floor, Missing) and v.n < floor:
        return _wrong(v, "/quote/floor", Decimal(floor), "below_floor")
    if any(abs(v.n - amount) <= slack for _, amount in held):
        return passed(None, v.span)
    return _wrong(v, *held[0], "differs")


def _wrong(v: RawValue, pointer: str, amount: Decimal, variant: str) -> Answer:
    assert v.n is not None
    shown, other = render.amount(v.n, v.currency), render.amount(amount)
    compared = (Compared({"zh": "批准的报价", "en": "approved quote"}, shown, other, pointer),)
    return failed(None, v.span, variant=variant, compared=compared, fields={"value": shown, "quote_value": other})


CHECK = Check(
    "price", PARAMS, run, fields=("value", "quote_value"), variants=("below_floor", "differs"),
    reads=("/quote/net", "/quote/gross", "/quote/floor"),
)  # fmt: skip
