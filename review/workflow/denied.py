"""A permission answer that says no carries its reason, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from review.errors import Refused, sentences
from review.model.event import Fact
from review.model.language import Bilingual
from review.workflow.facts import fact_name
from review.workflow.facts.flow import Refusal
from review.workflow.wording import worded


class Denial(Refused):
    """A refusal whose fields are named in the language of the reader."""

    def diagnostics(self, language: str = "en") -> str:
        """One sentence for a person."""
        tongue = "zh" if language == "zh" else "en"
        named = {k: worded(v, tongue) for k, v in self.fields.items()}
        return Refused(self.code, named, self.where).diagnostics(tongue)


@dataclass(frozen=True)
class Denied:
    """Why not. ``code`` is stable and published; ``fields`` fill the sentence."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
    subject: str = ""
    """Id of the line, finding, condition … that it is about."""

    @property
    def error(self) -> Refused:
        """As an error of the one family, for callers that must raise."""
        return Denial(self.code, self.fields)

    @property
    def reason(self) -> Bilingual:
        return {language: self.error.diagnostics(language) for language in ("zh", "en")}

    def refusal(self, action: Fact) -> Refusal:
        """What the log keeps of it."""
        return Refusal(fact_name(type(action)), self.code, self.subject)


sentences(
    {
        "denied-role": {"zh": "角色 {role} 无权执行此操作。", "en": "The role {role} may not do this."},
        "denied-state": {
            "zh": "当前状态 {state} 不允许此操作。",
            "en": "This cannot be done in the state {state}.",
        },
        "denied-nobody": {"zh": "操作人未知。", "en": "It is not known who acts."},
        "denied-decides-nothing": {
            "zh": "系统自身不作任何决定。",
            "en": "The product itself decides nothing.",
        },
        "denied-delegation": {
            "zh": "{person} 没有 {by} 在此角色下的有效授权。",
            "en": "{person} has no delegation in force from {by} in this role.",
        },
        "denied-delegation-rank": {
            "zh": "被授权人的权限不得超过授权人。",
            "en": "A delegate may not exceed the delegator.",
        },
        "denied-delegation-onward": {
            "zh": "授权不得转授，也不得授予自己。",
            "en": "A delegation cannot be passed on, nor given to oneself.",
        },
        "denied-delegation-role": {
            "zh": "{person} 在本项目中担任 {role}，不得代行此角色。",
            "en": "{person} is {role} on this deal and cannot stand in for this role.",
        },
        "denied-not-named": {
            "zh": "本项目的 {role} 是 {persons};其他人须经其授权,或由合同经理、该角色负责人变更团队后方可操作。",
            "en": "On this deal {role} is {persons}; anybody else needs their delegation, or to be named by the contract "
            "manager or the head of {role}.",
        },
        "denied-apart": {
            "zh": "{person} 在本项目中承担销售工作，商机记录不能使其成为 {role}；须由合同经理、该角色负责人或管理员指定。",
            "en": "{person} sells on this deal, so its record alone does not make that person {role}; the contract manager, "
            "the head of {role} or an administrator does.",
        },
        "denied-naming": {
            "zh": "{role} 的人选由合同经理或该角色负责人变更。",
            "en": "Who is {role} on this deal is changed by the contract manager or the head of {role}.",
        },
        "denied-period": {
            "zh": "期限有误：结束时间须晚于开始时间且在将来。",
            "en": "The period is wrong: it must end after it begins, and in the future.",
        },
        "denied-text-missing": {"zh": "缺少必填内容：{what}。", "en": "This is needed: {what}."},
        "denied-unknown": {"zh": "找不到 {what} {id}。", "en": "There is no {what} {id} here."},
        "denied-item-changed": {
            "zh": "条款在您查看之后已变更，请重新查看后再决定。",
            "en": "The commitment has changed since you saw it; look again before you decide.",
        },
        "denied-item-dismissed": {
            "zh": "该条已被认定不是承诺。",
            "en": "This line was dismissed: it is no commitment.",
        },
        "denied-not-owner": {
            "zh": "该条由 {owner} 负责，{role} 不能代为决定。",
            "en": "{owner} owns this commitment; {role} cannot decide on it.",
        },
        "denied-own-promise": {
            "zh": "作出承诺的人不得确认该承诺。",
            "en": "Whoever gave a promise may not confirm it.",
        },
        "denied-evidence": {
            "zh": "交付经理的确认必须附依据。",
            "en": "A confirmation by FR needs evidence.",
        },
        "denied-wording": {
            "zh": "拒绝须附建议措辞。",
            "en": "A rejection needs the wording proposed instead.",
        },
        "denied-condition": {
            "zh": "条件须写明内容和责任人；签约后条件还须写明期限。",
            "en": "A condition needs a text and an owner; one for after signing also a due date.",
        },
        "denied-reassign": {
            "zh": "该条不能转给 {role}。",
            "en": "This commitment cannot be reassigned to {role}.",
        },
        "denied-blocking-dismissal": {
            "zh": "该条存在阻断问题，责任评审人不能单独认定其不是承诺。",
            "en": "A blocking finding hangs on it: the obligated reviewer alone cannot say that it is no commitment.",
        },
        "denied-not-proven": {
            "zh": "商机记录不能证明该条，须逐条确认。",
            "en": "The deal record does not prove this commitment; it is to be confirmed by itself.",
        },
        "denied-fingerprint": {
            "zh": "更正后的条目须有新的指纹和编号。",
            "en": "The corrected line needs its id and a fingerprint.",
        },
        "denied-never-waivable": {
            "zh": "规则 {rule} 不可豁免。",
            "en": "The rule {rule} can never be waived.",
        },
        "denied-barred": {
            "zh": "{role} 不得豁免 {family} 类规则（交付、服务、验收、质保）。",
            "en": "{role} can never waive rules of family {family} (delivery, service, acceptance, warranty).",
        },
        "denied-waiver-authority": {
            "zh": "{severity} 级问题的豁免须由 {role}({rank})作出。",
            "en": "A waiver of severity {severity} is granted by {role} ({rank}).",
        },
        "denied-no-request": {
            "zh": "没有对该问题当前内容的豁免申请。",
            "en": "Nobody has asked for a waiver of this finding as it reads now.",
        },
        "denied-own-request": {
            "zh": "豁免申请人不得自行批准或会签。",
            "en": "Whoever asks for a waiver may neither grant it nor concur in it.",
        },
        "denied-concurrence": {
            "zh": "阻断问题的豁免须先由职能主管会签，且会签人与批准人不同。",
            "en": "The waiver of a blocking finding needs the function head's concurrence first, by another person.",
        },
        "denied-expired": {"zh": "期限已过。", "en": "The date has passed."},
        "denied-fr-undecided": {
            "zh": "交付经理尚有 {count} 条承诺未决定，任何人不得签字或放行。",
            "en": "FR has not decided {count} commitments: nobody signs or releases before that.",
        },
        "denied-blocked": {
            "zh": "尚有 {count} 项阻碍，首先是：{first}（{where}）。此前不得批准、签字或放行。",
            "en": "{count} things stand in the way, first: {first} ({where}). Until then no approval, signature or release.",
        },
        "denied-own-work": {
            "zh": "提交人或谈判人不得批准自己的工作。",
            "en": "Whoever submitted or negotiated the draft may not approve it.",
        },
        "denied-approved-already": {
            "zh": "此人或此审批已完成，无需再次批准。",
            "en": "This approval was given already, or this person gave another one.",
        },
        "denied-other-document": {
            "zh": "文件哈希与当前版本不一致，请查看当前版本。",
            "en": "The hash is not that of the current revision; look at the current one.",
        },
        "denied-signed-already": {
            "zh": "该角色或此人已对本文件签字。",
            "en": "This role or this person has signed this document already.",
        },
        "denied-not-signing": {
            "zh": "角色 {role} 无须签字。",
            "en": "The role {role} does not sign this packet.",
        },
        "denied-signatures": {
            "zh": "缺少 {roles} 对同一文件的签字。",
            "en": "The signatures of {roles} on this same document are missing.",
        },
        "denied-register": {
            "zh": "承诺清单有误：{what}。",
            "en": "The register of commitments is wrong: {what}.",
        },
        "denied-newer-draft": {
            "zh": "已收到更新的草案，此草案不再处理。",
            "en": "A newer draft has come in; this one is no longer awaited.",
        },
        "denied-not-released": {
            "zh": "本版本尚未放行。",
            "en": "This revision has not been released.",
        },
        "denied-copy": {
            "zh": "待签文件未与批准文本比对一致（或扫描件尚未人工确认）。",
            "en": "The copy to be signed was not found to agree with the approved text (or its scan is not confirmed).",
        },
        "denied-not-rejected": {
            "zh": "该条没有有效的拒绝意见。",
            "en": "No rejection holds on this commitment.",
        },
        "denied-level": {
            "zh": "该升级事项须由“{level}”处理，升级人不得自行关闭。",
            "en": "This escalation is for the level {level} to decide, and not for the person who raised it.",
        },
        "denied-overrule": {
            "zh": "该层级无权推翻拒绝意见。",
            "en": "This level cannot decide against a rejection.",
        },
        "denied-already": {"zh": "已经处理过。", "en": "That was done already."},
        "denied-gate": {"zh": "未满足关口 {gate} 的要求：{what}。", "en": "The gate {gate} still needs: {what}."},
        "denied-amount": {"zh": "金额有误。", "en": "The amount is wrong."},
        "denied-step": {
            "zh": "回款步骤须按顺序进行，下一步是 {next}。",
            "en": "The steps of a receivable come in order; the next one is {next}.",
        },
        "denied-checklist": {
            "zh": "关闭清单尚有 {count} 项未完成，首先是：{first}（{where}）。",
            "en": "{count} things on the closing checklist are open, first: {first} ({where}).",
        },
        "denied-signed-contract": {
            "zh": "合同已签署，不能撤回或否决。",
            "en": "The contract is signed; it cannot be withdrawn or rejected.",
        },
    }
)
