"""Folders of rule files -> ``RuleSet``: the shipped packs, then a company's own on top.

A pack is a folder with ``pack.yml`` (its name and version) and one file per rule in ``<topic>/<name>.yml``. Macros for
patterns stand in ``words.yml``, of the pack, of a topic or of a matter in it; every rule may use each. A company's folder
holds ``policy.yml``, who approved it in ``approval.yml`` and, if it likes, rules of its own in the same form. It is no pack,
and not named like a room of ours: nobody may take its files for shipped ones.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from review import ENGINE_VERSION, collector, resources
from review.model.review import Approved, CompanyRules
from review.rules import approval
from review.rules.files import MACROS, Bytes, Ground, Parsed, anew, as_written, keep, known, read_one, ruled
from review.rules.files import forget as forget_files
from review.rules.patterns import Maker
from review.rules.policy import Policy, merged, read_policy
from review.rules.problems import Problem, refuse
from review.rules.rule import Rule, RuleSet
from review.rules.shape import REQUIRED, Param, Record, Text
from review.rules.source import Node
from review.rules.vocabulary import maker_of

_PACK = Record({"pack": Param(Text(), REQUIRED), "version": Param(Text(), REQUIRED)}, "a pack")
#: A file as shown, where it is, and what changes when it is written: times of content and entry, size, inode.
_Stamp = tuple[str, str, int, int, int, int]
_OWN_FILES = frozenset({"pack.yml", MACROS, "policy.yml", approval.FILE})
#: Rooms beside the packs in ``rules/`` that hold no rules.
_OTHER_ROOMS = frozenset({"terms", "crm"})


@dataclass(frozen=True)
class _Files:
    """All files of the packs in reading order. ``own``: name of the company's folder, if there is one."""

    files: Bytes
    own: str = ""

    @cached_property
    def digest(self) -> str:
        return _digest(self.files)

    @cached_property
    def company(self) -> str:
        """Digest of the company's files; empty where there are none."""
        own = [f for f in self.files if self.own and _folder(f[0]) == self.own]
        return approval.digest_of(own) if own else ""

    @cached_property
    def folders(self) -> tuple[tuple[str, Bytes], ...]:
        """The files of each folder with the key of what they depend on: a pack on the lists of words too, a company's on all."""
        words = tuple(f for f in self.files if f[0].endswith(f"/{MACROS}"))
        parts = ((name, tuple(found)) for name, found in groupby(self.files, lambda f: _folder(f[0])))
        return tuple((self.digest if name == self.own else _digest((*words, *part)), part) for name, part in parts)


@dataclass(frozen=True)
class _Built:
    """``written``: the rules as their files say them, without what a policy changes or switches off."""

    rules: RuleSet
    problems: list[Problem]
    written: tuple[Rule, ...]


def _digest(files: Bytes) -> str:
    seen = hashlib.sha256(ENGINE_VERSION.encode())
    for name, data in files:
        seen.update(f"{name}:{len(data)}:".encode() + data)
    return seen.hexdigest()


def load(company: Path | None = None) -> RuleSet:
    """The shipped rules with the company's overlay. Raises RuleError with every problem; equal files give the same object."""
    return _compiled(_collect(company))


def pack_files(company: Path | None = None) -> dict[str, bytes]:
    """Every file that ``load`` reads, by its path as shown: what a packet carries so that the check can be repeated."""
    return dict(_collect(company).files)


