"""What people call the fields of a deal record, in both languages."""

from __future__ import annotations

from review.model.language import Bilingual

#: Group -> its name.
_GROUPS: dict[str, tuple[str, str]] = {
    "deal": ("商机标识", "deal identity"),
    "account": ("客户", "customer"),
    "our_party": ("我方主体", "our party"),
    "opp": ("商机", "opportunity"),
    "sourcing": ("采购方式", "sourcing"),
    "team": ("项目成员", "team"),
    "requirements": ("客户需求", "requirements"),
    "solution": ("方案", "solution"),
    "bom": ("物料清单", "bill of materials"),
    "quote": ("报价", "quote"),
    "economics": ("概算与毛利", "economics"),
    "payment_plan": ("回款计划", "payment plan"),
    "delivery_plan": ("交付计划", "delivery plan"),
    "sites": ("站点清单", "site list"),
    "lead_times": ("交付周期", "lead times"),
    "capacity": ("产能", "capacity"),
    "resources": ("人员安排", "people allocated"),
    "service_offer": ("所报服务", "service offered"),
    "suppliers": ("供方", "suppliers"),
    "promises": ("对客户的承诺", "promises to the customer"),
    "risks": ("风险", "risks"),
    "assumptions": ("假设", "assumptions"),
    "deviations": ("投标偏离", "bid deviations"),
    "certificates": ("证书", "certificates"),
    "gates": ("关口", "gates"),
    "authority": ("授权", "authority limits"),
    "contract": ("合同登记", "contract record"),
    "receipts": ("回款记录", "receipts"),
}
#: Field -> its name, whatever the group.
_FIELDS: dict[str, tuple[str, str]] = {
    "external_id": ("编号", "id"),
    "version": ("版本", "version"),
    "fetched_at": ("取数时间", "time of the record"),
    "legal_name": ("登记名称", "registered name"),
    "uscc": ("统一社会信用代码", "credit code"),
    "type": ("类型", "type"),
    "credit_limit": ("授信额度", "credit limit"),
    "checked_at": ("信用审查日期", "day of the credit check"),
    "listed_party": ("管制或制裁名单筛查结果", "screening against control and sanction lists"),
    "country": ("国家", "country"),
    "sme": ("是否中小企业", "whether a small or medium enterprise"),
    "bank": ("银行账户", "bank account"),
    "other_names": ("其他名称", "other names"),
    "account_no": ("账号", "account number"),
    "account_name": ("户名", "account name"),
    "rates": ("税率", "tax rates"),
    "amount": ("金额", "amount"),
    "currency": ("币种", "currency"),
    "contract_type": ("合同类型", "type of contract"),
    "major": ("是否重大合同", "whether a major contract"),
    "crm_status": ("CRM 状态", "status in the CRM"),
    "project_approved_at": ("立项日期", "day of project approval"),
    "mode": ("方式", "mode"),
    "award_date": ("中标日期", "day of award"),
    "essentials": ("招投标实质性内容", "essentials of the tender"),
    "supplements_total": ("补充合同累计金额", "sum of supplements"),
    "joined_at": ("加入日期", "day of joining"),
    "sku": ("型号", "SKU"),
    "qty": ("数量", "quantity"),
    "unit": ("单位", "unit"),
    "sellable": ("是否可销售", "whether it may be sold"),
    "eom": ("停产日期", "end of manufacture"),
    "eos": ("停止服务日期", "end of service"),
    "controlled": ("是否受出口管制", "whether export-controlled"),
    "licence_days": ("许可办理天数", "days for the licence"),
    "tax_rate": ("税率", "tax rate"),
    "valid_until": ("有效期", "validity"),
    "list": ("目录价", "list price"),
    "net": ("不含税总价", "net total"),
    "gross": ("含税总价", "gross total"),
    "tax_included": ("是否含税", "whether tax is included"),
    "discount": ("折扣", "discount"),
    "floor": ("底价", "floor"),
    "approved_by": ("批准人", "approver"),
    "delivery_place": ("交付地点", "place of delivery"),
    "incoterm": ("贸易术语", "Incoterm"),
    "free_items": ("赠送清单", "free items"),
    "cost_estimate": ("概算", "cost estimate"),
    "margin": ("毛利", "margin"),
    "cashflow": ("现金流", "cash flow"),
    "approved_at": ("批准日期", "day of approval"),
    "monthly_fee": ("月服务费", "monthly fee"),
    "pct": ("比例", "share"),
    "trigger": ("起算事件", "event it runs from"),
    "days": ("天数", "days"),
    "owner": ("责任人", "owner"),
    "non_cash": ("是否非现金", "whether paid in bills"),
    "milestone": ("里程碑", "milestone"),
    "duration": ("周期", "duration"),
    "subcontracted": ("是否分包", "whether subcontracted"),
    "trial_run_days": ("试运行天数", "days of trial run"),
    "depot_hours": ("备件库路程", "hours from the depot"),
    "p50": ("50% 把握的周期", "p50"),
    "p90": ("90% 把握的周期", "p90"),
    "available": ("可用产能", "capacity available"),
    "period": ("时段", "period"),
    "allocated": ("已落实人数", "people allocated"),
    "metrics": ("服务指标", "service metrics"),
    "hours": ("服务时段", "service hours"),
    "years_priced": ("计价年数", "years priced"),
    "warranty_months": ("质保月数", "warranty months"),
    "spares_years": ("备件年数", "years of spares"),
    "lead": ("供货周期", "lead time"),
    "warranty": ("质保", "warranty"),
    "sla": ("服务水平", "service levels"),
    "consent_required": ("是否须同意", "whether consent is needed"),
    "limit": ("限额", "limit"),
    "holder": ("持有人", "holder"),
    "signed_at": ("签订日期", "day of signing"),
    "planned_signing": ("预计签订日期", "planned signing"),
    "effective_at": ("生效日期", "effective date"),
    "negotiated_by": ("谈判人", "negotiators"),
    "negotiation_notes": ("谈判记录", "negotiation notes"),
    "signatory": ("签约授权", "signatory's authority"),
    "commissions": ("佣金", "commissions"),
    "valid_to": ("有效期", "validity"),
    "name": ("名称", "name"),
    "value": ("数值", "value"),
    "status": ("状态", "status"),
    "release_date": ("发布日期", "release date"),
    "text": ("内容", "text"),
    "disposition": ("处置", "disposition"),
    "escalated": ("是否已升级", "whether escalated"),
    "batches": ("批次", "batches"),
    "term": ("期限", "term"),
    "matter": ("事项", "matter"),
    "scope": ("权限", "scope"),
}
#: What a contract does not tell, as rules name it.
_OF_CONTRACT: dict[str, tuple[str, str]] = {
    "deadline": ("合同中的期限", "a deadline in the contract"),
    "trigger": ("合同中的起算事件", "the event the contract counts from"),
    "exposure": ("违约金的上限或基数", "the cap or base of the penalties"),
    "prepayment_days": ("合同中预付款的付款期限", "the days to the prepayment in the contract"),
}


