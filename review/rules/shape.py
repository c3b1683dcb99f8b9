"""The shapes that values in rule files have, and how a node becomes one.

Each shape reads a node and either returns a value or records what is wrong and returns None; reading never stops early.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from review.rules import macros
from review.rules.patterns import Known, Maker, Patterns, accusing, parts_of
from review.rules.problems import Problems
from review.rules.source import Node, texts

_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")
_POINTER = re.compile(r"(?:/[A-Za-z_][A-Za-z_0-9]*|/\d+|/\*)+")


@dataclass
class Reading:
    """What reading a rule file needs to know."""

    problems: Problems
    maker: Maker = field(default_factory=lambda: Maker(dict))
    languages: tuple[str, ...] = ("zh", "en")
    vet: bool = True
    """False for packs that passed before: patterns are not tried again."""
    known: Known = field(default_factory=dict)
    """Patterns that were made before."""
    kinds: Mapping[str, Any] = field(default_factory=dict)
    """The check kinds by name, for a kind that is made of others."""
    scope: Node | None = None
    """The parameters that are being read, for values that are typed by others."""


class Shape(Protocol):
    """``name`` says what is wanted, in messages and in the reference."""

    name: str

    def read(self, node: Node, reading: Reading) -> Any: ...


def _wrong(node: Node, reading: Reading, wanted: str, allowed: tuple[str, ...] = ()) -> Any:
    shown = node.value if isinstance(node.value, str) else node.sort
    reading.problems.add(node.at, f"{wanted} is wanted here", shown, allowed)


@dataclass(frozen=True)
class Text:
    name: str = "text"

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        return _wrong(node, reading, self.name)


@dataclass(frozen=True)
class Raw:
    """Whatever stands there, as nodes; somebody else reads it."""

    name: str = "a value"

    def read(self, node: Node, reading: Reading) -> Any:
        return node


@dataclass(frozen=True)
class Number:
    """A decimal; ``whole`` refuses fractions."""

    whole: bool = False
    name: str = "a number"

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node.value, str) and _NUMBER.fullmatch(node.value):
            number = Decimal(node.value)
            if not self.whole or number == number.to_integral_value():
                return number
        return _wrong(node, reading, "a whole number" if self.whole else self.name)


@dataclass(frozen=True)
class Flag:
    name: str = "true or false"

    def read(self, node: Node, reading: Reading) -> Any:
        if node.value in ("true", "false"):
            return bool(node.value == "true")
        return _wrong(node, reading, self.name, ("true", "false"))


@dataclass(frozen=True)
class Day:
    name: str = "a date such as 2026-06-01"

    def read(self, node: Node, reading: Reading) -> Any:
        try:
            return date.fromisoformat(node.value)
        except (TypeError, ValueError):
            return _wrong(node, reading, self.name)


@dataclass(frozen=True)
class OneOf:
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        return "one of " + ", ".join(self.values)

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node.value, str) and node.value in self.values:
            return node.value
        return _wrong(node, reading, "another value", self.values)


@dataclass(frozen=True)
class Pointer:
    """A place in the deal record such as ``/quote/discount``; ``/*`` stands for every row of a list."""

    name: str = "a deal field such as /quote/discount"

    def read(self, node: Node, reading: Reading) -> Any:
        from review.rules.fields import close_fields, known_field

        value = node.value
        if isinstance(value, str) and _POINTER.fullmatch(value) and known_field(value):
            return value
        return _wrong(node, reading, self.name, close_fields(value) if isinstance(value, str) else ())


@dataclass(frozen=True)
class ListOf:
    item: Any
    least: int = 0

    @property
    def name(self) -> str:
        return f"a list of {self.item.name}"

    def read(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node.value, tuple) or len(node.value) < self.least:
            return _wrong(node, reading, self.name)
        found = [self.item.read(n, reading) for n in node.value]
        return tuple(v for v in found if v is not None)


@dataclass(frozen=True)
class MapOf:
    item: Any
    name: str = "a mapping"

    def read(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node.value, dict):
            return _wrong(node, reading, self.name)
        found = {k: self.item.read(n, reading) for k, n in node.value.items()}
        return {k: v for k, v in found.items() if v is not None}


@dataclass(frozen=True)
class Param:
    """A key of a record. ``default`` is what holds when it is not written; ``REQUIRED`` means it must be."""

    shape: Any
    default: Any = None
    doc: str = ""


REQUIRED = object()


@dataclass(frozen=True)
class Record:
    """A mapping with known keys; unknown ones are refused."""

    params: Mapping[str, Param]
    name: str = "a mapping"

    def read(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node.value, dict):
            return _wrong(node, reading, self.name)
        for key in node.value:
            if key not in self.params:
                reading.problems.add(node.key_at(key), "unknown key", key, self.params)
        return {key: self._one(key, param, node, reading) for key, param in self.params.items()}

    def _one(self, key: str, param: Param, node: Node, reading: Reading) -> Any:
        given = node.value.get(key)
        if given is not None:
            return param.shape.read(given, reading)
        if param.default is REQUIRED:
            reading.problems.add(node.at, f"the key {key} is missing", "", [param.shape.name])
            return None
        return param.default


@dataclass(frozen=True)
class Bilingual:
    """A text in Chinese and in English; both must be there."""

    name: str = "a text in zh and in en"

    def read(self, node: Node, reading: Reading) -> Any:
        return Record({"zh": Param(Text(), REQUIRED), "en": Param(Text(), REQUIRED)}, self.name).read(node, reading)


@dataclass(frozen=True)
class PatternLists:
    """``{zh: [...], en: [...]}``; each language of the rule must be there.

    ``across``: words that mean something together are looked for over a semicolon, too. Words that accuse are; words that excuse
    must stand in the same half.
    """

    name: str = "patterns in zh and in en"
    across: bool = False

    def read(self, node: Node, reading: Reading) -> Any:
        made = reading.known.get(texts(node)) or self._made(node, reading)
        return accusing(made) if made and self.across else made

    def _made(self, node: Node, reading: Reading) -> Patterns | None:
        before = len(reading.problems.items)
        lists = {k: Param(ListOf(Text()), REQUIRED if k in reading.languages else ()) for k in ("zh", "en")}
        found = Record(lists, self.name).read(node, reading)
        if found is None or len(reading.problems.items) > before:
            return None
        if reading.vet:
            self._vet(node, reading)
        if len(reading.problems.items) > before:
            return None
        return reading.maker.make(found["zh"], found["en"], reading.known)

    @staticmethod
    def _vet(node: Node, reading: Reading) -> None:
        maker = reading.maker
        for language, items in node.value.items():
            for item in items.value:
                unknown = [m for m in macros.names(item.value) if not maker.knows(m)]
                for name in unknown:
                    reading.problems.add(item.at, "unknown word list", name, maker.names)
                for part in () if unknown else parts_of(item.value):
                    if fault := maker.fault_of(part, language):
                        reading.problems.add(item.at, f"not a linear-time pattern: {fault}", part)
