"""Which elements of two sequences belong together, fast: unique ones first, then what lies between them.

Elements that stand once in both sequences are anchors; the longest run of anchors in the same order is kept, and each gap
between two of them is treated in the same way (the idea of the patience difference). Only small gaps without anchors meet
the quadratic matcher of the standard library.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

#: Product of the lengths up to which a gap without anchors is matched exactly.
_SMALL = 250_000

Pair = tuple[int, int]


def matching(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of indices of equal elements, increasing in both."""
    pairs: list[Pair] = []
    pending = [(0, len(old), 0, len(new))]
    while pending:
        a, b, c, d = pending.pop()
        head, (a, b, c, d) = _ends(old, new, a, b, c, d)
        pairs += head
        if a == b or c == d:
            continue
        anchors = increasing(_unique(old, new, a, b, c, d))
        if anchors:
            pairs += anchors
            pending += _gaps(anchors, a, b, c, d)
        elif (b - a) * (d - c) <= _SMALL:
            pairs += _exact(old, new, a, b, c, d)
    return sorted(pairs)


def increasing(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of pairs (sorted by their first) whose second elements increase as well."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        before.append(tops[at - 1] if at else -1)
        tails[at : at + 1] = [second]
        tops[at : at + 1] = [index]
    return _chain(pairs, before, tops[-1] if tops else -1)


def _chain(pairs: Sequence[Pair], before: list[int], last: int) -> list[Pair]:
    found = []
    while last >= 0:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]


def _ends(
    old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> tuple[list[Pair], tuple[int, int, int, int]]:
    """Equal elements at both ends, and what is left between them."""
    pairs = []
    while a < b and c < d and old[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        pairs.append((b, d))
    return pairs, (a, b, c, d)


def _unique(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pair]:
    left, right = Counter(old[a:b]), Counter(new[c:d])
    place = {new[j]: j for j in range(c, d) if right[new[j]] == 1}
    return [(i, place[old[i]]) for i in range(a, b) if left[old[i]] == 1 and old[i] in place]


def _gaps(anchors: list[Pair], a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int, int, int]]:
    for i, j in [*anchors, (b, d)]:
        if a < i and c < j:
            yield a, i, c, j
        a, c = i + 1, j + 1


def _exact(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pair]:
    blocks = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks()
    return [(a + block.a + k, c + block.b + k) for block in blocks for k in range(block.size)]
