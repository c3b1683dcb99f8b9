"""Exposure in money: per commitment, in total, and at delivery's own p50 and p90."""

from __future__ import annotations

from decimal import Decimal

from review.rules.exposure import exposure
from tests.rules.conftest import deal, facts

TEXT = """第一条 价款
1.1 合同总价为人民币1000000元。
第二条 交货
2.1 乙方于合同签订后45日内交货。
第三条 违约责任
3.1 乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的5%。
"""


def test_late_days_cost_up_to_the_cap() -> None:
    leads = [{"sku": "X", "p50": 60, "p90": 120, "trigger": "signing"}]
    found = exposure(facts(TEXT, deal(lead_times=leads)))
    assert (found.base, found.total) == (Decimal(1_000_000), Decimal(50_000))
    assert found.at_p50 == Decimal(15_000), "15 days at 1,000 a day"
    assert found.at_p90 == Decimal(50_000), "75 days, but capped"
    (charge,) = found.charges
    assert charge.per_day == 1000 and charge.quote in TEXT


def test_in_time_costs_nothing() -> None:
    found = exposure(facts(TEXT, deal(lead_times=[{"sku": "X", "p50": 20, "p90": 30, "trigger": "signing"}])))
    assert (found.at_p50, found.at_p90) == (0, 0)


def test_without_a_cap_or_lead_time_it_is_not_known() -> None:
    found = exposure(facts(TEXT.replace("，累计不超过合同总价的5%", ""), deal()))
    assert found.total is None and found.at_p90 is None
