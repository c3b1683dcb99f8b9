"""Packs that passed once, kept under the digest of their bytes and the engine's version, so that a start is quick.

What cannot be read, or is not what was written, is as good as not there, and a folder that cannot be written is no fault.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from review.commitments.needed import Ways
from review.model.canonical import sha256
from review.rules.patterns import Joint, Known, Patterns, of
from review.rules.source import Written

#: Bytes that are kept: of the packs used last. A shipped one has seven megabytes, a company's own files some thousand bytes.
_MOST = 100_000_000
#: Of what is written; another is not read.
_FORM = 3


@dataclass(frozen=True)
class Kept:
    """``files``: what stands in each, by its path as shown; ``patterns``: those that its rules hold."""

    files: Mapping[str, Any]
    patterns: Known


def read(key: str) -> Kept | None:
    """What was kept under the digest, None where nothing was."""
    try:
        place = _place(key)
        head, _, body = place.read_bytes().partition(b"\n")
        if head != _head(body):
            return None
        files, patterns = from_json(body, cache_strings="none")  # a quarter quicker than the standard library
        known = _unpacked(patterns)
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return None
    with contextlib.suppress(OSError):  # another's file, which is read all the same
        os.utime(place)
    return Kept(files, known)


def keep(key: str, checked: Kept) -> None:
    """Write the checked files, and forget the packs that were used longest ago."""
    body = json.dumps([checked.files, _packed(checked.patterns)], ensure_ascii=False, separators=(",", ":")).encode()
    try:
        target = _place(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix="pack-", suffix=".json", delete=False) as out:
            out.write(_head(body) + b"\n" + body)
        Path(out.name).replace(target)
        _forget(target.parent)
    except OSError:
        return


def _head(body: bytes) -> bytes:
    """By which a file is known to be whole, and of this form."""
    return f"{_FORM} {sha256(body)}".encode()


def _packed(patterns: Known) -> list[Any]:
    """A row for each, behind those of its parts, which it names by their numbers."""
    rows: dict[Written, tuple[int, Any]] = {}

    def number(p: Patterns) -> int:
        if (p.zh, p.en) not in rows:
            joint = [(number(j.place), [*map(number, j.beside)], [*map(number, j.without)]) for j in p.joint]
            rows[p.zh, p.en] = len(rows), (p.zh, p.en, p.expression, p.needs, joint)
        return rows[p.zh, p.en][0]

    for p in patterns.values():
        number(p)
    return [row for _, row in rows.values()]


def _unpacked(rows: Iterable[Any]) -> Known:
    made: list[Patterns] = []
    for zh, en, own, needs, joint in rows:
        parts = (
            Joint(made[p], tuple([made[b] for b in beside]), tuple([made[w] for w in without])) for p, beside, without in joint
        )
        made.append(of(tuple(zh), tuple(en), own, _ways(needs), tuple(parts)))
    return {(p.zh, p.en): p for p in made}


def _ways(needs: Any) -> Ways | None:
    return needs and tuple([tuple(map(tuple, way)) for way in needs])


def _forget(folder: Path) -> None:
    found = [(file.stat(), file) for file in folder.glob("pack-*.json")]
    found.sort(key=lambda one: one[0].st_mtime_ns, reverse=True)
    sizes = accumulate(stat.st_size for stat, _ in found)
    for size, (_, file) in zip(sizes, found, strict=True):
        if size > _MOST:
            file.unlink(missing_ok=True)


def _place(key: str) -> Path:
    base = os.environ.get("TRIPACT_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "tripact" / f"pack-{key[:32]}.json"
