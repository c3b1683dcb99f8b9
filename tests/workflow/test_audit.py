"""The log of a case as the hash chain keeps it: edit, delete, put in, reorder, truncate, rewrite; each shows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from review.model.audit import ORIGIN, AuditEntry, Head, breaks, sealed
from tests.workflow.world import START


def chain(subjects: list[str]) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number, subject in enumerate(subjects, 1):
        entry = AuditEntry("d1", number, START, "fred", "FR", "decide", subject, "done", {"n": number})
        entries.append(sealed(entry, entries[-1].hash if entries else ORIGIN))
    return entries


def head(entries: list[AuditEntry]) -> Head:
    return Head("d1", entries[-1].sequence, entries[-1].hash)


@given(st.lists(st.text(max_size=5), min_size=1, max_size=10), st.data())
def test_any_other_log_is_found(subjects: list[str], data: st.DataObject) -> None:
    entries = chain(subjects)
    other = data.draw(st.permutations(entries).map(list) | st.lists(st.sampled_from(entries), max_size=10))
    assert bool(breaks(other, head(entries))) == (other != entries)


@given(st.lists(st.text(max_size=5), min_size=1, max_size=10), st.data())
def test_an_edited_entry_is_found_even_when_the_rest_is_written_anew(subjects: list[str], data: st.DataObject) -> None:
    entries = chain(subjects)
    at = data.draw(st.integers(0, len(entries) - 1))
    edited = replace(entries[at], subject=entries[at].subject + "x")
    assert [b.code for b in breaks([*entries[:at], edited, *entries[at + 1 :]], head(entries))] == ["edited"]
    rewritten = chain([*subjects[:at], subjects[at] + "x", *subjects[at + 1 :]])
    assert breaks(rewritten) == () and [b.code for b in breaks(rewritten, head(entries))] == ["replaced"]


def test_a_log_may_grow_past_the_head_that_was_kept() -> None:
    entries = chain(["a", "b", "c"])
    assert breaks(entries, head(entries[:2])) == ()
