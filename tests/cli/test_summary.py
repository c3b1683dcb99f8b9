"""The summary as a contract manager reads it: what blocks first, everything needed to act beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.cli import main
from api.cli.columns import width_of

SAMPLES = Path(__file__).parents[2] / "samples"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said(capsys: pytest.CaptureFixture[str], case: str, *more: str, deal: bool = True) -> tuple[int, list[str]]:
    draft = next((SAMPLES / case).glob("draft.*"))
    record = ("--deal", str(SAMPLES / case / "deal.json")) if deal else ()
    code = main(["review", str(draft), *record, *more])
    return code, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_fits_the_terminal(
    lang: str, columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, lines = said(capsys, "zh-equipment", "--lang", lang)
    assert max(width_of(line) for line in lines) <= int(columns)


def test_what_blocks_comes_first_with_clause_quote_both_sides_and_owner(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = said(capsys, "zh-equipment")
    assert code == 1
    assert lines[1] == "结论  不可签署"
    heads = [line.split()[1] for line in lines if line.startswith("── ")]
    assert heads == ["阻断", "高", "中"]
    start = next(i for i, line in enumerate(lines) if line.startswith("D-01"))
    finding = "\n".join(lines[start : lines.index("", start)])
    assert finding.splitlines()[0].endswith("交付经理")
    for name in ("条款  3.1", "原文  “乙方应于本合同生效后45日内", "合同  45日", "商机  75日", "/lead_times/0/p90", "建议  "):
        assert name in finding


@pytest.mark.parametrize(
    ("clause", "lang", "said_once"),
    [("12.{} 交货地点为____。", "zh", "请在签字前填写或删除"), ("12.{} The place of delivery is ____.", "en", "strike it out")],
)
def test_what_a_rule_says_of_several_places_stands_once(
    clause: str, lang: str, said_once: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("\n".join(clause.format(n) for n in (1, 2, 3)))
    main(["review", str(draft), "--lang", lang])
    lines = capsys.readouterr().out.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("C-01"))
    rule = "\n".join(lines[start : lines.index("", start)])
    assert "×3" in rule.splitlines()[0]
    assert rule.count(said_once) == 1
    assert [n for n in ("12.1", "12.2", "12.3") if n in rule] == ["12.1", "12.2", "12.3"]


@pytest.mark.parametrize("case", ["en-clean", "en-saas", "en-maintenance"])
def test_an_english_summary_has_chinese_only_in_quotes(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines = said(capsys, case)
    assert [line for line in lines if _CHINESE.search(line)] == []


def test_without_a_deal_record_each_rule_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = said(capsys, "zh-equipment", deal=False)
    assert code == 1
    assert any("--deal" in line for line in lines[:5])
    start = next(i for i, line in enumerate(lines) if line.startswith("── 无法判定"))
    assert re.search(r"D-05 .*方案经理 +/bom", "\n".join(lines[start:]))


def test_for_the_buyer_the_same_contract_reads_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    _, seller = said(capsys, "en-maintenance")
    _, buyer = said(capsys, "en-maintenance", "--side", "buyer")
    assert buyer != seller


@pytest.mark.parametrize(("words", "hint"), [(["reveiw"], "'review'"), (["rule", "list"], "'rules'"), (["xyzzy"], "There are: ")])
def test_a_wrong_command_names_the_nearest(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert hint in capsys.readouterr().err


def test_a_taken_port_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    monkeypatch.setenv("TRIPACT_HOME", str(tmp_path / "home"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "home").exists()
