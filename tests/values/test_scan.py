"""What the grammar reads as a value, and what it must pass over. The texts were written for the test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review.commitments.values import scan
from review.model.commitment import Operator, ValueType
from review.model.language import Language
from tests.values.saying import said

DURATIONS = [
    ("供方应在30日内供齐", ["30 day"]),
    ("五个工作日内答复", ["5 working day"]),
    ("二十五个日历日", ["25 calendar day"]),
    ("三个自然日", ["3 calendar day"]),
    ("四个周末日", ["4 day"]),
    ("三十（30）日内", ["30 day"]),
    ("within thirty (30) days", ["30 day"]),
    ("ten (10) business days", ["10 working day"]),
    ("a two-year term", ["2 year"]),
    ("24 hours a day, seven days a week", ["24 hour", "7 day"]),
    ("7×24小时值守", ["7 day", "24 hour"]),
    ("半年", ["6 month"]),
    ("一年半", ["18 month"]),
    ("一个半月", ["1.5 month"]),
    ("half a year", ["6 month"]),
    ("an outage of one hour and a half", ["1.5 hour"]),
    ("两周内", ["2 week"]),
    ("90 seconds", ["1.5 minute"]),
    ("3-5个工作日", ["3 working day", "5 working day"]),
    ("between 10 and 15 days", ["10 day", "15 day"]),
    ("two (2) of any three (3) consecutive months", ["3 month"]),
    ("two (2) out of three (3) months", ["2 month", "3 month"]),
    ("年龄25岁至50周岁", ["25 year", "50 year"]),
    ("on the next working day", ["1 working day"]),
    ("on the third business day following the notice", ["3 working day"]),
    ("no later than the twenty-eighth day after the crates arrive", ["28 day"]),
    ("by the fifth (5th) working day after receipt", ["5 working day"]),
    ("within the 20th day following the invoice", ["20 day"]),
    ("四周内交货", ["4 week"]),
    ("次日送达", ["1 day"]),
    ("质保期24月内", ["24 month"]),
    ("within an hour", ["1 hour"]),
    ("预付款到账后第8周发运", ["8 week"]),
    ("fortnightly", ["2 week"]),
    ("不少于【30】日", ["30 day"]),
    ("within [30] Business Days", ["30 working day"]),
    ("2小时30分", ["2 hour", "30 minute"]),
    ("5×8小时", ["5 day", "8 hour"]),
    ("Net 30", ["30 day"]),
    ("每季度首月5日前", ["1 quarter"]),
    ("built in the 1990s", []),
    ("人民币【100】万元", ["1000000 CNY"]),
    ("100-200万元", ["1000000 CNY", "2000000 CNY"]),
    ("5000-1万元", ["5000 CNY", "10000 CNY"]),
    ("USD 1 to 2 million", ["1000000 USD", "2000000 USD"]),
    ("EUR 1.250.000,00", ["1250000 EUR"]),
    ("equal to fifty (50%) of the balance", ["50 %"]),
    ("12,5 %", ["12.5 %"]),
    ("工作温度 -20℃", ["-20 ℃"]),
    ("10%-15%", ["10 %", "15 %"]),
    ("【2026】年【6】月【30】日", ["2026-06-30"]),
    ("Q3 2026", ["2026-Q3"]),
]
RECURRING = [
    ("每月提交一次报告", ["1 month"]),
    ("按季度结算", ["1 quarter"]),
    ("每日千分之三", ["1 day", "0.3 %"]),
    ("paid quarterly in arrears", ["1 quarter"]),
    ("0.5% per week", ["0.5 %", "1 week"]),
    ("the fee of USD 100 per hour", ["100 USD"]),
    ("每逾期一日", ["1 day"]),
    ("每7天一次", ["7 day"]),
    ("每月25日前对账", ["1 month"]),
    ("twice per year", ["2", "1 year"]),
    ("年中断不超过4小时", ["4 hour"]),
    ("2 季度报告", ["1 quarter"]),
    ("月可用率99.9%", ["1 month", "99.9 %"]),
]
MONEY = [
    ("人民币2.5万元整", ["25000 CNY"]),
    ("1200万元人民币", ["12000000 CNY"]),
    ("¥1,200,000.00元(大写:壹佰贰拾万元整)", ["1200000 CNY"]),
    ("人民币（大写）壹佰贰拾万元整（小写：¥1,200,000.00）", ["1200000 CNY"]),
    ("壹拾万柒仟元零伍角叁分", ["107000.53 CNY"]),
    ("叁佰贰拾伍元零肆分", ["325.04 CNY"]),
    ("港币100万元", ["1000000 HKD"]),
    ("$1.5 million (one million five hundred thousand dollars)", ["1500000 USD"]),
    ("CHF 235.-- / hour", ["235 CHF"]),
    ("49'500.-- CHF", ["49500 CHF"]),
    ("US$ 3,000", ["3000 USD"]),
    ("USD115 or 20 euros", ["115 USD", "20 EUR"]),
    ("ten thousand and 50/100 dollars ($10,000.50)", ["10000.5 USD"]),
    ("five hundred ($500) dollars", ["500 USD"]),
    ("RMB 10 USD 20", ["10 CNY", "20 USD"]),
    ("35.4元", ["35.4 CNY"]),
    ("$5,000,00", ["5000 USD"]),
]
PERCENT = [
    ("5%", ["5 %"]),
    ("千分之三", ["0.3 %"]),
    ("万分之五", ["0.05 %"]),
    ("3‰", ["0.3 %"]),
    ("百分之五（5%）", ["5 %"]),
    ("千分之三（0.3%）", ["0.3 %"]),
    ("万分之五（0.05%）", ["0.05 %"]),
    ("千分之三(3‰)", ["0.3 %"]),
    ("千分之三(3)", ["0.3 %"]),
    ("one and one-half percent (1.5%)", ["1.5 %"]),
    ("1-1/2% per month", ["1.5 %", "1 month"]),
    ("50 basis points", ["0.5 %"]),
    ("five (5%) percent", ["5 %"]),
    ("one-half of one percent (0.5%)", ["0.5 %"]),
    ("10%至15%", ["10 %", "15 %"]),
    ("2个百分点", ["2 %"]),
]
QUANTITIES = [
    ("X型设备120台", ["120 台"]),
    ("一式五份", ["5 份"]),
    ("2.5吨", ["2.5 吨"]),
    ("按费用的2-5倍", ["2 倍", "5 倍"]),
    ("Four original copies", ["4 copies"]),
    ("five (5) separate workshops", ["5 workshops"]),
    ("-20℃至85℃", ["-20 ℃", "85 ℃"]),
    ("提供钥匙一套。", ["1 套"]),
    ("建立一套管理制度", []),
    ("不超过两次", ["2 次"]),
]
BLANKS = [
    ("____日内", ["? day"]),
    ("【】%", ["? %"]),
    ("{{r total }}元整", ["? CNY"]),
    ("within [●] days", ["? day"]),
    ("within [***] business days", ["? working day"]),
    ("€[***] per kilogram", ["? EUR"]),
    ("数量：______", ["?"]),
    ("交货日期：[填写交货日期]", ["? date"]),
    ("　　年　　月　　日前", ["? date"]),
    ("计××美元", ["? USD"]),
    ("万分之____", ["? %"]),
    ("人民币____万元", ["? CNY"]),
]
NOT_VALUES = [
    "面板四周不得有毛刺",
    "by the twenty-fifth day",
    "第3条第2款",
    "按第十五条办理",
    "Section 5.2 and Exhibit 3",
    "3.1 日常维护",
    "4.1.2 天然气",
    "GB/T 19001-2016",
    "ISO 27001",
    "《保障办法（2020年修订）》",
    "电话：010-12345678",
    "Tel. +41 878 800 300",
    "上午9时至17时",
    "18:00",
    "the 15th day of the schedule",
    "MX-204-B",
    "统一社会信用代码 91310000MA1FL0XY2Z",
    "一切费用、一方、一旦、一致",
    "either party may 2",
    "4 根据方案",
    "3 项目管理",
    "2 本合同价款",
    "一年期贷款市场报价利率",
    "www.example.com/30days",
]


@pytest.mark.parametrize(("text", "values"), DURATIONS + RECURRING + MONEY + PERCENT + QUANTITIES + BLANKS)
def test_values(text: str, values: list[str]) -> None:
    assert said(text) == values


@pytest.mark.parametrize("text", NOT_VALUES)
def test_what_is_no_value(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("不超过5%", Operator.AT_MOST),
        ("at least thirty (30) days", Operator.AT_LEAST),
        ("逾期超过30日", Operator.MORE_THAN),
        ("less than 3 years", Operator.LESS_THAN),
        ("10日以内", Operator.AT_MOST),
        ("20%以上", Operator.AT_LEAST),
        ("20%以外", Operator.MORE_THAN),
        ("≥99.9%", Operator.AT_LEAST),
        ("30日", None),
    ],
)
def test_bounds(text: str, operator: Operator | None) -> None:
    assert scan(text)[0].operator is operator


def test_a_percentage_knows_its_base_and_what_it_is_per() -> None:
    (zh,) = scan("按合同总价的0.5%支付")
    (en, _) = scan("a fee of 2% of the unpaid amount, per month")
    assert (zh.of, en.of) == ("合同总价", "the unpaid amount")
    assert scan("0.05%/日")[0].per == "day"
    assert scan("$100 per hour")[0].per == "hour"


@pytest.mark.parametrize(
    ("text", "n", "spoken"),
    [
        ("百分之五(3%)", "3", "5"),
        ("千分之三(3%)", "3", "0.3"),
        ("百分之五(5‰)", "0.5", "5"),
        ("thirty (60) days", "60", "30"),
        ("¥100.00(大写:贰佰元整)", "100", "200"),
        ("三十(20)日", "20", "30"),
    ],
)
def test_words_that_contradict_the_figures(text: str, n: str, spoken: str) -> None:
    (value,) = scan(text)
    assert (value.n, value.spoken, value.contradicts_itself) == (Decimal(n), Decimal(spoken), True)


def test_malformed_capitals_are_flagged() -> None:
    assert [value.malformed for value in scan("捌仟仟伍佰零玖元伍角整;捌仟伍佰零玖元伍角整")] == [True, False]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2026年6月30日", ["2026-06-30"]),
        ("二〇二六年六月三十日", ["2026-06-30"]),
        ("2026-06-30至2026/7/1", ["2026-06-30", "2026-07-01"]),
        ("2026.6.30", ["2026-06-30"]),
        ("30 June 2026", ["2026-06-30"]),
        ("June 30, 2026", ["2026-06-30"]),
        ("the 30th day of June, 2026", ["2026-06-30"]),
        ("2026年6月底", ["2026-06-30"]),
        ("2026年底", ["2026-12-31"]),
        ("2026-06", ["2026-06"]),
        ("2026年第三季度", ["2026-Q3"]),
        ("March 2026", ["2026-03"]),
        ("June 30", ["--06-30"]),
        ("2026年2月30日", ["no 2026-02-30"]),
        ("2/29/2019", ["no 2019-02-29"]),
        ("02/22/2026", ["2026-02-22"]),
        ("as may 30 days allow", ["30 day"]),
        ("the letter dated 3 May 2026", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert said(text) == dates


def test_three_numbers_have_the_day_first_in_chinese() -> None:
    assert said("1/2/2026", Language.EN) == ["2026-01-02"]
    assert said("1/2/2026", Language.ZH) == ["2026-02-01"]


def test_a_stretch_of_text_keeps_its_place() -> None:
    text = "第一段。乙方应在30日内完成。第三段:5%。"
    start = text.index("乙方")
    (value,) = scan(text, start, text.index("第三段"))
    assert value.span.of(text) == "30日"
    assert value.type is ValueType.DURATION
