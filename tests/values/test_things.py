"""Things that are counted, in English: any noun near its number, and numbers that count nothing."""

from __future__ import annotations

import pytest

from tests.values.saying import said

CASES = [
    ("publish one (1) issue of the newsletter", ["1 issue"]),
    ("an advertisement in 2 consecutive issues", ["2 issues"]),
    ("send two (2) dedicated mailings", ["2 mailings"]),
    ("approximately 300 leading publications", ["300 publications"]),
    ("supply 12 stainless steel tanks", ["12 tanks"]),
    ("comply with clause 4 above concerning repairs", []),
    ("deliver to Gate 7 between working hours", []),
    ("meet ISO 9001 quality standards", []),
    ("use version 3 software tools", []),
    ("provide Level 2 support services", []),
    ("in 2026 several deliveries", []),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_things(text: str, values: list[str]) -> None:
    assert said(text) == values
