"""The files of a folder of rules as nodes: from their bytes, or as they were kept when the folder passed.

What was read stays known for its bytes, so that a company's folder that changes costs what changed in it, and no shipped rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from review.rules import kept
from review.rules.compiler import compile_rule
from review.rules.problems import Problem, Problems
from review.rules.rule import Rule
from review.rules.shape import ListOf, MapOf, Reading, Text
from review.rules.source import Node, parse

#: Path as shown and bytes, in reading order.
Bytes = tuple[tuple[str, bytes], ...]
#: A rule, or None when anything in it is wrong, and what is.
Ruled = tuple[Rule | None, tuple[Problem, ...]]
#: Files of macros: lists of words that patterns name.
MACROS = "words.yml"
_WORDS = MapOf(ListOf(Text(), 1))
_REMEMBERED = 1024


@dataclass(frozen=True, eq=False)
class Ground:
    """``vet``: whether patterns are tried; those that passed before are not, and the ``needs`` of their expressions known."""

    vet: bool = True
    needs: kept.Needs = field(default_factory=dict)


_NEW = Ground()


@dataclass(frozen=True, eq=False)
class Parsed:
    """One file, the same object as long as its bytes are the same."""

    path: str
    root: Node | None
    problems: tuple[Problem, ...] = ()
    ground: Ground = _NEW

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, eq=False)
class Words:
    """The lists of words that patterns name, each under its name."""

    lists: Mapping[str, tuple[str, ...]]


def anew(files: Bytes) -> tuple[Parsed, ...]:
    """The files as their bytes say, to be vetted."""
    return tuple(_parsed(path, data) for path, data in files)


@lru_cache(maxsize=_REMEMBERED)
def _parsed(path: str, data: bytes) -> Parsed:
    problems = Problems(path)
    root = parse(data, problems)
    return Parsed(path, root, tuple(problems.items))


@lru_cache(maxsize=32)
def known(files: Bytes, key: str) -> tuple[Parsed, ...]:
    """The files of a folder as they were kept under the key, else as their bytes say."""
    found = kept.read(key)
    if found is None:
        return anew(files)
    ground = Ground(False, found.needs)
    return tuple(Parsed(path, root, ground=ground) for path, root in found.roots)


def keep(key: str, parsed: Iterable[Parsed], rules: Iterable[Rule]) -> None:
    """The files of a folder passed, as these rules."""
    new = {p.path: p.root for p in parsed if p.root and p.ground.vet}
    if new:
        needs = {p.expression: p.needs for r in rules if r.path in new for p in r.patterns}
        kept.keep(key, kept.Kept(tuple(new.items()), needs))


def read_one(shape: Any, parsed: Parsed, problems: list[Problem]) -> dict[str, Any]:
    """A file of a known shape; empty where something in it is wrong, which is added to ``problems``."""
    assert parsed.root is not None
    seen = Problems(parsed.path)
    found = shape.read(parsed.root, Reading(seen))
    problems += seen.items
    return found or {}


@lru_cache(maxsize=8)
def words_of(files: tuple[Parsed, ...]) -> tuple[Words, tuple[Problem, ...]]:
    """The macros of these files; a name that two files of one folder define says nothing. A company's own come last and win."""
    problems: list[Problem] = []
    lists: dict[str, tuple[str, ...]] = {}
    first: dict[tuple[str, str], str] = {}
    for p in files:
        read = read_one(_WORDS, p, problems)
        taken = {name: first[p.folder, name] for name in read if (p.folder, name) in first}
        problems += [Problem(p.path, *_at(p.root, n), f"the macro {n} is defined in {at}", n) for n, at in taken.items()]
        first |= {(p.folder, name): p.path for name in read}
        lists |= read
    return Words(lists), tuple(problems)


def _at(root: Node | None, name: str) -> tuple[int, int]:
    """Where an entry of a mapping stands."""
    assert root is not None
    at: tuple[int, int] = root.value[name].at
    return at


@lru_cache(maxsize=_REMEMBERED)
def as_written(parsed: Parsed, words: Words, pack: str, version: str) -> Ruled:
    """A rule as its file says it."""
    assert parsed.root is not None
    return ruled(parsed.root, parsed.path, parsed.ground, words, pack, version)


def ruled(root: Node, path: str, ground: Ground, words: Words, pack: str, version: str) -> Ruled:
    """The rule that the nodes say."""
    reading = Reading(Problems(path), words.lists, vet=ground.vet, needs=ground.needs)
    rule = compile_rule(root, reading, pack, version)
    return rule, tuple(reading.problems.items)


def forget() -> None:
    """Begin with the bytes and with what is kept, as in a new process."""
    for remembered in (_parsed, known, words_of, as_written):
        remembered.cache_clear()
