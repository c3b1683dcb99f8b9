"""Every mistake that the readers of rule files tell is told in Chinese, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.rules.mistakes import said

REVIEW = Path(__file__).parents[2] / "review"
READERS = (*sorted((REVIEW / "rules").rglob("*.py")), REVIEW / "workflow" / "loading.py")
#: Call -> which of its arguments is the sentence.
CALLS = {"add": 1, "Problem": 3, "_wrong": 2}


def sentences(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = CALLS.get(name)
            if place is not None and len(node.args) > place:
                yield from written(node.args[place])
        elif isinstance(node, ast.ClassDef) and any(isinstance(f, ast.FunctionDef) and f.name == "read" for f in node.body):
            names = (f for f in node.body if isinstance(f, ast.AnnAssign) and getattr(f.target, "id", "") == "name" and f.value)
            yield from (text for f in names if f.value for text in written(f.value))


def written(node: ast.expr) -> Iterator[str]:
    """The text of a literal, with a number in each gap; of a choice, both."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*written(node.body), *written(node.orelse))


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.relative_to(REVIEW).as_posix())
def test_every_sentence_has_its_equal(path: Path) -> None:
    for text in sentences(ast.parse(path.read_text("utf-8"))):
        assert " " not in text or said(text, "zh") != text, text


def test_gaps_are_filled_and_what_stands_in_them_is_said_too() -> None:
    assert said("a list of a number is wanted here", "zh") == "此处应为列表，每项为数字"
    assert said("not YAML: did not find expected node content", "zh") == "不是 YAML：did not find expected node content"
    assert said("the key id is missing", "en") == "the key id is missing"
