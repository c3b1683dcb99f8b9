"""Mistakes in rule files: all at once, each with its place, the value, what is allowed, the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import RuleError
from review.model.canonical import canonical_json
from review.rules import load
from review.rules.compiler import compile_rule
from review.rules.problems import Problem, Problems, refuse
from review.rules.shape import Reading
from review.rules.source import MAX_DEPTH, Node, canonical, packed, parse, unpacked

GOOD = """id: Z-01
title: {zh: 满意, en: Satisfaction}
extends: existence
severity: H
owner: FR
inspects: T
status: test
params:
  pattern:
    zh: ['满意为准']
    en: ['to the satisfaction']
message: {zh: "有“{found}”。", en: 'There is "{found}".'}
why: {zh: 主观, en: subjective}
source: [{cite: own, version: "1", checked: 2026-06-01}]
"""


def problems_of(text: str) -> list[Problem]:
    found = Problems("z.yml")
    root = parse(text.encode(), found)
    if root is not None:
        compile_rule(root, Reading(found), "z", "1")
    return found.items


def test_a_good_file_has_none() -> None:
    assert problems_of(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("severity: H", "severity: X", 4, "allowed: B, H, L, M"),
        ("extends: existence", "extends: existance", 3, "did you mean existence?"),
        ("owner: FR", "owner: FRR", 5, "did you mean FR?"),
        ("status: test", "statis: test", 7, "did you mean status?"),
        ("  pattern:", "  patern:", 9, "did you mean pattern?"),
        ("    en: ['to the satisfaction']\n", "", 10, "the key en is missing"),
        ("'满意为准'", "'(满意)\\1'", 10, "not a linear-time pattern"),
        ("'满意为准'", "'满意(?=为准)'", 10, "not a linear-time pattern"),
        ("'满意为准'", "'(?:满意)*'", 10, "it matches the empty text"),
        ("'满意为准'", "'{buyr}满意'", 10, "did you mean buyer?"),
        ("{found}", "{fund}", 12, "did you mean found?"),
        ("severity: H", "severity: H\nseverity: M", 5, "this key stands twice"),
        ("id: Z-01", "id: z1", 1, "an id is letters, a dash and digits"),
        ("title: {zh: 满意, en: Satisfaction}", "title: {zh: 满意}", 2, "the key en is missing"),
        ("checked: 2026-06-01", "checked: 2026-13-01", 14, "a date such as"),
    ],
)
def test_each_mistake_has_its_place(old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    found = problems_of(GOOD.replace(old, new, 1))
    assert any(p.line == line and says in str(p) for p in found), [str(p) for p in found]


def test_all_mistakes_at_once() -> None:
    wrong = GOOD.replace("severity: H", "severity: X").replace("owner: FR", "owner: QQ").replace("status: test", "status: ok")
    assert len(problems_of(wrong)) == 3


def test_a_variant_that_never_comes_is_a_mistake() -> None:
    more = GOOD + "variants:\n  other:\n    message: {zh: 甲, en: a}\n"
    assert any("never comes" in p.what for p in problems_of(more))


def test_text_stays_as_it_is_written() -> None:
    root = parse(b"a: no\nb: 1.10\nc: 0x1F\nd: 2026-06-01\n", Problems("z.yml"))
    assert root is not None
    assert {k: n.value for k, n in root.value.items()} == {"a": "no", "b": "1.10", "c": "0x1F", "d": "2026-06-01"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x [1]\nb: *x\n", "anchors and aliases"),
        ("a: !!python/object:os.system {}\n", "tags"),
        ("a: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), "nested deeper"),
        ("[" * 50_000, "nested deeper"),
        ("a: [1\n", "not YAML"),
        ("", "the file is empty"),
        ("x: " + "y" * 600_000, "too long"),
        ("? [a]\n: b\n", "a key must be a word"),
    ],
)
def test_bombs_and_broken_files_are_refused(text: str, says: str) -> None:
    found = Problems("z.yml")
    parse(text.encode(), found)
    assert len(found.items) == 1 and says in str(found.items[0])


def test_nodes_survive_the_cache() -> None:
    root = parse(GOOD.encode(), Problems("z.yml"))
    assert root is not None
    again = unpacked(packed(root))
    assert packed(again) == packed(root) and canonical(again) == canonical(root) == canonical_json(packed(root))
    assert again.value["params"].value["pattern"].value["zh"] == Node((Node("满意为准"),))


def test_the_error_lists_every_problem_in_both_languages() -> None:
    with pytest.raises(RuleError) as caught:
        refuse([Problem("b.yml", 2, 1, "x"), Problem("a.yml", 1, 1, "y")])
    assert "a.yml:1:1: y\nb.yml:2:1: x" in caught.value.diagnostics("en")
    assert "2 处错误" in caught.value.diagnostics("zh")


def test_a_company_folder_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_text('company: x\nversion: "1"\nrules:\n  L-99: {off: no}\n  L-02: {params: {mst: 3}}\n')
    with pytest.raises(RuleError) as caught:
        load(tmp_path)
    assert "there is no such rule" in str(caught.value)


def test_a_node_says_what_it_is() -> None:
    assert [Node("a").sort, Node(()).sort, Node({}).sort] == ["text", "a list", "a mapping"]
