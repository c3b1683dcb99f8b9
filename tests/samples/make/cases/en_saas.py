"""SaaS order form made of tables, en: uncapped credits, a blank, a broken reference, an annex that is not there."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, finding, rows
from tests.samples.make.look import EN_DECIMAL, Look

LOOK = Look(
    EN_DECIMAL, latin="Calibri", east_asian="Calibri", heading_east_asian="Calibri", size=10.5, title_size=20, line=1.1,
    margins=(2.0, 2.0, 2.0, 2.0), header="LA-OF-2026-0093", footer="Page {page} of {pages}", author="Larkfield Analytics, Inc.",
    language="en-US", accent="D9E2F3",
)  # fmt: skip

DEAL = {
    "deal": {"external_id": "18840027719", "system": "hubspot", "version": 3, "fetched_at": "2026-03-05T14:00:00Z"},
    "account": {
        "legal_name": "Tessaro Freight Group, Inc.", "type": "large_enterprise", "credit_limit": "150000", "credit_rating": "A",
        "checked_at": "2026-02-12", "listed_party": False, "country": "US",
    },
    "opp": {
        "name": "Tessaro freight visibility", "stage": "Contract sent", "amount": "240000", "currency": "USD",
        "close_date": "2026-03-13", "probability": "85", "contract_type": "saas", "major": False, "crm_status": "Draft",
        "project_approved_at": "2026-01-22",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "Larkfield Analytics, Inc.", "sme": False, "tax_profile": {"rates": ["0"], "taxpayer": "US"},
        "bank": {"name": "Green Quarry Bank", "account_name": "Larkfield Analytics, Inc.", "account_no": "772040918"},
    },
    "team": rows(
        "person role joined_at",
        ("Priya Venkat", "AR", "2025-12-09"), ("Noel Abara", "SR", "2025-12-16"), ("Judith Lam", "FR", "2026-01-06"),
        ("Curt Bellamy", "FIN", "2026-01-22"), ("Ines Prado", "LEG", "2026-01-22"), ("Dale Whitcomb", "COM", "2026-01-22"),
        ("Mina Sorrel", "CM", "2026-01-22"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "Freight Visibility Platform for 150 named users", "Discovery call", True, True, "2026-01-15"),
        ("R2", "Four carrier connectors in production", "Discovery call", True, True, "2026-01-15"),
        ("R3", "Single sign-on with the Customer's identity provider", "Security questionnaire", True, True, "2026-02-03"),
        ("R4", "Monthly availability of 99.5%", "Security questionnaire", True, True, "2026-02-03"),
        ("R5", "Administrator training", "Discovery call", True, True, "2026-01-15"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date",
        ("S1", ["R1", "R4"], "LA-FVP-B", "Freight Visibility Platform, Business edition", "released", "2022-10-01"),
        ("S2", ["R2"], "LA-CON", "Carrier connector", "released", "2023-02-01"),
        ("S3", ["R3", "R5"], "LA-ONB", "Onboarding package with single sign-on and administrator training", "released", "2022-10-01"),
    ),
    "bom": rows(
        "sku name qty unit sellable region controlled tax_rate unit_price",
        ("LA-FVP-B", "Freight Visibility Platform, Business edition", 1, "tenant", True, ["US"], False, "0", "6500"),
        ("LA-USR", "Named user licence", 150, "users", True, ["US"], False, "0", "12"),
        ("LA-CON", "Carrier connector", 4, "connectors", True, ["US"], False, "0", "250"),
        ("LA-ONB", "Onboarding package (one-time)", 1, "package", True, ["US"], False, "0", "16800"),
    ),
    "quote": {
        "version": "2", "valid_until": "2026-04-15", "list": "262000", "net": "240000", "currency": "USD", "tax_rate": "0",
        "tax_included": False, "discount": "8.4", "floor": "228000", "approved_by": "Dale Whitcomb", "free_items": [],
    },
    "economics": {
        "cost_estimate": "96000", "margin": "60", "approved_at": "2026-02-27", "monthly_fee": "9300",
        "cashflow": rows("date cost cash", ("2026-05-01", "20000", "120000"), ("2027-05-01", "42000", "84000")),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner",
        ("First", "50", "120000", "effective", 30, "Invoice", "Priya Venkat"),
        ("Second", "35", "84000", "other", 30, "Invoice", "Priya Venkat"),
        ("Third", "15", "36000", "other", 30, "Invoice", "Priya Venkat"),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted batches",
        ("Tenant configured, single sign-on connected", 12, "effective", "2026-04-13", "Judith Lam", False, None),
        ("Carrier connectors in production", 30, "effective", "2026-05-01", "Judith Lam", False, None),
        ("Administrator training", 40, "effective", "2026-05-11", "Judith Lam", False, None),
    ),
    "sites": [],
    "lead_times": rows(
        "sku p50 p90 as_of supplier trigger",
        ("LA-FVP-B", 5, 8, "2026-03-02", "Cloud operations", "effective"), ("LA-CON", 20, 30, "2026-03-02", "Integrations", "effective"),
        ("LA-ONB", 6, 10, "2026-03-02", "Onboarding", "effective"),
    ),
    "capacity": rows("sku period available", ("LA-CON", "2026-05", 12), ("LA-CON", "2026-04", 12)),
    "resources": rows("role skill count from to allocated", ("Onboarding engineer", "Integration", 1, "2026-04-01", "2026-05-31", 1)),
    "service_offer": {
        "tier": "Business", "hours": "Severity 1: 24x7; others: Monday to Friday 8:00-18:00 ET", "years_priced": 2, "warranty_months": 24,
        "metrics": rows(
            "name value unit severity window",
            ("availability", "99.5", "%", None, "month"), ("response", 1, "hour", "Severity 1", "month"),
            ("response", 4, "hour", "Severity 2", "month"), ("response", 12, "hour", "Severity 3", "month"),
        ),
        "exclusions": ["announced maintenance", "third-party outages", "the Customer's own network"],
    },
    "suppliers": rows(
        "sku name lead warranty sla consent_required",
        ("LA-FVP-B", "Hosting provider", 1, 36, rows("name value unit", ("availability", "99.95", "%")), False),
    ),
    "promises": rows(
        "id text by to when channel kind value disposition clause customer_told",
        ("P1", "Four connectors live within 45 days", "Priya Venkat", "Marcus Oyelaran", "2026-02-03", "call", "K01", "45 day",
         "in_contract", "A.3", True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated",
        ("Carrier credentials come late", "high", "low", "5000", "Judith Lam", "Relief clause in Section 5", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords",
        ("Customer provides carrier credentials and an identity provider test account", True, "5",
         ["carrier credentials", "identity provider"]),
    ),
    "deviations": [],
    "certificates": [],
    "gates": rows(
        "gate decision body at", ("ATI", "approved", "Deal desk", "2026-01-22"), ("ATB", "approved", "Deal desk", "2026-03-02"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "500000", "Deal desk", None), ("signing", "500000", "Chief Revenue Officer", None),
        ("price", "500000", "Dale Whitcomb", "10"),
    ),
    "contract": {
        "ids": ["LA-OF-2026-0093"], "type": "saas", "revisions": ["1"], "planned_signing": "2026-03-09", "effective_at": "2026-04-01",
        "negotiated_by": ["Priya Venkat"], "submitted_by": "Mina Sorrel", "negotiation_notes": "Call of March 3, 2026", "commissions": [],
        "signatory": {"name": "Helen Brandt", "matter": "Signing LA-OF-2026-0093", "scope": "Order forms", "term": "2026-12-31"},
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "SaaS订购单(英文)", "en": "SaaS order form"},
    "verdict": "blocked",
    "findings": [
        finding("C-01", "B", "[●]", "账单联系人未填", "the billing contact is blank"),
        finding(
            "S-05", "H", "Vendor shall credit Customer 5% of the monthly fee", "服务扣减没有上限", "service credits have no cap",
        ),
        finding("C-03", "H", "Section 14.3", "没有第14.3条", "there is no Section 14.3"),
        finding("C-11", "H", "Annex 2", "附件二未随附", "Annex 2 is listed and not attached"),
    ],
    "commitments_at_least": [
        commitment("K07", "seller", "Monthly availability\t99.5%", ("percent", "99.5", "")),
        commitment("K08", "seller", "First response, Severity 1\t1 hour", ("duration", "1", "hour")),
        commitment("K16", "buyer", "First\t50%\t120,000.00", ("percent", "50", ""), ("money", "120000", "USD")),
        commitment("K01", "seller", "45 days after the Subscription start date", ("duration", "45", "day")),
        commitment("K19", "seller", "5% of the monthly fee", ("percent", "5", ""), ("percent", "0.1", "")),
        commitment("K11", "buyer", "within 7 days of delivery", ("duration", "7", "day")),
        commitment("K25", "buyer", "within 10 days of the Subscription start date", ("duration", "10", "day")),
        commitment("K20", "seller", "limited to the fees paid or payable in the 12 months"),
    ],
}  # fmt: skip

CASE = Case("en-saas", LOOK, DEAL, EXPECTED)
