"""The audit log: entries in a hash chain. With the head kept elsewhere, any edit, deletion, reorder or truncation shows.

Law: ``hash = sha256(previous hash, newline, sequence, newline, payload)``; the first entry follows on ``GENESIS``.
A log holds whatever bytes it is given, such as ``review.workflow.to_bytes(event)``; verification reads stored bytes only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from review.model.canonical import sha256

#: What the first entry follows on.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as stored. ``sequence`` counts from 1."""

    sequence: int
    previous: str
    payload: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: keep it outside, and the log can never be shortened or rewritten unseen."""

    sequence: int = 0
    hash: str = GENESIS


class Fault(StrEnum):
    EDITED = "edited"
    """The payload is not what was hashed."""
    BROKEN = "broken"
    """It does not follow on the entry before: something was deleted, put in or reordered."""
    TRUNCATED = "truncated"
    """The log ends before the head."""
    REWRITTEN = "rewritten"
    """The chain is whole, but it is not the one whose head was kept."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and the sequence number at which it shows."""

    fault: Fault
    sequence: int


def entry_hash(previous: str, sequence: int, payload: bytes) -> str:
    """Hash of an entry, by the law above."""
    return sha256(f"{previous}\n{sequence}\n".encode() + payload)


def append(head: Head, payload: bytes) -> Entry:
    """The entry that follows on a head."""
    sequence = head.sequence + 1
    return Entry(sequence, head.hash, payload, entry_hash(head.hash, sequence, payload))


def head_of(entry: Entry) -> Head:
    """The head once this is the last entry."""
    return Head(entry.sequence, entry.hash)


def verify(entries: Iterable[Entry], head: Head | None = None) -> tuple[Problem, ...]:
    """Everything wrong with a log, in its order; empty when it is whole. Without a head, truncation cannot be seen."""
    problems: list[Problem] = []
    last = Head()
    kept_hash = GENESIS
    for entry in entries:
        problems += _problems(last, entry)
        last = head_of(entry)
        if head is not None and entry.sequence == head.sequence:
            kept_hash = entry.hash
    return (*problems, *_against(last, kept_hash, head))


def _problems(last: Head, entry: Entry) -> list[Problem]:
    found = []
    if entry.hash != entry_hash(entry.previous, entry.sequence, entry.payload):
        found.append(Problem(Fault.EDITED, entry.sequence))
    if (entry.sequence, entry.previous) != (last.sequence + 1, last.hash):
        found.append(Problem(Fault.BROKEN, entry.sequence))
    return found


def _against(last: Head, kept_hash: str, head: Head | None) -> list[Problem]:
    if head is None:
        return []
    if last.sequence < head.sequence:
        return [Problem(Fault.TRUNCATED, last.sequence)]
    return [] if kept_hash == head.hash else [Problem(Fault.REWRITTEN, head.sequence)]
