"""Example bodies for the OpenAPI description; a test sends each of them."""

from __future__ import annotations

from typing import Any

DEAL: dict[str, Any] = {
    "deal": {"external_id": "OPP-2031", "system": "salesforce", "fetched_at": "2026-03-02"},
    "account": {"legal_name": "Northwind Metro Co., Ltd."},
    "our_party": {"legal_name": "Tripact Demo Ltd."},
    "opp": {"name": "Signalling spare parts", "amount": "1200000.00", "currency": "CNY", "contract_type": "supply"},
    "delivery_plan": [{"milestone": "delivery", "duration": "75", "trigger": "prepayment_received"}],
    "lead_times": [{"sku": "SIG-9", "p50": "60", "p90": "75"}],
}

DRAFT: dict[str, Any] = {
    "deal": "OPP-2031",
    "file": {
        "name": "draft.txt",
        "content": "U2VjdGlvbiAxLiBUaGUgU3VwcGxpZXIgc2hhbGwgZGVsaXZlciB0aGUgZ29vZHMgd2l0aGluIDQ1IGRheXMgb2Ygc2lnbmluZy4=",
    },
    "side": "seller",
}

CRM_EVENT: dict[str, Any] = {
    "event_id": "0Ev5g00000A1",
    "payload": {
        "Opportunity": {"Id": "OPP-2032", "Name": "Depot tools", "Amount": 480000, "StageName": "Proposal"},
        "Account": {"Name": "Northwind Metro Co., Ltd."},
        "company": {"legal_name": "Tripact Demo Ltd."},
    },
    "file": DRAFT["file"],
}
