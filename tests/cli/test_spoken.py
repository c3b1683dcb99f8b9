"""A command that is about no contract, and a refusal, are in the language of the system, where the call names none."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli import main
from api.cli.spoken import asked, spoken


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_HK", "LANG": "en_GB"}, "zh"),
    ],
)
def test_the_system_s_language(variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert spoken() == language


@pytest.mark.parametrize(
    ("call", "language"),
    [
        (["review", "a", "--lang", "zh"], "zh"),
        (["review", "--lang=zh", "a"], "zh"),
        (["review", "a", "--lang"], "en"),
        (["review", "zh"], "en"),
        (["verify", "a", "--lang", "fr"], "en"),
    ],
)
def test_the_language_of_a_call(call: list[str], language: str) -> None:
    assert asked(call) == language


def test_a_refusal_is_in_the_system_s_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "a.docx").write_bytes(b"")
    assert main(["review", str(tmp_path / "a.docx")]) == 2
    assert "空" in capsys.readouterr().err
