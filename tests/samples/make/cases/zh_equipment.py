"""Supply and installation, zh: a delivery nobody in delivery was asked about, and a penalty hidden in a tracked change."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, finding, rows
from tests.samples.make.look import ZH_ARTICLES, Look

LOOK = Look(ZH_ARTICLES, header="宁波瀚屿新材料股份有限公司  合同编号：HY-CG-2026-0317")

DEAL = {
    "deal": {"external_id": "OPP-2026-0317", "system": "fxiaoke", "version": 7, "fetched_at": "2026-03-05T09:00:00+08:00"},
    "account": {
        "legal_name": "宁波瀚屿新材料股份有限公司", "uscc": "913302067XA4M8T2KM", "type": "large_enterprise",
        "credit_limit": "3000000", "credit_rating": "A", "checked_at": "2026-02-20", "listed_party": False, "country": "CN",
    },
    "opp": {
        "name": "瀚屿包装产线", "stage": "合同谈判", "amount": "2800000", "currency": "CNY", "close_date": "2026-03-20",
        "probability": "90", "contract_type": "supply_installation", "major": True, "crm_status": "Draft",
        "project_approved_at": "2026-01-12",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "苏州澄川智能装备有限公司", "uscc": "91320594MA26KQ7X3D", "sme": False,
        "bank": {
            "name": "江南合作银行苏州园区支行", "account_name": "苏州澄川智能装备有限公司", "account_no": "3205 0188 6600 0072 419",
        },
        "tax_profile": {"rates": ["13", "6"], "taxpayer": "一般纳税人"},
    },
    "team": rows(
        "person role joined_at",
        ("沈亦舟", "AR", "2025-12-01"), ("顾文博", "SR", "2025-12-08"), ("陆鸣", "FR", "2025-12-15"),
        ("秦雨桐", "FIN", "2026-01-05"), ("戚若云", "LEG", "2026-01-05"), ("项南", "COM", "2026-01-05"), ("薛静", "CM", "2026-01-05"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "码垛能力不低于1,000袋/小时，共4套码垛工作站", "甲方技术任务书", True, True, "2026-01-08"),
        ("R2", "在线称重剔除，称重精度±10 g", "甲方技术任务书", True, True, "2026-01-08"),
        ("R3", "输送线速度不低于24米/分钟", "甲方技术任务书", True, True, "2026-01-08"),
        ("R4", "产线集中监控，数据采集周期不超过2秒", "甲方技术任务书", True, True, "2026-01-08"),
        ("R5", "安装、调试、培训12人，交付资料3套", "会议纪要2026-01-20", True, True, "2026-01-20"),
        ("R6", "质保12个月，停产后备件供应5年", "会议纪要2026-01-20", True, True, "2026-01-20"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date value metric",
        ("S1", ["R1"], "CC-PR400", "全自动码垛机器人工作站", "released", "2023-06-01", "1000", "码垛能力 袋/小时"),
        ("S2", ["R2"], "CC-CW25", "在线称重剔除机", "released", "2022-03-01", "10", "称重精度 g"),
        ("S3", ["R3"], "CC-CV-S", "输送线系统", "released", "2021-09-01", "24", "输送速度 米/分钟"),
        ("S4", ["R4"], "CC-PLC7", "产线控制柜及监控软件", "released", "2024-11-01", "2", "数据采集周期 秒"),
        ("S5", ["R5", "R6"], "CC-SVC", "安装调试、培训与质保服务", "released", "2021-01-01", None, None),
    ),
    "bom": rows(
        "sku name qty unit sellable region eom eos controlled tax_rate unit_price",
        ("CC-PR400", "全自动码垛机器人工作站", 4, "套", True, ["CN"], "2031-12-31", "2036-12-31", False, "13", "386000"),
        ("CC-CW25", "在线称重剔除机", 6, "台", True, ["CN"], "2030-12-31", "2035-12-31", False, "13", "78500"),
        ("CC-CV-S", "输送线系统", 2, "套", True, ["CN"], "2032-12-31", "2037-12-31", False, "13", "245000"),
        ("CC-PLC7", "产线控制柜及监控软件", 1, "套", True, ["CN"], "2031-12-31", "2036-12-31", False, "13", "295000"),
    ),
    "quote": {
        "version": "3", "valid_until": "2026-04-30", "list": "3100000", "net": "2477876.11", "gross": "2800000", "currency": "CNY",
        "tax_rate": "13", "tax_included": True, "discount": "9.68", "floor": "2600000", "approved_by": "项南",
        "delivery_place": "宁波市北仑区柴桥街道临港二路88号", "free_items": [],
    },
    "economics": {
        "cost_estimate": "1980000", "margin": "20.1", "approved_at": "2026-02-26",
        "cashflow": rows(
            "date cost cash",
            ("2026-03-26", "300000", "840000"), ("2026-06-30", "1300000", "1400000"), ("2026-09-15", "300000", "420000"),
            ("2027-09-30", "80000", "140000"),
        ),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner",
        ("预付款", "30", "840000", "effective", 10, "付款申请书", "沈亦舟"),
        ("到货款", "50", "1400000", "arrival", 15, "《到货验收单》", "沈亦舟"),
        ("终验款", "15", "420000", "final_acceptance", 15, "《终验证书》", "沈亦舟"),
        ("质保金", "5", "140000", "warranty_end", 15, "《质保期满确认书》", "沈亦舟"),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted trial_run_days batches",
        ("码垛机器人工作站到货", 75, "prepayment_received", "2026-06-09", "陆鸣", False, None, 2),
        ("称重剔除机、输送线、控制柜到货", 60, "prepayment_received", "2026-05-25", "陆鸣", False, None, None),
        ("安装调试", 30, "arrival", "2026-07-09", "陆鸣", False, None, None),
        ("试运行和终验", 15, "installation", "2026-07-24", "陆鸣", False, 3, None),
    ),
    "sites": rows(
        "id address ready_date depot_hours",
        ("NB-01", "宁波市北仑区柴桥街道临港二路88号", "2026-05-20", 24),
    ),
    "lead_times": rows(
        "sku p50 p90 as_of supplier trigger",
        ("CC-PR400", 62, 75, "2026-03-02", "自制，减速机外购", "prepayment_received"),
        ("CC-CW25", 24, 30, "2026-03-02", "自制", "prepayment_received"),
        ("CC-CV-S", 30, 38, "2026-03-02", "自制", "prepayment_received"),
        ("CC-PLC7", 25, 32, "2026-03-02", "自制", "prepayment_received"),
    ),
    "capacity": rows(
        "sku period available",
        ("CC-PR400", "2026-05", 6), ("CC-PR400", "2026-04", 6), ("CC-CW25", "2026-05", 20), ("CC-CV-S", "2026-05", 5),
        ("CC-PLC7", "2026-05", 8),
    ),
    "resources": rows(
        "role skill count from to allocated",
        ("安装工程师", "机械电气", 3, "2026-05-20", "2026-07-31", 3),
        ("电气工程师", "电气", 1, "2026-05-20", "2026-07-31", 1),
    ),
    "service_offer": {
        "tier": "标准质保", "hours": "5x8，工作日8:30-17:30", "years_priced": 1, "warranty_months": 12, "spares_years": 5,
        "metrics": rows("name value unit window", ("response", 4, "hour", "month"), ("onsite", 48, "hour", "month")),
        "exclusions": ["误操作", "第三方改动", "外部电源异常", "易损件正常磨损"],
    },
    "suppliers": rows(
        "sku name lead warranty consent_required",
        ("CC-PR400", "减速机与伺服供方", 55, 24, False), ("CC-PLC7", "控制器供方", 20, 24, False),
    ),
    "promises": rows(
        "id text by to when channel kind value disposition clause customer_told",
        ("P1", "质保12个月", "沈亦舟", "韩立群", "2026-01-20", "会议", "K12", "12 month", "in_contract", "8.1", True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated",
        ("减速机供货紧张", "中", "高", "140000", "陆鸣", "已下达备料预测", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords",
        ("甲方完成设备基础并提供动力电源和压缩空气", True, "4.1", ["设备基础", "动力电源", "压缩空气"]),
    ),
    "deviations": [],
    "certificates": rows("name no valid_to", ("ISO 9001质量管理体系认证", "QM-26-1187", "2028-06-30")),
    "gates": rows(
        "gate decision body at",
        ("ATI", "通过", "项目评审组", "2026-01-12"), ("ATB", "通过", "投标评审组", "2026-02-27"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "5000000", "华东区决策团队", None), ("signing", "5000000", "总经理", None), ("price", "5000000", "项南", "10"),
    ),
    "contract": {
        "ids": ["HY-CG-2026-0317"], "type": "supply_installation", "revisions": ["1"], "planned_signing": "2026-03-16",
        "effective_at": "2026-03-16", "negotiated_by": ["沈亦舟"], "submitted_by": "薛静",
        "negotiation_notes": "2026-03-03谈判纪要", "commissions": [],
        "signatory": {"name": "周启明", "matter": "签署HY-CG-2026-0317合同", "scope": "设备供货及安装合同", "term": "2026-12-31"},
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "包装产线设备供货及安装", "en": "Packing line, supply and installation"},
    "verdict": "blocked",
    "findings": [
        finding(
            "D-01", "B", "合同生效后45日内将第一批设备",
            "承诺45日，码垛机器人工作站的p90交期为75日", "45 days promised, the p90 lead time of the palletising cells is 75 days",
        ),
        finding(
            "D-01", "B", "第一批\t全自动码垛机器人工作站\t4套\t合同生效后45日内",
            "交货表重复同一日期", "the delivery table repeats the date",
        ),
        finding(
            "D-02", "H", "合同生效后45日内将第一批设备",
            "合同自生效起算，交付计划自预付款到账起算", "the contract counts from effect, the plan from receipt of the prepayment",
        ),
        finding(
            "D-02", "H", "第一批\t全自动码垛机器人工作站\t4套\t合同生效后45日内",
            "交货表重复同一起算点", "the delivery table repeats the trigger",
        ),
        finding("P-01", "B", "35%", "付款比例合计105%，金额合计2,940,000元", "shares add up to 105%, amounts to 2,940,000"),
        finding(
            "C-15", "H", "该项违约金不受第9.1款上限的限制", "甲方以修订方式插入、尚未接受", "inserted by the customer as a tracked change",
        ),
        finding(
            "L-01", "B", "该项违约金不受第9.1款上限的限制", "修订插入的违约金没有上限", "the inserted liquidated damages have no cap",
        ),
    ],
    "commitments_at_least": [
        commitment("K01", "seller", "合同生效后45日内将第一批设备", ("duration", "45", "day"), ("quantity", "4", "套")),
        commitment("K01", "seller", "预付款到账后60日内将第二批设备", ("duration", "60", "day")),
        commitment("K04", "buyer", "第一批设备到货前10日", ("duration", "10", "day")),
        commitment("K16", "buyer", "预付款\t35%\t980,000.00", ("percent", "35", ""), ("money", "980000", "CNY")),
        commitment("K18", "seller", "按逾期交付设备价款的0.1%支付违约金", ("percent", "0.1", ""), ("percent", "5", "")),
        commitment("K12", "seller", "设备的质保期为终验合格之日起12个月", ("duration", "12", "month")),
        commitment("K11", "buyer", "收到乙方终验申请之日起7日内", ("duration", "7", "day")),
        commitment("K09", "seller", "5年内继续供应备件", ("duration", "5", "year")),
        commitment("K20", "seller", "全部责任累计不超过合同总价"),
    ],
}  # fmt: skip

CASE = Case("zh-equipment", LOOK, DEAL, EXPECTED)
