"""From passages to clauses: which clause became which, and what happened to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.compare.comparison import Change, ClauseChange, Edit, PassagePair
from review.compare.drafts import Draft
from review.compare.passages import Passage

#: Index of a clause; ``None`` for what stands in no clause.
Index = int | None


@dataclass(frozen=True)
class ClauseMap:
    """``partner``: old clause -> the new one it became. ``parts``: old -> further new ones; ``wholes``: new -> further old."""

    partner: dict[Index, Index]
    parts: dict[Index, list[Index]]
    wholes: dict[Index, list[Index]]


def clause_map(old: Draft, new: Draft, pairs: Iterable[tuple[int, int]]) -> ClauseMap:
    """Clauses that share most of their text belong together."""
    shared: dict[tuple[Index, Index], int] = Counter()
    for i, j in pairs:
        shared[old.passages[i].clause, new.passages[j].clause] += len(new.passages[j].key)
    forward, backward = _best(shared, 0), _best(shared, 1)
    partner = {c: d for c, d in forward.items() if backward.get(d) == c and (c is None) == (d is None)}
    parts: dict[Index, list[Index]] = defaultdict(list)
    wholes: dict[Index, list[Index]] = defaultdict(list)
    taken = set(partner.values())
    for d, c in backward.items():
        if d not in taken and d is not None and c in partner:
            parts[c].append(d)
    for c, d in forward.items():
        if c not in partner and c is not None and d in taken:
            wholes[d].append(c)
    return ClauseMap(partner, parts, wholes)


def _best(shared: dict[tuple[Index, Index], int], side: int) -> dict[Index, Index]:
    found: dict[Index, tuple[int, Index]] = {}
    for pair, weight in shared.items():
        key, other = pair[side], pair[1 - side]
        if weight > found.get(key, (0, None))[0]:
            found[key] = (weight, other)
    return {key: other for key, (_, other) in found.items()}


def clause_changes(old: Draft, new: Draft, pairs: Sequence[PassagePair], mapped: ClauseMap) -> tuple[ClauseChange, ...]:
    """Every clause of either draft, in the order of the new one; removed ones after the clause they followed."""
    table = _Table(old, new, pairs, mapped)
    back = {d: c for c, d in mapped.partner.items()}
    removed = _removed(old, mapped)
    found = [*(table.gone(c) for c in removed.get(-1, ()))]
    for d in _own_order(new.passages):
        if d in back:
            found.append(table.kept(back[d], d))
            found += [table.gone(c) for c in removed.get(back[d], ())]
        elif all(d not in parts for parts in mapped.parts.values()):
            found.append(table.come(d))
    return tuple(found)


def _own_order(passages: Sequence[Passage]) -> list[Index]:
    return list(dict.fromkeys(p.clause for p in passages))


def _removed(old: Draft, mapped: ClauseMap) -> dict[Index, list[Index]]:
    """Old clause that has a partner (or -1) -> those behind it that have none and were merged into none."""
    merged = {c for wholes in mapped.wholes.values() for c in wholes}
    found: dict[Index, list[Index]] = defaultdict(list)
    last: Index = -1
    for c in _own_order(old.passages):
        if c in mapped.partner:
            last = c
        elif c not in merged:
            found[last].append(c)
    return found


class _Table:
    """Changes and edits of passages, by clause."""

    def __init__(self, old: Draft, new: Draft, pairs: Sequence[PassagePair], mapped: ClauseMap) -> None:
        self._old, self._new, self._mapped = old, new, mapped
        self._by_old: dict[Index, list[PassagePair]] = defaultdict(list)
        self._by_new: dict[Index, list[PassagePair]] = defaultdict(list)
        for pair in pairs:
            for clause in {old.passages[i].clause for i in pair.old}:
                self._by_old[clause].append(pair)
            for clause in {new.passages[j].clause for j in pair.new}:
                self._by_new[clause].append(pair)

    def kept(self, c: Index, d: Index) -> ClauseChange:
        parts, wholes = self._mapped.parts.get(c, []), self._mapped.wholes.get(d, [])
        pairs = list(dict.fromkeys([*self._by_new[d], *(p for p in self._by_old[c] if not p.new)]))
        edits = tuple(e for p in pairs for e in p.edits)
        changes = self._changes(c, d, pairs, edits, bool(parts), bool(wholes))
        also = (*(_id(self._new, p) for p in parts), *(_id(self._old, w) for w in wholes))
        return ClauseChange(
            _id(self._old, c), _id(self._new, d), _number(self._old, c), _number(self._new, d), _title(self._new, d), changes,
            edits, also, _numbers(self._old, c, wholes), _numbers(self._new, d, parts),
        )  # fmt: skip

    def _changes(
        self, c: Index, d: Index, pairs: list[PassagePair], edits: tuple[Edit, ...], split: bool, merged: bool
    ) -> tuple[Change, ...]:
        matched = [p for p in pairs if p.old and p.new]
        facts = (
            (Change.RENUMBERED, _number(self._old, c) != _number(self._new, d)),
            (Change.MOVED, bool(matched) and all(Change.MOVED in p.changes for p in matched)),
            (Change.CHANGED, bool(edits)),
            (Change.SPLIT, split),
            (Change.MERGED, merged),
        )
        return tuple(change for change, holds in facts if holds) or (Change.UNCHANGED,)

    def come(self, d: Index) -> ClauseChange:
        edits = tuple(e for p in self._by_new[d] for e in p.edits)
        return ClauseChange(None, _id(self._new, d), "", _number(self._new, d), _title(self._new, d), (Change.ADDED,), edits)

    def gone(self, c: Index) -> ClauseChange:
        edits = tuple(e for p in self._by_old[c] for e in p.edits)
        return ClauseChange(_id(self._old, c), None, _number(self._old, c), "", _title(self._old, c), (Change.REMOVED,), edits)


def _id(draft: Draft, index: Index) -> str:
    return "" if index is None else draft.document.clauses[index].id


def _numbers(draft: Draft, first: Index, others: Sequence[Index]) -> tuple[str, ...]:
    """Of all of them in text order; none where there is but one."""
    ordered = sorted({first, *others}, key=lambda i: -1 if i is None else i)
    return tuple(_number(draft, i) for i in ordered) if others else ()


def _number(draft: Draft, index: Index) -> str:
    return "" if index is None else draft.document.clauses[index].number


def _title(draft: Draft, index: Index) -> str:
    return "" if index is None else draft.document.clauses[index].title
