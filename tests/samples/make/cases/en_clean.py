"""Supply and commissioning, en, nothing wrong: no alarm of weight may sound."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, rows
from tests.samples.make.look import EN_DECIMAL, Look

LOOK = Look(
    EN_DECIMAL, latin="Calibri", east_asian="Calibri", heading_east_asian="Calibri", size=11, title_size=16, line=1.1,
    header="Brackwater Filtration Limited  |  BW-SC-2026-027", footer="Page {page} of {pages}", author="Brackwater Filtration Limited",
    language="en-GB", accent="DEEAF6",
)  # fmt: skip

DEAL = {
    "deal": {"external_id": "0065e00000CleanB27", "system": "salesforce", "version": 6, "fetched_at": "2026-03-09T11:00:00Z"},
    "account": {
        "legal_name": "University Trust of Hallowmere", "type": "public_institution", "credit_limit": "250000", "credit_rating": "AA",
        "checked_at": "2026-02-11", "listed_party": False, "country": "GB",
    },
    "opp": {
        "name": "Hallowmere water purification", "stage": "Contract review", "amount": "200000", "currency": "GBP",
        "close_date": "2026-03-16", "probability": "95", "contract_type": "supply_installation", "major": False, "crm_status": "Draft",
        "project_approved_at": "2026-01-19",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "Brackwater Filtration Limited", "sme": False, "tax_profile": {"rates": ["20"], "taxpayer": "VAT registered"},
        "bank": {"name": "Kelsham Mutual Bank", "account_name": "Brackwater Filtration Limited", "account_no": "55820917"},
    },
    "team": rows(
        "person role joined_at",
        ("Rosalind Achterberg", "AR", "2025-12-01"), ("Felix Marlowe", "SR", "2025-12-08"), ("Nadia Thwaite", "FR", "2025-12-10"),
        ("Gareth Pell", "FIN", "2026-01-12"), ("Yvonne Carr", "LEG", "2026-01-12"), ("Hugh Dacre", "COM", "2026-01-12"),
        ("Lena Strand", "CM", "2026-01-12"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "6 reverse osmosis purification units, permeate flow at least 500 litres per hour, conductivity 5 µS/cm or less",
         "Specification HW-41", True, True, "2026-01-14"),
        ("R2", "Ring main circulation pump set, at least 40 litres per minute", "Specification HW-41", True, True, "2026-01-14"),
        ("R3", "Storage vessel, 1,000 litres, 3 units", "Specification HW-41", True, True, "2026-01-14"),
        ("R4", "Installation, commissioning and training for up to 12 persons", "Specification HW-41", True, True, "2026-01-14"),
        ("R5", "Warranty of 12 months with response within 4 hours on Working Days", "Meeting 10 February 2026", True, True,
         "2026-02-10"),
        ("R6", "Spare parts for 6 years; product and public liability insurance", "Meeting 10 February 2026", True, True, "2026-02-10"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date value metric",
        ("S1", ["R1"], "BW-RO500", "Reverse osmosis purification unit", "released", "2022-09-01", "500", "permeate flow l/h"),
        ("S2", ["R2"], "BW-P40", "Ring main circulation pump set", "released", "2021-02-01", "40", "flow l/min"),
        ("S3", ["R3"], "BW-V1000", "Storage vessel, 1,000 litres", "released", "2020-02-01", "1000", "capacity litre"),
        ("S4", ["R4", "R5", "R6"], "BW-SVC", "Installation, commissioning and training", "released", "2020-02-01", None, None),
    ),
    "bom": rows(
        "sku name qty unit sellable region sellable_from sellable_to eom eos controlled licence_days tax_rate unit_price",
        ("BW-RO500", "Reverse osmosis purification unit", 6, "units", True, ["GB"], "2022-09-01", "2031-12-31", "2032-12-31",
         "2038-12-31", False, 0, "20", "21400"),
        ("BW-P40", "Ring main circulation pump set", 2, "sets", True, ["GB"], "2021-02-01", "2031-12-31", "2032-12-31", "2038-12-31",
         False, 0, "20", "9800"),
        ("BW-V1000", "Storage vessel, 1,000 litres", 3, "units", True, ["GB"], "2020-02-01", "2031-12-31", "2032-12-31", "2038-12-31",
         False, 0, "20", "6000"),
        ("BW-SVC", "Installation, commissioning and training", 1, "lot", True, ["GB"], "2020-02-01", "2031-12-31", None, None, False, 0,
         "20", "34000"),
    ),
    "quote": {
        "version": "3", "valid_until": "2026-04-30", "list": "214000", "net": "200000", "gross": "240000", "currency": "GBP",
        "tax_rate": "20", "tax_included": False, "discount": "6.54", "floor": "190000", "approved_by": "Hugh Dacre",
        "delivery_place": "Life Sciences Building, Minster Street, Hallowmere", "free_items": [],
    },
    "economics": {
        "cost_estimate": "139000", "margin": "30.5", "approved_at": "2026-02-27",
        "cashflow": rows(
            "date cost cash",
            ("2026-03-30", "20000", "60000"), ("2026-06-30", "90000", "100000"), ("2026-08-15", "24000", "30000"),
            ("2027-08-15", "5000", "10000"),
        ),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner non_cash",
        ("First (advance payment)", "30", "60000", "signing", 14, "Invoice", "Rosalind Achterberg", False),
        ("Second", "50", "100000", "arrival", 30, "Signed delivery note and invoice", "Rosalind Achterberg", False),
        ("Third", "15", "30000", "acceptance", 30, "Acceptance Certificate and invoice", "Rosalind Achterberg", False),
        ("Fourth", "5", "10000", "warranty_end", 14, "Warranty completion note and invoice", "Rosalind Achterberg", False),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted trial_run_days batches",
        ("Delivery of the Equipment", 56, "prepayment_received", "2026-05-25", "Nadia Thwaite", False, None, 1),
        ("Installation and commissioning", 20, "arrival", "2026-06-14", "Nadia Thwaite", False, 0, 1),
        ("Acceptance Tests", 7, "installation", "2026-06-21", "Nadia Thwaite", False, 0, 1),
    ),
    "sites": rows(
        "id address ready_date depot_hours", ("HW-LSB", "Life Sciences Building, Minster Street, Hallowmere", "2026-05-20", 8),
    ),
    "lead_times": rows(
        "sku p50 p90 as_of supplier trigger",
        ("BW-RO500", 42, 56, "2026-03-09", "Own works", "prepayment_received"), ("BW-P40", 21, 30, "2026-03-09", "Pump supplier",
         "prepayment_received"),
        ("BW-V1000", 14, 25, "2026-03-09", "Vessel supplier", "prepayment_received"), ("BW-SVC", 12, 18, "2026-03-09", "Field service", "arrival"),
    ),
    "capacity": rows(
        "sku period available",
        ("BW-RO500", "2026-05", 12), ("BW-RO500", "2026-06", 12), ("BW-P40", "2026-05", 10), ("BW-P40", "2026-06", 10),
        ("BW-V1000", "2026-05", 10), ("BW-V1000", "2026-06", 10), ("BW-SVC", "2026-06", 4), ("BW-SVC", "2026-05", 4),
    ),
    "resources": rows(
        "role skill count from to allocated",
        ("project manager", "Water systems", 1, "2026-03-16", "2026-08-31", 1),
        ("installation engineer", "Pipework, controls", 2, "2026-05-15", "2026-07-31", 2),
    ),
    "service_offer": {
        "tier": "Standard warranty", "hours": "Working Days 08:00-18:00", "years_priced": 1, "warranty_months": 12, "spares_years": 6,
        "metrics": rows("name value unit window", ("response", 4, "hour", "month"), ("onsite", 16, "hour", "month")),
        "exclusions": ["cartridges", "fair wear and tear", "misuse", "alterations by others"],
    },
    "suppliers": rows(
        "sku name lead warranty consent_required", ("BW-P40", "Pump supplier", 25, 24, False), ("BW-V1000", "Vessel supplier", 18, 24, False),
    ),
    "promises": rows(
        "id text by to when channel evidence kind value disposition clause customer_told",
        ("P1", "Warranty of 12 months", "Rosalind Achterberg", "Colm Fairweather", "2026-02-10", "meeting", "Minutes", "K12", "12 month",
         "in_contract", "8.1", True),
        ("P2", "Evening training session", "Rosalind Achterberg", "Colm Fairweather", "2026-02-10", "meeting", "Minutes", "K14", None,
         "withdrawn", None, True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated",
        ("Plant room works finish late", "medium", "low", "4000", "Nadia Thwaite", "Relief clause 5.3", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords",
        ("The Customer completes the plant room and provides power and feed water", True, "5.1", ["plant room", "power supply", "feed water"]),
    ),
    "deviations": [],
    "certificates": rows("name no valid_to", ("ISO 9001", "BW-Q-7741", "2028-03-31")),
    "gates": rows(
        "gate decision conditions body at revision",
        ("ATI", "approved", [], "Deal board", "2026-01-19", "1"), ("ATB", "approved", [], "Deal board", "2026-03-02", "1"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "400000", "Deal board", None), ("signing", "400000", "Commercial Director", None), ("price", "400000", "Hugh Dacre", "10"),
    ),
    "contract": {
        "ids": ["BW-SC-2026-027"], "type": "supply_installation", "revisions": ["1"], "planned_signing": "2026-03-16",
        "effective_at": "2026-03-16", "negotiated_by": ["Rosalind Achterberg"], "submitted_by": "Lena Strand",
        "negotiation_notes": "Minutes of 10 February and 4 March 2026", "commissions": [],
        "signatory": {
            "name": "Rosalind Achterberg", "matter": "Signing BW-SC-2026-027", "scope": "Supply agreements", "term": "2026-12-31",
        },
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "实验室纯水系统供货(英文,无重大问题)", "en": "Water purification, supply and commissioning (clean)"},
    "verdict": "clear",
    "findings": [],
    "commitments_at_least": [
        commitment("K01", "seller", "within 70 days after receipt of the advance payment", ("duration", "70", "day")),
        commitment("K04", "buyer", "complete the plant room floor and drainage"),
        commitment("K16", "buyer", "Second\t50%\t100,000.00", ("percent", "50", ""), ("money", "100000", "GBP")),
        commitment("K11", "both", "carry out the Acceptance Tests within 7 days", ("duration", "7", "day")),
        commitment("K12", "seller", "The warranty period is 12 months from acceptance", ("duration", "12", "month")),
        commitment("K08", "seller", "respond to a fault report within 4 hours", ("duration", "4", "hour")),
        commitment("K09", "seller", "spare parts available for purchase for 6 years", ("duration", "6", "year")),
        commitment("K18", "seller", "liquidated damages of 0.5%", ("percent", "0.5", ""), ("percent", "5", "")),
        commitment("K28", "seller", "not less than GBP 2,000,000", ("money", "2000000", "GBP")),
        commitment("K24", "both", "for 3 years afterwards", ("duration", "3", "year")),
    ],
}  # fmt: skip

CASE = Case("en-clean", LOOK, DEAL, EXPECTED)
