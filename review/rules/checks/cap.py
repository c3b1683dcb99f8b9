"""A cap on what may be charged: whether there is one, and how high it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from review.model.commitment import Commitment, Value, ValueRole
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.existence import NEAR
from review.rules.measure import in_unit
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.select import Selector, Selects
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), None, "what is charged; left out: the contract as a whole"),
    "present": Param(PatternLists(), REQUIRED, "words of a cap near the charge"),
    "anywhere": Param(PatternLists(), None, "words of a cap that holds wherever it stands"),
    "void": Param(PatternLists(), None, "words that say there is none"),
    "near": Param(OneOf(NEAR), "article", "how near"),
    "most": Param(Number(), None, "highest cap allowed, in percent"),
    "offer": Param(Number(), None, "cap that the proposed wording names, in percent"),
    "absent": Param(OneOf(("fail", "skip")), "fail", "what a missing cap is"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["of"] is None:
        yield from _judge(scene, params, None)
        return
    for c in scene.select(params["of"]):
        yield from _judge(scene, params, c)


def _judge(scene: Scene, params: Params, c: Commitment | None) -> Iterator[Answer]:
    near, far = _places(scene, params, c)
    value = _value(scene, c, near, far)
    if not near and not far and value is None:
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


def _places(scene: Scene, params: Params, c: Commitment | None) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where words of a cap stand near the charge, and where they stand for all charges."""
    void = params["void"]
    if c is not None and scene.has(void, scene.region(c.span, "sentence")):
        return (), ()
    of: Selector | None = params["of"]
    near = scene.find(params["present"], scene.region(c.span, params["near"]) if c else None)
    far: tuple[Span, ...] = ()
    if params["anywhere"]:
        found = scene.find(params["anywhere"])
        far = scene.once(("cap", params["anywhere"], void, of), lambda: _standing(scene, found, void, of))
    return _standing(scene, near, void, of), far


def _standing(scene: Scene, places: tuple[Span, ...], void: Patterns | None, of: Selector | None) -> tuple[Span, ...]:
    """Those whose sentence neither says that there is no cap nor caps what the other party alone is charged.

    The words that cap end a place; what begins it may stand in the sentence before.
    """
    regions = ((place, scene.region(Span(max(place.end - 1, 0), place.end), "sentence")) for place in places)
    return tuple(p for p, r in regions if not scene.has(void, r) and not (of and r and _anothers(scene, of, r)))


def _anothers(scene: Scene, of: Selector, region: Span) -> bool:
    """Whether every charge in the sentence is one the rule is not about: a cap there does not limit ours."""
    charges = [c for c in scene.commitments_at(region) if c.kind in of.kinds or c.value(ValueRole.CAP)]
    asked, both = scene.select(of), scene.party("ours")
    return bool(charges) and not any(c in asked or (c.obligor in both and not _left_out(scene, of, region)) for c in charges)


def _left_out(scene: Scene, of: Selector, region: Span) -> bool:
    return of.unless is not None and scene.has(of.unless, region)


def _value(scene: Scene, c: Commitment | None, near: tuple[Span, ...], far: tuple[Span, ...]) -> Value | None:
    """The first cap in the text: of the commitment, of what caps it, or of the sentences that speak of a cap."""
    linked = [scene.by_id[target] for name, target in c.links if name == "capped_by" and target in scene.by_id] if c else []
    own = [x for x in (c, *linked) if x is not None]
    firsts = (
        _first(scene, own),
        _first(scene, _holders(scene, near)),
        scene.once(("cap", far), lambda: _first(scene, _holders(scene, far))),
    )
    return min((f for f in firsts if f), key=lambda f: f[0], default=(0, None))[1]


def _holders(scene: Scene, places: tuple[Span, ...]) -> Iterator[Commitment]:
    for place in places:
        region = scene.region(place, "sentence")
        yield from scene.commitments_at(region) if region else ()


def _first(scene: Scene, holders: Iterable[Commitment]) -> tuple[int, Value] | None:
    """The cap of the holder that stands first in the text, with the holder's place among the commitments."""
    caps = (
        (scene.place_of(x), v)
        for x in holders
        if (v := next((v for v in x.values if v.role is ValueRole.CAP and v.n is not None), None))
    )
    return min(caps, key=lambda found: found[0], default=None)


CHECK = Check("cap", PARAMS, run, fields=("value", "bound"), variants=("absent", "high"))
