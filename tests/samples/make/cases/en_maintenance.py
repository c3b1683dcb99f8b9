"""Maintenance, en: service levels above the catalogue, restoration promised where only response is offered."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, finding, rows
from tests.samples.make.look import EN_DECIMAL, Look

LOOK = Look(
    EN_DECIMAL, latin="Arial", east_asian="Arial", heading_east_asian="Arial", size=10, title_size=15, line=1.15,
    header="Agreement No. CRS-MS-2026-118", footer="Page {page} of {pages}", author="Calder Ridge Systems Limited", language="en-GB",
)  # fmt: skip

DEAL = {
    "deal": {"external_id": "0065e00000MaintA18", "system": "salesforce", "version": 11, "fetched_at": "2026-02-23T16:20:00Z"},
    "account": {
        "legal_name": "Ellesby Port Logistics plc", "type": "large_enterprise", "credit_limit": "200000", "credit_rating": "B+",
        "checked_at": "2026-01-15", "listed_party": False, "country": "GB",
    },
    "opp": {
        "name": "Ellesby hub maintenance 2026-29", "stage": "Negotiation", "amount": "936000", "currency": "GBP",
        "close_date": "2026-03-06", "probability": "80", "contract_type": "maintenance", "major": True, "crm_status": "Draft",
        "project_approved_at": "2025-12-12",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "Calder Ridge Systems Limited", "sme": False, "tax_profile": {"rates": ["20"], "taxpayer": "VAT registered"},
        "bank": {"name": "Otterley Bank", "account_name": "Calder Ridge Systems Limited", "account_no": "20441837"},
    },
    "team": rows(
        "person role joined_at",
        ("Imogen Farrant", "AR", "2025-11-03"), ("Tobias Quill", "SR", "2025-11-10"), ("Rhona Mackie", "FR", "2025-11-10"),
        ("Piers Holloway", "FIN", "2025-12-15"), ("Sunita Dhar", "LEG", "2025-12-15"), ("Greta Lunn", "COM", "2025-12-15"),
        ("Owen Pask", "CM", "2025-12-15"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "Preventive maintenance of the sorter loop, conveyors and scanners four times a year", "RFQ", True, True, "2025-12-01"),
        ("R2", "Remote support and corrective maintenance of faults", "RFQ", True, True, "2025-12-01"),
        ("R3", "One resident technician on working days", "RFQ", True, True, "2025-12-01"),
        ("R4", "Operator training for 8 operators each year", "Meeting 14 January 2026", True, True, "2026-01-14"),
        ("R5", "Availability of the sorter loop reported each month", "RFQ", True, True, "2025-12-01"),
        ("R6", "Spare parts held at the Site", "RFQ", True, True, "2025-12-01"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date",
        ("S1", ["R1", "R2", "R5"], "CRS-PM", "Preventive and corrective maintenance", "released", "2019-01-01"),
        ("S2", ["R3"], "CRS-RES", "Resident technician", "released", "2019-01-01"),
        ("S3", ["R4"], "CRS-TRN", "Operator training", "released", "2019-01-01"),
        ("S4", ["R6"], "CRS-SPK", "Spare parts kit at the Site", "released", "2019-01-01"),
    ),
    "bom": rows(
        "sku name qty unit sellable region eom eos controlled tax_rate",
        ("CRS-PM", "Preventive and corrective maintenance", 3, "year", True, ["GB"], None, None, False, "20"),
        ("CRS-RES", "Resident technician", 3, "year", True, ["GB"], None, None, False, "20"),
        ("CRS-TRN", "Operator training", 3, "session", True, ["GB"], None, None, False, "20"),
        ("CRS-SPK", "Cross-belt carrier, linear drive module, scanner head, server power supply", 10, "piece", True, ["GB"],
         "2033-12-31", "2038-12-31", False, "20"),
    ),
    "quote": {
        "version": "5", "valid_until": "2026-04-30", "list": "990000", "net": "936000", "gross": "1123200", "currency": "GBP",
        "tax_rate": "20", "tax_included": False, "discount": "5.45", "floor": "900000", "approved_by": "Greta Lunn",
        "delivery_place": "Dock Road, Ellesby EL1 3RA", "free_items": [],
    },
    "economics": {
        "cost_estimate": "688000", "margin": "26.5", "approved_at": "2026-02-16", "monthly_fee": "26000",
        "cashflow": rows("date cost cash", ("2026-05-31", "36000", "26000"), ("2027-03-31", "193000", "286000")),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner",
        ("Monthly instalment", "100", "936000", "invoice", 30, "Invoice and Service Report", "Imogen Farrant"),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted",
        ("Mobilisation", 20, "effective", "2026-04-01", "Rhona Mackie", False),
    ),
    "sites": rows("id address ready_date depot_hours", ("EL-HUB", "Dock Road, Ellesby EL1 3RA", "2026-03-02", 3)),
    "lead_times": rows("sku p50 p90 as_of supplier trigger", ("CRS-SPK", 10, 18, "2026-02-16", "Stock", "effective")),
    "capacity": rows("resource period available", ("Service technician", "2026-04", 6)),
    "resources": rows(
        "role skill count from to allocated", ("Resident technician", "Sortation", 1, "2026-04-01", "2029-03-31", 1),
    ),
    "service_offer": {
        "tier": "Silver", "hours": "Monday to Friday 08:00-18:00", "years_priced": 3, "warranty_months": 12,
        "metrics": rows(
            "name value unit severity window",
            ("availability", "99.5", "%", None, "month"),
            ("response", 1, "hour", "Priority 1", "month"), ("response", 2, "hour", "Priority 2", "month"),
            ("response", 8, "hour", "Priority 3", "month"),
            ("onsite", 4, "hour", "Priority 1", "month"), ("onsite", 8, "hour", "Priority 2", "month"),
            ("onsite", 24, "hour", "Priority 3", "month"),
        ),
        "exclusions": ["misuse", "power supply failure", "modifications by others"],
    },
    "suppliers": rows(
        "sku name lead warranty consent_required", ("CRS-SPK", "Drive and scanner manufacturers", 14, 30, False),
    ),
    "promises": rows(
        "id text by to when channel kind value disposition clause customer_told",
        ("P1", "A resident technician on working days", "Imogen Farrant", "Douglas Wray", "2026-01-14", "meeting", "K10", None,
         "in_contract", "3.4", True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated",
        ("Ageing linear drives", "medium", "medium", "30000", "Rhona Mackie", "Two modules held on site", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords",
        ("The Customer releases the Equipment for maintenance", True, "4.3", ["release the Equipment"]),
    ),
    "deviations": [],
    "certificates": [],
    "gates": rows(
        "gate decision body at",
        ("ATI", "approved", "Deal board", "2025-12-12"), ("ATB", "approved", "Deal board", "2026-02-17"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "1500000", "Deal board", None), ("signing", "1500000", "Managing Director", None),
        ("price", "1500000", "Greta Lunn", "10"),
    ),
    "contract": {
        "ids": ["CRS-MS-2026-118"], "type": "maintenance", "revisions": ["1"], "planned_signing": "2026-03-02",
        "effective_at": "2026-04-01", "negotiated_by": ["Imogen Farrant"], "submitted_by": "Owen Pask",
        "negotiation_notes": "Minutes of 18 February 2026", "commissions": [],
        "signatory": {
            "name": "Imogen Farrant", "matter": "Signing CRS-MS-2026-118", "scope": "Maintenance agreement", "term": "2026-12-31",
        },
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "分拣系统维护协议(英文)", "en": "Sortation systems, maintenance"},
    "verdict": "blocked",
    "findings": [
        finding(
            "S-02", "H", "remote support 24 hours a day, 7 days a week", "目录时段为周一至周五8至18时",
            "the catalogue offers Monday to Friday, 8 to 18",
        ),
        finding(
            "W-01", "H", "for 24 months from the date on which it is fitted", "质保24个月,政策为12个月",
            "24 months of warranty, policy allows 12",
        ),
        finding("S-01", "B", "not less than 99.9%", "承诺99.9%,目录为99.5%", "99.9 % promised, the catalogue offers 99.5 %"),
        finding(
            "S-04", "B", "Priority 1 Fault\t1 hour\t4 hours\t6 hours", "承诺6小时恢复,目录只有响应",
            "restoration in 6 hours, the catalogue offers response only",
        ),
        finding(
            "S-04", "B", "restore service within the times in the table", "正文重复该承诺", "the sentence below the table repeats it",
        ),
    ],
    "never": [
        finding(
            "S-01", "B", "by telephone within 30 minutes of becoming aware", "甲方的义务,不是服务水平",
            "the customer's own duty, not a service level",
        ),
    ],
    "commitments_at_least": [
        commitment("K12", "seller", "for 24 months from the date on which it is fitted", ("duration", "24", "month")),
        commitment("K07", "seller", "not less than 99.9%", ("percent", "99.9", "")),
        commitment("K08", "seller", "Priority 1 Fault\t1 hour\t4 hours\t6 hours", ("duration", "1", "hour"), ("duration", "6", "hour")),
        commitment("K25", "buyer", "within 30 minutes of becoming aware of it", ("duration", "30", "minute")),
        commitment("K16", "buyer", "within 30 days of receipt of the invoice", ("duration", "30", "day")),
        commitment("K15", "seller", "GBP 312,000.00 exclusive of value added tax", ("money", "312000", "GBP")),
        commitment("K19", "seller", "2% of the monthly fee for each full 0.5%", ("percent", "2", "")),
        commitment("K14", "seller", "train up to 8 of the Customer's operators"),
        commitment("K29", "seller", "Service Report within 10 Working Days", ("duration", "10", "day")),
        commitment("K28", "seller", "public liability insurance of not less than GBP 5,000,000", ("money", "5000000", "GBP")),
    ],
}  # fmt: skip

CASE = Case("en-maintenance", LOOK, DEAL, EXPECTED)
