"""Two columns, zh and en: the warranty differs between them, and nobody knows the lead time."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, finding, rows
from tests.samples.make.look import ZH_ARTICLES, Look

LOOK = Look(
    ZH_ARTICLES, size=10, title_size=16, line=1.25, margins=(2.2, 2.0, 2.2, 2.0), header="JX-EX-2026-011",
    footer="第 {page} 页，共 {pages} 页",
    author="江芯仪器国际部",
)  # fmt: skip

DEAL = {
    "deal": {"external_id": "JX-OPP-3391", "system": "dynamics", "version": 2, "fetched_at": "2026-03-06"},
    "account": {
        "legal_name": "Norvelle Labs Pte. Ltd.", "type": "foreign", "credit_limit": "200000", "credit_rating": "B", "country": "SG",
        "checked_at": "2026-02-18", "listed_party": False,
    },
    "opp": {
        "name": "Norvelle particle analysers", "stage": "Negotiation", "amount": "222000", "currency": "USD",
        "close_date": "2026-03-20", "probability": "80", "contract_type": "supply", "major": False, "crm_status": "Draft",
        "project_approved_at": "2026-01-30",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "武汉江芯精密仪器有限公司", "uscc": "91420100MA4KXN7R59", "sme": False,
        "other_names": ["Wuhan Jiangxin Precision Instruments Co., Ltd."],
        "bank": {
            "name": "江汉合作银行光谷支行", "account_name": "武汉江芯精密仪器有限公司", "account_no": "4201 2233 0055 7781 60",
        },
        "tax_profile": {"rates": ["13", "0"], "taxpayer": "一般纳税人"},
    },
    "team": rows(
        "person role joined_at",
        ("陶允之", "AR", "2026-01-05"), ("蓝知行", "SR", "2026-01-08"), ("骆一鸣", "FR", "2026-01-12"),
        ("芮安", "FIN", "2026-02-01"), ("容若", "LEG", "2026-02-01"), ("尚可", "COM", "2026-02-01"), ("段锦", "CM", "2026-02-01"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "激光粒度分析仪 laser particle size analyser, measuring range 0.1–1,000 µm", "RFQ", True, True, "2026-01-20"),
        ("R2", "重复性 repeatability 不超过1%", "RFQ", True, True, "2026-01-20"),
        ("R3", "质保 warranty 12个月 months", "Email 2026-02-10", True, True, "2026-02-10"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date value metric",
        ("S1", ["R1", "R2", "R3"], "LPA-300", "激光粒度分析仪 laser particle size analyser", "released", "2023-04-01", "1", "重复性 %"),
    ),
    "bom": rows(
        "sku name qty unit sellable region eom eos controlled licence_days tax_rate unit_price",
        ("LPA-300", "激光粒度分析仪 Laser particle size analyser", 12, "台", True, ["CN", "SG"], "2032-12-31", "2037-12-31", False, 0,
         "0", "18500"),
    ),
    "quote": {
        "version": "1", "valid_until": "2026-04-30", "list": "234000", "net": "222000", "gross": "222000", "currency": "USD",
        "tax_rate": "0", "tax_included": False, "discount": "5.13", "floor": "210000", "approved_by": "尚可",
        "delivery_place": "新加坡 Singapore", "incoterm": "CIF", "free_items": [],
    },
    "economics": {
        "cost_estimate": "158000", "margin": "28.8", "approved_at": "2026-02-25",
        "cashflow": rows("date cost cash", ("2026-03-30", "40000", "66600"), ("2026-06-30", "118000", "111000")),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner",
        ("预付款 Advance", "30", "66600", "signing", 10, "形式发票 Pro forma invoice", "陶允之"),
        ("发货款 Shipment", "50", "111000", "shipment", 15, "提单 Bill of lading", "陶允之"),
        ("验收款 Acceptance", "20", "44400", "acceptance", 15, "《验收报告》 Acceptance Report", "陶允之"),
    ),
    "delivery_plan": rows(
        "milestone duration trigger owner subcontracted", ("装船 Shipment", 60, "prepayment_received", "骆一鸣", False),
    ),
    "sites": [],
    "capacity": rows("sku period available", ("LPA-300", "2026-05", 20), ("LPA-300", "2026-04", 20)),
    "resources": [],
    "service_offer": {"tier": "Standard", "hours": "5x8", "years_priced": 2, "warranty_months": 18, "spares_years": 5, "metrics": []},
    "suppliers": rows("sku name lead warranty consent_required", ("LPA-300", "激光器供方", 30, 24, False)),
    "promises": rows(
        "id text by to when channel kind value disposition clause customer_told",
        ("P1", "收到预付款后60日装船", "陶允之", "Adeline Koh", "2026-02-10", "email", "K01", "60 day", "in_contract", "2.1", True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated", ("汇率波动", "中", "低", "4000", "芮安", "双方各自承担", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords", ("买方提供进口文件", True, "2.4", ["进口文件", "import documents"]),
    ),
    "deviations": [],
    "certificates": [],
    "gates": rows(
        "gate decision body at", ("ATI", "通过", "项目评审组", "2026-01-30"), ("ATB", "通过", "项目评审组", "2026-02-26"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "500000", "国际业务决策组", None), ("signing", "500000", "陶允之", None), ("price", "500000", "尚可", "10"),
    ),
    "contract": {
        "ids": ["JX-EX-2026-011"], "type": "supply", "revisions": ["1"], "planned_signing": "2026-03-20", "effective_at": "2026-03-20",
        "negotiated_by": ["陶允之"], "submitted_by": "段锦", "negotiation_notes": "Email 2026-03-02", "commissions": [],
        "signatory": {"name": "陶允之", "matter": "签署JX-EX-2026-011合同", "scope": "出口销售合同", "term": "2026-12-31"},
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "仪器出口中英双语合同", "en": "Instruments, bilingual sales contract"},
    "verdict": "blocked",
    "findings": [
        finding("C-13", "H", "验收合格之日起12个月", "中文12个月,英文18个月", "12 months in Chinese, 18 months in English"),
        finding(
            "D-01", "B", "收到预付款后60日内", "商机记录没有交期数据,不能视为通过", "the record holds no lead time: not a pass",
            "undetermined",
        ),
        finding(
            "D-01", "B", "within 60 days after receipt of the advance payment", "英文栏同一承诺", "the same promise in English",
            "undetermined",
        ),
    ],
    "commitments_at_least": [
        commitment("K01", "seller", "收到预付款后60日内将全部货物", ("duration", "60", "day")),
        commitment("K01", "seller", "within 60 days after receipt of the advance payment", ("duration", "60", "day")),
        commitment("K16", "buyer", "电汇支付合同总价的30%", ("percent", "30", ""), ("money", "66600", "USD")),
        commitment("K16", "buyer", "pay 50% of the total contract price", ("percent", "50", ""), ("duration", "15", "day")),
        commitment("K12", "seller", "货物的质保期为验收合格之日起12个月", ("duration", "12", "month")),
        commitment("K12", "seller", "is 18 months from acceptance", ("duration", "18", "month")),
        commitment("K18", "seller", "0.05%支付违约金", ("percent", "0.05", ""), ("percent", "5", "")),
        commitment("K03", "seller", "激光粒度分析仪12台", ("quantity", "12", "台")),
    ],
}  # fmt: skip

CASE = Case("bilingual", LOOK, DEAL, EXPECTED)
