"""Two provisions of one thing that cannot both hold, each told by its words: in force on signature, and on approval."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.finding import Compared
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, MapOf, Param, PatternLists, Record

_PAIR = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "one": Param(PatternLists(), REQUIRED, "words of the one provision"),
        "other": Param(PatternLists(), REQUIRED, "words of the other"),
        "unless": Param(PatternLists(), None, "words in a sentence by which it speaks of something else"),
    }
)
PARAMS = {"pairs": Param(MapOf(_PAIR), REQUIRED, "provisions of which one contradicts the other")}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for pair in params["pairs"].values():
        one = _told(scene, pair["one"], pair["unless"]) if scene.finder.may_find(pair["other"]) else None
        other = _told(scene, pair["other"], pair["unless"]) if one else None
        if one and other and not one.overlaps(other):
            first, second = scene.document.quote(one), scene.document.quote(other)
            fields = {"attribute": pair["title"], "first": first, "second": second}
            yield failed(None, other, one, compared=(Compared(pair["title"], first, second),), fields=fields)


def _told(scene: Scene, words: Patterns, unless: Patterns | None) -> Span | None:
    """The first place of the words whose sentence speaks of nothing else."""
    return next((p for p in scene.find(words) if not scene.has(unless, scene.sentence(p.start))), None)


CHECK = Check("contrary", PARAMS, run, fields=("attribute", "first", "second"))
