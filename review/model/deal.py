"""The deal record as the rules see it: an immutable snapshot, read by JSON pointer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that the record does not hold. Never a pass: the rule that needs it ends UNDETERMINED and names ``pointer``."""

    pointer: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Deal:
    """One snapshot of a deal record (see ``review.deal.schema`` for its fields).

    ``data`` holds only JSON types plus ``Decimal`` and ``date``; ``sha256`` is the digest of its canonical JSON.
    """

    data: Mapping[str, Any]
    sha256: str

    def get(self, pointer: str) -> Any:
        """Value at a JSON pointer such as ``/lead_times/0/p90``, or ``Missing(pointer)``; null counts as missing."""
        node: Any = self.data
        for token in pointer.split("/")[1:]:
            node = _step(node, token)
            if node is None:
                return Missing(pointer)
        return node

    def rows(self, group: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """The rows of a list group, each with its pointer; empty when the group is absent."""
        rows = self.data.get(group) or ()
        return tuple((f"/{group}/{i}", row) for i, row in enumerate(rows))

    @property
    def external_id(self) -> str:
        return str(self.data["deal"]["external_id"])

    @property
    def as_of(self) -> date | None:
        """The day the snapshot was taken; the clock of every check (law 4)."""
        taken = self.get("/deal/fetched_at")
        if isinstance(taken, Missing):
            return None
        return taken if type(taken) is date else taken.date()


def _step(node: Any, token: str) -> Any:
    if isinstance(node, Mapping):
        return node.get(token)
    if isinstance(node, tuple | list) and token.isdigit() and int(token) < len(node):
        return node[int(token)]
    return None
