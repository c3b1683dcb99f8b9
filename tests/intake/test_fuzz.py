"""Two thousand damaged files: only a document or a typed error comes out. ``python -m tests.intake.fuzz`` for more."""

from __future__ import annotations

from collections import Counter

from tests.intake.fuzz import SAMPLES, mutations, outcome


def test_damaged_files_are_read_or_refused() -> None:
    counts = Counter(outcome(name, data) for name, data in mutations(list(SAMPLES.items()), 2000, seed=2026))
    assert counts["read"] > 200 and counts["file-broken"] > 200
