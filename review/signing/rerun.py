"""The review run again from what a packet carries: its contract, its deal snapshot and its rules, in a limited child process.

What a packet carries is not trusted: rules hold patterns and expressions, a contract is a file. The child has its own memory
and time limit, sees the packet's rules in place of this installation's, and its answer is compared byte for byte.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from review.resources import room
from review.signing.contents import MANIFEST
from review.signing.report import Rerun

_SECONDS = 120
_MEMORY = 2_500_000_000
_FILES, _BYTES = 5_000, 50_000_000
_NEEDED = ("findings.json", MANIFEST, "rules.zip")


def rerun(files: Mapping[str, bytes]) -> Rerun:
    """Same, different, or not run and why."""
    missing = [name for name in _NEEDED if name not in files]
    contract = next((name for name in files if name.startswith("contract.")), None)
    if missing or contract is None:
        return Rerun("not_run", "missing: " + ", ".join(missing or ["contract"]))
    from review import ENGINE_VERSION

    made_by = json.loads(files[MANIFEST]).get("engine_version")
    if made_by != ENGINE_VERSION:
        return Rerun("not_run", f"engine {made_by}, this is {ENGINE_VERSION}")
    with tempfile.TemporaryDirectory() as place:
        try:
            _lay_out(Path(place), files, contract)
        except (ValueError, OSError, zipfile.BadZipFile) as error:
            return Rerun("not_run", type(error).__name__)
        return _compare(_answer(Path(place)), files["findings.json"])


def _compare(answer: bytes | None, kept: bytes) -> Rerun:
    if not answer:
        return Rerun("not_run", "the review did not finish")
    if answer == kept:
        return Rerun("same")
    new, old = json.loads(answer), json.loads(kept)
    return Rerun("differs", ", ".join(sorted(k for k in {*new, *old} if new.get(k) != old.get(k))))


def _lay_out(place: Path, files: Mapping[str, bytes], contract: str) -> None:
    """The packet's files in a folder; word lists, which belong to the engine's version, are this installation's.

    Raises ValueError for an archive that is too large or names a path outside.
    """
    rules = place / "rules"
    with zipfile.ZipFile(io.BytesIO(files["rules.zip"])) as archive:
        entries = archive.infolist()
        if len(entries) > _FILES or sum(e.file_size for e in entries) > _BYTES:
            raise ValueError("rules.zip is too large")
        for entry in entries:
            path = PurePosixPath(entry.filename)
            if path.is_absolute() or ".." in path.parts:
                raise ValueError("rules.zip names a path outside")
            target = rules / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))
    for own in room("rules").iterdir():
        if not (rules / own.name).exists():
            (rules / own.name).symlink_to(own.resolve())
    for name in (contract, "deal.json", MANIFEST):
        if name in files:
            (place / name).write_bytes(files[name])


def _answer(place: Path) -> bytes | None:
    """Findings JSON as the child prints it; ``None`` when it failed or took too long."""
    environment = {**os.environ, "TRIPACT_RULES": str(place / "rules"), "TMPDIR": str(place)}
    command = [sys.executable, "-m", "review.signing.rerun", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _limit() -> None:
    """The child's own first act, before it looks at anything it was given."""
    for kind, wanted in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        allowed = resource.getrlimit(kind)[1]
        limit = wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)
        resource.setrlimit(kind, (limit, limit))


def _review(place: Path) -> bytes:
    """In the child: the six steps again, with the names, the side and the language the packet was made with."""
    from review.deal.read import read_snapshot
    from review.model.canonical import canonical_json
    from review.model.commitment import Party
    from review.model.language import Language
    from review.pipeline import review
    from review.rules import load

    said = json.loads((place / MANIFEST).read_bytes())
    draft = next(place.glob("contract.*")).read_bytes()
    deal = place / "deal.json"
    record = read_snapshot(deal.read_bytes()) if deal.exists() else None
    rules = load(_company(place / "rules"))
    result = review(said["contract_name"], draft, record, Party(said["side"]), Language(said["review_language"]), rules)
    return canonical_json(result.published())


def _company(rules: Path) -> Path | None:
    """The company's folder among the packet's rules: the one that is no pack. What is a link is this installation's."""
    own = (f for f in sorted(rules.iterdir()) if f.is_dir() and not f.is_symlink() and not (f / "pack.yml").exists())
    return next(own, None)


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(_review(Path(sys.argv[1])))
