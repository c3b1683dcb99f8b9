"""Operation and maintenance as a text PDF, zh: five years promised in a chat, three of them priced."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, finding, rows
from tests.samples.make.look import ZH_ARTICLES, Look

LOOK = Look(ZH_ARTICLES, header="ZY-FW-2026-0126", title_size=18)

DEAL = {
    "deal": {"external_id": "ZY-OPP-0126", "system": "fxiaoke", "version": 5, "fetched_at": "2026-03-12"},
    "account": {
        "legal_name": "重庆嘉陵仓配物流有限公司", "uscc": "91500112MA60YTQ2X7", "type": "large_enterprise", "credit_limit": "900000",
        "credit_rating": "A", "checked_at": "2026-02-24", "listed_party": False, "country": "CN",
    },
    "opp": {
        "name": "嘉陵空港仓运维", "stage": "合同评审", "amount": "1440000", "currency": "CNY", "close_date": "2026-03-27",
        "probability": "90", "contract_type": "maintenance", "major": False, "crm_status": "Draft", "project_approved_at": "2026-01-15",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "杭州知元自动化服务有限公司", "uscc": "91330108MA2JCQ8D7M", "sme": False,
        "bank": {
            "name": "钱江合作银行滨江支行", "account_name": "杭州知元自动化服务有限公司", "account_no": "3301 0692 4400 1155 872",
        },
        "tax_profile": {"rates": ["6"], "taxpayer": "一般纳税人"},
    },
    "team": rows(
        "person role joined_at",
        ("俞景明", "AR", "2025-12-10"), ("苗青", "SR", "2025-12-18"), ("孔令泽", "FR", "2025-12-22"),
        ("柯然", "FIN", "2026-01-08"), ("虞夏", "LEG", "2026-01-08"), ("沙铭", "COM", "2026-01-08"), ("阮玉", "CM", "2026-01-08"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "堆垛机、穿梭车、输送线和仓储控制系统的预防性维护，每年4次", "运维招募说明", True, True, "2026-01-12"),
        ("R2", "驻场工程师2名", "运维招募说明", True, True, "2026-01-12"),
        ("R3", "一级故障1小时响应、12小时到场", "运维招募说明", True, True, "2026-01-12"),
        ("R4", "月可用率98.5%，每月提交运维月报", "运维招募说明", True, True, "2026-01-12"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date",
        ("S1", ["R1", "R3", "R4"], "ZY-OM", "智能仓储系统运行维护", "released", "2020-01-01"),
        ("S2", ["R2"], "ZY-RES", "驻场工程师", "released", "2020-01-01"),
    ),
    "bom": rows(
        "sku name qty unit sellable region controlled tax_rate",
        ("ZY-OM", "智能仓储系统运行维护服务", 3, "年", True, ["CN"], False, "6"), ("ZY-RES", "驻场工程师", 2, "名", True, ["CN"], False, "6"),
    ),
    "quote": {
        "version": "2", "valid_until": "2026-04-30", "list": "1530000", "net": "1358490.57", "gross": "1440000", "currency": "CNY",
        "tax_rate": "6", "tax_included": True, "discount": "5.88", "floor": "1400000", "approved_by": "沙铭",
        "delivery_place": "重庆市渝北区空港大道301号", "free_items": [],
    },
    "economics": {
        "cost_estimate": "1010000", "margin": "25.7", "approved_at": "2026-03-03", "monthly_fee": "24000",
        "cashflow": rows(
            "date cost cash", ("2026-04-15", "60000", "720000"), ("2027-04-15", "330000", "504000"), ("2028-04-15", "330000", "216000"),
        ),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner",
        ("第一期", "50", "720000", "effective", 15, "发票", "俞景明"),
        ("第二期", "35", "504000", "period_end", 15, "发票、《服务考核确认单》", "俞景明"),
        ("第三期", "15", "216000", "period_end", 15, "发票、《服务考核确认单》", "俞景明"),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted", ("驻场到位", 15, "effective", "2026-04-01", "孔令泽", False),
    ),
    "sites": rows("id address ready_date depot_hours", ("CQ-KG", "重庆市渝北区空港大道301号", "2026-03-27", 6)),
    "lead_times": rows("sku p50 p90 as_of supplier trigger", ("ZY-OM", 5, 10, "2026-03-10", "服务部", "effective")),
    "capacity": rows("resource period available", ("服务工程师", "2026-04", 8)),
    "resources": rows("role skill count from to allocated", ("驻场工程师", "自动化", 2, "2026-04-01", "2031-03-31", 2)),
    "service_offer": {
        "tier": "银牌", "hours": "每日8:00-20:00", "years_priced": 3, "warranty_months": 12,
        "metrics": rows(
            "name value unit severity window",
            ("availability", "98.5", "%", None, "month"), ("response", 1, "hour", "一级", "month"), ("response", 4, "hour", "二级", "month"),
            ("response", 8, "hour", "三级", "month"), ("onsite", 12, "hour", "一级", "month"), ("onsite", 24, "hour", "二级", "month"),
            ("onsite", 48, "hour", "三级", "month"),
        ),
        "exclusions": ["人为损坏", "电网异常", "甲方自行改造"],
    },
    "suppliers": [],
    "promises": rows(
        "id text by to when channel evidence kind value disposition",
        ("P1", "维护做满五年，第四、五年不再另外收钱", "俞景明", "谭文渊", "2026-02-11T21:40:00+08:00", "微信", "聊天截图2026-02-11", "K13",
         "5 year", "open"),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated", ("穿梭车电池老化", "高", "中", "90000", "孔令泽", "另行报价更换", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords", ("甲方提供备件存放间和远程接入通道", True, "3.1", ["备件存放间", "远程接入"]),
    ),
    "deviations": [],
    "certificates": [],
    "gates": rows(
        "gate decision body at", ("ATI", "通过", "项目评审组", "2026-01-15"), ("ATB", "通过", "项目评审组", "2026-03-04"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "2000000", "服务决策组", None), ("signing", "2000000", "总经理", None), ("price", "2000000", "沙铭", "10"),
    ),
    "contract": {
        "ids": ["ZY-FW-2026-0126"], "type": "maintenance", "revisions": ["1"], "planned_signing": "2026-03-27",
        "effective_at": "2026-04-01", "negotiated_by": ["俞景明"], "submitted_by": "阮玉",
        "negotiation_notes": "2026-03-06谈判纪要", "commissions": [],
        "signatory": {"name": "商陆", "matter": "签署ZY-FW-2026-0126合同", "scope": "运行维护服务合同", "term": "2026-12-31"},
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "智能仓储运维(文本PDF,微信承诺)", "en": "Warehouse maintenance (text PDF, a promise made in a chat)"},
    "verdict": "blocked",
    "findings": [
        finding(
            "X-03", "B", "", "微信承诺“做满五年”未处置", "the chat promise of five years was never dealt with",
        ),
        finding("S-10", "H", "服务期限为5年", "合同5年,报价只含3年", "five years in the contract, three in the price"),
    ],
    "never": [
        finding("S-01", "B", "30分钟内电话通知乙方服务台", "甲方的义务,不是服务水平", "the customer's own duty, not a service level"),
    ],
    "commitments_at_least": [
        commitment("K13", "seller", "服务期限为5年", ("duration", "5", "year")),
        commitment("K10", "seller", "驻场工程师2名"),
        commitment("K29", "seller", "每月10日前向甲方提交上月《运维月报》"),
        commitment("K25", "buyer", "30分钟内电话通知乙方服务台", ("duration", "30", "minute")),
        commitment("K07", "seller", "月可用率不低于98.5%", ("percent", "98.5", "")),
        commitment("K19", "seller", "每低0.5个百分点扣减当月服务费的2%", ("percent", "2", "")),
        commitment("K15", "seller", "服务费总额为人民币1,440,000.00元", ("money", "1440000", "CNY")),
        commitment("K27", "seller", "不得将驻场服务分包给第三方"),
    ],
}  # fmt: skip

CASE = Case("text-pdf", LOOK, DEAL, EXPECTED, form="pdf")
