"""The ordinary forms in which Chinese and English contracts write values, side by side. The texts were written for the test."""

from __future__ import annotations

import pytest

from review.commitments.values import scan
from review.model.commitment import Operator, ValueType
from tests.values.saying import said
from tests.values.test_signs import holds_the_law

TIME = [
    ("自收到货物之日起（45）日内付款", ["45 day"]),
    ("验收合格后（5）个工作日内", ["5 working day"]),
    ("within (45) days of receipt", ["45 day"]),
    ("within (10) business days", ["10 working day"]),
    ("（1）日常维护;（2）天然气", []),
    ("付款方式为T+3", ["3 day"]),
    ("T+1个工作日到账", ["1 working day"]),
    ("settlement on T+2 business days", ["2 working day"]),
    ("D+7日内发货", ["7 day"]),
    ("within two (2) business days", ["2 working day"]),
    ("48 hours", ["48 hour"]),
    ("4 business hours", ["4 working hour"]),
    ("3年零6个月", ["3 year", "6 month"]),
    ("two years and six months", ["2 year", "6 month"]),
    ("质保2年", ["2 year"]),
    ("a couple of days", ["2 day"]),
    ("two nights", ["2 day"]),
    ("8天20时", ["8 day", "20 hour"]),
    ("200毫秒", ["200 毫秒"]),
    ("24*7小时", ["24 hour", "7 day"]),
    ("7x24h", ["7 day", "24 hour"]),
    ("24x7", ["24 hour", "7 day"]),
    ("5×8服务", ["5 day", "8 hour"]),
    ("尺寸5×8", []),
]
RECURRENCE = [
    ("quarterly", ["1 quarter"]),
    ("每季度末支付", ["1 quarter"]),
    ("semi-annually", ["6 month"]),
    ("semi-monthly", ["0.5 month"]),
    ("every other week", ["2 week"]),
    ("隔周", ["2 week"]),
    ("每旬上报", ["10 day"]),
    ("每半月", ["0.5 month"]),
    ("每两个月", ["2 month"]),
    ("every 6 months", ["6 month"]),
    ("99.9% uptime per calendar month", ["99.9 %", "1 month"]),
    ("月度可用性不低于99.9%", ["1 month", "99.9 %"]),
    ("日千分之三", ["1 day", "0.3 %"]),
    ("按日万分之五", ["1 day", "0.05 %"]),
    ("月0.5%", ["1 month", "0.5 %"]),
    ("每逾期一日万分之五", ["1 day", "0.05 %"]),
    ("$500/day", ["500 USD", "1 day"]),
    ("RMB 5,000/月", ["5000 CNY", "1 month"]),
    ("不超过3次/年", ["3 次", "1 year"]),
]
PARTS = [
    ("支付总价的三分之一", ["33.3333 %"]),
    ("经三分之二以上成员同意", ["66.6667 %"]),
    ("支付总价的1/3", ["33.3333 %"]),
    ("由2/3以上成员通过", ["66.6667 %"]),
    ("one third of the Contract Price", ["33.3333 %"]),
    ("one third (1/3) of the Contract Price", ["33.3333 %"]),
    ("two-thirds of the fee", ["66.6667 %"]),
    ("one-twelfth (1/12) of the annual fee", ["8.3333 %"]),
    ("one thirty-sixth of the price", ["2.7778 %"]),
    ("half of the fees", ["50 %"]),
    ("one half of one percent (0.5%)", ["0.5 %"]),
    ("the third party and the first quarter", []),
    ("12.5 percent", ["12.5 %"]),
    ("one and one-half percent (1.5%) per month", ["1.5 %", "1 month"]),
    ("千分之零点五", ["0.05 %"]),
    ("between 10% and 15% of the fees", ["10 %", "15 %"]),
]
AMOUNTS = [
    ("USD 1.2 million", ["1200000 USD"]),
    ("12.5 million dollars", ["12500000 USD"]),
    ("RMB500,000.00 (大写：人民币伍拾万元整)", ["500000 CNY"]),
    ("USD100,000（折合人民币720,000元）", ["100000 USD", "720000 CNY"]),
    ("EUR 1 000 000", ["1000000 EUR"]),
    ("1 250 000,50 EUR", ["1250000.5 EUR"]),
    ("10 000 EUR", ["10000 EUR"]),
    ("第3条 000元", ["0 CNY"]),
    ("1.2亿元", ["120000000 CNY"]),
    ("30万人民币", ["300000 CNY"]),
    ("86.50元/台", ["86.5 CNY"]),
    ("One Million Two Hundred Thousand US Dollars (US$1,200,000)", ["1200000 USD"]),
    ("10 $ 30 $", ["10 USD", "30 USD"]),
]
COUNTS = [
    ("每百斤10元", ["100 斤", "10 CNY"]),
    ("每交售一万斤", ["10000 斤"]),
    ("500市斤", ["500 市斤"]),
    ("并发用户数不少于5000。", ["5000"]),
    ("支持并发≥5,000", ["5000"]),
    ("不超过第5条的规定", []),
    ("2名工程师、1000公斤", ["2 名", "1000 公斤"]),
]
DAYS = [
    ("2026年3月上旬", ["2026-03-01/2026-03-10"]),
    ("2026年3月中旬", ["2026-03-11/2026-03-20"]),
    ("2026年2月下旬", ["2026-02-21/2026-02-28"]),
    ("2026年第二季度末前", ["2026-06-30"]),
    ("2026年1季度末", ["2026-03-31"]),
    ("2026年三季度", ["2026-Q3"]),
    ("second quarter of 2026", ["2026-Q2"]),
    ("2026年下半年", ["2026-H2"]),
    ("H2 2026", ["2026-H2"]),
    ("first half of 2026", ["2026-H1"]),
    ("2026年内", ["2026"]),
    ("end of March 2026", ["2026-03-31"]),
    ("the end of 2026", ["2026-12-31"]),
    ("by year-end 2026", ["2026-12-31"]),
    ("26年3月1日", ["2026-03-01"]),
    ("贰零贰陆年叁月壹日", ["2026-03-01"]),
    ("于20260301前", ["2026-03-01"]),
    ("编号：20260301", []),
    ("20260301元", ["20260301 CNY"]),
    ("2026年3月1日至12月31日", ["2026-03-01", "2026-12-31"]),
    ("2.2026年3月1日前付清", ["2026-03-01"]),
    ("March 1 to May 31, 2026", ["2026-03-01", "2026-05-31"]),
    ("2026年6月30日、9月30日和12月31日", ["2026-06-30", "2026-09-30", "2026-12-31"]),
    ("2026年1月31日和2月30日", ["2026-01-31", "no --02-30"]),
]
FORMS = TIME + RECURRENCE + PARTS + AMOUNTS + COUNTS + DAYS


