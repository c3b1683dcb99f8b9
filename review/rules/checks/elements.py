"""What a contract must have to be one: each element by name, with the words or commitments that show it.

Of an order of a few lines only the core is asked; what else it lacks is filled in by law or by general terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from review.model.commitment import Party, ValueType
from review.model.span import Span
from review.rules import extent, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.select import KIND
from review.rules.shape import REQUIRED, Bilingual, Flag, ListOf, MapOf, OneOf, Param, PatternLists, Reading, Record, Text
from review.rules.source import Node

_ELEMENT = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "present": Param(PatternLists(), REQUIRED, "words that show it"),
        "kinds": Param(ListOf(KIND), (), "commitments that show it"),
        "parties": Param(Flag(), False, "two named parties show it"),
        "contract": Param(ListOf(Text()), (), "asked only of contracts that the deal says are of these types"),
        "essential": Param(Flag(), False, "without it there is no contract"),
        "core": Param(Flag(), False, "whether it is also asked of an order of a few lines"),
        "value": Param(OneOf(tuple(t.value for t in ValueType)), None, "type of a value that is the element, whatever its words"),
        "opens": Param(PatternLists(), None, "first words of an order that is of such a type"),
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
    core: bool
    opens: Patterns | None
    value: str | None


@dataclass(frozen=True)
class Elements:
    name: str = "elements by name"

    def read(self, node: Node, reading: Reading) -> Any:
        found = MapOf(_ELEMENT).read(node, reading) or {}
        return tuple(Element(**e) for e in found.values() if e["title"] and e["present"])


PARAMS = {"elements": Param(Elements(), REQUIRED, "what must be there")}
#: A text shorter than this is an order where it begins as one, else a piece of a contract, of which nothing is asked.
_WHOLE, _TITLE = 400, 40
_ROLE = (
    r"(?:甲|乙|买|卖|供|需|委托|受托|发包|承包|采购|承揽|定作)(?:方|人|单位|商)|供应商|服务商|客户"
    r"|\b(?:buyer|purchaser|client|customer|employer|vendor|seller|supplier|provider|contractor)"
)
_ORDER = re.compile(
    r"\s*[^\n。.;,:]{0,24}(?:合同|协议|订单|订购单|采购单|合约)书?\s*(?=[\n:(。])"
    r"|\s*(?:[\w&'-]+ ){0,5}(?:agreement|(?:sub-?)?contract|order(?: form)?|sow|statement of work|sale)\b"
    r"\s*(?:[\n:.(]|between\b|of\b|no\b|\d)"
    rf"|[^\n]{{0,24}}(?:{_ROLE})(?:\([^)\n]*\)|名称)?\s*(?:[:]|, )\s*\S.{{1,60}}?(?:{_ROLE})(?:\([^)\n]*\)|名称)?\s*(?:[:]|, )",
    re.DOTALL,
)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    whole = len(scene.text) >= _WHOLE or (bool(scene.document.clauses) and not extent.is_piece(scene))
    opened = None if whole else _ORDER.match(scene.finder.folded)
    if not whole and not opened:
        return
    behind = Span(opened.end() if opened else 0, len(scene.text))
    asked = [e for e in params["elements"] if (_of_type(scene, e) if whole else e.core and _of_order(scene, e))]
    missing = [e for e in asked if not _there(scene, e, behind)]
    for element in missing:
        yield failed(variant="essential" if element.essential else "", fields={"element": element.title})
    if not missing:
        yield passed()


def _of_type(scene: Scene, element: Element) -> bool:
    return not element.contract or scene.contract_type in element.contract


def _of_order(scene: Scene, element: Element) -> bool:
    """Whether an order of a few lines is of a type that has the element, by the deal or by its own first words."""
    return _of_type(scene, element) or (element.opens is not None and scene.has(element.opens, Span(0, _TITLE)))


def _there(scene: Scene, element: Element, own: Span) -> bool:
    if element.parties and {p.side for p in scene.facts.understanding.parties} >= {Party.SELLER, Party.BUYER}:
        return True
    told = any(c.kind in element.kinds or set(c.also) & set(element.kinds) for c in scene.commitments)
    return told or scene.has(element.present, own) or _valued(scene, element, own)


def _valued(scene: Scene, element: Element, own: Span) -> bool:
    return element.value is not None and any(own.overlaps(v.span) for v in values.of(scene, ValueType(element.value)))


CHECK = Check("elements", PARAMS, run, fields=("element",), variants=("essential",))
