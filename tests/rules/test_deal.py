"""The deal record's published forms: its JSON Schema, and the CRM mappings as data."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from review import resources
from review.deal.crm import mapped
from review.deal.export import json_schema, schema_text, table_of
from review.deal.read import deal_from
from review.errors import DealError
from review.rules.fields import all_fields, close_fields

SYSTEMS = ("salesforce", "hubspot", "dynamics", "fxiaoke", "neocrm")
FXIAOKE: dict[str, Any] = {
    "NewOpportunityObj": {"_id": "64f0", "name": "配电柜项目", "amount": "1200000.00", "close_date": 1782777600000},
    "AccountObj": {"name": "华东电力有限公司", "account_type__c": "大型企业", "credit_limit__c": "500,000"},
    "QuoteObj": {"name": "Q-7", "quote_expiry_date": "1785542400000", "quote_amount": "1200000"},
    "QuoteLinesObj": [{"product_code": "X100", "product_name": "控制器", "quantity": "120", "unit": "台"}],
    "company": {"legal_name": "星河科技有限公司", "sme": "是"},
    "fetched_at": "2026-03-02T09:00:00Z",
}


def test_the_schema_refuses_unknown_fields_everywhere() -> None:
    schema = json_schema()
    open_ones = [
        n for n, d in schema["$defs"].items() if d.get("type") == "object" and d.get("additionalProperties") is not False
    ]
    assert open_ones == [] and schema["additionalProperties"] is False
    assert schema["required"] == ["deal", "account", "our_party"]
    assert json.loads(schema_text()) == schema


def test_every_mapping_names_published_fields_only() -> None:
    known = all_fields()
    for system in SYSTEMS:
        for target, row in table_of(system).items():
            names = [f"{target}.*.{f}" for f in row["fields"]] if "each" in row else [target]
            for name in names:
                assert "/" + name.replace(".", "/") in known, (system, name)


def test_milliseconds_and_numbers_as_strings() -> None:
    record = mapped(FXIAOKE, table_of("fxiaoke"))
    deal = deal_from(record)
    assert deal.get("/opp/amount") == Decimal("1200000.00")
    assert deal.get("/opp/close_date").isoformat() == "2026-06-30"
    assert deal.get("/account/type") == "large_enterprise" and deal.get("/our_party/sme") is True
    assert deal.get("/bom/0/qty") == 120


def test_what_a_crm_does_not_hold_stays_missing() -> None:
    record = mapped({"NewOpportunityObj": {"_id": "1"}}, table_of("fxiaoke"))
    assert record == {"deal": {"external_id": "1", "system": "fxiaoke"}}


@pytest.mark.parametrize(
    ("payload", "table", "code"),
    [
        ({"a": "x"}, {"opp.amount": {"from": "a", "as": "number"}}, "crm-value"),
        ({"a": "1"}, {"opp.amount": {"from": "a", "as": "roman"}}, "crm-table"),
        ({"a": "1"}, {"opp.amount": {"form": "a"}}, "crm-table"),
        ({"a": 10**30}, {"opp.close_date": {"from": "a", "as": "date_ms"}}, "crm-value"),
    ],
)
def test_what_cannot_be_mapped_is_said(payload: dict[str, Any], table: dict[str, Any], code: str) -> None:
    with pytest.raises(DealError) as caught:
        mapped(payload, table)
    assert caught.value.code == code and caught.value.diagnostics("zh") and caught.value.diagnostics("en")


@pytest.mark.parametrize("system", ["none", "../policy", ""])
def test_an_unknown_crm_is_refused(system: str) -> None:
    with pytest.raises(DealError):
        table_of(system)


def test_every_mapping_file_is_listed() -> None:
    assert {p.stem for p in (resources.room("rules") / "crm").glob("*.yml")} == set(SYSTEMS)


def test_nearest_fields_are_offered() -> None:
    assert "/quote/discount" in close_fields("/quote/discont")