@pytest.mark.parametrize(("text", "values"), FORMS)
def test_forms(text: str, values: list[str]) -> None:
    assert said(text) == values
    holds_the_law(text)


AT_LEAST, AT_MOST, MORE, LESS = Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN
BOUNDS = [
    ("不低于99.9%", [AT_LEAST]),
    ("不少于3名", [AT_LEAST]),
    ("高于5%", [MORE]),
    ("超过30日", [MORE]),
    ("低于合同价的90%", [None]),
    ("最高不超过合同总价的10%", [AT_MOST]),
    ("违约金总额不超过合同总价款的百分之十", [AT_MOST]),
    ("以合同总价的10%为限", [AT_MOST]),
    ("超过部分的5%", [None]),
    ("at most 10 days", [AT_MOST]),
    ("no more than 10 days", [AT_MOST]),
    ("in excess of $1,000,000", [MORE]),
    ("not in excess of $1,000,000", [AT_MOST]),
    ("capped at 20% of the fees", [AT_MOST]),
    ("99.9% or higher", [AT_LEAST]),
    ("between 30 and 60 days", [AT_LEAST, AT_MOST]),
    ("between USD 100 and USD 200", [AT_LEAST, AT_MOST]),
    ("介于10%和15%之间", [AT_LEAST, AT_MOST]),
    ("within 3 to 5 business days", [None, AT_MOST]),
    ("不超过3-5个工作日", [None, AT_MOST]),
    ("from 10 to 15 days", [None, None]),
]


@pytest.mark.parametrize(("text", "operators"), BOUNDS)
def test_bounds(text: str, operators: list[Operator | None]) -> None:
    assert [value.operator for value in scan(text)] == operators


RATES = [
    ("每逾期一日，乙方应按合同总价的0.1%支付违约金，但不超过合同总价的5%", [("day", "合同总价"), (None, "合同总价")]),
    ("每逾期一日万分之五", [("day", None)]),
    ("日千分之三", [("day", None)]),
    ("每迟延一周，按迟交货物价款的0.5%支付", [("week", "迟交货物价款")]),
    ("0.1% of the Contract Price for each day of delay, up to 5% of the Contract Price",
     [("day", "the Contract Price"), (None, "the Contract Price")]),
    ("0.5% per week or part thereof", [("week", None)]),
    ("interest at 18% per annum", [("year", None)]),
    ("每月支付服务费的10%", [("month", "服务费")]),
    ("验收合格后支付合同总价的60%", [(None, "合同总价")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rates"), RATES)
def test_what_a_rate_is_per_and_of(text: str, rates: list[tuple[str | None, str | None]]) -> None:
    assert [(v.per, v.of) for v in scan(text) if v.type is ValueType.PERCENT] == rates
