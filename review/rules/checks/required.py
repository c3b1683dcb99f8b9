"""Something that must be there: in the contract, or near each commitment that calls for it."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import Commitment
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.existence import NEAR
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import Flag, OneOf, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), None, "commitments that call for it; without one the rule has nothing to look at"),
    "when": Param(PatternLists(), None, "words that call for it"),
    "present": Param(PatternLists(), None, "words that show it is there"),
    "by": Param(Selects(), None, "commitments that show it is there"),
    "void": Param(PatternLists(), None, "words that undo `present` when they stand in its sentence"),
    "anywhere": Param(PatternLists(), None, "words that show it is there for all, wherever they stand"),
    "near": Param(OneOf(NEAR), "document", "how near it must stand to what calls for it"),
    "each": Param(Flag(), False, "ask for it at each commitment instead of once"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    calls = scene.select(params["of"])
    words = scene.find(params["when"]) if params["when"] else ()
    if (params["of"] or params["when"]) and not calls and not words:
        return
    if params["each"]:
        yield from (_answer(scene, params, c, c.span) for c in calls)
        return
    place = calls[0].span if calls else (words[0] if words else None)
    yield _answer(scene, params, calls[0] if calls else None, place)


def _answer(scene: Scene, params: Params, call: Commitment | None, place: Span | None) -> Answer:
    region = scene.region(place, params["near"]) if place else None
    there = _there(scene, params, region) or scene.has(params["anywhere"])
    if there:
        return passed(call)
    around = scene.region(place, "sentence") if place else None
    insert = Span(around.end, around.end) if around else None
    return failed(call, *((around,) if around else ()), replaces=insert)


def _there(scene: Scene, params: Params, region: Span | None) -> bool:
    held = [c for c in scene.select(params["by"]) if region is None or region.overlaps(c.span)]
    spans = scene.find(params["present"], region) if params["present"] else ()
    return bool(held) or any(not scene.has(params["void"], scene.region(s, "sentence")) for s in spans)


CHECK = Check("required", PARAMS, run)
