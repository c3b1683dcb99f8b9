"""The files of a folder of rules as nodes: from their bytes, or as they were kept when the folder passed.

What was read stays known for its bytes, so that a company's folder that changes costs what changed in it, and no shipped rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from review.rules import kept
from review.rules.compiler import compile_rule
from review.rules.patterns import Known, Maker
from review.rules.problems import Problem, Problems
from review.rules.rule import Rule
from review.rules.shape import Reading
from review.rules.source import Node, parse

#: Path as shown and bytes, in reading order.
Bytes = tuple[tuple[str, bytes], ...]
#: A rule, or None when anything in it is wrong, and what is.
Ruled = tuple[Rule | None, tuple[Problem, ...]]
#: Files of macros: lists of words that patterns name.
MACROS = "words.yml"
_REMEMBERED = 1024


@dataclass(frozen=True, eq=False)
class Ground:
    """``vet``: whether patterns are tried; those that passed before are not, and they are ``known``."""

    vet: bool = True
    known: Known = field(default_factory=dict)


_NEW = Ground()


@dataclass(frozen=True, eq=False)
class Parsed:
    """One file, the same object as long as its bytes are the same."""

    path: str
    data: bytes
    read: Callable[[], Node | None]
    problems: tuple[Problem, ...] = ()
    ground: Ground = _NEW
    digest: str = ""
    """Of its rule, where it was kept."""

    @cached_property
    def root(self) -> Node | None:
        """None when it could not be read; ``problems`` say why."""
        return self.read()

    @property
    def placed(self) -> Node | None:
        """The same as ``root``, with lines and columns, which are not kept."""
        return self.root if self.ground.vet else _parsed(self.path, self.data).root

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


def anew(files: Bytes) -> tuple[Parsed, ...]:
    """The files as their bytes say, to be vetted."""
    return tuple(_parsed(path, data) for path, data in files)


@lru_cache(maxsize=_REMEMBERED)
def _parsed(path: str, data: bytes) -> Parsed:
    problems = Problems(path)
    root = parse(data, problems)
    return Parsed(path, data, lambda: root, tuple(problems.items))


@lru_cache(maxsize=32)
def known(files: Bytes, key: str) -> tuple[Parsed, ...]:
    """The files of a folder as they were kept under the key, else as their bytes say."""
    found = kept.read(key)
    if found is None:
        return anew(files)
    ground = Ground(False, found.patterns)
    by_path = dict(files)
    return tuple(Parsed(path, by_path[path], file.root, ground=ground, digest=file.digest) for path, file in found.files.items())


def keep(key: str, parsed: Iterable[Parsed], rules: Iterable[Rule]) -> None:
    """The files of a folder passed, as these rules."""
    new = {p.path: kept.file_of(p.root) for p in parsed if p.ground.vet and p.root}
    if new:
        patterns = [p for r in rules if r.path in new for p in r.listed]
        kept.keep(key, kept.Kept(new, {(p.zh, p.en): p for p in patterns}))


def read_one(shape: Any, parsed: Parsed, problems: list[Problem]) -> dict[str, Any]:
    """A file of a known shape; empty where something in it is wrong, which is added to ``problems``."""
    assert parsed.root is not None
    seen = Problems(parsed.path)
    found = shape.read(parsed.root, Reading(seen))
    problems += seen.items
    return found or {}


@lru_cache(maxsize=_REMEMBERED)
def as_written(parsed: Parsed, maker: Maker, pack: str, version: str) -> Ruled:
    """A rule as its file says it."""
    assert parsed.root is not None
    return ruled(parsed.root, parsed.path, parsed.ground, maker, pack, version, parsed.digest)


def ruled(root: Node, path: str, ground: Ground, maker: Maker, pack: str, version: str, digest: str = "") -> Ruled:
    """The rule that the nodes say; ``digest`` is theirs, where it is known."""
    reading = Reading(Problems(path), maker, vet=ground.vet, known=ground.known)
    rule = compile_rule(root, reading, pack, version, digest)
    return rule, tuple(reading.problems.items)


def forget() -> None:
    """Begin with the bytes and with what is kept, as in a new process."""
    for remembered in (_parsed, known, as_written):
        remembered.cache_clear()
