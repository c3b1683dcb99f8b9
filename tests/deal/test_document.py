"""Every name and type that the description of the deal record gives is accepted under exactly that name."""

from __future__ import annotations

from typing import Any

import pytest

from review.rules.fields import all_fields
from tests.deal.records import read

_DAY, _MS = "2026-03-01", 1772323200000
#: Group -> field as the description writes it -> values of the types it names. A group that is a list has rows of them.
DOCUMENT: dict[str, dict[str, tuple[Any, ...]]] = {
    "deal": {
        "system": ("salesforce", "HubSpot", "Dynamics 365", "纷享销客", "销售易", "custom", "SAP C4C"),
        "version": (3, "rev B"),
        "fetched_at": ("2026-03-01T08:00:00Z", _DAY, _MS),
    },
    "account": {
        "uscc": ("91341100MA2RF6K3X2",),
        "type": ("机关", "事业", "大型", "SME", "foreign", "sme", "Foreign", "事业单位", "public sector"),
        "credit_limit": ("400000.00", 400000, "400,000"),
        "credit_rating": ("AA", "BBB+"),
        "checked_at": (_DAY, "2026/3/1"),
    },
    "opp": {
        "name": ("x",),
        "stage": ("合同谈判", "contractsent"),
        "amount": ("100.00", 100),
        "currency": ("CNY", "eur", "人民币"),
        "close_date": (_DAY,),
        "probability": ("90", 90, "90%", "0.9"),
    },
    "sourcing": {"mode": ("tender", "gov", "direct"), "award_date": (_DAY,), "tender_ref": ("T-1",), "bid_ref": ("B-1",)},
    "our_party": {
        "uscc": ("91341100MA2RF6K3X2",),
        "sme": (True, "是", "小型企业"),
        "bank": ({"name": "中国银行", "account_no": "12345678"}, "中国银行滁州分行 12345678"),
        "tax profile": ({"rates": ["13"]}, "一般纳税人", "13%"),
        "tax_profile": ({"rates": ["13"]},),
    },
    "team": {"person": ("a",), "role": ("AR", "方案经理", "Executive sponsor"), "joined_at": (_DAY,), "delegate": ("b",)},
    "requirements": {
        "id": ("R1",),
        "text": ("t",),
        "source": ("mail",),
        "mandatory": (True, "是"),
        "confirmed_by_customer": (False, "no"),
        "date": (_DAY,),
    },
    "solution": {
        "id": ("S1", 1),
        "satisfies": (["R1"], [], "R1"),
        "sku": ("X",),
        "feature": ("f",),
        "status": ("released", "beta", "GA", "规划中"),
        "release_date": (_DAY,),
    },
    "bom": {
        "sku": ("X",),
        "qty": ("4", 4, "4 台"),
        "unit": ("台",),
        "sellable": (True,),
        "region": ("CN", ["CN", "SG"]),
        "eom": (_DAY,),
        "eos": (_DAY,),
    },
    "quote": {
        "version": ("V3", 3),
        "valid_until": (_DAY,),
        "list": ("2600000.00",),
        "net": ("2334000.00",),
        "tax_rate": ("13", "13%", "0.13"),
        "discount": ("10", "10%", "9折"),
        "floor": ("2200000.00",),
        "approved_by": ("x",),
    },
    "economics": {
        "cost_estimate": ("100",),
        "cost_estimate(概算)": ("100",),
        "margin": ("25", "-5%"),
        "cashflow": ([{"date": _DAY, "cost": "1", "cash": "2"}], [{"month": _DAY, "out": "1", "in": "2"}]),
        "approved_at": (_DAY,),
    },
    "payment_plan": {
        "name": ("预付款",),
        "pct": ("30", 30, "30%"),
        "amount": ("100",),
        "trigger": ("signing", "到货验收合格后", "after FAT", "contract effective", "who knows when"),
        "days": (30, "45天", "6 weeks", {"value": 2, "unit": "week"}),
        "evidence": ("发票", ["发票", "到货单"]),
    },
    "delivery_plan": {
        "milestone": ("到货",),
        "duration": (60, "60天", "8 weeks"),
        "trigger": ("预付款到账", "receipt of down payment"),
        "earliest_date": (_DAY,),
        "owner": ("FR",),
    },
    "sites": {"id": ("A",), "address": ("x",), "ready_date": (_DAY,), "depot_hours": (3, "1.5", "90 min")},
    "lead_times": {"sku": ("X",), "p50": (70, "10 weeks"), "p90": (91,), "as_of": (_DAY,), "supplier": ("own",)},
    "capacity": {
        "resource": ("line 1",),
        "sku": ("X",),
        "resource/sku": ("X",),
        "period": ("2026-Q4", "month"),
        "available": ("6000", 6000),
    },
    "resources": {
        "role": ("engineer",),
        "skill": ("CT",),
        "count": (1, "1"),
        "from": (_DAY,),
        "to": (_DAY,),
        "allocated": (1,),
    },
    "service_offer": {
        "tier": ("Core",),
        "metrics": (
            [{"name": "response", "operator": "<=", "threshold": "60", "unit": "min"}],
            [{"metric": "uptime", "target": "99.9%"}],
            [{"availability": "99.9%"}],
            {"availability": "99.9%", "response": "4h"},
            ["响应 4小时", "到场 8小时"],
            "响应4小时；到场8小时",
        ),
        "hours": ("5x8",),
        "exclusions": ("tubes", ["tubes", "filters"]),
        "years_priced": ("3", "3年", "36 months"),
    },
    "suppliers": {
        "sku": ("X",),
        "lead": (60, "60 days"),
        "warranty": (24, "2 years"),
        "sla": ([{"name": "response", "threshold": "4", "unit": "h"}], "response within 4 hours"),
        "consent_required": (False, "是"),
    },
    "promises": {
        "id": ("P1",),
        "text": ("t",),
        "by": ("AR",),
        "to": ("x",),
        "when": (_DAY, "2026-03-01T10:00:00Z"),
        "channel": ("email",),
        "evidence": ("mail",),
        "kind": ("K08", "sla", "培训"),
        "value": ("2", "45 day", 12),
        "disposition": ("in contract", "已撤回", "covered", "待定"),
        "clause": ("4.3", 4.3),
    },
    "risks": {"prob": ("高", "0.3", 3), "impact": ("high",), "owner": ("x",), "mitigation": ("m",), "escalated": (True, "否")},
    "assumptions": {"text": ("t",), "must_be_in_contract": (True, "yes"), "clause": ("1",)},
    "deviations": {
        "tender_ref": ("3.4",),
        "positive/negative": ("positive", "negative", "负偏离"),
        "positive": (True,),
        "negative": (True,),
        "text": ("t",),
    },
    "certificates": {"name": ("ISO 9001",), "no": ("MD 1", 70411), "valid_to": (_DAY,)},
    "gates": {
        "gate": ("ATB",),
        "decision": ("go",),
        "conditions": ("c", ["c", "d"]),
        "body": ("board",),
        "at": (_DAY, "2026-03-01T10:00:00+08:00"),
        "revision": ("2", 2),
    },
    "authority": {"dimension": ("terms", "signing", "price"), "limit": ("500000",), "holder": ("x",)},
    "contract": {"ids": ("C-1", ["C-1"]), "revisions": (["1", "2"], "1"), "sha256": ("0" * 64,), "signed_at": (_DAY,)},
    "receipts": {"milestone": ("预付款",), "amount": ("100",), "date": (_DAY, _MS)},
}
#: Fields without which a row of a group is none, and what they are here.
_ROW: dict[str, dict[str, Any]] = {
    "team": {"person": "a"}, "requirements": {"id": "R1"}, "solution": {"id": "S1"}, "bom": {"sku": "X"},
    "delivery_plan": {"milestone": "m"}, "sites": {"id": "A"}, "lead_times": {"sku": "X"}, "resources": {"role": "r"},
    "promises": {"id": "P"}, "assumptions": {"text": "t"}, "certificates": {"name": "n"}, "gates": {"gate": "g"},
    "authority": {"dimension": "price"},
}  # fmt: skip
_CASES = [(g, f, v) for g, fields in DOCUMENT.items() for f, values in fields.items() for v in values]


def _is_list(group: str) -> bool:
    return all_fields()[f"/{group}"] == "list"


@pytest.mark.parametrize(("group", "field", "value"), _CASES)
def test_a_documented_field_is_accepted_with_each_of_its_types(group: str, field: str, value: Any) -> None:
    row = {**_ROW.get(group, {}), field: value}
    deal = read(**{group: [row] if _is_list(group) else row})
    held = deal.data[group][0] if _is_list(group) else deal.data[group]
    added = set(held) - set(_ROW.get(group, {})) - {"legal_name", "external_id"}
    assert added or field in _ROW.get(group, {}), f"{group}.{field} was lost"


def test_a_list_group_may_be_one_row() -> None:
    assert read(sites={"id": "A"}).data["sites"] == ({"id": "A"},)


def test_the_whole_document_at_once() -> None:
    aside = {"tax profile", "cost_estimate(概算)", "resource/sku", "positive/negative", "positive"}
    groups = {g: {f: v[0] for f, v in fields.items() if f not in aside} for g, fields in DOCUMENT.items()}
    deal = read(**{g: [row] if _is_list(g) else row for g, row in groups.items()})
    assert set(deal.data) == set(DOCUMENT)
