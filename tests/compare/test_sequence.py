"""Laws of the matcher: pairs are equal, increasing, and as many as the ends demand."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from review.compare.sequence import increasing, matching

TEXTS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@given(TEXTS, TEXTS)
def test_pairs_are_equal_and_increasing(old: list[str], new: list[str]) -> None:
    pairs = matching(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(TEXTS)
def test_a_sequence_matches_itself_whole(old: list[str]) -> None:
    assert matching(old, old) == [(i, i) for i in range(len(old))]


@given(TEXTS, st.lists(st.sampled_from("xyz"), min_size=1, max_size=5), st.integers(0, 40))
def test_what_is_put_in_is_all_that_is_left(old: list[str], put: list[str], at: int) -> None:
    at = min(at, len(old))
    new = old[:at] + put + old[at:]
    assert {j for _, j in matching(old, new)} == set(range(len(new))) - set(range(at, at + len(put)))


@given(st.permutations(range(9)))
def test_increasing_is_the_longest(order: list[int]) -> None:
    pairs = list(enumerate(order))
    best = max(k for k in range(1, 10) for c in combinations(order, k) if list(c) == sorted(c))
    found = increasing(pairs)
    assert len(found) == best and [b for _, b in found] == sorted(b for _, b in found)
