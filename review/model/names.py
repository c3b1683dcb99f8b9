"""What the terms of the model are called, in Chinese and English. One table for command line, pages and packet."""

from __future__ import annotations

from collections.abc import Mapping

from review.model.language import Bilingual


def _table(rows: Mapping[str, tuple[str, str]]) -> dict[str, Bilingual]:
    return {key: {"zh": zh, "en": en} for key, (zh, en) in rows.items()}


ROLES = _table(
    {
        "AR": ("客户经理", "Account (AR)"),
        "SR": ("方案经理", "Solution (SR)"),
        "FR": ("交付经理", "Fulfilment (FR)"),
        "COM": ("商务", "Commercial"),
        "BID": ("投标", "Bid"),
        "FIN": ("财经", "Finance"),
        "LEG": ("法务", "Legal"),
        "CM": ("合同经理", "Contract manager"),
        "DEC": ("决策团队", "Decision team"),
        "AUDIT": ("审计", "Audit"),
        "ADMIN": ("管理员", "Administrator"),
    }
)

SEVERITIES = _table({"B": ("阻断", "Blocking"), "H": ("高", "High"), "M": ("中", "Medium"), "L": ("低", "Low")})

OUTCOMES = _table(
    {
        "pass": ("通过", "Pass"),
        "fail": ("不通过", "Fail"),
        "undetermined": ("无法判定", "Undetermined"),
        "n/a": ("不适用", "Not applicable"),
    }
)

VERDICTS = _table(
    {
        "blocked": ("不可签署", "Blocked: not to be signed"),
        "conditional": ("有条件", "Conditional: high findings are open"),
        "clear": ("规则无阻断,待 FR 逐条确认", "Clear: nothing blocks, FR still confirms each commitment"),
    }
)

PARTIES = _table(
    {
        "seller": ("供方", "Seller"),
        "buyer": ("需方", "Buyer"),
        "both": ("双方", "Both parties"),
        "other": ("第三方", "Third party"),
    }
)

MODALITIES = _table(
    {
        "obligation": ("义务", "Obligation"),
        "prohibition": ("禁止", "Prohibition"),
        "right": ("权利", "Right"),
        "deemed": ("视为", "Deemed"),
    }
)

CHOICES = _table(
    {
        "confirm": ("确认", "Confirmed"),
        "confirm_with_condition": ("附条件确认", "Confirmed with condition"),
        "reject": ("拒绝", "Rejected"),
        "reassign": ("转交", "Reassigned"),
        "not_a_commitment": ("非交付承诺", "Not a delivery commitment"),
    }
)

KINDS = _table(
    {
        "K00": ("一般义务", "General duty"),
        "K01": ("交付期限", "Delivery date"),
        "K02": ("范围/交付物", "Scope, deliverables"),
        "K03": ("数量", "Quantity"),
        "K04": ("安装/场地", "Installation, site"),
        "K05": ("技术性能", "Technical performance"),
        "K06": ("定制/路标", "Customisation, roadmap"),
        "K07": ("可用率", "Availability"),
        "K08": ("响应/恢复", "Response, restore"),
        "K09": ("备件", "Spares"),
        "K10": ("人员", "People"),
        "K11": ("验收", "Acceptance"),
        "K12": ("质保", "Warranty"),
        "K13": ("服务期限", "Support term"),
        "K14": ("培训/文档", "Training, documents"),
        "K15": ("价格", "Price"),
        "K16": ("付款", "Payment"),
        "K17": ("发票/税", "Invoice, tax"),
        "K18": ("逾期违约金", "Liquidated damages for delay"),
        "K19": ("服务扣减/罚款", "Service credit, fine"),
        "K20": ("责任/赔偿", "Liability, indemnity"),
        "K21": ("担保/质保金", "Security, retention"),
        "K22": ("合规/安全/数据", "Compliance, security, data"),
        "K23": ("知识产权", "Intellectual property"),
        "K24": ("保密/审计", "Confidentiality, audit"),
        "K25": ("变更/配合", "Change, cooperation"),
        "K26": ("解除/退出", "Termination, exit"),
        "K27": ("分包/本地化", "Subcontracting, local content"),
        "K28": ("保险", "Insurance"),
        "K29": ("报告/治理", "Reports, governance"),
    }
)

STATES = _table(
    {
        "NEW": ("新建", "New"),
        "RECEIVED": ("已接收", "Received"),
        "PARSED": ("已解析", "Read"),
        "CHECKED": ("已检查", "Checked"),
        "IN_REVIEW": ("评审中", "In review"),
        "CHANGES_REQUESTED": ("要求修改", "Changes requested"),
        "READY_FOR_DECISION": ("待决策", "Ready for decision"),
        "APPROVED": ("已批准", "Approved"),
        "PACKET_RELEASED": ("已放行", "Packet released"),
        "SIGNED": ("已签约", "Signed"),
        "HANDED_OVER": ("已交接", "Handed over"),
        "IN_EXECUTION": ("履行中", "In execution"),
        "CLOSED": ("已关闭", "Closed"),
        "ESCALATED": ("已升级", "Escalated"),
        "ON_HOLD": ("已暂停", "On hold"),
        "REJECTED": ("已否决", "Rejected"),
        "WITHDRAWN": ("已撤回", "Withdrawn"),
        "SUPERSEDED": ("已被取代", "Superseded"),
    }
)

CONDITION_KINDS = _table(
    {
        "text_change": ("修改合同文本", "Change of the text"),
        "before_signing": ("签约前完成", "Before signing"),
        "after_signing": ("签约后完成", "After signing"),
        "internal": ("内部措施", "Internal action"),
    }
)

#: Parts of a contract that have no number, by the kind of their clause.
PARTS = _table(
    {
        "title": ("标题", "Title"),
        "parties": ("当事人", "Parties"),
        "recitals": ("前言", "Recitals"),
        "definitions": ("定义", "Definitions"),
        "signature": ("签署页", "Signature page"),
        "annex": ("附件", "Annex"),
        "contents": ("目录", "Contents"),
    }
)
_UNNUMBERED: Bilingual = {"zh": "未编号", "en": "unnumbered"}
_WHOLE: Bilingual = {"zh": "全文", "en": "whole contract"}


def unnumbered(clause: str, placed: bool) -> Bilingual:
    """What a place without a number is called: the part that holds it, by the id of its clause; the contract as a whole where
    nothing of it is meant. ``placed``: whether words of the contract are.
    """
    kind = clause.rpartition("/")[2].partition("~")[0]
    return PARTS.get(kind) or (_UNNUMBERED if placed or clause else _WHOLE)
