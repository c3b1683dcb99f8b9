"""Software development, zh: subjective acceptance, open scope at a fixed price, numbers that contradict their words."""

from __future__ import annotations

from tests.samples.make.case import Case, commitment, finding, rows
from tests.samples.make.look import ZH_ARTICLES, Look

LOOK = Look(
    ZH_ARTICLES, east_asian="仿宋", heading_east_asian="黑体", size=12, title_size=20, line=1.4,
    header="港口设备点检管理系统开发合同", footer="{page} / {pages}", author="梧桐数联商务部",
)  # fmt: skip

DEAL = {
    "deal": {"external_id": "XS-20260042", "system": "neocrm", "version": 4, "fetched_at": "2026-03-19"},
    "account": {
        "legal_name": "青岛蔚岬港务集团有限公司", "uscc": "91370212MA3QW5E8H8", "type": "state_owned_large",
        "credit_limit": "1000000", "credit_rating": "AA", "checked_at": "2026-02-10", "listed_party": False, "country": "CN",
    },
    "opp": {
        "name": "港口设备点检系统", "stage": "合同评审", "amount": "680000", "currency": "CNY", "close_date": "2026-03-31",
        "probability": "90", "contract_type": "software", "major": False, "crm_status": "Draft", "project_approved_at": "2026-01-20",
    },
    "sourcing": {"mode": "direct"},
    "our_party": {
        "legal_name": "成都梧桐数联科技有限公司", "uscc": "91510100MA6CT83LNJ", "sme": False,
        "bank": {
            "name": "锦江合作银行高新支行", "account_name": "成都梧桐数联科技有限公司", "account_no": "5101 0466 0088 2097 163",
        },
        "tax_profile": {"rates": ["6"], "taxpayer": "一般纳税人"},
    },
    "team": rows(
        "person role joined_at",
        ("白若溪", "AR", "2025-12-20"), ("贺知遥", "SR", "2026-01-04"), ("邓可心", "FR", "2026-01-10"),
        ("程默", "FIN", "2026-01-20"), ("罗霁", "LEG", "2026-01-20"), ("蒋棠", "COM", "2026-01-20"), ("钟离", "CM", "2026-01-20"),
    ),
    "requirements": rows(
        "id text source mandatory confirmed_by_customer date",
        ("F-01", "设备台账", "需求调研纪要", True, True, "2026-01-28"), ("F-02", "点检计划", "需求调研纪要", True, True, "2026-01-28"),
        ("F-03", "移动点检", "需求调研纪要", True, True, "2026-01-28"), ("F-04", "缺陷处理", "需求调研纪要", True, True, "2026-01-28"),
        ("F-05", "统计报表", "需求调研纪要", True, True, "2026-01-28"), ("F-06", "ERP接口两个", "需求调研纪要", True, True, "2026-01-28"),
        ("N-01", "并发用户数不低于300，查询响应不超过3秒", "需求调研纪要", True, True, "2026-01-28"),
        ("N-02", "免费维护12个月，交付专门编写的源代码", "谈判纪要2026-03-10", True, True, "2026-03-10"),
    ),
    "solution": rows(
        "id satisfies sku feature status release_date value metric",
        ("S1", ["F-01", "F-02", "F-03", "F-04", "F-05"], "WT-EAM", "点检管理系统", "released", "2024-05-01", None, None),
        ("S2", ["F-06"], "WT-INT", "ERP接口开发", "released", "2025-03-01", None, None),
        ("S3", ["N-01"], "WT-EAM", "点检管理系统性能", "released", "2024-05-01", "500", "并发用户数"),
        ("S4", ["N-02"], "WT-SVC", "实施与维护服务", "released", "2024-05-01", None, None),
    ),
    "bom": rows(
        "sku name qty unit sellable region controlled tax_rate unit_price",
        ("WT-EAM", "本系统软件（港口设备点检管理系统）", 1, "套", True, ["CN"], False, "6", "680000"),
    ),
    "quote": {
        "version": "2", "valid_until": "2026-05-31", "list": "720000", "net": "641509.43", "gross": "680000", "currency": "CNY",
        "tax_rate": "6", "tax_included": True, "discount": "5.56", "floor": "640000", "approved_by": "蒋棠",
        "delivery_place": "青岛市崂山区海口路27号", "free_items": ["12个月免费维护"],
    },
    "economics": {
        "cost_estimate": "455000", "margin": "29.1", "approved_at": "2026-03-12",
        "cashflow": rows(
            "date cost cash",
            ("2026-04-16", "40000", "204000"), ("2026-08-20", "300000", "340000"), ("2026-10-15", "65000", "102000"),
            ("2027-10-15", "50000", "34000"),
        ),
    },
    "payment_plan": rows(
        "name pct amount trigger days evidence owner",
        ("预付款", "30", "204000", "effective", 15, "发票", "白若溪"),
        ("上线款", "50", "340000", "preliminary_acceptance", 15, "《初验报告》", "白若溪"),
        ("终验款", "15", "102000", "final_acceptance", 15, "《终验报告》", "白若溪"),
        ("尾款", "5", "34000", "warranty_end", 15, "《服务确认单》", "白若溪"),
    ),
    "delivery_plan": rows(
        "milestone duration trigger earliest_date owner subcontracted trial_run_days",
        ("概要设计说明书", 30, "effective", "2026-05-01", "邓可心", False, None),
        ("开发部署完成", 105, "effective", "2026-07-15", "邓可心", False, None),
        ("试运行", 30, "preliminary_acceptance", "2026-08-25", "邓可心", False, 30),
    ),
    "sites": rows("id address ready_date depot_hours", ("QD-01", "青岛市崂山区海口路27号", "2026-04-08", 24)),
    "lead_times": rows(
        "sku p50 p90 as_of supplier trigger", ("WT-EAM", 90, 105, "2026-03-12", "交付部", "effective"),
    ),
    "capacity": rows("resource period available", ("开发工程师", "2026-04", 9), ("开发工程师", "2026-05", 9)),
    "resources": rows(
        "role skill count from to allocated",
        ("项目经理", "实施", 1, "2026-04-01", "2026-10-31", 1), ("开发工程师", "Java、移动端", 4, "2026-04-01", "2026-08-31", 4),
        ("测试工程师", "测试", 1, "2026-05-01", "2026-08-31", 1),
    ),
    "service_offer": {
        "tier": "标准维护", "hours": "5x10，工作日8:30-18:30", "years_priced": 1, "warranty_months": 12,
        "metrics": rows(
            "name value unit severity window",
            ("response", 4, "hour", "一级", "month"), ("response", 8, "hour", "其他", "month"),
        ),
        "exclusions": ["操作不当", "第三方软件", "自行修改"],
    },
    "suppliers": [],
    "promises": rows(
        "id text by to when channel kind value disposition clause customer_told",
        ("P1", "合同生效后120日上线", "白若溪", "宋柏年", "2026-03-10", "会议", "K01", "120 day", "in_contract", "2.1", True),
        ("P2", "终验后12个月免费维护", "白若溪", "宋柏年", "2026-03-10", "会议", "K12", "12 month", "in_contract", "7.1", True),
    ),
    "risks": rows(
        "text prob impact amount owner mitigation escalated",
        ("ERP接口文档不全", "中", "中", "40000", "贺知遥", "合同约定甲方提供期限", False),
    ),
    "assumptions": rows(
        "text must_be_in_contract clause keywords",
        ("甲方提供服务器、网络环境和测试账号", True, "3.1", ["服务器", "测试账号"]),
        ("甲方提供ERP接口文档和样例数据", True, "3.2", ["接口文档", "样例数据"]),
    ),
    "deviations": [],
    "certificates": [],
    "gates": rows(
        "gate decision body at", ("ATI", "通过", "项目评审组", "2026-01-20"), ("ATB", "通过", "方案评审组", "2026-03-13"),
    ),
    "authority": rows(
        "dimension limit holder discount",
        ("terms", "2000000", "交付与销售决策组", None), ("signing", "2000000", "总经理", None), ("price", "2000000", "蒋棠", "10"),
    ),
    "contract": {
        "ids": ["WA-IT-2026-042"], "type": "software", "revisions": ["1"], "planned_signing": "2026-04-01",
        "effective_at": "2026-04-01", "negotiated_by": ["白若溪"], "submitted_by": "钟离",
        "negotiation_notes": "2026-03-10谈判纪要", "commissions": [],
        "signatory": {"name": "温以恒", "matter": "签署WA-IT-2026-042合同", "scope": "软件开发合同", "term": "2026-12-31"},
    },
    "receipts": [],
}  # fmt: skip

