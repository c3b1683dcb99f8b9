"""Interest on the customer's late payment: whether there is any, and whether it is too little."""

from __future__ import annotations

import re
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
    "when": Param(PatternLists(), None, "words of a payment of the customer, where no commitment is one"),
    "present": Param(PatternLists(), REQUIRED, "words of late interest"),
    "void": Param(PatternLists(), None, "words that say there is none: without payments found, too"),
    "void_unless": Param(PatternLists(), None, "words in the sentence by which there is some all the same"),
    "little": Param(PatternLists(), None, "words of a rate that is always below the minimum: of deposits at call"),
    "least": Param(Number(), REQUIRED, "percent a year that it must reach: the one-year LPR"),
    "sme_only": Param(Flag(), True, "whether the minimum holds only where we are a small or medium enterprise"),
}
_ON_TOP = re.compile(
    r"\b(?:above|over|plus|base rate|euribor|sonia|sofr|prime|reference rate)\b"
    r"|lpr|上浮|加点|基准|加计|贷款(?:市场)?(?:报价)?利率"
)
_YEAR = re.compile(r"年(?:利|息|化)|每年|按年|\bp\.? ?a\b|\b(?:annum|annual(?:ly)?|year(?:ly)?)\b")
#: What a sentence counts, where its rate does not say: for each month.
_EACH = re.compile(
    r"每[^。;,\d%]{0,8}?(?P<zh>[日天周月季年])|\b(?:each|every) (?:started |full )?(?P<en>day|week|month|quarter|year)"
)
#: What one unit of being late costs: 迟延一天加收.
_LATE_BY = re.compile(r"(?:逾期|迟延|延迟|延期|超期|拖延|晚)(?:付款|支付|付)?一(?P<zh>[日天周月])")
_HAN = {"日": "day", "天": "day", "周": "week", "月": "month", "季": "quarter", "年": "year"}
_DAYS = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    refused = _refused(scene, params)
    places = [s for s in scene.find(params["present"]) if not any(_around(scene, s).overlaps(r) for r in refused)]
    payments = [c.span for c in scene.select(params["of"])] or list(scene.find(params["when"]) if params["when"] else ())
    if places:
        yield _rated(scene, places, params)
    elif refused:
        yield failed(None, _around(scene, refused[0]), variant="absent", replaces=_behind(_around(scene, refused[0])))
    elif payments:
        holder = scene.holder(payments[-1])
        yield failed(holder, payments[-1], variant="absent", replaces=_behind(payments[-1]))


def _refused(scene: Scene, params: Params) -> list[Span]:
    """Places that deny the interest, but for sentences that give some."""
    found = scene.find(params["void"]) if params["void"] else ()
    return [s for s in found if not scene.has(params["void_unless"], _around(scene, s))]


def _rated(scene: Scene, places: list[Span], params: Params) -> Answer:
    """Whether the rate, in figures or in words, reaches the minimum; where we are none of the small, it need not."""
    if params["sme_only"] and scene.deal("/our_party/sme") is False:
        return passed(None, places[0])
    bound = render.measured(params["least"], "percent")
    little = next((s for p in places for s in _little(scene, params, _around(scene, p))), None)
    rate = next(
        (r for s in places for v in values.within(scene, _around(scene, s)) if (r := yearly(v, _words(scene, v))) is not None),
        None,
    )
    if little is None and (rate is None or rate >= params["least"] or _marked_up(scene, places)):
        return passed(None, places[0])
    shown = scene.document.quote(little) if little else render.measured(rate or Decimal(0), "percent")
    compared = (Compared({"zh": "年利率", "en": "yearly rate"}, shown, bound),)
    return failed(None, little or places[0], variant="low", compared=compared, fields={"value": shown, "bound": bound})


def _little(scene: Scene, params: Params, sentence: Span) -> tuple[Span, ...]:
    return scene.find(params["little"], sentence) if params["little"] else ()


def _marked_up(scene: Scene, places: list[Span]) -> bool:
    """Whether the percentage stands on top of a published rate (2 % above EURIBOR)."""
    return any(_ON_TOP.search(scene.finder.folded, *_bounds(_around(scene, s))) for s in places)


def _behind(span: Span) -> Span:
    return Span(span.end, span.end)


def _around(scene: Scene, span: Span) -> Span:
    sentence = scene.region(span, "sentence")
    return sentence or span


def yearly(v: RawValue, sentence: str = "") -> Decimal | None:
    """A rate by the year: 0.05 % a day is 18.25 %. A rate that does not say takes what its sentence counts (for each month);
    else it is taken as daily below 0.3 %, else as yearly where its sentence, if one is given, speaks of the year; else nobody
    knows.
    """
    if v.type is not ValueType.PERCENT or v.n is None:
        return None
    per = next((u for u in _DAYS if v.per and u in v.per), None) or _each(sentence) or ("day" if v.n < Decimal("0.3") else None)
    if per is None and (not sentence or _YEAR.search(sentence)):
        per = "year"
    return v.n * _DAYS[per] if per else None


def _each(sentence: str) -> str | None:
    if late := _LATE_BY.search(sentence):
        return _HAN[late["zh"]]
    found = _EACH.search(sentence)
    return (_HAN[found["zh"]] if found["zh"] else found["en"]) if found else None


def _words(scene: Scene, v: RawValue) -> str:
    return scene.finder.folded[slice(*_bounds(_around(scene, v.span)))]


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


CHECK = Check("interest", PARAMS, run, fields=("value", "bound"), variants=("absent", "low"), reads=("/our_party/sme",))
