"""Clauses that special conditions delete or replace."""

from __future__ import annotations

import pytest

from review.intake import parse
from review.rules import repealed
from review.rules.text import fold

_GENERAL = "2.1 The Buyer clears the site.\n2.2 Changes are agreed in writing.\n3.1 The Seller delivers in May.\n"
_ZH = "2.1 甲方清理场地。\n2.2 变更须双方书面确认。\n3.1 乙方五月交货。\n"


def _gone(text: str) -> list[str]:
    document = parse("contract.txt", text.encode())
    return [document.text[s.start : s.end].strip() for s in repealed.clauses(document, fold(document.text))]


@pytest.mark.parametrize(
    ("row", "gone"),
    [
        ("GC 2.2 deleted.", ["2.2 Changes are agreed in writing."]),
        ("1\tGC 2.2 replaced\tChanges are made by telephone.", ["2.2 Changes are agreed in writing."]),
        ("B1\t2.2\tDeleted in full.", ["2.2 Changes are agreed in writing."]),
        ("2.2 deleted files are kept", []),
        ("GC 7.7 deleted.", []),
    ],
)
def test_a_clause_that_is_deleted_no_longer_counts(row: str, gone: list[str]) -> None:
    assert _gone(f"Particulars\n{row}\nGeneral conditions\n{_GENERAL}") == gone


def test_in_chinese_the_general_conditions_are_named() -> None:
    assert _gone(f"专用条款\n通用条款 2.2 删除。\n通用条款\n{_ZH}") == ["2.2 变更须双方书面确认。"]
    assert _gone(f"专用条款\n2.2 删除数据后通知甲方。\n通用条款\n{_ZH}") == []
