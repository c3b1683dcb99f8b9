"""A cap on what may be charged: whether there is one, and how high it is."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import Commitment, Value, ValueRole
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.existence import NEAR
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), None, "what is charged; left out: the contract as a whole"),
    "present": Param(PatternLists(), REQUIRED, "words of a cap near the charge"),
    "anywhere": Param(PatternLists(), None, "words of a cap that holds wherever it stands"),
    "void": Param(PatternLists(), None, "words that say there is none"),
    "near": Param(OneOf(NEAR), "article", "how near"),
    "most": Param(Number(), None, "highest cap allowed, in percent"),
    "absent": Param(OneOf(("fail", "skip")), "fail", "what a missing cap is"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["of"] is None:
        yield from _judge(scene, params, None)
        return
    for c in scene.select(params["of"]):
        yield from _judge(scene, params, c)


def _judge(scene: Scene, params: Params, c: Commitment | None) -> Iterator[Answer]:
    places = _places(scene, params, c)
    value = _value(scene, c, places)
    if not places and value is None:
        if params["absent"] == "fail":
            yield failed(c, *((c.span,) if c else ()), variant="absent", replaces=Span(c.span.end, c.span.end) if c else None)
    elif params["most"] is None or value is None:
        yield passed(c)
    else:
        yield _compared(value, c, params)


def _compared(value: Value, c: Commitment | None, params: Params) -> Answer:
    n = in_unit(value, "percent")
    shown, bound = render.value(value), render.measured(params["most"], "percent")
    compared = (Compared({"zh": "公司政策", "en": "policy"}, shown, bound),)
    if n is not None and n > params["most"]:
        fields = {"value": shown, "bound": bound}
        return failed(
            c,
            *(s for s in (c.span if c else None, value.span) if s),
            compared=compared,
            variant="high",
            fields=fields,
            replaces=value.span,
        )
    return passed(c, compared=compared)


def _places(scene: Scene, params: Params, c: Commitment | None) -> tuple[Span, ...]:
    if c is not None and scene.has(params["void"], scene.region(c.span, "sentence")):
        return ()
    near = scene.find(params["present"], scene.region(c.span, params["near"]) if c else None)
    far = scene.find(params["anywhere"]) if params["anywhere"] else ()
    return tuple(s for s in (*near, *far) if not scene.has(params["void"], scene.region(s, "sentence")))


def _value(scene: Scene, c: Commitment | None, places: tuple[Span, ...]) -> Value | None:
    """The cap's percentage: of the commitment, of what caps it, or of the sentence that speaks of a cap."""
    linked = {target for name, target in c.links if name == "capped_by"} if c else set()
    around = [scene.region(s, "sentence") for s in places]
    holders = [x for x in scene.commitments if x is c or x.id in linked or any(a and a.overlaps(x.span) for a in around)]
    return next((v for x in holders for v in x.values if v.role is ValueRole.CAP and v.n is not None), None)


CHECK = Check("cap", PARAMS, run, fields=("value", "bound"), variants=("absent", "high"))
