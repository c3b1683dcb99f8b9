"""The commands of ``tripact rules``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from api.cli.rules import rules


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "zh_CN.UTF-8"}).invoke(rules, arguments)


def test_list_for_people_and_programs() -> None:
    assert "L-01" in run("list").output
    body = json.loads(run("list", "--json").output)
    assert len(body["rules"]) == 155 and body["digest"] and body["switched_off"] == []


def test_lint_and_one_rule_s_tests() -> None:
    assert run("lint").exit_code == 0
    done = run("test", "L-01")
    assert done.exit_code == 0 and "1 条规则" in done.output
    assert "1 rules" in run("test", "L-01", "--lang", "en").output


def test_lint_shows_every_mistake_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_text('company: x\nversion: "1"\nrules:\n  L-2: {off: x}\n')
    done = run("lint", "--company", str(tmp_path))
    assert done.exit_code == 1 and "policy.yml:4:3: 没有这条规则（现为 L-2；可用：" in done.output and "1 处错误" in done.output
    done = run("lint", "--company", str(tmp_path), "--lang", "en")
    assert "policy.yml:4:3: there is no such rule (found L-2; allowed: " in done.output and "1 problem(s)" in done.output


def test_explain_in_both_languages() -> None:
    assert "依据" in run("explain", "D-01", "--lang", "zh").output
    assert "Source" in run("explain", "d-01", "--lang", "en").output


def test_an_unknown_rule_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "explain", "D-011"]) == 2
    assert "There is no rule D-011 (D-" in capsys.readouterr().err


def test_try_a_text_and_a_file(tmp_path: Path) -> None:
    fires = run("try", "A-03", "--text", "第一条 系统验收以甲方满意为准。")
    assert fires.exit_code == 1 and "满意为准" in fires.output
    draft = tmp_path / "a.txt"
    draft.write_text("第一条 系统按附件二验收。")
    assert run("try", "A-03", "--file", str(draft)).exit_code == 0
    assert run("try", "A-03").exit_code == 2


def test_backtest_says_what_would_change(tmp_path: Path) -> None:
    archive, new = tmp_path / "archive", tmp_path / "new"
    archive.mkdir()
    new.mkdir()
    text = "第一条 违约责任\n1.1 乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的8%。\n"
    (archive / "one.txt").write_text(text, "utf-8")
    (archive / "two.pdf").write_bytes(b"not a pdf")
    (new / "policy.yml").write_text(
        'company: x\nversion: "2"\nrules:\n  L-02: {params: {most: 5}}\n  L-07: {off: 另有总协议}\n', "utf-8"
    )
    done = run("backtest", "--rules", str(new), "--archive", str(archive))
    assert done.exit_code == 0
    assert "+ L-02" in done.output and "- L-07" in done.output and "? two.pdf: two.pdf 已损坏，无法读取" in done.output
    assert "1 份文件，新增 1 项问题，消失 1 项，1 份无法读取" in done.output
    done = run("backtest", "--rules", str(new), "--archive", str(archive), "--lang", "en")
    assert "? two.pdf: " in done.output and "1 documents, 1 findings appear, 1 go, 1 not read" in done.output


def test_backtest_shows_a_finding_that_only_weighs_otherwise(tmp_path: Path) -> None:
    archive, new = tmp_path / "archive", tmp_path / "new"
    archive.mkdir()
    new.mkdir()
    (archive / "one.txt").write_text("第一条 系统验收以甲方满意为准。\n", "utf-8")
    (new / "policy.yml").write_text('company: x\nversion: "2"\nrules:\n  A-03: {severity: M}\n', "utf-8")
    done = run("backtest", "--rules", str(new), "--archive", str(archive))
    assert "+ A-03   M one.txt" in done.output and "- A-03   B one.txt" in done.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("try", "A-03", "--file", "nowhere.txt"), "There is no file nowhere.txt"),
        (("try", "A-03", "--text", ""), "text.txt is empty"),
        (("try", "Q-99", "--text", "x"), "There is no rule Q-99 (Q-09?)"),
        (("backtest", "--rules", "nowhere", "--archive", "."), "'nowhere' does not exist"),
        (("backtest", "--rules", ".", "--archive", "nowhere"), "'nowhere' does not exist"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and "Traceback" not in said and len(said.strip().splitlines()) == 1


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").output)["title"] == "Tripact deal record"


def test_rules_that_nobody_approved_may_be_tried_and_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.yml").write_text('company: x\nversion: "1"\nrules: {}\n')
    draft = tmp_path / "draft.txt"
    draft.write_text("第一条 乙方交付设备。")
    for call in (["review", str(draft)], ["rules", "list"], ["rules", "list", "--lang", "en"]):
        main([*call, "--company", str(tmp_path)])
        said = capsys.readouterr().out
        assert "无人批准" in said or "approved by nobody" in said


def test_a_company_folder_without_anything_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "lint", "--company", str(tmp_path)]) == 2
    assert "holds no policy.yml and no rule" in capsys.readouterr().err
