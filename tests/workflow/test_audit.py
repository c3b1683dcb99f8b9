"""Edit, delete, reorder, truncate, rewrite: each shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.workflow.audit import Entry, Fault, Head, Problem, append, head_of, verify


def log(*payloads: bytes) -> list[Entry]:
    entries: list[Entry] = []
    head = Head()
    for payload in payloads:
        entries.append(append(head, payload))
        head = head_of(entries[-1])
    return entries


FOUR = log(b"a", b"b", b"c", b"d")
HEAD = head_of(FOUR[-1])


def test_a_whole_log_has_no_problem() -> None:
    assert verify(FOUR, HEAD) == ()
    assert verify([], Head()) == ()
    assert verify([*FOUR, append(HEAD, b"e")], HEAD) == (), "a log may grow past the head that was kept"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ([FOUR[0], replace(FOUR[1], payload=b"x"), *FOUR[2:]], Problem(Fault.EDITED, 2)),
        ([FOUR[0], *FOUR[2:]], Problem(Fault.BROKEN, 3)),
        ([FOUR[0], FOUR[2], FOUR[1], FOUR[3]], Problem(Fault.BROKEN, 3)),
        (FOUR[:3], Problem(Fault.TRUNCATED, 3)),
        ([], Problem(Fault.TRUNCATED, 0)),
        (log(b"a", b"b", b"x", b"d"), Problem(Fault.REWRITTEN, 4)),
        (log(b"a", b"b", b"x", b"d", b"e"), Problem(Fault.REWRITTEN, 4)),
        ([*FOUR, FOUR[3]], Problem(Fault.BROKEN, 4)),
    ],
)
def test_each_attack_shows(changed: list[Entry], problem: Problem) -> None:
    assert problem in verify(changed, HEAD)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=12), st.data())
def test_any_changed_log_is_found(payloads: list[bytes], data: st.DataObject) -> None:
    entries = log(*payloads)
    other = data.draw(st.permutations(entries).map(list) | st.lists(st.sampled_from(entries), max_size=12))
    assert bool(verify(other, head_of(entries[-1]))) == (other != entries)
