"""Folders of rule files -> ``RuleSet``: the shipped packs, then a company's own on top.

A pack is a folder with ``pack.yml`` (its name and version) and one file per rule in ``<topic>/<name>.yml``. Macros for
patterns stand in ``words.yml``, of the pack or of a topic; every rule may use each. A company's folder holds ``policy.yml``,
who approved it in ``approval.yml`` and, if it likes, rules of its own in the same form. It is no pack, and not named
like a room of ours: nobody may take its files for shipped ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from review import ENGINE_VERSION, resources
from review.model.review import Approved, CompanyRules
from review.rules import approval
from review.rules.compiler import compile_rule
from review.rules.policy import Policy, merged, read_policy
from review.rules.problems import Problem, Problems, refuse
from review.rules.rule import Rule, RuleSet
from review.rules.shape import REQUIRED, ListOf, MapOf, Param, Reading, Record, Text
from review.rules.source import Node, packed, parse, unpacked

_PACK = Record({"pack": Param(Text(), REQUIRED), "version": Param(Text(), REQUIRED)}, "a pack")
Literals = Mapping[str, tuple[str, ...] | None]
_WORDS = MapOf(ListOf(Text(), 1))
#: A file as shown, where it is, and what changes when it is written: times of content and entry, size, inode.
_Stamp = tuple[str, str, int, int, int, int]
_MACROS = "words.yml"
_OWN_FILES = frozenset({"pack.yml", _MACROS, "policy.yml", approval.FILE})
#: Rooms beside the packs in ``rules/`` that hold no rules.
_OTHER_ROOMS = frozenset({"terms", "crm"})


@dataclass(frozen=True)
class _Files:
    """All files of the packs in reading order: (path as shown, bytes). ``own``: name of the company's folder, if there is one."""

    files: tuple[tuple[str, bytes], ...]
    own: str = ""

    @property
    def digest(self) -> str:
        seen = hashlib.sha256(ENGINE_VERSION.encode())
        for name, data in self.files:
            seen.update(f"{name}:{len(data)}:".encode() + data)
        return seen.hexdigest()

    @cached_property
    def company(self) -> str:
        """Digest of the company's files; empty where there are none."""
        own = [f for f in self.files if self.own and _folder(f[0]) == self.own]
        return approval.digest_of(own) if own else ""


def load(company: Path | None = None) -> RuleSet:
    """The shipped rules with the company's overlay. Raises RuleError with every problem; equal files give the same object."""
    return _compiled(_collect(company))


def pack_files(company: Path | None = None) -> dict[str, bytes]:
    """Every file that ``load`` reads, by its path as shown: what a packet carries so that the check can be repeated."""
    return dict(_collect(company).files)


