"""Laws of the tree itself: sizes, words that do not belong in it, README commands that exist. Directions: ``.setup/check``."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import COMMANDS, main, tripact

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 420
LONGEST_FUNCTION = 50
#: Hosts of package registries and paths of a workplace; written in pieces so that this file may be searched too.
FORBIDDEN = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(org|com)", "/ro" + "ot/", "/wo" + "rk/"]))
_POSSESSIVE = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")


def _files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def _python(*rooms: str) -> Iterator[Path]:
    return (f for f in _files() if f.suffix == ".py" and f.relative_to(ROOT).parts[0] in rooms)


def test_files_are_short() -> None:
    lengths = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in _python("api", "review")}
    assert {f: n for f, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    long = {}
    for file in _python("api", "review"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{file.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 misreads ``(...)*+`` (CPython issue 106052); an atomic group around the repeat says the same."""
    found = [
        f"{f.relative_to(ROOT)}: {m.group()}"
        for f in _python("api", "review")
        for m in _POSSESSIVE.finditer(f.read_text("utf-8"))
    ]
    assert found == []


def test_nothing_names_a_registry_or_a_machine() -> None:
    found = []
    for file in _files():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {m.group()}" for m in FORBIDDEN.finditer(text)]
    assert found == []


def test_top_level_is_the_decided_one() -> None:
    decided = {
        "api",
        "review",
        "rules",
        "templates",
        "samples",
        "tests",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "tripact",
    }
    assert {f.relative_to(ROOT).parts[0] for f in _files() if not f.relative_to(ROOT).parts[0].startswith(".")} <= decided


def _readme_commands() -> list[list[str]]:
    blocks = re.findall(r"```\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("./tripact")]


@pytest.mark.parametrize("command", _readme_commands(), ids=lambda c: " ".join(c)[:40])
def test_readme_commands_exist(command: list[str]) -> None:
    if command[0] in ("test", "check", "bench"):
        assert (ROOT / ".setup" / command[0]).exists() or command[0] == "bench"
        return
    assert command[0] in COMMANDS
    for word in (w for w in command if w.startswith("samples/")):
        assert (ROOT / word).exists()
    done = CliRunner().invoke(tripact, [command[0], "--help"])
    assert done.exit_code == 0
    for option in (w for w in command[1:] if w.startswith("--")):
        assert option in done.output


_RUNS = [c for c in _readme_commands() if c[0] in ("review", "compare", "redline", "verify", "rules")]


def test_readme_commands_do_what_they_say_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder with the samples beside it, as the README has them; a sample that blocks exits 1."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRIPACT_HOME", str(tmp_path / "home"))
    root = CliRunner().invoke(tripact, ["keys", "root"])
    (tmp_path / "root.pem").write_text(root.output, "utf-8")
    review, compare, redline, verify, rules = (main(command) for command in _RUNS)
    assert (root.exit_code, review, compare, redline, verify, rules) == (0, 1, 1, 1, 0, 0)
    assert {p.name for p in tmp_path.iterdir()} >= {"packet.pdf", "reviewed.docx"}


def test_readme_is_one_screen_of_start_and_use() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert lines.index("## The six steps") <= 50
    assert max(len(line) for line in lines if not line.startswith("|")) <= 132


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = CliRunner().invoke(tripact, [command, "--help"])
    assert done.exit_code == 0, done.output
    assert "Usage:" in done.output
