"""Words that should not be there: each place that matches fails."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import Party
from review.model.document import ClauseKind
from review.model.finding import Outcome
from review.model.span import Span
from review.rules.check import Answer, Check, Params, Silence, failed, passed, silent, unknown
from review.rules.conditions import field_values
from review.rules.scene import Scene
from review.rules.select import NEAR, OBLIGORS, Selects
from review.rules.shape import REQUIRED, ListOf, OneOf, Param, PatternLists, Pointer
from review.rules.text import fold

PARAMS = {
    "pattern": Param(PatternLists(across=True), REQUIRED, "what should not be there"),
    "unless": Param(PatternLists(), None, "excuses a place when it stands near it"),
    "near": Param(
        OneOf(("place", *NEAR)), "sentence", "how near `unless` must stand; `place`: it must hold some of the same signs"
    ),
    "withheld": Param(PatternLists(), None, "signs that a copy puts where something is kept from it, where `legend` stands"),
    "legend": Param(PatternLists(), None, "words somewhere in the contract by which the copy has parts kept from it"),
    "covered": Param(
        ListOf(Pointer()), (), "fields of the deal record; a place whose sentence names one of their texts is excused"
    ),
    "needs": Param(PatternLists(), None, "without it somewhere in the contract the rule has nothing to look at"),
    "obligor": Param(OneOf(OBLIGORS), "any", "who must be bound at the place"),
    "of": Param(Selects(), None, "only inside these commitments"),
    "skip": Param(
        ListOf(OneOf(tuple(k.value for k in ClauseKind))), ("title", "contents"), "parts of the contract not looked at"
    ),
    "report": Param(OneOf(("sentence", "clause", "document")), "sentence", "places that are reported together"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["needs"] is not None and not scene.has(params["needs"]):
        return
    unheld = params["covered"] if all(field_values(scene, p) is None for p in params["covered"]) else ()
    groups: dict[Span, list[Span]] = {}
    for span in _places(scene, params):
        region = scene.region(span, params["report"]) or Span(0, len(scene.text))
        groups.setdefault(region, []).append(span)
    for spans in groups.values():
        found = scene.document.quote(spans[0])
        holder = scene.holder(spans[0])
        shown = (scene.region(spans[0], "sentence"), *spans[1:]) if params["report"] == "sentence" else spans
        places = tuple(s for s in shown if s)
        fields = {"found": found, "count": str(len(spans))}
        yield unknown(*unheld, spans=places) if unheld else failed(holder, *places, fields=fields)
    if not groups:
        yield passed()


def _places(scene: Scene, params: Params) -> Iterator[Span]:
    chosen = scene.select(params["of"]) if params["of"] else None
    wanted = set(scene.party(params["obligor"]))
    kept = scene.find(params["withheld"]) if params["withheld"] and scene.has(params["legend"]) else ()
    for span in scene.find(params["pattern"]):
        if scene.kind_at(span.start).value in params["skip"] or scene.denied(span) or scene.struck(span):
            continue
        if any(s.overlaps(span) for s in kept):
            continue
        if chosen is not None and not any(c.span.overlaps(span) for c in chosen):
            continue
        if params["obligor"] != "any" and not _bound(scene, span, wanted, params["obligor"] == "not_theirs"):
            continue
        if not _excused(scene, params, span) and not _covered(scene, params, span):
            yield span


def _excused(scene: Scene, params: Params, span: Span) -> bool:
    if params["near"] == "place":
        return params["unless"] is not None and any(s.overlaps(span) for s in scene.find(params["unless"]))
    return scene.affirms(params["unless"], scene.region(span, params["near"]))


def _bound(scene: Scene, span: Span, wanted: set[Party], unnamed: bool) -> bool:
    """Whether one of them is bound at the place; ``unnamed``: or nobody is named there."""
    found = scene.obligors(span)
    return bool(wanted & found) or (unnamed and not found)


def _covered(scene: Scene, params: Params, span: Span) -> bool:
    """Whether the sentence names something that the deal's fields hold."""
    listed = [one for p in params["covered"] for one in field_values(scene, p) or ()]
    sentence = scene.region(span, "sentence") or span
    words = scene.finder.folded[sentence.start : sentence.end]
    return any(fold(str(one)) in words for one in listed)


def _silence(params: Params) -> Silence | None:
    needs = params["needs"]
    return silent(params["pattern"], Outcome.PASS) if needs is None else silent(needs, Outcome.NOT_APPLICABLE)


CHECK = Check("existence", PARAMS, run, fields=("found", "count"), silence=_silence)
