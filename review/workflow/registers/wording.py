"""What the registers say, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from review.model.language import Bilingual

TRIGGERS: Mapping[str, Bilingual] = {
    "signing": {"zh": "签订", "en": "signing"},
    "effective": {"zh": "生效", "en": "effective date"},
    "prepayment_received": {"zh": "预付款到账", "en": "receipt of the prepayment"},
    "payment_received": {"zh": "款项到账", "en": "receipt of payment"},
    "order": {"zh": "订单", "en": "order"},
    "notice": {"zh": "通知", "en": "notice"},
    "drawings_confirmed": {"zh": "图纸确认", "en": "drawings confirmed"},
    "site_ready": {"zh": "场地具备", "en": "site ready"},
    "shipment": {"zh": "发货", "en": "shipment"},
    "arrival": {"zh": "到货", "en": "arrival"},
    "installation": {"zh": "安装", "en": "installation"},
    "preliminary_acceptance": {"zh": "初验", "en": "preliminary acceptance"},
    "acceptance": {"zh": "验收", "en": "acceptance"},
    "final_acceptance": {"zh": "终验", "en": "final acceptance"},
    "warranty_end": {"zh": "质保期满", "en": "end of warranty"},
    "invoice": {"zh": "开票", "en": "invoice"},
    "fault_report": {"zh": "报障", "en": "fault report"},
    "breach": {"zh": "违约", "en": "breach"},
    "termination": {"zh": "解除", "en": "termination"},
    "period_end": {"zh": "期末", "en": "end of the period"},
    "other": {"zh": "其他事件", "en": "another event"},
}

STATUS: Mapping[str, Bilingual] = {
    "open": {"zh": "未完成", "en": "open"},
    "done": {"zh": "已完成", "en": "done"},
    "released": {"zh": "已豁免", "en": "released"},
    "broken": {"zh": "未兑现", "en": "broken"},
}

STEPS: Mapping[str, Bilingual] = {
    "planned": {"zh": "计划", "en": "planned"},
    "trigger_met": {"zh": "条件已满足", "en": "trigger met"},
    "evidenced": {"zh": "凭证已取得", "en": "evidenced"},
    "invoiced": {"zh": "已开票", "en": "invoiced"},
    "received": {"zh": "已到账", "en": "received"},
}

MATTERS: Mapping[str, Bilingual] = {
    "security": {"zh": "保证金", "en": "Security"},
    "claim": {"zh": "索赔", "en": "Claim"},
}

CHECKLIST: Mapping[str, Bilingual] = {
    "obligation": {"zh": "义务未完成", "en": "obligation open"},
    "receivable": {"zh": "款项未收齐", "en": "money outstanding"},
    "unplanned": {"zh": "尚无回款计划", "en": "no receivables are planned"},
    "security": {"zh": "保证金未退还", "en": "security not returned"},
    "claim": {"zh": "索赔未了结", "en": "claim open"},
    "outcome": {"zh": "承诺结果未记录", "en": "outcome of the promise not recorded"},
    "amendment": {"zh": "变更评审未完成", "en": "amendment under review"},
}

#: Column -> heading.
COLUMNS: Mapping[str, Bilingual] = {
    "number": {"zh": "条款", "en": "Clause"},
    "quote": {"zh": "原文", "en": "Wording"},
    "kind": {"zh": "类型", "en": "Kind"},
    "owner": {"zh": "责任角色", "en": "Owner"},
    "formula": {"zh": "到期规则", "en": "Due formula"},
    "due": {"zh": "到期日", "en": "Due"},
    "status": {"zh": "状态", "en": "Status"},
    "on": {"zh": "日期", "en": "On"},
    "evidence": {"zh": "凭证", "en": "Evidence"},
    "overdue": {"zh": "逾期", "en": "Overdue"},
    "milestone": {"zh": "付款节点", "en": "Payment milestone"},
    "amount": {"zh": "金额", "en": "Amount"},
    "currency": {"zh": "币种", "en": "Currency"},
    "received": {"zh": "已收", "en": "Received"},
    "open": {"zh": "未收", "en": "Open"},
    "collector": {"zh": "回款责任人", "en": "Collection owner"},
    "point": {"zh": "未结事项", "en": "Open point"},
    "subject": {"zh": "对象", "en": "Subject"},
}

SHEETS: Mapping[str, Bilingual] = {
    "obligations": {"zh": "义务台账", "en": "Obligations"},
    "receivables": {"zh": "回款台账", "en": "Receivables"},
    "checklist": {"zh": "关闭清单", "en": "Closing checklist"},
}

YES: Bilingual = {"zh": "是", "en": "yes"}
