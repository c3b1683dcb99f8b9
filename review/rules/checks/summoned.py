"""Commitments whose time runs from an event of a kind that the other side makes happen: each fails that nothing excuses."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import Commitment
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), REQUIRED, "commitments that an event may start"),
    "event": Param(
        PatternLists(), REQUIRED, "words of such an event; they count only where the commitment's time runs from them"
    ),
    "unless": Param(PatternLists(), None, "excuses a commitment when it stands in its sentence"),
    "ample": Param(PatternLists(), None, "excuses a commitment when it stands in its clause"),
}
#: How near what excuses a commitment must stand.
_EXCUSED = (("unless", "sentence"), ("ample", "clause"))


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for c in scene.select(params["of"]):
        place = _event(scene, c)
        if place is None or not scene.has(params["event"], place):
            continue
        if not any(scene.affirms(params[words], scene.region(c.span, near)) for words, near in _EXCUSED):
            yield failed(c, fields={"found": scene.document.quote(place)})


def _event(scene: Scene, c: Commitment) -> Span | None:
    """Where the words of the event stand from which its time runs."""
    sentence = scene.region(c.span, "sentence")
    at = scene.text.find(c.trigger, sentence.start, sentence.end) if c.trigger and sentence else -1
    return Span(at, at + len(c.trigger)) if c.trigger and at >= 0 else None


CHECK = Check("summoned", PARAMS, run, fields=("found",))
