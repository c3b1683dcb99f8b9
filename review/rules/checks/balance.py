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
from review.rules.price import share
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param, PatternLists
from review.rules.stated import CAPPED, FAR, caps, number

PARAMS = {
    "ours": Param(Selects(), REQUIRED, "what we pay"),
    "theirs": Param(Selects(), REQUIRED, "what the customer pays"),
    "both": Param(PatternLists(), REQUIRED, "words that bind either party alike"),
    "ours_words": Param(PatternLists(), None, "words of what we pay, where no commitment of `ours` stands"),
    "theirs_words": Param(PatternLists(), None, "words of what the customer pays, where no commitment of `theirs` stands"),
    "none": Param(PatternLists(), None, "words by which the customer pays nothing"),
    "price": Param(PatternLists(), None, "words before the price, of which an amount a day is a share"),
    "least": Param(Number(), Decimal(50), "percent of our rate that theirs must reach"),
    **CAPPED,
}

#: Decimals of a rate that people are shown.
_SHOWN = 4


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    ours, told = _charges(scene, params, "ours")
    if not ours and not told:
        return
    first = ours[0] if ours else None
    place = first.span if first else told[0]
    theirs, said = _charges(scene, params, "theirs")
    mine = _rate(scene, params, ours) or _told(scene, params, told)
    yours = _rate(scene, params, theirs) or _told(scene, params, said)
    nothing = (not theirs or yours is None) and scene.has(params["none"])
    if nothing or not (theirs or said or scene.has(params["both"])):
        yield failed(first, *((place,) if first is None else ()), variant="absent")
    elif mine is not None and yours is not None and yours * 100 < mine * params["least"]:
        shown = {"ours_rate": f"{decimal_text(round(mine, _SHOWN))}%", "theirs_rate": f"{decimal_text(round(yours, _SHOWN))}%"}
        compared = (Compared({"zh": "违约金日费率", "en": "daily rates"}, shown["ours_rate"], shown["theirs_rate"]),)
        yield failed(first, place, (*(c.span for c in theirs), *said)[0], variant="lower", fields=shown, compared=compared)
    else:
        yield passed(first)


def _charges(scene: Scene, params: Params, side: str) -> tuple[tuple[Commitment, ...], tuple[Span, ...]]:
    """The commitments of one side's charges, and the words that tell one."""
    words = params[side + "_words"]
    return scene.select(params[side]), () if words is None else scene.find(words)


def _told(scene: Scene, params: Params, places: tuple[Span, ...]) -> Decimal | None:
    """The highest daily rate that stands behind the words, else before them."""

    def rate(v: RawValue) -> Decimal | None:
        return None if caps(scene, v, params) else in_unit(share(scene, v, params["price"]), "percent")

    found = (number(scene, p, rate, reach=FAR) or number(scene, p, rate, ahead=True) for p in places)
    return max((n for v in found if v and (n := per_day(share(scene, v, params["price"]))) is not None), default=None)


def _rate(scene: Scene, params: Params, chosen: tuple[Commitment, ...]) -> Decimal | None:
    found = ((c, v) for c in chosen for v in c.values if _comes_again(v) and (v.per or not caps(scene, v, params)))
    rates = [r for c, v in found if (r := daily(c, share(scene, v, params["price"]))) is not None]
    return max(rates, default=None)


def _comes_again(v: Value) -> bool:
    """Whether a percentage or an amount is one for each day or other step of time."""
    repeated = v.role is ValueRole.RATE or (v.role is ValueRole.SHARE and v.per is not None)
    return repeated and v.type in (ValueType.PERCENT, ValueType.MONEY)


CHECK = Check("balance", PARAMS, run, fields=("ours_rate", "theirs_rate"), variants=("absent", "lower"))
