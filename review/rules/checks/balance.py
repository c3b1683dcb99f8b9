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
from review.rules.measure import daily, per_day
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
    "on_top": Param(PatternLists(), None, "words by which a rate stands on top of a bank's, which the text does not tell"),
    "least": Param(Number(), Decimal(50), "percent of our rate that theirs must reach"),
    **CAPPED,
}

#: The commitments of one side's charges, and the words that tell one.
_Side = tuple[tuple[Commitment, ...], tuple[Span, ...]]
#: What a bank's rate comes to in a day where a charge stands on top of one: five percent a year.
_BANKS = Decimal(5) / 365
#: Decimals of a rate that people are shown.
_SHOWN = 4


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    ours, told = _charges(scene, params, "ours")
    if not ours and not told:
        return
    first = ours[0] if ours else None
    place = first.span if first else told[0]
    theirs, said = _charges(scene, params, "theirs")
    mine, yours, sort = _alike(scene, params, (ours, told), (theirs, said))
    nothing = (not theirs or yours is None) and scene.has(params["none"])
    if nothing or not (theirs or said or scene.has(params["both"])):
        yield failed(first, *((place,) if first is None else ()), variant="absent")
    elif mine is not None and yours is not None and (yours + _added(scene, params, theirs, said)) * 100 < mine * params["least"]:
        shown = {"ours_rate": _shown(mine, sort), "theirs_rate": _shown(yours, sort)}
        compared = (Compared({"zh": "违约金日费率", "en": "daily rates"}, shown["ours_rate"], shown["theirs_rate"]),)
        yield failed(first, place, (*(c.span for c in theirs), *said)[0], variant="lower", fields=shown, compared=compared)
    else:
        yield passed(first)


def _charges(scene: Scene, params: Params, side: str) -> _Side:
    """The commitments of one side's charges, and the words that tell one."""
    words = params[side + "_words"]
    return scene.select(params[side]), () if words is None else scene.find(words)


def _added(scene: Scene, params: Params, theirs: tuple[Commitment, ...], said: tuple[Span, ...]) -> Decimal:
    """What a bank's rate adds to the customer's, where that stands on top of it."""
    sentences = (scene.sentence(at.start) for at in (*(c.span for c in theirs), *said))
    on_top = params["on_top"] is not None and any(scene.has(params["on_top"], s) for s in sentences)
    return _BANKS if on_top else Decimal(0)


def _alike(scene: Scene, params: Params, ours: _Side, theirs: _Side) -> tuple[Decimal | None, Decimal | None, ValueType]:
    """The daily rates of both sides in percent; in money where only that can be told of both."""
    for sort in (ValueType.MONEY, ValueType.PERCENT):
        mine, yours = (_rate(scene, params, held, sort) or _told(scene, params, places, sort) for held, places in (ours, theirs))
        if mine is not None and yours is not None:
            break
    return mine, yours, sort


def _shown(rate: Decimal, sort: ValueType) -> str:
    return decimal_text(round(rate, _SHOWN)) + ("%" if sort is ValueType.PERCENT else "")


def _told(scene: Scene, params: Params, places: tuple[Span, ...], sort: ValueType) -> Decimal | None:
    """The highest daily rate that stands behind the words, else before them."""

    def rate(v: RawValue) -> Decimal | None:
        told = share(scene, v, params["price"])
        again = sort is ValueType.PERCENT or bool(v.per)
        return told.n if told.type is sort and again and not caps(scene, v, params) else None

    found = (number(scene, p, rate, reach=FAR) or number(scene, p, rate, ahead=True) for p in places)
    return max((n for v in found if v and (n := per_day(share(scene, v, params["price"]))) is not None), default=None)


def _rate(scene: Scene, params: Params, chosen: tuple[Commitment, ...], sort: ValueType) -> Decimal | None:
    found = ((c, v) for c in chosen for v in c.values if _comes_again(v) and (v.per or not caps(scene, v, params)))
    shares = ((c, share(scene, v, params["price"])) for c, v in found)
    rates = [r for c, v in shares if v.type is sort and (r := daily(c, v)) is not None]
    return max(rates, default=None)


def _comes_again(v: Value) -> bool:
    """Whether a percentage or an amount is one for each day or other step of time."""
    repeated = v.role is ValueRole.RATE or (v.role in (ValueRole.SHARE, ValueRole.AMOUNT) and v.per is not None)
    return repeated and v.type in (ValueType.PERCENT, ValueType.MONEY)


CHECK = Check("balance", PARAMS, run, fields=("ours_rate", "theirs_rate"), variants=("absent", "lower"))
