"""Penalties on both sides: ours present, the customer's for late payment absent or much lower."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import daily, in_unit, per_day
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param, PatternLists
from review.rules.stated import CAPPED, caps, number

PARAMS = {
    "ours": Param(Selects(), REQUIRED, "what we pay"),
    "theirs": Param(Selects(), REQUIRED, "what the customer pays"),
    "both": Param(PatternLists(), REQUIRED, "words that bind either party alike"),
    "ours_words": Param(PatternLists(), None, "words of what we pay, where no commitment of `ours` stands"),
    "theirs_words": Param(PatternLists(), None, "words of what the customer pays, where no commitment of `theirs` stands"),
    "none": Param(PatternLists(), None, "words by which the customer pays nothing"),
    "least": Param(Number(), Decimal(50), "percent of our rate that theirs must reach"),
    **CAPPED,
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    ours, told = _charges(scene, params, "ours")
    if not ours and not told:
        return
    first = ours[0] if ours else None
    place = first.span if first else told[0]
    theirs, said = _charges(scene, params, "theirs")
    mine, yours = (_rate(scene, c, params) or _told(scene, p, params) for c, p in ((ours, told), (theirs, said)))
    if not theirs and (scene.has(params["none"]) or not (said or scene.has(params["both"]))):
        yield failed(first, *((place,) if first is None else ()), variant="absent")
    elif mine is not None and yours is not None and yours * 100 < mine * params["least"]:
        shown = {"ours_rate": f"{decimal_text(mine)}%", "theirs_rate": f"{decimal_text(yours)}%"}
        compared = (Compared({"zh": "违约金日费率", "en": "daily rates"}, shown["ours_rate"], shown["theirs_rate"]),)
        yield failed(first, place, (*(c.span for c in theirs), *said)[0], variant="lower", fields=shown, compared=compared)
    else:
        yield passed(first)


def _charges(scene: Scene, params: Params, side: str) -> tuple[tuple[Commitment, ...], tuple[Span, ...]]:
    """The commitments of one side's charges, and the words that tell one."""
    words = params[side + "_words"]
    return scene.select(params[side]), () if words is None else scene.find(words)


def _told(scene: Scene, places: tuple[Span, ...], params: Params) -> Decimal | None:
    """The highest daily rate that stands behind the words, else before them."""

    def rate(v: RawValue) -> Decimal | None:
        return None if caps(scene, v, params) else in_unit(v, "percent")

    found = (number(scene, p, rate) or number(scene, p, rate, ahead=True) for p in places)
    return max((n for v in found if v and (n := per_day(v)) is not None), default=None)


def _rate(scene: Scene, chosen: tuple[Commitment, ...], params: Params) -> Decimal | None:
    found = ((c, v) for c in chosen for v in c.values if _comes_again(v) and (v.per or not caps(scene, v, params)))
    rates = [r for c, v in found if (r := daily(c, v)) is not None]
    return max(rates, default=None)


def _comes_again(v: Value) -> bool:
    """Whether a percentage is one for each day or other step of time."""
    return v.type is ValueType.PERCENT and (v.role is ValueRole.RATE or (v.role is ValueRole.SHARE and v.per is not None))


CHECK = Check("balance", PARAMS, run, fields=("ours_rate", "theirs_rate"), variants=("absent", "lower"))
