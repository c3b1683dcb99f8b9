"""Numerals of both languages, and amounts in capitals both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.commitments.values import chinese, chinese_amount, english, every, scan
from review.commitments.values.width import halfwidth


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", "3"), ("十", "10"), ("十五", "15"), ("廿五", "25"), ("一百零五", "105"), ("一百二十", "120"),
        ("两千四百五", "2450"),
        ("一万零一十二", "10012"), ("一万五千亿", "1500000000000"), ("四万亿", "4000000000000"), ("二〇二六", "2026"),
        ("十二点五", "12.5"),
        ("2.5万", "25000"), ("3万4000", "34000"), ("1千零20", "1020"), ("5亿1万4千6百", "500014600"), ("十余万", "100000"),
        ("壹拾贰万", "120000"), ("壹佰 贰拾万", "1200000"), ("伍", "5"),
    ],
)  # fmt: skip
def test_chinese(numeral: str, value: str) -> None:
    assert chinese.read(numeral) == Decimal(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("thirty", "30"), ("seventy-five", "75"), ("one hundred and twenty five", "125"),
        ("two hundred and two thousand", "202000"),
        ("five hundred thousand", "500000"), ("one and one-half", "1.5"), ("two and a half", "2.5"), ("three quarters", "0.75"),
        ("a dozen", "12"), ("1.5 million", "1500000"), ("five and a half million", "5500000"), ("a quarter million", "250000"),
        ("two hundred point zero three", "200.03"), ("twenty-one trillion and three hundred", "21000000000300"),
    ],
)  # fmt: skip
def test_english(words: str, value: str) -> None:
    read = english.read(words)
    assert read is not None
    assert (read[0], read[1]) == (Decimal(value), len(words))


@pytest.mark.parametrize(
    ("words", "end"), [("sixty thirty", "sixty"), ("two thirty-day periods", "two"), ("thirty and sixty", "thirty")]
)
def test_a_number_ends_where_the_next_begins(words: str, end: str) -> None:
    read = english.read(words)
    assert read is not None
    assert words[: read[1]] == end


@pytest.mark.parametrize("word", ["a", "an hour", "and", "of", "nothing", ""])
def test_words_that_are_no_number(word: str) -> None:
    assert english.read(word) is None


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("1200000", "壹佰贰拾万元整"), ("10500000", "壹仟零伍拾万元整"), ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100010001", "壹亿零壹万零壹元整"), ("1000100000000", "壹万零壹亿元整"), ("0", "零元整"), ("0.05", "伍分"),
        ("0.5", "伍角整"), ("-20", "负贰拾元整"), ("10", "壹拾元整"),
    ],
)  # fmt: skip
def test_an_amount_in_capitals(amount: str, capitals: str) -> None:
    assert chinese_amount(Decimal(amount)) == capitals


def test_an_amount_that_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        chinese_amount(Decimal(10) ** 16)


@given(st.integers(min_value=100, max_value=10**17))
def test_capitals_are_read_back(cents: int) -> None:
    amount = Decimal(cents) / 100
    (value,) = scan(f"合同总价为人民币{chinese_amount(amount)}")
    assert (value.n, value.currency, value.malformed) == (amount, "CNY", False)


@pytest.mark.parametrize(
    ("numeral", "well_formed"), [("捌仟仟伍佰零玖", False), ("捌仟伍佰零玖", True), ("壹佰仟", False), ("壹亿零伍拾万", True)]
)
def test_the_order_of_units(numeral: str, well_formed: bool) -> None:
    assert chinese.well_formed(numeral) is well_formed


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("共1,234,567.5件,其中三分之一", ["1234567.5", "0.3333333333333333333333333333"]),
        ("负三十二和minus five", ["-32", "-5"]),
        ("10k and ½ of 1 234 567", ["10000", "0.5", "1234567"]),
        ("一切、统一、180ml", []),
    ],
)  # fmt: skip
def test_every_number_of_a_text(text: str, numbers: list[str]) -> None:
    assert [number.n for number in every.find(halfwidth(text))] == [Decimal(n) for n in numbers]
