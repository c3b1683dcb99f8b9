"""What people and CRMs write in a deal record, and the one form that is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from review.deal.read import deal_from
from review.errors import DealError
from tests.deal.records import read, record, refused


@pytest.mark.parametrize(
    ("pointer", "written", "kept"),
    [
        ("/account/type", "机关", "government"),
        ("/account/type", " public  SECTOR ", "government"),
        ("/account/type", "事业", "public_institution"),
        ("/account/type", "ＳＭＥ", "sme"),
        ("/account/type", "state-owned large", "state_owned_large"),
        ("/account/credit_limit", "40万元", Decimal(400000)),
        ("/account/credit_limit", "1,200,000.00", Decimal("1200000.00")),
        ("/account/checked_at", "2026年3月1日", date(2026, 3, 1)),
        ("/account/checked_at", "1 March 2026", date(2026, 3, 1)),
        ("/account/checked_at", "20260301", date(2026, 3, 1)),
        ("/account/checked_at", "25/12/2026", date(2026, 12, 25)),
        ("/account/checked_at", "2026-03-01T23:30:00Z", date(2026, 3, 1)),
        ("/account/checked_at", 1772294400000, date(2026, 3, 1)),
        ("/account/checked_at", "1772323200000", date(2026, 3, 1)),
        ("/deal/fetched_at", "2026-03-01T08:00:00Z", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("/deal/fetched_at", "2026/3/1 08:00", datetime(2026, 3, 1, 8)),
        ("/deal/fetched_at", 1772352000000, datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("/deal/system", "纷享销客", "fxiaoke"),
        ("/deal/system", "SAP C4C", "SAP C4C"),
        ("/our_party/sme", "是", True),
        ("/our_party/sme", "大型企业", False),
        ("/our_party/tax profile", "小规模纳税人", {"taxpayer": "小规模纳税人"}),
    ],
)
def test_one_value_in_many_ways(pointer: str, written: Any, kept: Any) -> None:
    _, group, field = pointer.split("/")
    found = read(**{group: {field: written}}).get(f"/{group}/{field.replace(' ', '_')}")
    assert found == kept and type(found) is not type(None)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("中国银行滁州分行 账号 6222 0000 1111 2222", {"name": "中国银行滁州分行", "account_no": "6222000011112222"}),
        (
            "开户行：招商银行威海分行；户名：威海同睿机械有限公司；账号：6325-8890-1100",
            {"name": "招商银行威海分行", "account_name": "威海同睿机械有限公司", "account_no": "632588901100"},
        ),
        (
            "Deutsche Bank AG, IBAN DE89 3704 0044 0532 0130 00",
            {"name": "Deutsche Bank AG", "account_no": "DE89370400440532013000"},
        ),
        ("Bank: Barclays, Account no.: 12345678", {"name": "Barclays", "account_no": "12345678"}),
        ("中国工商银行", {"name": "中国工商银行"}),
    ],
)
def test_a_bank_in_one_text(written: str, kept: dict[str, str]) -> None:
    assert read(our_party={"bank": written}).get("/our_party/bank") == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            [{"name": "telephone response", "operator": "<=", "threshold": "60", "unit": "min"}],
            ("telephone response", "60", "min"),
        ),
        ([{"metric": "到场", "target": "≤8小时"}], ("到场", "8", "hour")),
        ([{"availability": "99.9%"}], ("availability", "99.9", "%")),
        ({"availability": "99.9%"}, ("availability", "99.9", "%")),
        ([{"name": "restore", "value": {"value": 4, "unit": "h"}}], ("restore", "4", "h")),
        ([{"name": "on-site", "value": "NBD"}], ("on-site", "1", "working day")),
        ("response within 4 hours", ("response within 4 hours", "4", "hour")),
    ],
)
def test_service_levels_in_the_shapes_people_use(written: Any, kept: tuple[str, str, str]) -> None:
    row = read(service_offer={"metrics": written}).get("/service_offer/metrics/0")
    assert (row["name"], str(row["value"]), row["unit"]) == kept


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("signing", "signing"),
        ("Prepayment received", "prepayment_received"),
        ("到货验收合格后", "acceptance"),
        ("contract effective", "effective"),
        ("after FAT", "shipment"),
        ("B/L", "shipment"),
        ("季度服务报告签署", "acceptance"),
        ("屋面移交", "site_ready"),
        ("每月", "period_end"),
        ("when the moon is full", "other"),
    ],
)
def test_an_event_in_any_words_is_kept_with_them(written: str, event: str) -> None:
    row = read(payment_plan=[{"trigger": written}]).get("/payment_plan/0")
    assert row["trigger"] == event
    assert row.get("trigger_text") == (None if written in ("signing", "Prepayment received") else written)


def test_a_length_of_time_in_the_unit_of_its_field() -> None:
    plan = read(payment_plan=[{"days": d} for d in (45, "45天", "6 weeks", {"value": 2, "unit": "week"}, "10个工作日")])
    assert [r["days"] for _, r in plan.rows("payment_plan")] == [45, 45, 42, 14, 14]
    assert read(suppliers=[{"warranty": "2 years"}]).get("/suppliers/0/warranty") == 24
    assert read(service_offer={"years_priced": "36 months"}).get("/service_offer/years_priced") == 3
    assert read(sites=[{"id": "A", "depot_hours": "90 min"}]).get("/sites/0/depot_hours") == Decimal("1.5")


def test_parts_of_one_are_percentages_where_nothing_else_is_meant() -> None:
    plan = read(payment_plan=[{"pct": "0.3"}, {"pct": "0.7"}])
    assert [r["pct"] for _, r in plan.rows("payment_plan")] == [30, 70]
    assert read(opp={"probability": "0.9"}).get("/opp/probability") == 90
    assert read(quote={"tax_rate": "0.13"}).get("/quote/tax_rate") == 13
    assert read(quote={"discount": "0.08", "list": "3000000", "net": "2760000"}).get("/quote/discount") == 8
    assert read(quote={"discount": "0.5", "list": "10000", "net": "9950"}).get("/quote/discount") == Decimal("0.5")


def test_what_a_milestone_says_of_itself() -> None:
    plan = read(
        delivery_plan=[
            {"milestone": "屋面施工（分包：稳达安装公司）"},
            {"milestone": "安装（不分包）"},
            {"milestone": "Trial operation", "duration": "30 days"},
        ]
    )
    assert [r.get("subcontracted") for _, r in plan.rows("delivery_plan")] == [True, None, None]
    assert plan.get("/delivery_plan/2/trial_run_days") == 30


def test_a_role_that_is_none_of_a_review_is_a_title() -> None:
    team = read(team=[{"person": "a", "role": "Account Manager"}, {"person": "b", "role": "Executive sponsor"}])
    assert team.get("/team/0") == {"person": "a", "role": "AR"}
    assert team.get("/team/1") == {"person": "b", "title": "Executive sponsor"}


def test_a_currency_beside_an_amount_is_the_records_own() -> None:
    assert read(opp={"amount": {"amount": "5,000", "currency": "EUR"}}).get("/opp/currency") == "EUR"
    assert read(opp={"amount": "USD 5,000", "currency": "USD"}).get("/opp/amount") == 5000
    assert refused(opp={"amount": "USD 5,000", "currency": "人民币"})[0]["pointer"] == "/opp/amount"


@pytest.mark.parametrize(
    ("groups", "pointer", "said"),
    [
        ({"account": {"type": "gaseous"}}, "/account/type", "government"),
        ({"account": {"type": "governmnt"}}, "/account/type", "government"),
        ({"account": {"checked_at": "03/04/2026"}}, "/account/checked_at", "2026-03-04 or 2026-04-03"),
        ({"account": {"checked_at": "30 February 2026"}}, "/account/checked_at", "is not a date"),
        ({"account": {"credit_limit": "a lot"}}, "/account/credit_limit", "not one amount"),
        ({"account": {"credit_limit": "between 5 and 6 EUR"}}, "/account/credit_limit", "not one amount"),
        ({"account": {"listed_party": "maybe"}}, "/account/listed_party", "neither yes nor no"),
        ({"quote": {"discount": "0.1"}}, "/quote/discount", "10% or 0.1%"),
        ({"economics": {"margin": "0.25"}}, "/economics/margin", "25% or 0.25%"),
        ({"payment_plan": [{"pct": "0.3"}, {"pct": "0.6"}]}, "/payment_plan/0/pct", "30% or 0.3%"),
        ({"payment_plan": [{"days": "4-6 weeks"}]}, "/payment_plan/0/days", "not one length"),
        ({"payment_plan": [{"days": "soon"}]}, "/payment_plan/0/days", "not one length"),
        ({"promises": [{"id": "P", "disposition": "xyz"}]}, "/promises/0/disposition", "in_contract"),
        ({"opp": {"amont": "1"}}, "/opp/amont", "did you mean amount?"),
        ({"quote": {"目录价": "1"}}, "/quote/目录价", "did you mean list?"),
        ({"opportunity": {}}, "/opportunity", "unknown field"),
        ({"our_party": {"tax profile": "13%", "tax_profile": "13%"}}, "/our_party", "stands twice"),
    ],
)
def test_what_has_no_one_meaning_is_refused_with_its_place(groups: dict[str, Any], pointer: str, said: str) -> None:
    found = refused(**groups)
    assert [p["pointer"] for p in found][:1] == [pointer]
    assert said in found[0]["en"] and found[0]["zh"] != found[0]["en"]


def test_a_binary_float_is_refused() -> None:
    with pytest.raises(DealError) as problems:
        deal_from(record(opp={"amount": 0.1}))
    assert "/opp/amount" in str(problems.value)


@pytest.mark.parametrize("written", [".", "..", "a\nb", "a\x00b", "\u202ea", "a\u200bb"])
def test_an_id_that_stands_in_no_address_is_refused(written: str) -> None:
    (problem,) = refused(deal={"external_id": written})
    assert problem["pointer"] == "/deal/external_id"
    assert "cannot be an id" in problem["en"] and "不能作编号" in problem["zh"]


@pytest.mark.parametrize("written", ["OPP/2026-1", "商机 7", "😀", 7])
def test_an_id_is_what_the_crm_calls_it(written: str | int) -> None:
    assert read(deal={"external_id": written}).external_id == str(written)


def test_what_is_wrong_is_said_in_words() -> None:
    (empty,) = refused(account={"legal_name": " "})
    assert (empty["zh"], empty["en"]) == ("不能为空", "may not be empty")
    (flag,) = refused(opp={"amount": True})
    assert (flag["zh"], flag["en"]) == ("应为数字", "should be a number")
