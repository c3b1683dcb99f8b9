"""Which commitment of the old draft is which of the new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

from review.compare.align import alike
from review.compare.comparison import PassagePair
from review.compare.drafts import Draft
from review.compare.sequence import matching
from review.compare.words import normal, words
from review.model.commitment import Commitment

#: What two commitments have in common, from everything to a little; each is tried before the next.
_KEYS: tuple[Callable[[Commitment], Hashable], ...] = (
    lambda c: (normal(c.quote), c.kind, c.obligor, c.modality),
    lambda c: (normal(c.quote), c.kind),
    lambda c: normal(c.quote),
)
_ALIKE = 0.4

Pair = tuple[Commitment, Commitment]


class _Quoted(Protocol):
    """Words that promise something of a kind."""

    @property
    def quote(self) -> str: ...

    @property
    def kind(self) -> str: ...


_Said = TypeVar("_Said", bound=_Quoted)
_Other = TypeVar("_Other", bound=_Quoted)


def pair(
    old: Draft, new: Draft, olds: Sequence[Commitment], news: Sequence[Commitment], pairs: Iterable[PassagePair]
) -> list[Pair]:
    """Commitments that belong together: first within passages that do, then the same words anywhere."""
    left, right = _by_passage(old, olds), _by_passage(new, news)
    found: list[Pair] = []
    for passages in pairs:
        here = [c for i in passages.old for c in left.get(i, ())]
        there = [c for j in passages.new for c in right.get(j, ())]
        found += _matched(here, there)
    taken_old, taken_new = {a.id for a, _ in found}, {b.id for _, b in found}
    rest_old = [c for c in olds if c.id not in taken_old]
    rest_new = [c for c in news if c.id not in taken_new]
    return found + _equal(rest_old, rest_new, _KEYS[0])


def _by_passage(draft: Draft, commitments: Iterable[Commitment]) -> dict[int | None, list[Commitment]]:
    found: dict[int | None, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        found[draft.passage_at(commitment.span.start)].append(commitment)
    return found


def _matched(here: list[Commitment], there: list[Commitment]) -> list[Pair]:
    found: list[Pair] = []
    for key in _KEYS:
        found += _equal(_free(here, found, 0), _free(there, found, 1), key)
    return found + closest(_free(here, found, 0), _free(there, found, 1), _ALIKE)


def _free(commitments: list[Commitment], found: list[Pair], side: int) -> list[Commitment]:
    taken = {p[side].id for p in found}
    return [c for c in commitments if c.id not in taken]


def _equal(here: list[Commitment], there: list[Commitment], key: Callable[[Commitment], Hashable]) -> list[Pair]:
    """Equal ones: first those that follow each other as before, so that of two promises in the same words the one that
    was changed is missed and not the other; then the moved ones, in text order.
    """
    keys, others = [key(c) for c in here], [key(c) for c in there]
    found = dict(matching(keys, others))
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in sorted(set(range(len(there))) - set(found.values()), reverse=True):
        places[others[j]].append(j)
    found |= {i: places[k].pop() for i, k in enumerate(keys) if i not in found and places.get(k)}
    return [(here[i], there[j]) for i, j in sorted(found.items())]


def closest(here: Sequence[_Said], there: Sequence[_Other], least: float) -> list[tuple[_Said, _Other]]:
    """The most alike first, each once; of one kind even when only a few words stayed."""
    left, right = ([Counter(w.text for w in words(c.quote)) for c in side] for side in (here, there))
    scored = [
        (score, i, j)
        for i, a in enumerate(here)
        for j, b in enumerate(there)
        if (score := alike(left[i], right[j]) + (0.2 if a.kind == b.kind else 0.0)) >= least
    ]  # fmt: skip
    found: dict[int, int] = {}
    for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if i not in found and j not in found.values():
            found[i] = j
    return [(here[i], there[j]) for i, j in found.items()]
