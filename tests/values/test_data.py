"""Figures on real documents that nobody here wrote; the bench ``values_figures`` prints them with every miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import values_figures as figures

pytestmark = pytest.mark.data


@pytest.mark.parametrize(("language", "least"), [("zh", 0.93), ("en", 0.96), ("zh-en", 0.98)])
def test_values_of_labelled_commitments(shared: Path, language: str, least: float) -> None:
    assert figures.f1(figures.labelled(shared / "gold" / "dev")[language]) >= least


def test_recognizers(shared: Path) -> None:
    shares = {name: figures.share(cases) for name, cases in figures.recognizers(shared / "data" / "recognizers").items()}
    assert min(shares.values()) >= 0.95, shares


def test_words_beside_figures_are_read_the_same(shared: Path) -> None:
    assert figures.share(figures.pairs(shared / "data" / "cuad" / "txt")) >= 0.99


@pytest.mark.parametrize(("what", "least"), [("notice", 0.9), ("renewal", 0.9), ("end", 0.85)])
def test_the_life_of_contracts(shared: Path, what: str, least: float) -> None:
    assert figures.share(figures.life(shared / "data" / "cuad" / "master_clauses.csv")[what]) >= least
