"""The law of the signs: what the grammar finds, the quick look never leaves out."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from review.commitments.values import Ways, scan, ways, ways_of_doubled
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType
from tests.values import test_laws, test_scan

DATES = (
    "2026年6月30日前", "二〇二六年六月三十日", "2026 年 3 月", "2026年底", "2026年第二季度", "6月30日", "六月三十日",
    "2026-06-30", "2026/6/30", "2026.6.30", "2026-06", "30/06/2026", "6-30-2026", "30.6.26", "by 30 June 2026", "June 30, 2026",
    "the 5th of may 2026",
    "the first day of May, two thousand and twenty-six", "may 5, 2026", "MARCH 3rd 2026", "2026-Mar-05",
    "5mar2026", "twenty-first may 2026",
    "２０２６年６月３０日", "2月30日", "February 30, 2026", "31/11/2026",
)  # fmt: skip
MONEY = (
    "¥1,200.00", "人民币壹佰元整", "12万元", "港币100元", "USD 3 million", "5MUSD", "HK$100 dollars",
    "ten thousand and 50/100 dollars",
    "50 cents", "3 million pounds", "US $ 20", "100rmb", "RMB100", "5 SFr.", "￥３００", "ten thousand ($10,000)",
    "一千块钱", "7.5 Swiss francs",
)  # fmt: skip
PERCENT = (
    "5%",
    "千分之三",
    "five (5%)",
    "50 basis points",
    "half of one percent",
    "3个百分点",
    "５％",
    "10 per-cent",
    "0.5 ‰",
    "2pct",
)
DOUBLED = (
    "thirty (45) days", "30 (forty) days", "百分之五(3%)", "人民币壹佰贰拾万元整(¥1,020,000.00)", "¥100(大写:贰佰元整)",
    "捌仟仟伍佰元",
    "say one hundred dollars (USD 90)", "合同价100元,大写二百元整", "10元即二十元",
)  # fmt: skip
TABLES = (test_scan.DURATIONS, test_scan.RECURRING, test_scan.MONEY, test_scan.PERCENT, test_scan.QUANTITIES, test_scan.BLANKS)
TEXTS = (*DATES, *MONEY, *PERCENT, *DOUBLED, *(text for table in TABLES for text, _ in table))
mixed = st.lists(st.sampled_from((*TEXTS, "1", "月", "年", "may", "(", " ", "\n", "/")), max_size=6).map("".join)


def may_hold(text: str, given_ways: Ways) -> bool:
    half = halfwidth(text)
    return any(all(regex.search(expression, half) for expression in way) for way in given_ways)


def holds_the_law(text: str) -> None:
    for value in scan(text):
        assert value.blank or may_hold(text, ways(value.type)), (text, value)
        assert (value.spoken is None and not value.malformed) or may_hold(text, ways_of_doubled()), (text, value)


@pytest.mark.parametrize("text", TEXTS)
def test_the_tables(text: str) -> None:
    holds_the_law(text)


@given(mixed | test_laws.texts)
def test_any_text(text: str) -> None:
    holds_the_law(text)


@pytest.mark.parametrize(
    ("sort", "texts"), [(ValueType.DATE, DATES), (ValueType.MONEY, MONEY), (ValueType.PERCENT, PERCENT)], ids=str
)
def test_most_of_a_table_holds_such_a_value(sort: ValueType, texts: tuple[str, ...]) -> None:
    assert sum(any(v.type is sort for v in scan(text)) for text in texts) >= 0.85 * len(texts)


@pytest.mark.parametrize(
    "text", ["the parties may meet every month", "第三条 双方每月召开会议。", "12.3 of the Agreement (a)", "第2台设备"]
)
def test_what_has_no_sign_is_not_looked_at(text: str) -> None:
    assert not any(may_hold(text, ways(sort)) for sort in (ValueType.DATE, ValueType.MONEY, ValueType.PERCENT))
