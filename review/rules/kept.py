"""Packs that passed once, kept under the digest of their bytes and the engine's version, so that a start is quick.

What cannot be read, or is not what was written, is as good as not there, and a folder that cannot be written is no fault.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from review.model.canonical import sha256
from review.rules.compiler import digest_of
from review.rules.patterns import Joint, Known, Patterns, of
from review.rules.source import Node, Written, packed, unpacked, without

#: Bytes that are kept: of the packs used last. A shipped one has seven megabytes, a company's own files some thousand bytes.
_MOST = 100_000_000
#: Of what is written; another is not read.
_FORM = 8


@dataclass(frozen=True)
class KeptFile:
    """One file of a pack. ``content``: the JSON of what stands in it; ``digest``: that of its rule."""

    digest: str
    content: bytes

    def root(self) -> Node:
        """What stands in the file. Those of word lists are the longest, and mostly nobody asks for them."""
        return unpacked(from_json(self.content, cache_strings="none"))


@dataclass(frozen=True)
class Kept:
    """``files``: by their path as shown; ``patterns``: those that their rules hold."""

    files: Mapping[str, KeptFile]
    patterns: Known


def file_of(root: Node) -> KeptFile:
    """The file in whose rule these nodes stand, as it is kept."""
    return KeptFile(digest_of(root), _json(packed(without(root, "tests"))))


def read(key: str) -> Kept | None:
    """What was kept under the digest, None where nothing was."""
    try:
        place = _place(key)
        head, _, body = place.read_bytes().partition(b"\n")
        if head != _head(body):
            return None
        known = _read(body.split(b"\n"))
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return None
    with contextlib.suppress(OSError):  # another's file, which is read all the same
        os.utime(place)
    return known


def keep(key: str, checked: Kept) -> None:
    """Write the checked files, and forget the packs that were used longest ago."""
    body = b"\n".join(_written(checked))
    try:
        target = _place(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix="pack-", suffix=".json", delete=False) as out:
            out.write(_head(body) + b"\n" + body)
        Path(out.name).replace(target)
        _forget(target.parent)
    except OSError:
        return


def _written(checked: Kept) -> Iterator[bytes]:
    """A line of the files' paths and digests and one of the patterns; then one for each file and for each pattern's needs."""
    patterns = _packed(checked.patterns)
    yield _json([[path, file.digest] for path, file in checked.files.items()])
    yield _json([row for row, _ in patterns])
    yield from (file.content for file in checked.files.values())
    yield from (_json(pattern.needs) for _, pattern in patterns)


def _read(lines: list[bytes]) -> Kept:
    paths, rows = (from_json(line, cache_strings="none") for line in lines[:2])
    needs = 2 + len(paths)
    files = {path: KeptFile(digest, content) for (path, digest), content in zip(paths, lines[2:needs], strict=True)}
    return Kept(files, _unpacked(zip(rows, lines[needs:], strict=True)))


def _json(value: Any) -> bytes:
    """On one line, keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _head(body: bytes) -> bytes:
    """By which a file is known to be whole, and of this form."""
    return f"{_FORM} {sha256(body)}".encode()


def _packed(patterns: Known) -> list[tuple[Any, Patterns]]:
    """A row for each, behind those of its parts, which it names by their numbers."""
    rows: dict[Written, tuple[int, Any, Patterns]] = {}

    def number(p: Patterns) -> int:
        if (p.zh, p.en) not in rows:
            joint = [(number(j.place), [*map(number, j.beside)], [*map(number, j.without)]) for j in p.joint]
            rows[p.zh, p.en] = len(rows), (p.zh, p.en, p.expression, joint), p
        return rows[p.zh, p.en][0]

    for p in patterns.values():
        number(p)
    return [(row, p) for _, row, p in rows.values()]


def _unpacked(rows: Iterable[tuple[Any, bytes]]) -> Known:
    made: list[Patterns] = []
    for (zh, en, own, joint), needs in rows:
        parts = (
            Joint(made[p], tuple([made[b] for b in beside]), tuple([made[w] for w in without])) for p, beside, without in joint
        )
        made.append(of(tuple(zh), tuple(en), own, needs, tuple(parts)))
    return {(p.zh, p.en): p for p in made}


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
