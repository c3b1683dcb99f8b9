"""The currency of the contract's prices against the quote's."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "price": Param(PatternLists(), REQUIRED, "words of a price in the sentence"),
    "fx": Param(PatternLists(), REQUIRED, "words of an exchange rate, which excuse another currency"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    money = [v for v in values.of(scene, ValueType.MONEY) if v.currency and v.n is not None]
    prices = [v for v in money if scene.has(params["price"], scene.sentence(v.span.start))]
    if not prices:
        return
    quoted = next((c for p in ("/quote/currency", "/opp/currency") if not isinstance(c := scene.deal(p), Missing)), None)
    if quoted is None:
        yield unknown("/quote/currency", spans=(prices[0].span,))
        return
    other = next((v for v in prices if v.currency != quoted), None)
    if other is None or scene.has(params["fx"]):
        yield passed()
        return
    said = str(other.currency)
    compared = (Compared({"zh": "币种", "en": "currency"}, said, str(quoted), "/quote/currency"),)
    yield failed(None, other.span, compared=compared, fields={"said": said, "right": str(quoted)})


CHECK = Check("currency", PARAMS, run, fields=("said", "right"), reads=("/quote/currency", "/opp/currency"))
