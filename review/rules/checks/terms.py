"""Defined terms: used but not defined, defined but not used, defined twice."""

from __future__ import annotations

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
    by_name: dict[str, list[Definition]] = {}
    for d in definitions:
        by_name.setdefault(fold(d.term), []).append(d)
    for held in by_name.values():
        if len({" ".join(d.meaning.split()) for d in held}) > 1:
            yield failed(None, *(d.span for d in held), variant="twice", fields={"term": held[0].term})


def _unused(scene: Scene, definitions: list[Definition]) -> Iterator[Answer]:
    roles = {fold(t) for p in scene.facts.understanding.parties for t in p.terms}
    rare = {name: _is_rare(name, scene.finder.folded) for d in definitions if (name := fold(d.term)) not in roles}
    for d in definitions:
        if rare.get(fold(d.term)):
            yield failed(None, d.span, variant="unused", fields={"term": d.term})


def _is_rare(name: str, text: str) -> bool:
    """Whether it stands there once at most."""
    first = text.find(name)
    return first < 0 or text.find(name, first + len(name)) < 0


CHECK = Check("terms", PARAMS, run, fields=("term",), variants=("twice", "unused"))