def lint(company: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of the packs, without using what was checked before."""
    files = _collect(company)
    parsed = _nodes(files)
    rules, problems = _build(parsed, files, vet=True)
    return tuple(sorted([*problems, *_self_approved(parsed, rules.company)]))


def load_with_tests(company: Path | None = None) -> RuleSet:
    """As ``load``, with the tests that stand inside the rules."""
    files = _collect(company)
    rules, problems = _build(_nodes(files), files, vet=True)
    refuse(problems)
    return rules


def _collect(company: Path | None) -> _Files:
    shipped = resources.room("rules")
    packs = sorted(p.parent for p in shipped.glob("*/pack.yml") if p.parent.name not in _OTHER_ROOMS)
    own = company.resolve() if company else None
    if own and own.name in _names_of(shipped, own):
        refuse([Problem(own.name, 1, 1, "a company's folder may not be named like a room of the shipped rules", own.name)])
    roots = (*packs, *((own,) if own else ()))
    return _bytes_of(tuple(f for root in roots for f in _files(root, root.name)), own.name if own else "")


def _names_of(shipped: Path, own: Path) -> frozenset[str]:
    """Names a company's folder may not have. A packet's files are laid out with the company's among them."""
    rooms = {f.name for f in shipped.iterdir() if f.is_dir() and (f.resolve() != own or (f / "pack.yml").exists())}
    return frozenset({*rooms, *_OTHER_ROOMS})


@lru_cache(maxsize=8)
def _bytes_of(files: tuple[_Stamp, ...], own: str) -> _Files:
    """Read once as long as no file is touched: whoever acts on a review asks for the rules each time."""
    return _Files(tuple((shown, Path(path).read_bytes()) for shown, path, *_ in files), own)


def _files(folder: Path | str, shown: str) -> Iterator[_Stamp]:
    """Those of a folder before those of the folders in it, each by name."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda e: (e.is_dir(), e.name))
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path, f"{shown}/{entry.name}")
        elif entry.name.endswith((".yml", ".yaml")):
            at = entry.stat()
            yield f"{shown}/{entry.name}", entry.path, at.st_mtime_ns, at.st_ctime_ns, at.st_size, at.st_ino


@lru_cache(maxsize=8)
def _compiled(files: _Files) -> RuleSet:
    kept = _cached(files.digest)
    if kept is not None:
        return _build(kept.parsed, files, vet=False, literals=kept.literals)[0]
    nodes = _nodes(files)
    rules, problems = _build(nodes, files, vet=True)
    refuse(problems)
    _keep(files.digest, nodes, {p.expression: p.literals for r in rules.rules for p in r.patterns})
    return rules


@dataclass(frozen=True)
class _Parsed:
    path: str
    root: Node | None
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


def _nodes(files: _Files) -> tuple[_Parsed, ...]:
    found = []
    for path, data in files.files:
        problems = Problems(path)
        root = parse(data, problems)
        found.append(_Parsed(path, root, tuple(problems.items)))
    return tuple(found)


def _build(
    parsed: tuple[_Parsed, ...], given: _Files, vet: bool, literals: Literals | None = None
) -> tuple[RuleSet, list[Problem]]:
    problems = [*(p for one in parsed for p in one.problems), *_no_pack(parsed, given.own)]
    packs = {p.path.split("/")[0]: p for p in parsed if p.name == "pack.yml" and p.root}
    words = _words(parsed, problems)
    names = {k: _read(_PACK, p, problems) for k, p in packs.items()}
    files = [p for p in parsed if p.root and p.name not in _OWN_FILES]
    policies = [read_policy(p.path, p.root, _ids(files), problems) for p in parsed if p.name == "policy.yml" and p.root]
    policy = policies[-1] if policies else Policy()
    rules = [
        r
        for p in files
        if (r := _one(p, Reading(Problems(p.path), words, vet=vet, literals=literals or {}), names, policy, problems))
    ]
    problems += _twice(rules)
    on = tuple(sorted((r for r in rules if r.id not in policy.off), key=lambda r: r.id))
    version = "+".join(str(n["version"]) for n in (*names.values(), *([{"version": policy.version}] if policy.version else ())))
    return RuleSet(on, version, tuple(sorted(policy.off.items())), _answered_for(parsed, given.company, problems)), problems


def _words(parsed: tuple[_Parsed, ...], problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The macros of all packs; a name that two files of one folder define says nothing. A company's own come last and win."""
    found: dict[str, tuple[str, ...]] = {}
    first: dict[tuple[str, str], str] = {}
    for p in parsed:
        if p.name == _MACROS and p.root:
            read = _read(_WORDS, p, problems)
            taken = {name: first[_folder(p.path), name] for name in read if (_folder(p.path), name) in first}
            problems += [Problem(p.path, *_at(p.root, n), f"the macro {n} is defined in {at}", n) for n, at in taken.items()]
            first |= {(_folder(p.path), name): p.path for name in read}
            found |= read
    return found


def _at(root: Node, name: str) -> tuple[int, int]:
    """Where an entry of a mapping stands."""
    at: tuple[int, int] = root.value[name].at
    return at


def _answered_for(parsed: tuple[_Parsed, ...], company: str, problems: list[Problem]) -> CompanyRules | None:
    """Who answers for the company's files, where there are any."""
    for p in parsed:
        if p.root and p.path == f"{_folder(p.path)}/{approval.FILE}":
            return approval.read_approval(p.path, p.root, company, problems)
    return CompanyRules(company) if company else None


def _no_pack(parsed: tuple[_Parsed, ...], own: str) -> Iterator[Problem]:
    """A company's folder with a pack.yml would pass for a shipped pack, which nobody need approve."""
    for p in parsed:
        if own and _folder(p.path) == own and p.name == "pack.yml":
            yield Problem(p.path, 1, 1, "a company's folder is no pack: its name and version stand in policy.yml", "pack.yml")


def _self_approved(parsed: tuple[_Parsed, ...], company: CompanyRules | None) -> Iterator[Problem]:
    """Such rules may be tried, but nothing is signed under them."""
    if company is None or company.approved is not Approved.SELF:
        return
    for p in parsed:
        if p.root and p.name == approval.FILE:
            line, column = p.root.value["approved_by"].at
            yield Problem(p.path, line, column, "who edited the rules may not approve them", company.approved_by)


def _folder(path: str) -> str:
    return path.partition("/")[0]


def _read(shape: Any, parsed: _Parsed, problems: list[Problem]) -> dict[str, Any]:
    seen = Problems(parsed.path)
    found = shape.read(parsed.root, Reading(seen))
    problems += seen.items
    return found or {}


def _ids(files: list[_Parsed]) -> Mapping[str, Node]:
    """Rule id -> its file's nodes."""
    return {
        str(p.root.value["id"].value): p.root for p in files if p.root and isinstance(p.root.value, dict) and "id" in p.root.value
    }


def _one(p: _Parsed, reading: Reading, names: Any, policy: Policy, problems: list[Problem]) -> Rule | None:
    pack = names.get(p.path.split("/")[0], {"pack": p.path.split("/")[0], "version": policy.version or "0"})
    assert p.root is not None
    laid_over = merged(p.root, policy)
    rule = compile_rule(laid_over, reading, pack["pack"], pack["version"])
    problems += reading.problems.items if laid_over is p.root else _placed(p, reading, pack, policy)
    return rule


def _placed(p: _Parsed, reading: Reading, pack: Any, policy: Policy) -> list[Problem]:
    """Mistakes of a changed rule: those that the rule has without the change are its file's, the others stand in the policy."""
    if not reading.problems.items:
        return []
    alone = replace(reading, problems=Problems(p.path))
    assert p.root is not None
    compile_rule(p.root, alone, pack["pack"], pack["version"])
    own = set(alone.problems.items)
    return [q if q in own else replace(q, path=policy.path) for q in reading.problems.items]


def _twice(rules: list[Rule]) -> list[Problem]:
    """A company may not define an id again: it changes a shipped rule through its policy."""
    first: dict[str, str] = {}
    found = []
    for rule in rules:
        if rule.id in first:
            found.append(Problem(rule.path, 1, 1, f"the id {rule.id} is taken by {first[rule.id]}", rule.id))
        first.setdefault(rule.id, rule.path)
    return found


# -- packs that passed once are kept as nodes, keyed by the digest of their bytes and the engine's version


def _cache_file(key: str) -> Path:
    base = os.environ.get("TRIPACT_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "tripact" / f"rules-{key[:32]}.json"


@dataclass(frozen=True)
class _Kept:
    """Packs that passed, as the cache holds them."""

    parsed: tuple[_Parsed, ...]
    literals: Literals


def _cached(key: str) -> _Kept | None:
    try:
        rows, words = json.loads(_cache_file(key).read_bytes())
        parsed = tuple(_Parsed(path, unpacked(root)) for path, root in rows)
        return _Kept(parsed, {k: tuple(v) if v is not None else None for k, v in words.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _keep(key: str, parsed: tuple[_Parsed, ...], literals: Literals) -> None:
    """Write the checked nodes without tests; a folder that cannot be written is no fault."""
    rows = [(p.path, packed(_without_tests(p.root))) for p in parsed if p.root]
    try:
        target = _cache_file(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as out:
            json.dump([rows, literals], out, ensure_ascii=False, separators=(",", ":"))
        Path(out.name).replace(target)
    except OSError:
        return


def _without_tests(root: Node) -> Node:
    if not isinstance(root.value, dict):
        return root
    return replace(root, value={k: v for k, v in root.value.items() if k != "tests"})