def name(pointer: str) -> Bilingual:
    """``/service_offer/metrics/0/unit`` -> 所报服务的服务指标、单位; a pointer that nobody named stays as it is."""
    if pointer.startswith("contract:"):
        return _both(_OF_CONTRACT.get(pointer.removeprefix("contract:"), (pointer, pointer)))
    steps = [s for s in pointer.split(" ")[0].split("/") if s and s != "*" and not s.isdigit() and "=" not in s]
    if not steps or steps[0] not in _GROUPS or any(s not in _FIELDS for s in steps[1:]):
        return {"zh": pointer, "en": pointer}
    group, fields = _GROUPS[steps[0]], [_FIELDS[s] for s in steps[1:]]
    zh = group[0] + ("的" + "、".join(f[0] for f in fields) if fields else "")
    en = f"the {group[1]}" + (": " + ", ".join(f[1] for f in fields) if fields else "")
    return {"zh": f"{zh}（{pointer}）", "en": f"{en} ({pointer})"}


def titles(field: str) -> tuple[str, ...]:
    """What a field or group is called in both languages; empty for one that nobody named."""
    return _FIELDS.get(field) or _GROUPS.get(field) or ()


def _both(pair: tuple[str, str]) -> Bilingual:
    return {"zh": pair[0], "en": pair[1]}
