"""Figures on real documents that nobody here wrote; the bench ``values_figures`` prints them with every miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import values_figures as figures

pytestmark = pytest.mark.data


@pytest.mark.parametrize(("language", "least"), [("zh", 0.93), ("en", 0.96), ("zh-en", 0.98)])
def test_values_of_labelled_commitments(shared: Path, language: str, least: float) -> None:
    assert figures.f1(figures.labelled(shared / "gold" / "dev")[language]) >= least


#: Nothing is left out for its form, so these are not all at the 0.95 that is aimed at; the bench prints what is missed.
RECOGNIZERS = {
    "number en": 0.91, "number zh": 0.96, "percent en": 0.8, "currency en": 0.95, "duration en": 0.97, "duration zh": 0.97,
    "date en": 0.8, "date zh": 0.97,
}  # fmt: skip


def test_recognizers(shared: Path) -> None:
    cases = figures.recognizers(shared / "data" / "recognizers")
    shares = {name: figures.share(cases[name]) for name in RECOGNIZERS}
    assert all(shares[name] >= least for name, least in RECOGNIZERS.items()), shares


def test_words_beside_figures_are_read_the_same(shared: Path) -> None:
    assert figures.share(figures.pairs(shared / "data" / "cuad" / "txt")) >= 0.99


@pytest.mark.parametrize(("what", "least"), [("notice", 0.9), ("renewal", 0.9), ("end", 0.85)])
def test_the_life_of_contracts(shared: Path, what: str, least: float) -> None:
    assert figures.share(figures.life(shared / "data" / "cuad" / "master_clauses.csv")[what]) >= least
