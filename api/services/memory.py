"""What need not be computed twice: results by their hash, and histories as far as they were read.

Both are values that never change under their key, so that nothing here can be stale: a history is used only up to the
event that the database still holds, byte for byte, and read on from there.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from review.model.review import Review
from review.model.roles import Severity
from review.workflow import History

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

#: Results are large (the whole text of a contract), histories less so, and what lists tell of a case is small.
_RESULTS, _HISTORIES, _TOLD = 16, 64, 4096


@dataclass
class Recent(Generic[K, V]):
    """The values used last, at most ``size`` of them."""

    size: int
    _kept: OrderedDict[K, V] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: K) -> V | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)

    def or_make(self, key: K, make: Callable[[], V]) -> V:
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found


@dataclass(frozen=True)
class Read:
    """A history with the stored bytes of its last event."""

    history: History
    last: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What lists tell of a case: the draft in review, and the severity of each finding on it that nothing lets pass."""

    document_sha256: str
    open: tuple[Severity, ...]


@dataclass(frozen=True)
class Memory:
    """One instance's; thrown away with its context."""

    results: Recent[tuple[str, str | None], Review] = field(default_factory=lambda: Recent(_RESULTS))
    """By the hash of the result and the id of the deal snapshot."""
    histories: Recent[str, Read] = field(default_factory=lambda: Recent(_HISTORIES))
    """By the deal's id."""
    unresolved: Recent[tuple[str, int, date], Told] = field(default_factory=lambda: Recent(_TOLD))
    """By the deal's id, the number of its last event, and the day."""
