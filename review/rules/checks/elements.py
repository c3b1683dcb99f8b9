"""What a contract must have to be one: each element by name, with the words or commitments that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from review.model.commitment import Party
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.select import KIND
from review.rules.shape import REQUIRED, Bilingual, Flag, ListOf, MapOf, Param, PatternLists, Reading, Record, Text
from review.rules.source import Node

_ELEMENT = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "present": Param(PatternLists(), REQUIRED, "words that show it"),
        "kinds": Param(ListOf(KIND), (), "commitments that show it"),
        "parties": Param(Flag(), False, "two named parties show it"),
        "contract": Param(ListOf(Text()), (), "asked only of contracts that the deal says are of these types"),
        "essential": Param(Flag(), False, "without it there is no contract"),
    }
)


@dataclass(frozen=True)
class Element:
    title: dict[str, str]
    present: Patterns
    kinds: tuple[str, ...]
    parties: bool
    contract: tuple[str, ...]
    essential: bool


@dataclass(frozen=True)
class Elements:
    name: str = "elements by name"

    def read(self, node: Node, reading: Reading) -> Any:
        found = MapOf(_ELEMENT).read(node, reading) or {}
        return tuple(Element(**e) for e in found.values() if e["title"] and e["present"])


PARAMS = {"elements": Param(Elements(), REQUIRED, "what must be there")}
#: A text shorter than this is a piece of a contract, of which nothing is asked.
_WHOLE = 400


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if len(scene.text) < _WHOLE and not scene.document.clauses:
        return
    asked = [e for e in params["elements"] if not e.contract or scene.contract_type in e.contract]
    missing = [e for e in asked if not _there(scene, e)]
    for element in missing:
        yield failed(variant="essential" if element.essential else "", fields={"element": element.title})
    if not missing:
        yield passed()


def _there(scene: Scene, element: Element) -> bool:
    if element.parties and {p.side for p in scene.facts.understanding.parties} >= {Party.SELLER, Party.BUYER}:
        return True
    return any(c.kind in element.kinds or set(c.also) & set(element.kinds) for c in scene.commitments) or scene.has(
        element.present
    )


CHECK = Check("elements", PARAMS, run, fields=("element",), variants=("essential",))
