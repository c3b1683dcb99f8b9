"""The tables as an operator edits them: every mistake at once, with file, line, value and what is allowed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from review.errors import RuleError
from review.resources import room
from review.rules.waivers import NEVER
from review.workflow import load_policy
from tests.workflow.world import POLICY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(room("rules") / "workflow", tmp_path / "workflow"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def mistakes(folder: Path) -> str:
    with pytest.raises(RuleError) as caught:
        load_policy(folder)
    return caught.value.diagnostics("en")


def test_what_is_shipped_is_read() -> None:
    assert load_policy() == POLICY and POLICY.permissions and len(POLICY.levels) == 4


def test_rules_and_workflow_agree_on_what_nobody_may_waive() -> None:
    assert POLICY.waivers.never == NEVER


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("permissions.yml", "  decide:", "  decided:", "unknown key"),
        ("permissions.yml", "roles: [deciders], states: [before_release]}", "roles: [decider], states: [x]}", "decider"),
        ("tiers.yml", "days: 2", "days: soon", "a whole number is wanted here"),
        ("tiers.yml", "sign: [AR, SR, FR], approve: [[CM, COM, DEC]]", "sign: [AR, XX], approve: [[CM]]", "XX"),
        ("waivers.yml", "of: owner", "of: anybody", "anybody"),
        ("escalation.yml", "authority: 3", "authority: 9", "level that is not there"),
        ("escalation.yml", "{zh: 项目, en: project}", "{zh: 项目}", "the key en is missing"),
        ("gates.yml", "fr_opinion", "fr_opinions", "did you mean fr_opinion?"),
        ("routing.yml", "K02", "K99", "K99"),
        ("routing.yml", "general: CM", "general: ADMIN", "ADMIN"),
        ("routing.yml", "owner: SR", "owner: DEC", "DEC"),
        ("routing.yml", "annex: SR", "annexes: SR", "annexes"),
    ],
)
def test_a_mistake_is_told_with_its_place(folder: Path, name: str, old: str, new: str, said: str) -> None:
    change(folder, name, old, new)
    told = mistakes(folder)
    assert f"workflow/{name}:" in told and said in told


def test_all_mistakes_at_once(folder: Path) -> None:
    change(folder, "tiers.yml", "days: 4", "days: x")
    change(folder, "waivers.yml", "rank: manager", "rank: king")
    (folder / "gates.yml").unlink()
    told = mistakes(folder)
    assert "tiers.yml" in told and "waivers.yml" in told and "gates.yml:1:1: the file is missing" in told


def test_gate_names_may_be_replaced(folder: Path) -> None:
    change(folder, "gates.yml", "ATI", "DCP1")
    assert "DCP1" in load_policy(folder).gates and "ATI" not in load_policy(folder).gates
