"""Lengths of time by the number of a day, beside those that the grammar of values reads by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review.rules.finder import Words
from review.rules.scene import Scene
from review.rules.spells import spells
from tests.rules.conftest import facts


def scene(text: str) -> Scene:
    return Scene(facts(text), Words(()))


@pytest.mark.parametrize(
    ("text", "quote", "n", "unit", "day_type"),
    [
        ("It repairs by the Eighth Day.", "Eighth Day", 8, "day", None),
        ("It repairs by the twenty-eighth day.", "twenty-eighth day", 28, "day", None),
        ("It repairs by the 3rd working day.", "3rd working day", 3, "day", "working"),
        ("The outage lasts a fortnight.", "a fortnight", 14, "day", None),
        ("The buyer is given just a week.", "a week", 1, "week", None),
        ("第八日仍未修复的", "第八日", 8, "day", None),
        ("第3个工作日起计息", "第3个工作日", 3, "day", "working"),
    ],
)
def test_a_length_of_time(text: str, quote: str, n: int, unit: str, day_type: str | None) -> None:
    (found,) = spells(scene(text))
    assert (found.span.of(text), found.n, found.unit, found.day_type) == (quote, Decimal(n), unit, day_type)


@pytest.mark.parametrize(
    "text",
    [
        "on the tenth day of each month", "on the 15th day of the last month", "for a month each", "a second delivery",
        "每月第8日前", "5月第三日", "第八条", "第八日报",
    ],
)  # fmt: skip
def test_a_day_of_the_calendar_is_none(text: str) -> None:
    assert spells(scene(text)) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Supplier repairs it on the eighth day after notice.", []),
        ("The Supplier repairs it by the eighth day.", ["eighth day"]),
        ("The Supplier repairs it within a week.", []),
        ("乙方应于次日起维修。", []),
        ("乙方应于第八日起维修。", ["第八日"]),
    ],
)
def test_what_the_grammar_of_values_reads_is_not_read_twice(text: str, left: list[str]) -> None:
    assert [v.span.of(text) for v in spells(scene(text))] == left
