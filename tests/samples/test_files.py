"""The cases as files: drafts come from their texts, records are valid, expectations speak of words that stand in the draft."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from review.deal import read_deal
from review.intake import read
from review.model.roles import Role, Severity
from tests.samples.expectation import NAMES, SAMPLES, draft, load, squeezed
from tests.samples.make import write
from tests.samples.make.case import CASES
from tests.samples.make.markup import parse, redraft, runs

WORD = tuple(case for case in CASES if case.form == "docx")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_every_case_is_there_and_no_other() -> None:
    assert sorted(case.name for case in CASES) == list(NAMES) == sorted(p.name for p in SAMPLES.iterdir() if p.is_dir())


@pytest.mark.parametrize("case", WORD, ids=lambda c: c.name)
def test_word_drafts_come_from_their_texts(case) -> None:  # type: ignore[no-untyped-def]
    """Part by part, because compressed bytes differ between builds of zlib."""
    for name, data in write.drafts(case):
        assert parts(data) == parts((SAMPLES / case.name / name).read_bytes())


def test_every_part_of_a_word_draft_has_the_same_date() -> None:
    _, data = next(write.drafts(WORD[0]))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert len({entry.date_time for entry in file.infolist()}) == 1


@pytest.mark.slow
def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = ([p.read_bytes() for p in write.write_all(tmp_path / n)] for n in "ab")
    assert first == second


@pytest.mark.parametrize("name", NAMES)
def test_deal_records_are_valid_and_name_the_triangle(name: str) -> None:
    deal = read_deal((SAMPLES / name / "deal.json").read_bytes())
    roles = {row["role"] for _, row in deal.rows("team")}
    assert {Role.AR, Role.SR, Role.FR} <= roles
    assert deal.as_of is not None


@pytest.mark.parametrize("name", NAMES)
def test_expectations_speak_of_words_in_the_draft(name: str) -> None:
    place = draft(name)
    text = squeezed(read(place.name, place.read_bytes()).text)
    expected = load(name, "expected")
    rows = expected["findings"] + expected.get("never", []) + expected["commitments_at_least"]
    quotes = [q for row in rows for q in (row["quote"], *row.get("elsewhere", ()))]
    assert [q for q in quotes if squeezed(q) not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_follows_from_what_was_planted(name: str) -> None:
    expected = load(name, "expected")
    severities = {Severity(row["severity"]) for row in expected["findings"]}
    verdict = "blocked" if Severity.B in severities else "conditional" if Severity.H in severities else "clear"
    assert expected["verdict"] == verdict
    assert set(expected["title"]) == {"zh", "en"}


@pytest.mark.parametrize("name", NAMES)
def test_drafts_are_as_long_as_real_ones(name: str) -> None:
    place = draft(name)
    document = read(place.name, place.read_bytes())
    assert len(document.text) > 2_500
    assert len(document.clauses) > 20 or document.tables


def test_the_next_draft_changes_moves_and_adds_what_is_said() -> None:
    following = load("zh-equipment", "expected")["next"]
    place = SAMPLES / "zh-equipment" / following["draft"]
    old, new = (squeezed(read(p.name, p.read_bytes()).text) for p in (draft("zh-equipment"), place))
    fresh = [squeezed(q) for q in following["changed"] + following["new"]]
    assert [q for q in fresh if q not in new or q in old] == []
    assert [q for q in following["moved"] if squeezed(q) not in old or squeezed(q) not in new] == []


MARKS = (
    ("plain", [("plain", "plain")]),
    ("a **b** c", [("a ", "plain"), ("b", "bold"), (" c", "plain")]),
    ("x{+y+}z", [("x", "plain"), ("y", "inserted"), ("z", "plain")]),
    ("{-gone-}{[held]}", [("gone", "deleted"), ("held", "control")]),
    ("{!why|this!}", [("this", "remark")]),
)


@pytest.mark.parametrize(("line", "want"), MARKS)
def test_inline_marks(line: str, want: list[tuple[str, str]]) -> None:
    assert [(r.text, r.mark) for r in runs(line)] == want


def test_a_row_of_the_wrong_width_is_an_error() -> None:
    with pytest.raises(ValueError, match="row of 1 cells in a table of 2"):
        list(parse("!table widths=1,1\n| one |\n"))


def test_a_redraft_replaces_lines() -> None:
    assert redraft("a\nb\nc", "- b\n+ x\n+ y\n") == "a\nx\ny\nc"


def test_a_redraft_of_words_that_stand_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands 2 times"):
        redraft("b\nb", "- b\n+ x\n")
