"""What two drafts have in common and where they differ: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from review.model.altered import Altered
from review.model.commitment import Commitment
from review.model.span import Span


class Change(StrEnum):
    """What became of a passage, clause or commitment. Several may hold at once: moved and changed."""

    UNCHANGED = "unchanged"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the old draft that became words of the new one; either may be empty (its span then says where)."""

    old: Span
    new: Span
    old_text: str
    new_text: str
    silent: bool = False
    """Whether no tracked change of the new draft shows it."""


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Passages that belong together, by their indices in each draft: one to one, or one to several."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    changes: frozenset[Change]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause in both drafts, by id and number; ``None`` where it does not stand."""

    old_id: str | None
    new_id: str | None
    old_number: str
    new_number: str
    title: str
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...] = ()
    also: tuple[str, ...] = ()
    """Further clauses of the other draft, where one was split or several merged."""
    merged_from: tuple[str, ...] = ()
    """Numbers in the old draft of all that became one here."""
    split_into: tuple[str, ...] = ()
    """Numbers in the new draft of all that one became."""

    @property
    def silent(self) -> bool:
        """Whether something in it changed that no tracked change shows."""
        return any(e.silent for e in self.edits)


@dataclass(frozen=True, slots=True)
class CommitmentPair:
    """A commitment in both drafts, by id; ``None`` where it does not stand."""

    old: str | None
    new: str | None
    reopened: tuple[str, ...] = ()
    """Why a decision on it cannot stay: ``text``, ``values``, ``party``, ``definition:…``, ``deal:…``; empty: it stays."""
    moved: bool = False
    """Whether it stands under another number or elsewhere, which is listed and reopens nothing."""
    altered: tuple[Altered, ...] = ()
    """Of what reopens it, the words and the deal's values as they were and as they are, as far as they can be shown."""

    @property
    def stays(self) -> bool:
        """Whether a decision on the old one holds on the new one."""
        return self.old is not None and self.new is not None and not self.reopened


@dataclass(frozen=True)
class Comparison:
    """Two drafts, side by side."""

    old_sha256: str
    new_sha256: str
    passages: tuple[PassagePair, ...]
    clauses: tuple[ClauseChange, ...]
    """Every clause of either draft, in the order of the new one, removed ones where they stood."""
    commitments: tuple[CommitmentPair, ...] = ()
    carried: tuple[Commitment, ...] = ()
    """Commitments of the old draft whose words stand in the new one though the reader no longer sees them, at their new place."""
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    """Id -> fingerprint of every commitment of the new draft, those carried included."""
    tracked: bool = False
    """Whether the new draft shows any tracked change at all."""

    @property
    def changed_clauses(self) -> tuple[ClauseChange, ...]:
        return tuple(c for c in self.clauses if c.changes != (Change.UNCHANGED,))

    @property
    def silent_changes(self) -> tuple[ClauseChange, ...]:
        return tuple(c for c in self.clauses if c.silent)

    @property
    def kept(self) -> tuple[CommitmentPair, ...]:
        """Where a decision stays."""
        return tuple(p for p in self.commitments if p.stays)

    @property
    def reopens(self) -> tuple[CommitmentPair, ...]:
        """Where a decision cannot stay, though the commitment does, each with its reasons."""
        return tuple(p for p in self.commitments if p.reopened)

    @cached_property
    def moved_passages(self) -> frozenset[int]:
        """Indices, in the new draft, of passages that stand elsewhere now."""
        return frozenset(j for p in self.passages if Change.MOVED in p.changes for j in p.new)

    @property
    def same(self) -> bool:
        """Whether every word is the same, wherever it stands."""
        return all(Change.CHANGED not in p.changes and p.old and p.new for p in self.passages)
