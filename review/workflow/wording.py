"""Words that stand in refusals, in Chinese and English."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from review.model.decision import Escalation
from review.model.language import Bilingual
from review.model.names import STATES
from review.model.process import State
from review.workflow.registers.wording import CHECKLIST, STEPS


def _table(rows: Mapping[str, tuple[str, str]]) -> dict[str, Bilingual]:
    return {key: {"zh": zh, "en": en} for key, (zh, en) in rows.items()}


#: What can be asked for in vain.
_THINGS = _table(
    {
        "commitment": ("承诺", "commitment"),
        "finding": ("问题", "finding"),
        "subject": ("对象", "subject"),
        "condition": ("条件", "condition"),
        "escalation": ("升级事项", "escalation"),
        "level": ("层级", "level"),
        "cause": ("升级原因", "cause"),
        "delegation": ("授权", "delegation"),
        "gate": ("关口", "gate"),
        "scan": ("扫描件", "scan"),
        "hand-over": ("交接单", "hand-over"),
        "milestone": ("付款节点", "payment milestone"),
        "deadline": ("期限", "deadline"),
        "security": ("保证金", "security"),
        "claim": ("索赔", "claim"),
    }
)

#: What must not be left empty.
_FIELDS = _table(
    {
        "reason": ("理由", "a reason"),
        "evidence": ("依据", "evidence"),
        "text": ("内容", "a text"),
        "quote": ("原文", "the wording"),
        "statement": ("声明", "a statement"),
        "decision": ("处理决定", "a decision"),
        "compensation": ("补偿措施", "a compensating action"),
        "currency": ("币种", "a currency"),
        "name": ("名称", "a name"),
        "owner": ("责任人", "an owner"),
        "source": ("来源", "a source"),
        "members": ("成员", "members"),
        "items": ("条目", "lines"),
        "document_sha256": ("文件哈希", "the document's hash"),
        "copy_sha256": ("待签文件哈希", "the copy's hash"),
        "sheet_sha256": ("交接单哈希", "the hand-over sheet's hash"),
    }
)

#: Codes of ``readiness.Blocker``.
BLOCKERS = _table(
    {
        "open-b": ("阻断问题未关闭", "a blocking finding is open"),
        "undecided": ("承诺未决定", "a commitment is not decided"),
        "rejected": ("承诺被拒绝", "a commitment is rejected"),
        "open-h": ("高风险问题无条件、未豁免", "a high finding has neither condition nor waiver"),
        "open-condition": ("签约前条件未关闭", "a condition before signing is open"),
        "open-escalation": ("升级事项未关闭", "an escalation is open"),
        "copy-differs": ("待签文件与批准文本不一致", "the copy to be signed differs from the approved text"),
        "rules-unapproved": ("公司自有规则无人批准", "nobody approved the company's own rules"),
        "rules-changed": ("公司自有规则在批准之后又有改动", "the company's own rules changed after they were approved"),
        "rules-self-approved": (
            "公司自有规则由编辑人自行批准",
            "the company's own rules were approved by whoever edited them",
        ),
    }
)

#: What gates need (``gates.REQUIREMENTS``).
_REQUIREMENTS = _table(
    {
        "triangle_named": ("铁三角三人齐备", "AR, SR and FR named, three persons"),
        "revision_checked": ("合同文本已检查", "a draft that was checked"),
        "requirements_recorded": ("商机记录中的需求", "the requirements in the deal record"),
        "solution_recorded": ("商机记录中的方案", "the solution in the deal record"),
        "estimate_recorded": ("商机记录中的概算", "the cost estimate in the deal record"),
        "deviations_recorded": (
            "商机记录中的投标偏差(无偏差则为空列表)",
            "the bid deviations in the deal record (an empty list for none)",
        ),
        "fr_opinion": ("交付经理意见", "FR's opinion"),
        "everything_decided": ("全部承诺已决定", "every commitment decided"),
        "no_open_escalation": ("升级事项已关闭", "no open escalation"),
        "no_open_condition": ("签约前条件已关闭", "no open condition before signing"),
        "packet_released": ("签审包已放行", "the packet released"),
        "everything_settled": ("关闭清单已完成", "an empty closing checklist"),
    }
)

#: Why the product took something up itself -> what people read; ``{reason}`` is what the event keeps.
_CAUSES = _table(
    {
        "open_b": ("阻断问题 {reason} 未关闭", "the blocking finding {reason} is open"),
        "overdue": ("评审逾期，未决定的承诺：{reason}", "the review is overdue; commitments undecided: {reason}"),
        "condition": ("条件逾期：{reason}", "a condition is overdue: {reason}"),
        "authority": ("超出授权：{reason}", "beyond authority: {reason}"),
        "contested": ("对拒绝提出异议：{reason}", "a rejection is contested: {reason}"),
    }
)
_DIMENSIONS = _table({"terms": ("条款", "terms"), "signing": ("签约", "signing"), "price": ("价格", "price")})
#: The decision on an escalation that the product closes itself, as the event keeps it.
GONE = "the cause is gone"
_GONE: Bilingual = {"zh": "升级原因已消除", "en": GONE}

_RANKS = _table({"member": ("成员", "member"), "manager": ("主管", "manager"), "head": ("职能负责人", "function head")})

_REGISTER = _table(
    {
        "incomplete": ("条目缺少编号或指纹", "a line has no id or no fingerprint"),
        "owner": ("条目的责任角色不能作决定", "a line's owner cannot decide"),
        "was": ("条目所承接的原条目不存在", "a line continues one that is not there"),
        "twice": ("编号重复", "an id stands twice"),
        "two": ("一条原条目被两条承接", "a line continues in two"),
    }
)

_TERMS: Mapping[str, Bilingual] = {
    **STATES,
    **CHECKLIST,
    **STEPS,
    **_THINGS,
    **_FIELDS,
    **BLOCKERS,
    **_REQUIREMENTS,
    **_RANKS,
    **{f"register-{k}": v for k, v in _REGISTER.items()},
}


#: State -> what must happen before anything else can be done in it.
_FIRST = {
    State.NEW: ("请先提交合同草稿", "hand in a draft first"),
    State.RECEIVED: ("检查完成后再操作", "wait until the check has ended"),
    State.PARSED: ("检查完成后再操作", "wait until the check has ended"),
    State.ON_HOLD: ("须先由合同经理或决策团队恢复评审", "the contract manager or the decision team resumes the review first"),
    State.REJECTED: ("评审已结束", "the review has ended"),
    State.WITHDRAWN: ("评审已结束", "the review has ended"),
    State.CLOSED: ("合同已关闭", "the contract is closed"),
}
_LATER = frozenset({State.PACKET_RELEASED, State.SIGNED, State.HANDED_OVER, State.IN_EXECUTION})


def way_on(state: State, allowed: Collection[State]) -> Bilingual:
    """What comes before an act that these states allow and this one does not."""
    if state in _FIRST:
        zh, en = _FIRST[state]
        return {"zh": zh, "en": en}
    if state in _LATER and not _LATER & set(allowed):
        return {"zh": "放行之后的更改须提交下一版草案", "en": "after the release a change comes with a next draft"}
    names = tuple(s for s in State if s in allowed)
    return {"zh": f"须处于“{worded(names, 'zh')}”", "en": f"it can be done in {worded(names, 'en')}"}


def raised(one: Escalation) -> Bilingual:
    """Why an escalation went up, in words: what a person wrote stays as it is, what the product noted is said."""
    return went_up(one.cause, one.subject, one.reason)


def went_up(cause: str, subject: str, reason: str) -> Bilingual:
    """As ``raised``, of the parts of one."""
    said = _CAUSES.get("condition" if cause == "overdue" and subject else cause)
    if said is None:
        return {"zh": reason, "en": reason}
    return {language: said[language].format(reason=_kept(cause, subject, reason, language)) for language in ("zh", "en")}


def settled(one: Escalation) -> Bilingual:
    """How it was closed; empty while it is open."""
    return closed(one.decision, one.closed_by)


def closed(decision: str, person: str) -> Bilingual:
    """What was decided; where the product closed it, in words."""
    return _GONE if decision == GONE and not person else {"zh": decision, "en": decision}


def _kept(cause: str, subject: str, reason: str, language: str) -> str:
    if cause == "authority":
        names = (_DIMENSIONS[d][language] if d in _DIMENSIONS else d for d in reason.split(", "))
        return ("、" if language == "zh" else ", ").join(names)
    return reason.partition(" undecided")[0] if cause == "overdue" and not subject else reason


def worded(value: object, language: str) -> object:
    """A field of a sentence in a language: a known term by its name, a bilingual text in its part, several joined."""
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(str(worded(v, language)) for v in value)
    known = _TERMS.get(str(value))
    return known[language] if known else value