def lint(company: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of the packs, without using what was kept when they passed."""
    files = _collect(company)
    parsed = anew(files.files)
    built = _build(parsed, files)
    return tuple(sorted({*built.problems, *_self_approved(parsed, built.rules.company)}))


def load_with_tests(company: Path | None = None) -> RuleSet:
    """As ``load``, with the tests that stand inside the rules."""
    files = _collect(company)
    rules = _compiled(files)
    told = {p.path: p.root.value["tests"] for p in anew(files.files) if p.root and "tests" in (p.root.value or ())}
    return replace(rules, rules=tuple(replace(r, tests=tuple(told[r.path].value) if r.path in told else ()) for r in rules.rules))


def forget() -> None:
    """Let the next call begin with the files and what is kept of them, as in a new process."""
    for remembered in (_compiled, maker_of):
        remembered.cache_clear()
    forget_files()


def _collect(company: Path | None) -> _Files:
    shipped = resources.room("rules")
    packs = sorted(p.parent for p in shipped.glob("*/pack.yml") if p.parent.name not in _OTHER_ROOMS)
    own = company.resolve() if company else None
    if own and own.name in _names_of(shipped, own):
        refuse([Problem(own.name, 1, 1, "a company's folder may not be named like a room of the shipped rules", own.name)])
    if own and not any(_files(own, own.name)):
        refuse([Problem(own.name, 1, 1, "this folder holds no policy.yml and no rule")])
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
@collector.paused()
def _compiled(files: _Files) -> RuleSet:
    folders = {key: known(part, key) for key, part in files.folders}
    built = _build(tuple(p for folder in folders.values() for p in folder), files)
    refuse(built.problems)
    for key, folder in folders.items():
        keep(key, folder, built.written)
    return built.rules


def _build(parsed: tuple[Parsed, ...], given: _Files) -> _Built:
    problems = [*(p for one in parsed for p in one.problems), *_no_pack(parsed, given.own)]
    maker, wrong = maker_of(tuple(p for p in parsed if p.name == MACROS))
    problems += wrong
    names = {p.folder: read_one(_PACK, p, problems) for p in parsed if p.name == "pack.yml" and p.root}
    files = [p for p in parsed if p.name not in _OWN_FILES and p.root]
    policies = [read_policy(p.path, p.root, _ids(files), problems) for p in parsed if p.name == "policy.yml" and p.root]
    policy = policies[-1] if policies else Policy()
    vet = any(p.ground.vet for p in parsed if p.folder == given.own)
    both = [_one(p, maker, names, policy, vet, problems) for p in files]
    rules, written = ([r for r in column if r] for column in zip(*both, strict=True)) if both else ([], [])
    problems += _twice(rules)
    on = tuple(sorted((r for r in rules if r.id not in policy.off), key=lambda r: r.id))
    version = "+".join(str(n["version"]) for n in (*names.values(), *([{"version": policy.version}] if policy.version else ())))
    found = RuleSet(on, version, tuple(sorted(policy.off.items())), _answered_for(parsed, given.company, problems))
    return _Built(found, problems, tuple(written))


def _answered_for(parsed: tuple[Parsed, ...], company: str, problems: list[Problem]) -> CompanyRules | None:
    """Who answers for the company's files, where there are any."""
    for p in parsed:
        if p.path == f"{_folder(p.path)}/{approval.FILE}" and p.root:
            return approval.read_approval(p.path, p.root, company, problems)
    return CompanyRules(company) if company else None


def _no_pack(parsed: tuple[Parsed, ...], own: str) -> Iterator[Problem]:
    """A company's folder with a pack.yml would pass for a shipped pack, which nobody need approve."""
    for p in parsed:
        if own and _folder(p.path) == own and p.name == "pack.yml":
            yield Problem(p.path, 1, 1, "a company's folder is no pack: its name and version stand in policy.yml", "pack.yml")


def _self_approved(parsed: tuple[Parsed, ...], company: CompanyRules | None) -> Iterator[Problem]:
    """Such rules may be tried, but nothing is signed under them."""
    if company is None or company.approved is not Approved.SELF:
        return
    for p in parsed:
        if p.name == approval.FILE and p.root:
            line, column = p.root.value["approved_by"].at
            yield Problem(p.path, line, column, "who edited the rules may not approve them", company.approved_by)


def _folder(path: str) -> str:
    return path.partition("/")[0]


def _ids(files: list[Parsed]) -> Mapping[str, Node]:
    """Rule id -> its file's nodes."""
    return {
        str(p.root.value["id"].value): p.root for p in files if p.root and isinstance(p.root.value, dict) and "id" in p.root.value
    }


def _one(
    p: Parsed, maker: Maker, names: Any, policy: Policy, vet: bool, problems: list[Problem]
) -> tuple[Rule | None, Rule | None]:
    """The rule under the policy, and as its file says it. ``vet``: whether the policy's changes are new."""
    pack = names.get(p.folder, {"pack": p.folder, "version": policy.version or "0"})
    assert p.root is not None
    laid_over = merged(p.root, policy)
    written, own = as_written(p, maker, pack["pack"], pack["version"])
    if laid_over is p.root:
        problems += own
        return written, written
    ground = Ground(vet, p.ground.known)
    rule, wrong = ruled(laid_over, p.path, ground, maker, pack["pack"], pack["version"])
    if wrong and p.placed:
        wrong = ruled(merged(p.placed, policy), p.path, ground, maker, pack["pack"], pack["version"])[1]
    problems += _placed(wrong, own, policy)
    return rule, written


def _placed(wrong: tuple[Problem, ...], own: tuple[Problem, ...], policy: Policy) -> tuple[Problem, ...]:
    """Mistakes of a changed rule: its ``own``, which it has without the change, are its file's, others stand in the policy."""
    return tuple(q if q in own else replace(q, path=policy.path) for q in wrong)


def _twice(rules: list[Rule]) -> list[Problem]:
    """A company may not define an id again: it changes a shipped rule through its policy."""
    first: dict[str, str] = {}
    found = []
    for rule in rules:
        if rule.id in first:
            found.append(Problem(rule.path, 1, 1, f"the id {rule.id} is taken by {first[rule.id]}", rule.id))
        first.setdefault(rule.id, rule.path)
    return found
