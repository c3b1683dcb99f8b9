"""Which commitments a rule is about, as it stands in a rule file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.model.commitment import OWNER, Modality, ValueRole
from review.rules.patterns import Patterns
from review.rules.shape import Flag, ListOf, Number, OneOf, Param, PatternLists, Reading, Record
from review.rules.source import Node

KIND = OneOf(tuple(OWNER))
ROLE = OneOf(tuple(r.value for r in ValueRole))
#: How far around a place words are looked for; regions of a scene.
NEAR = ("part", "sentence", "clause", "article", "document")
OBLIGORS = ("ours", "theirs", "only_ours", "only_theirs", "not_theirs", "any")


@dataclass(frozen=True, slots=True)
class Selector:
    kinds: tuple[str, ...]
    obligor: str
    modality: tuple[str, ...]
    roles: tuple[str, ...]
    pattern: Patterns | None
    unless: Patterns | None
    also: bool
    excluding: tuple[str, ...]
    but_also: tuple[str, ...]
    over: Decimal | None
    over_unit: str


_PARAMS = {
    "kinds": Param(ListOf(KIND), (), "kinds of the taxonomy, K01 to K29; all when left out"),
    "obligor": Param(OneOf(OBLIGORS), "ours", "who is bound"),
    "modality": Param(ListOf(OneOf(tuple(m.value for m in Modality))), (), "default: everything but rights"),
    "roles": Param(ListOf(ROLE), (), "it must carry a value with one of these roles"),
    "pattern": Param(PatternLists(), None, "its sentence must match"),
    "unless": Param(
        PatternLists(), None, "its sentence must not match, but in an action of its own that it joins to the value's"
    ),
    "also": Param(Flag(), True, "whether a commitment's second kinds count"),
    "excluding": Param(ListOf(KIND), (), "first kinds that are left out"),
    "but_also": Param(ListOf(KIND), (), "second kinds by which one that is left out counts all the same"),
    "over": Param(Number(), None, "it must carry a length of time above this"),
    "over_unit": Param(OneOf(("day", "month", "year")), "month", "unit of `over`"),
}


@dataclass(frozen=True)
class Selects:
    """The shape of a selector: ``{kinds: [K01], obligor: ours, …}``."""

    name: str = "a choice of commitments"

    def read(self, node: Node, reading: Reading) -> Selector | None:
        found: dict[str, Any] | None = Record(_PARAMS, self.name).read(node, reading)
        return Selector(**{**found, "kinds": found["kinds"] or ()}) if found else None
