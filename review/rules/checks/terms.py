"""Defined terms: used but not defined, defined but not used, defined twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from review.model.commitment import Definition
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import Number, Param
from review.rules.text import fold

PARAMS = {"most": Param(Number(), 20, "terms that are reported")}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    definitions = [d for d in scene.facts.understanding.definitions if d.term.strip()]
    found = [*_twice(definitions), *_unused(scene, definitions)]
    yield from found[: int(params["most"])]
    if definitions and not found:
        yield passed()


def _twice(definitions: list[Definition]) -> Iterator[Answer]:
    counts = Counter(fold(d.term) for d in definitions)
    seen: set[str] = set()
    for d in definitions:
        name = fold(d.term)
        others = [o for o in definitions if fold(o.term) == name]
        if counts[name] > 1 and name not in seen and len({" ".join(o.meaning.split()) for o in others}) > 1:
            yield failed(None, *(o.span for o in others), variant="twice", fields={"term": d.term})
        seen.add(name)


def _unused(scene: Scene, definitions: list[Definition]) -> Iterator[Answer]:
    roles = {fold(t) for p in scene.facts.understanding.parties for t in p.terms}
    for d in definitions:
        name = fold(d.term)
        if scene.finder.folded.count(name) <= 1 and name not in roles:
            yield failed(None, d.span, variant="unused", fields={"term": d.term})


CHECK = Check("terms", PARAMS, run, fields=("term",), variants=("twice", "unused"))
