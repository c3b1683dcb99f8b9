"""Words right before and right behind a value, and what may part them from it."""

from __future__ import annotations

import pytest

from review.model.span import Span
from review.rules.beside import before, behind, gaps
from review.rules.finder import Words
from review.rules.patterns import make
from review.rules.scene import Scene
from tests.rules.conftest import facts

WORDS = make(["共(?:为|付)", r"共\s?[¥\d]", "单价"], ["total", "rate of"], {})
GAPS = gaps(r"[^\d,。;]{0,6}", r"[^\d,;]{0,12}")
EACH = make(["每[台张]"], ["each", "per"], {})
BEHIND = gaps(*[r"\s?(?:\([^()\d]{1,20}\)\s?)?"] * 2)


def scene(text: str) -> Scene:
    return Scene(facts(text), Words(()))


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("单价310元", True),
        ("单价为人民币310元", True),
        ("单价，另310元", False),
        ("单价不论其数量多少均为310元", False),
        ("共310元", True),
        ("共3套310元", False),
        ("Total: USD 310元", True),
        ("the total of the whole works is 310元", False),
        ("Total 2, 310元", False),
        ("subtotal 310元", False),
    ],
)
def test_words_before_a_value(text: str, stands: bool) -> None:
    at = text.index("310")
    assert (before(scene(text), WORDS, Span(at, len(text)), GAPS) is not None) is stands


def test_words_before_a_value_begin_where_it_is_said() -> None:
    text = "单价310元"
    assert before(scene(text), WORDS, Span(2, len(text)), GAPS, since=1) is None


@pytest.mark.parametrize(
    ("text", "stands"),
    [("310 each", True), ("310 (net) per desk", True), ("310每张", True), ("310 for each", False), ("310", False)],
)
def test_words_behind_a_value(text: str, stands: bool) -> None:
    assert (behind(scene(text), EACH, Span(0, 3), BEHIND) is not None) is stands


def test_no_words_stand_nowhere() -> None:
    assert before(scene("单价310元"), None, Span(2, 6), GAPS) is None
    assert behind(scene("310 each"), None, Span(0, 3), BEHIND) is None
