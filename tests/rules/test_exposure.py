"""Exposure in money: per commitment, in total, and at delivery's own p50 and p90. Every amount is reckoned by hand beside it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review.rules.exposure import Exposure, exposure
from review.rules.penalty import Base
from tests.rules.conftest import deal, facts

ZH = """第一条 价款
1.1 合同总价为人民币1000000元。
第二条 交货
2.1 乙方于合同签订后45日内交货。
第三条 违约责任
3.1 {}
"""
EN = """1. Price
1.1 The Contract Price is USD 1,000,000.
2. Delivery
2.1 The Supplier shall deliver the Goods within 45 days after signing.
3. Delay
3.1 {}
"""
#: p50 is 15 days late, p90 is 75 days late.
LEADS = [{"sku": "X", "p50": 60, "p90": 120, "trigger": "signing"}]
M = Decimal


def _of(form: str, clause: str, **groups: object) -> Exposure:
    return exposure(facts(form.format(clause), deal(**{"lead_times": LEADS, **groups})))


DELAYS = [
    # price 1,000,000: 0.1 % a day is 1,000; 15 days 15,000; 75 days over the cap of 5 %
    (ZH, "乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的5%。", 50_000, 15_000, 50_000),
    # of the delayed part, which is at most all: 0.5 % a day is 5,000; cap 10 % of it
    (ZH, "乙方逾期交货的，每逾期一日按延期部分货款的0.5%支付违约金，累计不超过延期部分货款的10%。", 100_000, 75_000, 100_000),
    # a week or part of it 0.5 % = 5,000: 15 days are 3 weeks, 75 days are 11, over the cap of 5 %
    (ZH, "乙方逾期交货的，每逾期一周（不足一周按一周计）支付合同总价0.5%的违约金，最高不超过合同总价的5%。",
     50_000, 15_000, 50_000),
    # money: 2,000 a day, at most 50,000
    (ZH, "乙方逾期交货的，每逾期一日应支付违约金人民币2000元，最高不超过人民币5万元。", 50_000, 30_000, 50_000),
    # 万分之五 of the price is 500 a day; the cap of 8 % stands in a sentence of its own
    (ZH, "乙方逾期交货的，每逾期一日按合同总价的万分之五支付违约金。\n3.2 违约金总额不超过合同总价的8%。", 80_000, 7_500, 37_500),
    # 0.5 % per week or part thereof = 5,000: 3 weeks, 11 weeks
    (EN, "If the Supplier is late in delivery, it shall pay 0.5% of the Contract Price per week or part thereof, up to 5% of the "
     "Contract Price.", 50_000, 15_000, 50_000),
    # per week in proportion: 15/7 x 5,000
    (EN, "The Supplier shall pay liquidated damages of 0.7% of the Contract Price per week of delay, not exceeding 10% of the "
     "Contract Price.", 100_000, 15_000, 75_000),
    # full weeks: 2 and 10
    (EN, "The Supplier shall pay liquidated damages of 0.5% of the Contract Price for each full week of delay, not exceeding 10% "
     "of the Contract Price.", 100_000, 10_000, 50_000),
    # of the delayed goods: 0.1 % = 1,000 a day
    (EN, "The Supplier shall pay liquidated damages of 0.1% of the price of the delayed Goods per day of delay, not exceeding 5% "
     "of the price of the delayed Goods.", 50_000, 15_000, 50_000),
    # money
    (EN, "For each day of delay the Supplier shall pay USD 500 as liquidated damages, capped at USD 20,000.",
     20_000, 7_500, 20_000),
    # no cap
    (EN, "For each day of delay the Supplier shall pay USD 500 as liquidated damages.", None, 7_500, 37_500),
]  # fmt: skip


@pytest.mark.parametrize(("form", "clause", "total", "p50", "p90"), DELAYS)
def test_delay_damages(form: str, clause: str, total: int | None, p50: int, p90: int) -> None:
    found = _of(form, clause)
    assert found.base == 1_000_000
    assert (found.total, found.at_p50, found.at_p90) == (None if total is None else M(total), M(p50), M(p90))


CREDITS = [
    # monthly fee 20,000, three years: 20 % a month is 4,000, 36 months 144,000
    ("第一条 服务期为三年，月服务费为人民币20000元，甲方按月支付。\n第二条 月可用率低于99.9%的，每低0.1个百分点，乙方扣减"
     "当月服务费的2%，每月扣减总额不超过当月服务费的20%。", 144_000),
    # a credit that grows by step without a cap has no most
    ("第一条 服务期为三年，月服务费为人民币20000元，甲方按月支付。\n"
     "第二条 月可用率每低0.1个百分点，乙方扣减当月服务费的2%。", None),
    # 15 % of 4,000 a month for 24 months
    ("1. The Services are provided for a term of 24 months. The Customer shall pay a monthly fee of USD 4,000 per month.\n"
     "2. The Provider shall credit the Customer 2% of the monthly fee for each hour of downtime, service credits in any month "
     "being limited to 15% of the monthly fee.", 14_400),
]  # fmt: skip


@pytest.mark.parametrize(("text", "total"), CREDITS)
def test_service_credits_over_the_term(text: str, total: int | None) -> None:
    found = exposure(facts(text, deal(service_offer={"years_priced": 3 if text[0] == "第" else 2})))
    assert [c.base for c in found.charges] == [Base.FEE]
    assert found.total == (None if total is None else M(total))


def test_tiers_cost_their_dearest_once() -> None:
    text = """1. Fees
1.1 The Customer shall pay a monthly fee of USD 4,000 per month.
2. Service credits
2.1 If monthly availability is below 99.9%, the Provider shall credit the Customer 5% of the monthly fee.
2.2 If monthly availability is below 99.0%, the Provider shall credit the Customer 15% of the monthly fee.
"""
    found = exposure(facts(text, deal(service_offer={"years_priced": 1})))
    assert len(found.charges) == 2 and found.total == 7_200, "15 % of 4,000 in 12 months"


def test_nothing_costs_more_than_the_cap_on_liability() -> None:
    clause = (
        "乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的8%。\n"
        "第四条 责任限制\n4.1 乙方在本合同项下的累计赔偿责任不超过人民币60000元。"
    )
    found = _of(ZH, clause)
    assert (found.total, found.liability_cap, found.worst) == (80_000, 60_000, 60_000)
    assert (found.at_p50, found.at_p90) == (15_000, 60_000)


def test_damages_and_credits_are_added_up() -> None:
    clause = (
        "乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的5%。\n第四条 服务\n"
        "4.1 月可用率低于99.9%的，乙方扣减当月服务费的10%。"
    )
    found = _of(ZH, clause, economics={"monthly_fee": "10000"}, service_offer={"years_priced": 1})
    assert [c.kind for c in found.charges] == ["K18", "K19"]
    assert found.total == 50_000 + 12 * 1_000
    assert found.at_p90 == 50_000, "a late delivery costs no credits"


def test_in_time_costs_nothing() -> None:
    leads = [{"sku": "X", "p50": 20, "p90": 30, "trigger": "signing"}]
    found = _of(ZH, "乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的5%。", lead_times=leads)
    assert (found.at_p50, found.at_p90) == (0, 0)


def test_without_a_lead_time_it_is_not_known() -> None:
    clause = "乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金。"
    found = exposure(facts(ZH.format(clause), deal()))
    assert found.total is None and found.worst is None and found.at_p90 is None


def test_a_charge_says_where_it_stands() -> None:
    (charge,) = _of(ZH, "乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的5%。").charges
    assert charge.per_day == 1000 and charge.base is Base.PRICE and "每逾期一日" in charge.quote
