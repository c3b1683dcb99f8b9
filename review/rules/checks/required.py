"""Something that must be there: in the contract, or near each commitment that calls for it."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import Commitment
from review.model.finding import Outcome
from review.model.language import Bilingual as Titles
from review.model.span import Span
from review.rules import lasting
from review.rules.check import Answer, Check, Params, Silence, failed, passed, silent
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.select import NEAR, Selects
from review.rules.shape import REQUIRED, Bilingual, Flag, MapOf, OneOf, Param, PatternLists, Record

_PART = Record({"title": Param(Bilingual(), REQUIRED), "present": Param(PatternLists(), REQUIRED, "words that show it")})

#: Signs that a heading has at most.
_HEADING = 40
PARAMS = {
    "of": Param(Selects(), None, "commitments that call for it; without one the rule has nothing to look at"),
    "lasting": Param(lasting.RECORD, None, "two lines by which the contract runs so long that it calls for it"),
    "reaches": Param(PatternLists(), None, "words by which the law of the PRC reaches it though another law governs"),
    "when": Param(PatternLists(across=True), None, "words that call for it"),
    "unless": Param(PatternLists(), None, "words that excuse a place of `when` when they stand in its sentence"),
    "present": Param(PatternLists(), None, "words that show it is there"),
    "by": Param(Selects(), None, "commitments that show it is there"),
    "void": Param(PatternLists(), None, "words that undo `present` or `by` when they stand in its sentence"),
    "anywhere": Param(PatternLists(), None, "words that show it is there for all, wherever they stand"),
    "near": Param(OneOf(NEAR), "document", "how near it must stand to what calls for it"),
    "parts": Param(MapOf(_PART), None, "several things that must all be there, by name"),
    "aside": Param(
        PatternLists(), None, "words of another matter: a part that stands in their sentence does not count elsewhere"
    ),
    "along": Param(Selects(), None, "a second kind of commitment that must stand in the same article to call for it"),
    "headed": Param(Flag(), False, "where the heading of an article names it, only such articles are looked at"),
    "each": Param(Flag(), False, "ask for it at each commitment instead of once"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["reaches"] and scene.jurisdiction not in (None, "CN") and not scene.has(params["reaches"]):
        return
    calls = tuple(c for c in scene.select(params["of"]) if _along(scene, params, c))
    words = _words(scene, params) or lasting.places(scene, params["lasting"])
    if (params["of"] or params["when"]) and not calls and not words:
        return
    if params["each"]:
        yield from (_answer(scene, params, c, c.span) for c in calls)
        yield from (_answer(scene, params, None, s) for s in scene.apart(words, calls))
        return
    if words and params["along"]:
        calls = ()  # words tell better than two commitments what stands together
    place = calls[0].span if calls else (words[0] if words else None)
    yield _answer(scene, params, calls[0] if calls else None, place, () if calls else words)


def _words(scene: Scene, params: Params) -> tuple[Span, ...]:
    """Places of ``when`` that nothing in their sentence excuses."""
    places = scene.find(params["when"]) if params["when"] else ()
    return tuple(s for s in places if not scene.affirms(params["unless"], scene.region(s, "sentence")))


def _answer(scene: Scene, params: Params, call: Commitment | None, place: Span | None, words: tuple[Span, ...] = ()) -> Answer:
    """Of a place that calls for it; where words call for it, it may stand near any of them."""
    regions = tuple(dict.fromkeys(scene.region(p, _near(scene, params, p)) for p in (words or (place,)) if p)) or (None,)
    if headed := tuple(r for r in regions if r and params["headed"] and _headed(scene, params, r)):
        regions, place = headed, next(p for p in words or (place,) if p and headed[0].overlaps(p))
    lacking = _lacking(scene, params, regions, place)
    shown = bool(params["parts"]) or any(there(scene, params, region) for region in regions)
    if scene.has(params["anywhere"]) or (not lacking and shown):
        return passed(call)
    around = scene.region(place, "sentence") if place else None
    insert = Span(around.end, around.end) if around else None
    return failed(call, *((around,) if around else ()), fields={"lacking": tuple(lacking)}, replaces=insert)


def _near(scene: Scene, params: Params, place: Span) -> str:
    """How far it is looked for: what a sentence says is not there, no other clause of the article shows for it."""
    refused = params["near"] == "article" and scene.has(params["void"], scene.region(place, "sentence"))
    return "clause" if refused else params["near"]


def _headed(scene: Scene, params: Params, region: Span) -> bool:
    """Whether the first line of a region is a heading that names what it is about."""
    end = scene.text.find("\n", region.start, region.end)
    return 0 <= end - region.start <= _HEADING and scene.has(params["when"], Span(region.start, end))


def _along(scene: Scene, params: Params, call: Commitment) -> bool:
    """Whether another commitment stands in its article that calls for it together with this one."""
    if params["along"] is None:
        return True
    article = scene.region(call.span, "article")
    others = (c for c in scene.select(params["along"]) if c.span != call.span)
    return any(article is None or article.overlaps(c.span) for c in others)


def _lacking(scene: Scene, params: Params, regions: tuple[Span | None, ...], place: Span | None) -> list[Titles]:
    """Titles of the parts that are in none of the regions."""
    parts = (params["parts"] or {}).values()
    own = scene.region(place, "sentence") if place else None
    aside = None if params["aside"] is None or scene.has(params["aside"], own) else params["aside"]
    return [part["title"] for part in parts if not any(_stands(scene, part["present"], region, aside) for region in regions)]


def _stands(scene: Scene, present: Patterns, region: Span | None, aside: Patterns | None) -> bool:
    """Whether words stand in the region, in a sentence about nothing else."""
    if aside is None:
        return scene.has(present, region)
    return any(not scene.has(aside, scene.region(s, "sentence")) for s in scene.find(present, region))


def there(scene: Scene, params: Params, region: Span | None) -> bool:
    """Whether ``present`` or ``by`` shows it in the region, and no ``void`` undoes it."""
    held = [
        c for c in scene.select(params.get("by")) if (region is None or region.overlaps(c.span)) and _holds(scene, params, c.span)
    ]
    spans = scene.find(params["present"], region) if params["present"] else ()
    return bool(held) or any(not scene.denied(s) and _holds(scene, params, s) for s in spans)


def _holds(scene: Scene, params: Params, place: Span) -> bool:
    """Whether nothing undoes what stands at a place: no ``void`` in its sentence, no change that deletes its clause."""
    return not scene.has(params["void"], scene.region(place, "sentence")) and not scene.struck(place)


def _silence(params: Params) -> Silence | None:
    return silent(params["when"], Outcome.NOT_APPLICABLE) if params["when"] and not params["of"] else None


CHECK = Check("required", PARAMS, run, fields=("lacking",), silence=_silence)
