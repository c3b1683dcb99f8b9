"""Packs that passed once, kept as nodes under the digest of their bytes and the engine's version, so that a start is quick.

What cannot be read is as good as not there, and a folder that cannot be written is no fault.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from review.rules.patterns import Needs
from review.rules.source import Node, packed, unpacked

#: Packs that are kept: those used last. Each is one to two megabytes.
_MOST = 24
#: Of what is written; another is not read.
_FORM = 2


@dataclass(frozen=True)
class Kept:
    """``roots``: each file's path as shown and its nodes; ``needs``: the words that a match of an expression holds."""

    roots: tuple[tuple[str, Node], ...]
    needs: Needs


def read(key: str) -> Kept | None:
    """What was kept under the digest, None where nothing was."""
    try:
        place = _place(key)
        form, rows, words = json.loads(place.read_bytes())
        if form != _FORM:
            return None
        roots = tuple((path, unpacked(root)) for path, root in rows)
        needs = {k: v and tuple(tuple(map(tuple, way)) for way in v) for k, v in words.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    with contextlib.suppress(OSError):  # another's file, which is read all the same
        os.utime(place)
    return Kept(roots, needs)


def keep(key: str, checked: Kept) -> None:
    """Write the checked nodes without tests, and forget the packs that were used longest ago."""
    rows = [(path, packed(_without_tests(root))) for path, root in checked.roots]
    try:
        target = _place(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as out:
            out.write(json.dumps([_FORM, rows, checked.needs], ensure_ascii=False, separators=(",", ":")))
        Path(out.name).replace(target)
        _forget(target.parent)
    except OSError:
        return


def _forget(folder: Path) -> None:
    used = sorted(((f.stat().st_mtime_ns, f) for f in folder.glob("pack-*.json")), reverse=True)
    for _, file in used[_MOST:]:
        file.unlink(missing_ok=True)


def _place(key: str) -> Path:
    base = os.environ.get("TRIPACT_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "tripact" / f"pack-{key[:32]}.json"


def _without_tests(root: Node) -> Node:
    if not isinstance(root.value, dict):
        return root
    return replace(root, value={k: v for k, v in root.value.items() if k != "tests"})
