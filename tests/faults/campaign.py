"""A story in which the server dies many times: where it is to die, told by what was written since its last start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults.instance import Place
from tests.faults.program import carries

__all__ = ["PARTS", "carries", "kills", "places", "read"]

#: Where it dies: index of the write in the undisturbed story, and whether before or after it is made.
Kill = tuple[int, str]

#: A check is given up when it was cut off three times, so a story may hold two deaths within one check's making.
_DEATHS = 2
#: The writes of a check's making, which is begun anew after a death: the attempt, two files, the job's own note of them.
_MAKING = 4
_MARKS = ("workflow_output", "operation_outputs", "packets", "checks", "object", "events", "snapshots")
PARTS = 2 * _MAKING // _DEATHS


def read(log: Path) -> list[tuple[str, str]]:
    """Pairs (``before``, ``after`` or empty, tables written)."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return [(died, tables) for died, _, tables in (line.partition("\t") for line in lines)]


def kills(writes: Sequence[str], part: int) -> list[Kill]:
    """What a part kills: two places of the check's making, and its share of all others."""
    first = _making(writes)
    making = [(at, when) for at in range(first, first + _MAKING) for when in ("before", "after")]
    others = [(at, when) for at in range(len(writes)) for when in ("before", "after") if (at, when) not in making]
    size = -(-len(others) // PARTS)
    return sorted((*making[part * _DEATHS : (part + 1) * _DEATHS], *others[part * size : (part + 1) * size]), key=_order)


def places(writes: Sequence[str], chosen: Sequence[Kill]) -> list[Place]:
    """The kills, each counted from the first write after the start before it, among the writes of one table.

    Among those of one table, since the queue's own ticks come with time and stand between them.
    """
    found: list[Place] = []
    resumes = 0
    for at, when in chosen:
        table = _mark(writes[at])
        found.append((when, table, sum(table in write.split("+") for write in writes[resumes : at + 1])))
        resumes = _resumes(writes, at, when)
    return found


def _mark(write: str) -> str:
    """The table that tells most about what is written."""
    tables = {table.rpartition(".")[2]: table for table in write.split("+")}
    return next(tables[name] for name in _MARKS if name in tables)


def _making(writes: Sequence[str]) -> int:
    return next(i for i, write in enumerate(writes) if write == "checks")


def _resumes(writes: Sequence[str], at: int, when: str) -> int:
    """The first write after a death: the one that was not made, or the next; an act that was cut off begins anew."""
    next_ = at + (when == "after")
    return next((first for first, last in _acts(writes) if first < next_ <= last), next_)


def _acts(writes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last write of each act that puts files away before it notes what it did."""
    for last in range(1, len(writes)):
        first = last
        while writes[last] != "object" and writes[first - 1] == "object":
            first -= 1
        if first < last:
            yield first - (writes[first - 1] == "checks"), last


def _order(kill: Kill) -> tuple[int, bool]:
    return kill[0], kill[1] == "after"
