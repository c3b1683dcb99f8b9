"""What is remembered of the rule files never outlives a change of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from review.rules.packs import lint, load, pack_files


def test_equal_files_are_one_object_and_a_touched_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_text('company: x\nversion: "1"\n', encoding="utf-8")
    assert load(tmp_path) is load(tmp_path)
    words = tmp_path / "words.yml"
    words.write_text("a: [one]\n", encoding="utf-8")
    assert pack_files(tmp_path)[f"{tmp_path.name}/words.yml"] == b"a: [one]\n"
    before = words.stat()
    words.write_text("a: [two]\n", encoding="utf-8")
    os.utime(words, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert pack_files(tmp_path)[f"{tmp_path.name}/words.yml"] == b"a: [two]\n"
    words.unlink()
    assert f"{tmp_path.name}/words.yml" not in pack_files(tmp_path)


@pytest.mark.usefixtures("few_rules")
def test_a_macro_is_defined_once_in_a_folder(tmp_path: Path) -> None:
    for topic in ("one", "two"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "words.yml").write_text(
            "other: [x]\na: [one]\n" if topic == "two" else "a: [one]\n", encoding="utf-8"
        )
    (found,) = lint(tmp_path)
    assert (found.path, found.line) == (f"{tmp_path.name}/two/words.yml", 2)
    assert "a is defined in" in found.what and found.path.replace("two", "one") in found.what
