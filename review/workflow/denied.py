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
        return Refusal(fact_name(type(action)), self.code, self.subject, **self.reason)


sentences(
    {
        "denied-role": {
            "zh": "角色 {role} 无权执行此操作，有权的角色：{may}。",
            "en": "The role {role} may not do this; those who may: {may}.",
        },
        "denied-state": {
            "zh": "当前状态“{state}”不允许此操作：{next}。",
            "en": "This cannot be done in the state {state}: {next}.",
        },
        "denied-nobody": {"zh": "操作人未知。", "en": "It is not known who acts."},
        "denied-decides-nothing": {
            "zh": "系统自身不作任何决定。",
            "en": "The product itself decides nothing.",
        },
        "denied-delegation": {
            "zh": "{person} 没有 {by} 在此角色下的有效授权，须由 {by} 授权。",
            "en": "{person} has no delegation in force from {by} in this role; {by} gives it.",
        },
        "denied-delegation-rank": {
            "zh": "被授权人的权限不得超过授权人；请降低所授级别，或由授权人本人办理。",
            "en": "A delegate may not exceed the delegator: lend a lower rank, or let the delegator act.",
        },
        "denied-delegation-onward": {
            "zh": "授权不得转授，也不得授予自己。",
            "en": "A delegation cannot be passed on, nor given to oneself.",
        },
        "denied-delegation-role": {
            "zh": "{person} 在本项目中担任 {role}，不得代行此角色；请由他人办理。",
            "en": "{person} is {role} on this deal and cannot stand in for this role; somebody else must.",
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
        "denied-future": {
            "zh": "日期晚于今天；请填写实际发生的日期。",
            "en": "The day has not come yet; give the day on which it happened.",
        },
        "denied-which-event": {
            "zh": "“其他事件”因条款而异，请在具体义务上记录其事件。",
            "en": "Another event is another one for each line; record it on the obligation that counts from it.",
        },
        "denied-other-event": {
            "zh": "该义务的期限不是从这一事件起算的。",
            "en": "This obligation does not count from that event; record the one it names.",
        },
        "denied-text-missing": {"zh": "缺少必填内容：{what}。", "en": "This is needed: {what}."},
        "denied-unknown": {"zh": "找不到 {what} {id}。", "en": "There is no {what} {id} here."},
        "denied-item-changed": {
            "zh": "条款在您查看之后已变更，请重新查看后再决定。",
            "en": "The commitment has changed since you saw it; look again before you decide.",
        },
        "denied-item-dismissed": {
            "zh": "该条已被认定不是承诺；如仍是承诺，请重新补充。",
            "en": "This line was dismissed as no commitment; if it is one after all, add it again.",
        },
        "denied-not-owner": {
            "zh": "此项由 {owner} 负责，{role} 不能代为决定；请由 {owner} 办理或转交。",
            "en": "{owner} answers for this, and {role} cannot act on it: let {owner} act, or reassign it.",
        },
        "denied-own-promise": {
            "zh": "作出承诺的人不得确认该承诺；须由同一角色的其他人确认（经授权或变更团队）。",
            "en": "Whoever gave a promise may not confirm it; another holder of the role does, by delegation or named "
            "for the team.",
        },
        "denied-evidence": {
            "zh": "交付经理的确认必须附依据，例如交付计划或供应商答复。",
            "en": "A confirmation by FR needs evidence, such as the delivery plan or the supplier's answer.",
        },
        "denied-wording": {
            "zh": "拒绝须写明理由，并附可以接受的建议措辞。",
            "en": "A rejection needs a reason, and the wording proposed instead.",
        },
        "denied-condition": {
            "zh": "条件须写明内容和责任人；签约后条件还须写明期限。",
            "en": "A condition needs a text and an owner; one for after signing also a due date.",
        },
        "denied-reassign": {
            "zh": "不能转给 {role}：须是另一个可作决定的角色，且 FR 的条款不得转给 AR。",
            "en": "This cannot go to {role}: it goes to another role that decides, and what is FR's never to AR.",
        },
        "denied-blocking-dismissal": {
            "zh": "该条存在阻断问题，责任评审人不能单独认定其不是承诺；请用“不是承诺”提出，并由另一角色同意。",
            "en": "A blocking finding hangs on it: its owner alone cannot say that it is no commitment. Dismiss it, "
            "and have another "
            "role agree.",
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
            "zh": "规则 {rule} 不可豁免；须修改合同文本或补齐商机记录。",
            "en": "The rule {rule} can never be waived: change the text, or complete the deal record.",
        },
        "denied-barred": {
            "zh": "{role} 不得豁免 {family} 类规则（交付、服务、验收、质保）；可提出申请，由交付负责人豁免。",
            "en": "{role} can never waive rules of family {family} (delivery, service, acceptance, warranty); ask for "
            "it, and the "
            "head of delivery grants it.",
        },
        "denied-waiver-authority": {
            "zh": "{severity} 级问题的豁免须由 {role}({rank})作出。",
            "en": "A waiver of severity {severity} is granted by {role} ({rank}).",
        },
        "denied-no-request": {
            "zh": "没有对该问题当前内容的豁免申请，请先提出申请。",
            "en": "Nobody has asked for a waiver of this finding as it reads now; ask for it first.",
        },
        "denied-own-request": {
            "zh": "豁免申请人不得自行批准或会签，须由他人办理。",
            "en": "Whoever asks for a waiver may neither grant it nor concur in it; somebody else does.",
        },
        "denied-concurrence": {
            "zh": "阻断问题的豁免须先由职能主管会签，且会签人与批准人不同。",
            "en": "The waiver of a blocking finding needs the function head's concurrence first, by another person.",
        },
        "denied-expired": {
            "zh": "期限早于今天；请填写今天或以后的日期，过期的申请须重新提出。",
            "en": "The date has passed: give one from today on; what was asked for until then is asked for anew.",
        },
        "denied-fr-undecided": {
            "zh": "交付经理尚有 {count} 条承诺未决定，任何人不得签字或放行；请交付经理先逐条决定。",
            "en": "FR has not decided {count} commitments: nobody signs or releases before that. FR decides each of them first.",
        },
        "denied-blocked": {
            "zh": "尚有 {count} 项阻碍，首先是：{first}（{where}）。此前不得批准、签字或放行。",
            "en": "{count} things stand in the way, first: {first} ({where}). Until then no approval, signature or release.",
        },
        "denied-own-work": {
            "zh": "提交人、谈判人或客户经理不得批准自己的工作，须由他人批准。",
            "en": "Whoever submitted, negotiated or sold it may not approve it; somebody else does.",
        },
        "denied-own-hand-over": {
            "zh": "提出交接的人不得自行接受，须由另一人接受。",
            "en": "Whoever offered the hand-over may not accept it; somebody else does.",
        },
        "denied-approved-already": {
            "zh": "您已批准过，同一人不能批准两次；尚缺的批准：{missing}。",
            "en": "You gave an approval already, and nobody gives two; still missing: {missing}.",
        },
        "denied-not-approving": {
            "zh": "不需要 {role} 的批准；尚缺的批准：{missing}。",
            "en": "An approval by {role} is not asked for; still missing: {missing}.",
        },
        "denied-other-document": {
            "zh": "文件哈希与当前版本不一致，请查看当前版本。",
            "en": "The hash is not that of the current revision; look at the current one.",
        },
        "denied-signed-already": {
            "zh": "该角色或此人已对本文件签字，每个角色、每个人只签一次。",
            "en": "This role or this person has signed this document already; each signs once.",
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
            "zh": "本版本尚未放行；须先签字、批准并放行。",
            "en": "This revision has not been released: it is signed, approved and released first.",
        },
        "denied-copy-differs": {
            "zh": "此份待签文件与批准文本有 {count} 处不同，首处：{first}",
            "en": "This copy differs from the approved text at {count} places, first: {first}",
        },
        "denied-copy": {
            "zh": "此份待签文件未与批准文本比对一致（或扫描件尚未人工确认）；请上传一致的文件，扫描件须由法务或合同经理确认。",
            "en": "This copy was not found to agree with the approved text (or its scan is not confirmed): hand in one "
            "that agrees; a "
            "scan is confirmed by LEG or CM.",
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
            "zh": "推翻拒绝意见须由决策团队作出，争议双方不得参与，且该拒绝须先有人提出异议。",
            "en": "Against a rejection only the decision team decides, nobody who was a party to it, and only once it "
            "is contested.",
        },
        "denied-already": {"zh": "已经处理过，无需再次操作。", "en": "That was done already; nothing more is needed."},
        "denied-gate": {"zh": "未满足关口 {gate} 的要求：{what}。", "en": "The gate {gate} still needs: {what}."},
        "denied-amount": {
            "zh": "付款节点的金额须大于零，风险金额和天数不得为负。",
            "en": "The amount of a milestone is above nought; an amount at risk and days are not below it.",
        },
        "denied-receipt": {
            "zh": "“已到账”一步须填写到账金额（大于零），其他步骤不填金额。",
            "en": "Money received has its amount, above nought; no other step has one.",
        },
        "denied-milestone": {
            "zh": "付款节点 {names} 已有回款记录，不能从计划中删除。",
            "en": "Something was recorded for the milestone {names} already; it stays in the plan.",
        },
        "denied-step": {
            "zh": "回款步骤须按顺序进行，下一步是 {next}。",
            "en": "The steps of a receivable come in order; the next one is {next}.",
        },
        "denied-checklist": {
            "zh": "关闭清单尚有 {count} 项未完成，首先是：{first}（{where}）。",
            "en": "{count} things on the closing checklist are open, first: {first} ({where}).",
        },
        "denied-signed-contract": {
            "zh": "合同已签署，不能撤回或否决；变更须提交新草案评审，终止后按清单关闭。",
            "en": "The contract is signed and cannot be withdrawn or rejected: an amendment is a next draft, an end is "
            "closed by the "
            "checklist.",
        },
    }
)
