"""``tripact compare`` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import main
from review.compare.wording import reasons
from tests.compare.drafts import EN, ZH


@pytest.fixture
def drafts(tmp_path: Path) -> dict[str, str]:
    texts = {"old": EN, "new": EN.replace("45 days", "90 days"), "zh_old": ZH, "zh_new": ZH.replace("45日", "90日")}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in texts}


def test_what_changed_and_what_reopens(drafts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", drafts["old"], drafts["new"]]) == 1
    out = capsys.readouterr().out
    assert "within [45 -> 90] days" in out and "Decisions that reopen: 2" in out and "silent" in out


def test_nothing_changed(drafts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", drafts["old"], drafts["old"]]) == 0
    assert "Clauses that changed: 0" in capsys.readouterr().out


def test_the_answer_is_in_the_contracts_language_or_the_one_asked_for(
    drafts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["compare", drafts["zh_old"], drafts["zh_new"]])
    assert "重新决定：2 条" in capsys.readouterr().out
    main(["compare", drafts["zh_old"], drafts["zh_new"], "--lang", "en"])
    assert "Decisions that reopen: 2" in capsys.readouterr().out


_TRAINING = "2.2 The Supplier shall train 20 persons of the Customer on site before acceptance."
_BOTH = f"{_TRAINING} The Supplier shall hand over the training materials in English within 10 days after the training."
_PARTED = _BOTH.replace(". The Supplier shall hand", ".\n2.3 The Supplier shall hand")


def test_a_split_and_a_merger_name_all_their_clauses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(EN.replace(_TRAINING, _BOTH), encoding="utf-8")
    two.write_text(
        EN.replace(_TRAINING, _PARTED).replace("2.3 The Supplier shall keep", "2.4 The Supplier shall keep"), encoding="utf-8"
    )
    assert main(["compare", str(one), str(two)]) == 0
    assert "  2.2 -> 2.2 + 2.3  split\n" in capsys.readouterr().out
    assert main(["compare", str(two), str(one), "--lang", "zh"]) == 0
    assert "  2.2 + 2.3 -> 2.2  合并\n" in capsys.readouterr().out


def test_each_line_that_reopens_says_which_words_made_it(drafts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", drafts["zh_old"], drafts["zh_new"]])
    out = capsys.readouterr().out
    assert "      文字已变\n        乙方应在合同生效后[45 -> 90]日内交付设备。" in out
    assert "      所引条款或附件已变（第二条）\n        乙方应在合同生效后[45 -> 90]日内交付设备。" in out


def test_chinese_is_punctuated_as_chinese() -> None:
    assert reasons(("text", "definition:设备", "definition:货物"), "zh") == "文字已变；所用定义已变（设备、货物）"


def test_json(drafts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", drafts["old"], drafts["new"], "--json"])
    found = json.loads(capsys.readouterr().out)
    (clause,) = found["clauses"]
    assert (clause["new_number"], clause["changes"], clause["silent"]) == ("2.1", ["changed"], True)
    assert len(found["reopened"]) == 2 and found["kept"] == len(found["commitments"]) - 2
    assert [a["old"] for c in found["commitments"] for a in c["altered"]] == ["45", "45"]
    assert {c["quote"][:12] for c in found["commitments"] if not c["stays"]} == {"The Supplier", "If delivery "}


def test_a_file_that_is_not_there(drafts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", drafts["old"], "nowhere.docx"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
