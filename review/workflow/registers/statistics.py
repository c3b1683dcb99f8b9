"""Promises kept and broken, by who gave them, by rule and by kind: facts for people to learn from, never for pay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.workflow.case import Case
from review.workflow.facts.drafts import Item


@dataclass(frozen=True, slots=True)
class Record:
    """``group``: promiser, rule or kind; ``name``: which one."""

    group: str
    name: str
    kept: int
    broken: int

    @property
    def share_kept(self) -> float:
        return self.kept / (self.kept + self.broken)


def statistics(cases: Iterable[Case]) -> tuple[Record, ...]:
    """Over all cases; the last word on each promise counts. Sorted by group and name."""
    counts = Counter((group, name, kept) for case in cases for group, name, kept in _outcomes(case))
    names = sorted({(group, name) for group, name, _ in counts})
    return tuple(Record(g, n, counts[g, n, True], counts[g, n, False]) for g, n in names)


def _outcomes(case: Case) -> Iterator[tuple[str, str, bool]]:
    last = {o.item: o.kept for o in case.outcomes}
    for id_, kept in last.items():
        if id_ in case.contract:
            yield from ((group, name, kept) for group, name in _groups(case, case.contract[id_]))


def _groups(case: Case, item: Item) -> Iterator[tuple[str, str]]:
    yield "kind", item.kind
    yield from (("promiser", person) for person in item.promised_by)
    yield from (("rule", rule) for rule in sorted({f.rule for f in case.signed[-1].findings if f.commitment == item.id}))
