"""A company's rules have an approver who is not their editor, and the approval is of the files as they stood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from review.errors import RuleError
from review.model.review import Approved, CompanyRules
from review.pipeline import review
from review.rules import lint, load
from tests.rules.test_format import GOOD
from tests.rules.test_policy import company


def approve(folder: Path, editor: str, approver: str, files: str, on: str = "2026-06-01") -> Path:
    said = f"edited_by: {editor}\napproved_by: {approver}\napproved_on: {on}\nfiles: {files}\n"
    (folder / "approval.yml").write_text(said, "utf-8")
    return folder


def answered_for(folder: Path | None) -> CompanyRules:
    found = load(folder).company
    assert found is not None
    return found


@pytest.fixture
def own(tmp_path: Path, few_rules: None) -> Path:
    """A policy and a rule, approved by somebody else."""
    folder = company(tmp_path, "  L-02: {params: {most: 5}}\n")
    (folder / "own").mkdir()
    (folder / "own" / "satisfaction.yml").write_text(GOOD, "utf-8")
    return approve(folder, "王敏", "张华", answered_for(folder).files)


def test_the_shipped_rules_alone_need_nobody() -> None:
    assert load().company is None
    assert "company" not in review("a.txt", b"Article 1").published()["rules"]


def test_rules_that_nobody_approved_say_so(tmp_path: Path) -> None:
    found = answered_for(company(tmp_path, "  L-02: {params: {most: 5}}\n"))
    assert (found.approved, found.edited_by, found.approved_by) == (Approved.NO, "", "")


def test_an_approval_is_told_with_the_review(own: Path) -> None:
    found = answered_for(own)
    assert found == CompanyRules(found.files, "王敏", "张华", date(2026, 6, 1), True)
    told = review("a.txt", b"Article 1", rules=load(own)).published()["rules"]["company"]
    assert (told["edited_by"], told["approved_by"], told["holds"]) == ("王敏", "张华", True)


def _changed(folder: Path) -> None:
    company(folder, "  L-02: {params: {most: 50}}\n")


def _added(folder: Path) -> None:
    (folder / "own" / "more.yml").write_text(GOOD.replace("Z-01", "Z-02"), "utf-8")


def _gone(folder: Path) -> None:
    (folder / "own" / "satisfaction.yml").unlink()


def _moved(folder: Path) -> None:
    (folder / "own").rename(folder / "others")


@pytest.mark.parametrize("act", [_changed, _added, _gone, _moved])
def test_an_approval_falls_off_when_a_file_changes(own: Path, act: object) -> None:
    assert callable(act)
    act(own)
    assert answered_for(own).approved is Approved.FALLEN


def test_an_approval_stays_where_the_folder_goes(own: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    there = own.rename(tmp_path_factory.mktemp("elsewhere") / "acme")
    assert answered_for(there).approved is Approved.YES


@pytest.mark.parametrize("approver", ["王敏", " 王 敏 ", "\uff37ang Min", "WANG MIN"])
def test_an_editor_approves_nothing(own: Path, approver: str) -> None:
    editor = "王敏" if "敏" in approver else "Wang Min"
    approve(own, editor, f'"{approver}"', answered_for(own).files)
    (problem,) = lint(own)
    assert "approval.yml:2:14: who edited the rules may not approve them" in str(problem)
    found = answered_for(own)
    assert (found.approved, found.holds) == (Approved.SELF, False)
    assert review("a.txt", b"Article 1", rules=load(own)).company_rules == found, "they may be tried"


@pytest.mark.parametrize("name", ["tripact", "terms", "crm", "workflow"])
def test_a_folder_named_like_a_room_of_ours_is_refused(own: Path, name: str) -> None:
    there = own.rename(own.with_name(name))
    for read in (load, lint):
        with pytest.raises(RuleError, match=f"{name}:1:1: a company's folder may not be named like a room"):
            read(there)


@pytest.mark.parametrize("place", ["pack.yml", "own/pack.yml"])
def test_a_company_s_folder_cannot_pass_for_a_shipped_pack(own: Path, place: str) -> None:
    (own / "approval.yml").unlink()
    (own / place).write_text('pack: tripact\nversion: "1"\n', "utf-8")
    assert any(f"{place}:1:1: a company's folder is no pack" in str(p) for p in lint(own))
    with pytest.raises(RuleError, match="is no pack"):
        load(own)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("edited_by: a\n", "approved_by"),
        ("edited_by: a\napproved_by: b\napproved_on: soon\nfiles: x\n", "a date such as 2026-06-01"),
        ("edited_by: a\napproved_by: \napproved_on: 2026-06-01\nfiles: x\n", "text is wanted"),
        ("- a\n", "approval.yml:1:1"),
    ],
)
def test_a_wrong_approval_is_refused(own: Path, text: str, says: str) -> None:
    (own / "approval.yml").write_text(text, "utf-8")
    assert any(says in str(p) and "approval.yml" in str(p) for p in lint(own))
