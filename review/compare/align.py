"""Passages of one draft with those of another: same, moved, changed, split, merged, added, removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from review.compare.passages import Passage
from review.compare.sequence import Pair, increasing, matching
from review.compare.words import words

#: Share of common words from which two passages at the same place, or anywhere, are one passage that was changed.
_NEAR, _ANYWHERE = 0.4, 0.6
#: Share of its words that a part has in common with the whole it came from.
_PART = 0.7
#: A passage shorter than this, in characters, is not followed when it moves: such short texts stand everywhere.
_SHORT = 6


@dataclass(frozen=True)
class Alignment:
    """Pairs of indices: the same text in the same order, the same text elsewhere, and text that was changed.

    ``parts``: index of an old passage -> further new ones it was split into; ``wholes``: of a new -> further old ones merged.
    """

    same: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    wholes: dict[int, tuple[int, ...]] = field(default_factory=dict)


def align(old: Sequence[Passage], new: Sequence[Passage]) -> Alignment:
    """Which passages belong together. Every passage is in at most one pair; those in none were added or removed."""
    same = matching([p.key for p in old], [p.key for p in new])
    left, right = _rest(len(old), (i for i, _ in same)), _rest(len(new), (j for _, j in same))
    moved = _moved(old, new, left, right)
    left, right = _without(left, (i for i, _ in moved)), _without(right, (j for _, j in moved))
    changed = _changed(_Bags(old), _Bags(new), left, right, same, len(old), len(new))
    left, right = _without(left, (i for i, _ in changed)), _without(right, (j for _, j in changed))
    parts, wholes = _split(old, new, changed, left, right)
    return Alignment(tuple(same), tuple(moved), tuple(changed), parts, wholes)


def _rest(size: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [i for i in range(size) if i not in gone]


def _without(indices: list[int], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [i for i in indices if i not in gone]


def _moved(old: Sequence[Passage], new: Sequence[Passage], left: list[int], right: list[int]) -> list[Pair]:
    """The same words elsewhere, equal ones in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(right):
        if len(new[j].key) >= _SHORT:
            places[new[j].key].append(j)
    return [(i, places[old[i].key].pop()) for i in left if places.get(old[i].key)]


class _Bags:
    """The words of passages, counted when they are first asked for."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._known: dict[int, Counter[str]] = {}

    def __getitem__(self, index: int) -> Counter[str]:
        if index not in self._known:
            texts = [w.text for w in words(self._passages[index].key)]
            self._known[index] = Counter(texts) + Counter(a + " " + b for a, b in pairwise(texts))
        return self._known[index]


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Share of words and pairs of words that two texts have in common, from 0 to 1 (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _changed(old: _Bags, new: _Bags, left: list[int], right: list[int], same: list[Pair], a: int, b: int) -> list[Pair]:
    """First between the same neighbours, then anywhere; the most alike first."""
    scored = [
        (alike(old[i], new[j]), i, j)
        for gap_old, gap_new in _gaps(left, right, same, a, b)
        for i in gap_old
        for j in _nearest(gap_new, gap_old.index(i), len(gap_old))
    ]
    near = _best(scored, _NEAR)
    left, right = _without(left, (i for i, _ in near)), _without(right, (j for _, j in near))
    return sorted([*near, *_best(_candidates(old, new, left, right), _ANYWHERE)])


def _gaps(left: list[int], right: list[int], same: list[Pair], a: int, b: int) -> Iterable[tuple[list[int], list[int]]]:
    """Unmatched passages between the same two matched neighbours."""
    at_left, at_right = 0, 0
    for i, j in [*same, (a, b)]:
        start_left, start_right = at_left, at_right
        while at_left < len(left) and left[at_left] < i:
            at_left += 1
        while at_right < len(right) and right[at_right] < j:
            at_right += 1
        if start_left < at_left and start_right < at_right:
            yield left[start_left:at_left], right[start_right:at_right]


_WINDOW = 12


def _nearest(candidates: list[int], position: int, size: int) -> list[int]:
    """Those at about the same share of the gap: comparing all with all would be quadratic."""
    centre = position * len(candidates) // size
    return candidates[max(0, centre - _WINDOW) : centre + _WINDOW + 1]


def _best(scored: Iterable[tuple[float, int, int]], least: float) -> list[Pair]:
    taken_old, taken_new, found = set(), set(), []
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= least and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            found.append((i, j))
    return found


_RARE = 8


def _candidates(old: _Bags, new: _Bags, left: list[int], right: list[int]) -> list[tuple[float, int, int]]:
    """Pairs that share words which stand in few passages; others cannot be alike enough."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in right:
        for word in new[j]:
            places[word].append(j)
    scored = []
    for i in left:
        shared = Counter(j for word in old[i] if len(places.get(word, ())) <= _RARE for j in places.get(word, ()))
        scored += [(alike(old[i], new[j]), i, j) for j, _ in shared.most_common(4)]
    return scored


def _split(
    old: Sequence[Passage], new: Sequence[Passage], changed: list[Pair], left: list[int], right: list[int]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Unmatched neighbours of a changed pair whose words came from, or went into, the other side of it."""
    bags_old, bags_new = _Bags(old), _Bags(new)
    parts = {i: found for i, j in changed if (found := _around(bags_new, j, right, bags_old[i]))}
    wholes = {j: found for i, j in changed if (found := _around(bags_old, i, left, bags_new[j]))}
    return parts, wholes


def _around(bags: _Bags, centre: int, free: list[int], whole: Counter[str]) -> tuple[int, ...]:
    """Free passages next to ``centre``, without a gap, whose words are nearly all in what of the whole is not yet used."""
    rest = whole - bags[centre]
    found = []
    for step in (-1, 1):
        at = centre + step
        while at in free and (bags[at] & rest).total() >= _PART * bags[at].total():
            rest = rest - bags[at]
            found.append(at)
            at += step
    return tuple(sorted(found))


def in_order(pairs: Sequence[Pair]) -> frozenset[Pair]:
    """Of all pairs, those that did not change their order."""
    return frozenset(increasing(sorted(pairs)))
