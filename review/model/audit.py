"""The audit log's hash chain: each entry carries the hash of the one before, so that no past entry can be edited,
taken out, put in or moved unseen; a head kept elsewhere shows a cut tail as well.

Law of the durable format: ``HASHED`` is never reordered and no name is taken out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from review.model.canonical import digest

#: What the first entry of a chain follows.
ORIGIN = "0" * 64

HASHED = ("chain", "sequence", "at", "person", "role", "action", "subject", "outcome", "detail", "previous")


@dataclass(frozen=True)
class AuditEntry:
    """One thing that was done or refused. ``detail`` holds JSON types only; ``at`` carries a zone."""

    chain: str
    """The deal it concerns, or ``system`` for accounts and settings."""
    sequence: int
    """Counts the entries of the chain from 1."""
    at: datetime
    person: str
    role: str
    action: str
    subject: str
    outcome: str
    """``done`` or ``refused``."""
    detail: Mapping[str, Any]
    previous: str = ORIGIN
    hash: str = ""


@dataclass(frozen=True)
class Head:
    """The last entry of a chain; kept outside, it proves that nothing was cut off."""

    chain: str
    sequence: int
    hash: str


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: ``edited``, ``missing``, ``reordered``, ``unlinked``, ``truncated`` or ``replaced``."""

    chain: str
    sequence: int
    code: str


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 over the canonical JSON of the fields in ``HASHED``; the moment counts in UTC."""
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest([moment if name == "at" else getattr(entry, name) for name in HASHED])


def sealed(entry: AuditEntry, previous: str) -> AuditEntry:
    """The entry bound to the one before it."""
    bound = replace(entry, previous=previous)
    return replace(bound, hash=entry_hash(bound))


def breaks(entries: Iterable[AuditEntry], head: Head | None = None) -> tuple[Break, ...]:
    """Every place where one chain, given in stored order from its first entry, does not hold; empty when it is whole."""
    found: list[Break] = []
    previous, expected = ORIGIN, 1
    hashes: dict[int, str] = {}
    for entry in entries:
        code = _fault(entry, previous, expected)
        if code:
            found.append(Break(entry.chain, entry.sequence, code))
        previous, expected = entry.hash, entry.sequence + 1
        hashes[entry.sequence] = entry.hash
    if head and hashes.get(head.sequence) != head.hash:
        found.append(Break(head.chain, head.sequence, "replaced" if head.sequence in hashes else "truncated"))
    return tuple(found)


def _fault(entry: AuditEntry, previous: str, expected: int) -> str:
    """The first thing wrong with an entry at its place."""
    checks = (
        ("edited", entry_hash(entry) != entry.hash),
        ("reordered", entry.sequence < expected),
        ("missing", entry.sequence > expected),
        ("unlinked", entry.previous != previous),
    )
    return next((code for code, wrong in checks if wrong), "")
