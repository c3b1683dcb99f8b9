"""Numbers in words before things, times that a rate is for, and Chinese measures: what counts there and what does not."""

from __future__ import annotations

import pytest

from tests.values.saying import said
from tests.values.test_signs import holds_the_law

WORDED = [
    ("deliver twelve workshops in the first year", ["12 workshops"]),
    ("no more than twenty participants per class", ["20 participants"]),
    ("lease twenty-four fibres on the route", ["24 fibres"]),
    ("five team leaders on each shift", ["5 leaders"]),
    ("four on-site classes", ["4 classes"]),
    ("Two spare controllers shall be kept", ["2 controllers"]),
    ("four injection mould tools", ["4 tools"]),
    ("maintain the six Lifts", ["6 Lifts"]),
    ("three to five workshops", ["3 workshops", "5 workshops"]),
    ("six or more defects", ["6 defects"]),
    ("36 megahertz of capacity", ["36 megahertz"]),
    ("not less than 52 dBW", ["52 dBW"]),
    ("a satisfaction score of 4 out of 5", ["4"]),
    ("two out of three machines", ["2 machines", "3 machines"]),
]
NO_QUANTITY = [
    "one party shall notify the two parties",
    "either of the two may terminate",
    "the two companies",
    "two or more persons",
    "in two respects",
    "on one sale to a customer",
    "for any one vehicle",
    "Year two fees",
    "安装Windows 7以上系统",
    "分2部分交付",
    "合同金额的百分比",
    "第八条4款之规定",
    "前两款所述变更",
    "Alder Seven Stars Ltd",
]
TIMES = [
    ("within a quarter of an hour", ["15 minute"]),
    ("three quarters of an hour", ["45 minute"]),
    ("a half of a year", ["6 month"]),
    ("a quarter of the fee", ["25 %"]),
    ("within a quarter", ["1 quarter"]),
    ("on every business day", ["1 working day"]),
    ("for each commenced week of delay", ["1 week"]),
    ("£120 a month", ["120 GBP", "1 month"]),
    ("measured over a calendar month", ["1 month"]),
    ("four visits a year", ["4 visits", "1 year"]),
    ("a minimum of 11 chargeable months", ["11 month"]),
    ("30秒内响应", ["0.5 minute"]),
]
MEASURES = [
    ("功率因数0.9以上", ["0.9"]),
    ("压力不低于0.8兆帕", ["0.8 兆帕"]),
    ("5兆瓦、5千克、5千米", ["5 兆瓦", "5 千克", "5 千米"]),
    ("每千克3元", ["3 CNY"]),
    ("得分不低于85分", ["85 分"]),
    ("80分至90分", ["80 分", "90 分"]),
    ("3小时20分", ["3 hour", "20 minute"]),
    ("提供8款产品", ["8 款"]),
    ("每日三餐", ["1 day", "3 餐"]),
    ("交付24臺", ["24 臺"]),
    ("14部电梯", ["14 部"]),
    ("分2梯次交付", ["2 梯次"]),
]
MONEY = [
    ("港幣68,000", ["68000 HKD"]),
    ("港币$68,000", ["68000 HKD"]),
    ("港元68,000", ["68000 HKD"]),
    ("新臺幣68,000元", ["68000 TWD"]),
    ("澳門元68,000", ["68000 MOP"]),
    ("68,000澳门元", ["68000 MOP"]),
    ("按货款的__%(3-8%的幅度)偿付", ["? %", "3 %", "8 %"]),
]


@pytest.mark.parametrize(("text", "values"), WORDED + TIMES + MEASURES + MONEY)
def test_counted(text: str, values: list[str]) -> None:
    assert said(text) == values
    holds_the_law(text)


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_nothing_counted(text: str) -> None:
    assert said(text) == []
