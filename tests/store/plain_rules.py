"""A rules room with the gate rule only: tests of the server go the whole way to release on any text, whatever the packs say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

_RULES = Path(__file__).parents[2] / "rules"
_FRAME = ("pack.yml", "words.yml")
_GATE = "delivery/lacks-fr-decision.yml"


def make(folder: Path, kept: Sequence[str] = (_GATE,)) -> Path:
    """Copy what is no rule (terms, workflow tables, CRM mappings), and the files named, without others one rule: FR has
    decided every commitment."""
    target = folder / "rules"
    shutil.copytree(_RULES, target, ignore=shutil.ignore_patterns("tripact"))
    for name in (*_FRAME, *kept):
        place = target / "tripact" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_RULES / "tripact" / name, place)
    return target


@pytest.fixture(scope="session")
def plain_rules_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("plain"))


@pytest.fixture
def plain_rules(plain_rules_room: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run the test with these rules."""
    monkeypatch.setenv("TRIPACT_RULES", str(plain_rules_room))
    yield plain_rules_room
