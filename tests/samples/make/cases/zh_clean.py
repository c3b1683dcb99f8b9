"""Supply and installation, zh, nothing wrong: no alarm of weight may sound."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, rows
from tests.samples.make.look import ZH_CHAPTERS, Level, Look

LEVELS = (ZH_CHAPTERS[0], Level("decimal", "%1.%2", 1.0, 1.0, legal=True), ZH_CHAPTERS[2])

LOOK = Look(
    LEVELS, east_asian="宋体", heading_east_asian="微软雅黑", latin="Calibri", size=11, title_size=18, line=1.35,
    header="TJ-HW-2026-0058", footer="第 {page} 页，共 {pages} 页", author="鹭衡电源合同管理部",
)  # fmt: skip

DEAL = {
    "deal": {"external_id": "LH-2026-0058", "system": "fxiaoke", "version": 9, "fetched_at": "2026-03-10T10:00:00+08:00"},
    "account": {
        "legal_name": "天津海泊云数据服务有限公司", "uscc": "91120116MA07B2JY48", "type": "large_enterprise",
        "credit_limit": "2000000", "credit_rating": "A", "checked_at": "2026-02-06", "listed_party": False, "country": "CN",
    },
    "opp": {
        "name": "海泊云UPS扩容", "stage": "合同评审", "amount": "1450000", "currency": "CNY", "close_date": "2026-03-18",
        "probability": "95", "contract_type": "supply_installation", "major": True, "crm_status": "Draft",
        "project_approved_at": "2026-01-09",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "厦门鹭衡电源技术有限公司", "uscc": "91350200MA34FT6C18", "sme": True,
        "bank": {
            "name": "鹭江合作银行集美支行", "account_name": "厦门鹭衡电源技术有限公司", "account_no": "3502 0477 1100 6638 205",
        },
        "tax_profile": {"rates": ["13", "6"], "taxpayer": "一般纳税人"},
    },
    "team": rows(
        "person role joined_at",
        ("林以棠", "AR", "2025-11-20"), ("施云帆", "SR", "2025-11-28"), ("曾牧", "FR", "2025-12-02"),
        ("宁远", "FIN", "2026-01-04"), ("姜沅", "LEG", "2026-01-04"), ("连城", "COM", "2026-01-04"), ("房露", "CM", "2026-01-04"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("R1", "模块化不间断电源主机4台，额定容量300 kVA，整机效率不低于96%", "甲方技术要求书", True, True, "2026-01-06"),
        ("R2", "蓄电池组8组，满载后备时间不少于15分钟", "甲方技术要求书", True, True, "2026-01-06"),
        ("R3", "输出配电柜4面，额定电流630 A", "甲方技术要求书", True, True, "2026-01-06"),
        ("R4", "监控模块及软件1套，数据刷新周期不超过5秒", "甲方技术要求书", True, True, "2026-01-06"),
        ("R5", "安装调试、培训10人、操作手册和竣工图纸", "会议纪要2026-02-03", True, True, "2026-02-03"),
        ("R6", "质保24个月，停机故障2小时响应、24小时到场，备件供应5年", "会议纪要2026-02-03", True, True, "2026-02-03"),
        ("R7", "合同总价5%的履约保函", "会议纪要2026-02-03", True, True, "2026-02-03"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date value metric",
        ("S1", ["R1"], "LH-M300", "模块化不间断电源主机", "released", "2023-05-01", "96", "整机效率 %"),
        ("S2", ["R2"], "LH-B240", "阀控式铅酸蓄电池组", "released", "2021-05-01", "15", "后备时间 分钟"),
        ("S3", ["R3"], "LH-D630", "输出配电柜", "released", "2020-05-01", "630", "额定电流 A"),
        ("S4", ["R4"], "LH-S10", "监控模块及软件", "released", "2024-02-01", "5", "数据刷新周期 秒"),
        ("S5", ["R5", "R6", "R7"], "LH-SVC", "安装调试服务", "released", "2020-01-01", None, None),
    ),
    "bom": rows(
        "sku name qty unit sellable region sellable_from sellable_to eom eos controlled licence_days tax_rate unit_price",
        ("LH-M300", "模块化不间断电源主机", 4, "台", True, ["CN"], "2023-05-01", "2030-12-31", "2031-12-31", "2036-12-31", False, 0, "13",
         "168000"),
        ("LH-B240", "阀控式铅酸蓄电池组", 8, "组", True, ["CN"], "2021-05-01", "2030-12-31", "2031-12-31", "2036-12-31", False, 0, "13",
         "62000"),
        ("LH-D630", "输出配电柜", 4, "面", True, ["CN"], "2020-05-01", "2030-12-31", "2031-12-31", "2036-12-31", False, 0, "13", "38000"),
        ("LH-S10", "监控模块及软件", 1, "套", True, ["CN"], "2024-02-01", "2030-12-31", "2031-12-31", "2036-12-31", False, 0, "13",
         "40000"),
        ("LH-SVC", "安装调试服务", 1, "项", True, ["CN"], "2020-01-01", "2030-12-31", None, None, False, 0, "13", "90000"),
    ),
    "quote": {
        "version": "4", "valid_until": "2026-04-30", "list": "1560000", "net": "1283185.84", "gross": "1450000", "currency": "CNY",
        "tax_rate": "13", "tax_included": True, "discount": "7.05", "floor": "1380000", "approved_by": "连城",
        "delivery_place": "天津市滨海新区华苑道16号甲方数据中心二层B区机房", "free_items": [],
    },
    "economics": {
        "cost_estimate": "962000", "margin": "25", "approved_at": "2026-03-02",
        "cashflow": rows(
            "date cost cash",
            ("2026-03-28", "150000", "435000"), ("2026-06-10", "650000", "725000"), ("2026-07-20", "112000", "217500"),
            ("2028-08-01", "50000", "72500"),
        ),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner non_cash",
        ("预付款", "30", "435000", "effective", 10, "预付款申请及发票", "林以棠", False),
        ("到货款", "50", "725000", "arrival", 15, "《到货签收单》及发票", "林以棠", False),
        ("验收款", "15", "217500", "acceptance", 15, "《验收证书》及发票", "林以棠", False),
        ("质保金", "5", "72500", "warranty_end", 10, "《质保期满确认单》", "林以棠", False),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted trial_run_days batches",
        ("全部产品到货", 50, "prepayment_received", "2026-05-17", "曾牧", False, None, 1),
        ("安装调试", 15, "arrival", "2026-06-01", "曾牧", True, 0, 1),
        ("验收测试", 10, "installation", "2026-06-11", "曾牧", False, 0, 1),
    ),
    "sites": rows(
        "id address ready_date depot_hours", ("TJ-B2", "天津市滨海新区华苑道16号甲方数据中心二层B区机房", "2026-05-10", 12),
    ),
    "lead_times": rows(
        "sku p50 p90 as_of supplier trigger",
        ("LH-M300", 36, 48, "2026-03-09", "自制", "prepayment_received"), ("LH-B240", 25, 35, "2026-03-09", "电池供方", "prepayment_received"),
        ("LH-D630", 20, 28, "2026-03-09", "自制", "prepayment_received"), ("LH-S10", 10, 15, "2026-03-09", "自制", "prepayment_received"),
        ("LH-SVC", 10, 15, "2026-03-09", "交付部", "arrival"),
    ),
    "capacity": rows(
        "sku period available",
        ("LH-M300", "2026-05", 10), ("LH-B240", "2026-05", 30), ("LH-D630", "2026-05", 16), ("LH-S10", "2026-05", 20),
        ("LH-SVC", "2026-06", 3), ("LH-SVC", "2026-05", 3),
    ),
    "resources": rows(
        "role skill count from to allocated",
        ("项目经理", "供配电", 1, "2026-03-18", "2026-07-31", 1), ("安装工程师", "电气", 3, "2026-05-15", "2026-06-30", 3),
    ),
    "service_offer": {
        "tier": "标准质保", "hours": "工作日8:30-18:00", "years_priced": 2, "warranty_months": 24, "spares_years": 5,
        "metrics": rows(
            "name value unit severity window",
            ("response", 2, "hour", "停机故障", "month"), ("onsite", 24, "hour", "停机故障", "month"),
            ("response", 8, "hour", "其他故障", "month"),
        ),
        "exclusions": ["使用不当", "正常损耗", "第三方安装、改动", "外部原因"],
    },
    "suppliers": rows(
        "sku name lead warranty consent_required", ("LH-B240", "电池供方", 25, 36, False), ("LH-M300", "功率模块供方", 30, 36, False),
    ),
    "promises": rows(
        "id text by to when channel evidence kind value disposition clause customer_told",
        ("P1", "质保24个月", "林以棠", "孟昭远", "2026-02-03", "会议", "会议纪要", "K12", "24 month", "in_contract", "7.1", True),
        ("P2", "预付款到账60日到货", "林以棠", "孟昭远", "2026-02-03", "会议", "会议纪要", "K01", "60 day", "in_contract", "3.1", True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated",
        ("机房加固延期", "中", "中", "30000", "曾牧", "合同约定顺延和甲方责任", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords",
        ("甲方完成机房承重加固并提供双路市电", True, "3.4", ["承重加固", "双路市电"]),
    ),
    "deviations": [],
    "certificates": rows("name no valid_to", ("ISO 9001质量管理体系认证", "LH-QM-2209", "2028-12-31")),
    "gates": rows(
        "gate decision conditions body at revision",
        ("ATI", "通过", [], "项目评审组", "2026-01-09", "1"), ("ATB", "通过", [], "方案与概算评审组", "2026-03-03", "1"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "3000000", "区域决策团队", None), ("signing", "3000000", "总经理", None), ("price", "3000000", "连城", "10"),
    ),
    "contract": {
        "ids": ["TJ-HW-2026-0058"], "type": "supply_installation", "revisions": ["1"], "planned_signing": "2026-03-18",
        "effective_at": "2026-03-18", "negotiated_by": ["林以棠"], "submitted_by": "房露",
        "negotiation_notes": "2026-02-03、2026-03-05谈判纪要", "commissions": [],
        "signatory": {"name": "林以棠", "matter": "签署TJ-HW-2026-0058合同", "scope": "采购及安装合同", "term": "2026-12-31"},
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "不间断电源采购及安装(无重大问题)", "en": "UPS supply and installation (clean)"},
    "verdict": "clear",
    "findings": [],
    "commitments_at_least": [
        commitment("K01", "seller", "收到预付款之日起60日内", ("duration", "60", "day")),
        commitment("K04", "seller", "20日内完成安装调试", ("duration", "20", "day")),
        commitment("K04", "buyer", "完成机房承重加固和空调安装"),
        commitment("K16", "buyer", "到货款\t50%\t725,000.00", ("percent", "50", ""), ("money", "725000", "CNY")),
        commitment("K21", "seller", "银行履约保函", ("percent", "5", ""), ("money", "72500", "CNY")),
        commitment("K11", "buyer", "收到申请后10日内会同乙方", ("duration", "10", "day")),
        commitment("K12", "seller", "质保期为验收合格之日起24个月", ("duration", "24", "month")),
        commitment("K08", "seller", "2小时内响应、24小时内到达机房", ("duration", "2", "hour"), ("duration", "24", "hour")),
        commitment("K18", "seller", "按迟延部分产品价款的0.05%支付违约金", ("percent", "0.05", ""), ("percent", "5", "")),
        commitment("K24", "both", "保密期为本合同签订之日起3年", ("duration", "3", "year")),
    ],
}  # fmt: skip

CASE = Case("zh-clean", LOOK, DEAL, EXPECTED)
