"""Alignment on real contracts with known edits: a short form of ``tests/bench/alignment.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compare.measure import measure


@pytest.mark.data
@pytest.mark.slow
def test_decisions_survive_what_leaves_them_alone(shared: Path) -> None:
    english = sorted((shared / "data" / "cuad" / "txt").glob("*.txt"), key=lambda p: p.stat().st_size)[10:40:12]
    chinese = sorted((shared / "data" / "zh-library").rglob("*.txt"))[20:120:25]
    figures = measure([*english, *chinese])
    assert figures.unchanged > 200 and figures.changed > 8
    assert figures.share_kept >= 0.99, figures.lost
    assert figures.share_reopened == 1.0, figures.lost