EXPECTED = {
    "title": {"zh": "港口设备点检系统开发", "en": "Port equipment inspection software"},
    "verdict": "blocked",
    "findings": [
        finding(
            "Q-10", "H", "开发内容包括但不限于", "固定总价而范围开放", "fixed price for an open scope",
        ),
        finding(
            "Q-04", "B", "680,000.00元（大写：陆拾捌万伍仟元整）", "大写为685,000元，小写为680,000元",
            "the words say 685,000, the figure 680,000",
        ),
        finding(
            "A-03", "B", "终验以甲方使用部门满意为准", "终验标准是主观的", "final acceptance depends on satisfaction alone",
        ),
        finding("K-12", "H", "使用的全部软件、平台、组件和工具的知识产权", "乙方既有知识产权一并转让", "background IP is given away"),
        finding("C-06", "H", "2029年2月29日", "2029年没有2月29日", "2029 has no 29 February"),
        finding("C-12", "B", "百分之五（3%）", "文字为5%，数字为3%", "the words say 5 %, the figure 3 %"),
    ],
    "commitments_at_least": [
        commitment("K01", "seller", "开发、部署工作自合同生效之日起120日内完成", ("duration", "120", "day")),
        commitment("K10", "seller", "项目经理1名、开发工程师4名、测试工程师1名"),
        commitment("K29", "seller", "每周五向甲方提交项目周报"),
        commitment("K25", "buyer", "5个工作日内书面确认或者提出修改意见", ("duration", "5", "day")),
        commitment("K16", "buyer", "1\t预付款\t30%\t204,000.00", ("percent", "30", ""), ("money", "204000", "CNY")),
        commitment("K11", "buyer", "7个工作日内按附件一逐项测试", ("duration", "7", "day")),
        commitment("K12", "seller", "免费维护期为终验合格之日起12个月", ("duration", "12", "month")),
        commitment("K23", "seller", "向甲方交付为本系统专门编写的源代码", ("duration", "10", "day")),
        commitment("K18", "seller", "0.05%支付违约金，累计不超过合同总价"),
        commitment("K27", "seller", "不得将主体开发工作转包或者分包"),
    ],
}  # fmt: skip

CASE = Case("zh-software", LOOK, DEAL, EXPECTED)
