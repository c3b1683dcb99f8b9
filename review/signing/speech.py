"""A report in words: the verdict first, then why, then who signed, then what the packet carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from review.model.language import Bilingual
from review.signing.report import Code, Reason, Report, SignatureReport, Verdict

VERDICTS: Mapping[Verdict, Bilingual] = {
    Verdict.VALID: {"zh": "有效：文件完整，签署人可信。", "en": "Valid: the file is whole and its signers are trusted."},
    Verdict.UNTRUSTED: {
        "zh": "完整但未获信任：未发现改动，但所给的信任策略不足以确认签署人。",
        "en": "Intact but not trusted: nothing was changed, but the policy given does not vouch for the signers.",
    },
    Verdict.INVALID: {"zh": "无效：不可采信。", "en": "Invalid: do not rely on it."},
}

REASONS: Mapping[Code, Bilingual] = {
    Code.UNREADABLE: {"zh": "文件无法作为 PDF 读取", "en": "the file cannot be read as a PDF"},
    Code.UNSIGNED: {"zh": "文件没有任何签名", "en": "the file carries no signature"},
    Code.TRUNCATED: {"zh": "文件被截断", "en": "the file was cut off"},
    Code.APPENDED: {"zh": "签名之后附加了内容", "en": "something was appended behind the last signature"},
    Code.UPDATED: {"zh": "签名之后内容被增量修改", "en": "the file was changed by an update after signing"},
    Code.CONTENT_CHANGED: {"zh": "签名所覆盖的内容被改动", "en": "what the signature covers was changed"},
    Code.SIGNATURE_DAMAGED: {"zh": "签名值被改动", "en": "the signature value was changed"},
    Code.SIGNATURE_FORM: {"zh": "签名的写法不合规范", "en": "the signature is not written as a signer writes it"},
    Code.SIGNATURE_MISSING: {"zh": "缺少签名", "en": "a signature is missing"},
    Code.SIGNER_UNTRUSTED: {"zh": "签署人不在信任策略内", "en": "the signer is not one the policy trusts"},
    Code.SIGNER_SWAPPED: {"zh": "签名人与签名位置不符", "en": "the signature is not that of who should have signed there"},
    Code.SIGNER_REVOKED: {
        "zh": "签署人的证书在签署前已被吊销",
        "en": "the signer's certificate had been withdrawn before the signature",
    },
    Code.CERTIFICATE_EXPIRED: {
        "zh": "签署人的证书已到期；签署在到期之前一事仅有签署系统时钟为据，没有可信时间戳证明",
        "en": "the signer's certificate has run out; that it signed before is only claimed, no time stamp proves it",
    },
    Code.TIMESTAMP_BROKEN: {"zh": "时间戳无效", "en": "the time stamp does not hold"},
    Code.DIGEST_DIFFERS: {"zh": "文件摘要与所给的不同", "en": "the file's digest is not the one given"},
    Code.MANIFEST_MISSING: {"zh": "缺少附件清单 packet.json", "en": "the manifest packet.json is missing"},
    Code.ATTACHMENT_CHANGED: {"zh": "附件与清单不符", "en": "an attachment is not the one the manifest names"},
    Code.ATTACHMENT_TWICE: {"zh": "同一附件名下有两个文件", "en": "two files stand under one attachment's name"},
    Code.FILE_FORM: {
        "zh": "文件写法可使不同阅读器看到不同内容",
        "en": "the file is written so that two readers may see two things in it",
    },
    Code.FOREIGN_CONTENT: {
        "zh": "文件含有签审包不会有的内容（动作、脚本、图层、可填表单域或覆盖页面的批注）",
        "en": "the file holds what no packet holds: an action, a script, a layer, a field to fill in or a note over a page",
    },
    Code.AUDIT_BROKEN: {"zh": "审计日志的哈希链断开", "en": "the hash chain of the audit extract does not hold"},
    Code.REVIEW_DIFFERS: {"zh": "重新审查的结果不同", "en": "the review, run again, finds something else"},
}

_WORDS: Mapping[str, Bilingual] = {
    "packet": {"zh": "签审包", "en": "Packet"},
    "policy": {"zh": "信任策略", "en": "Policy"},
    "trusts": {"zh": "信任", "en": "trusts"},
    "nobody": {"zh": "无（未给出根证书）", "en": "nobody (no root was given)"},
    "hint": {
        "zh": "确认签署人：在出具方机器上运行 tripact keys root > root.pem，再 tripact verify 签审包.pdf --trust root.pem",
        "en": "To trust them: where it was made, tripact keys root > root.pem; then tripact verify PACKET.pdf --trust root.pem",
    },
    "asks": {"zh": "要求签名", "en": "asks for"},
    "signature": {"zh": "签名", "en": "Signature"},
    "by": {"zh": "签署人", "en": "by"},
    "claimed": {"zh": "签署时间（签署系统时钟）", "en": "time (by the signer's clock)"},
    "stamped": {"zh": "时间戳", "en": "time stamp"},
    "level": {"zh": "级别", "en": "level"},
    "intact": {"zh": "完整", "en": "intact"},
    "broken": {"zh": "已被改动", "en": "changed"},
    "trusted": {"zh": "可信", "en": "trusted"},
    "untrusted": {"zh": "未获信任", "en": "not trusted"},
    "certificate": {"zh": "证书", "en": "certificate"},
    "attachments": {"zh": "附件", "en": "Attachments"},
    "same": {"zh": "与清单一致", "en": "as the manifest says"},
    "differs": {"zh": "与清单不符", "en": "not as the manifest says"},
    "audit": {"zh": "审计日志", "en": "Audit extract"},
    "whole": {"zh": "{n} 条，哈希链完整", "en": "{n} entries, the chain is whole"},
    "rerun": {"zh": "重新审查", "en": "Review run again"},
    "rerun_same": {"zh": "结果一致", "en": "same result"},
    "rerun_differs": {"zh": "结果不同", "en": "a different result"},
    "rerun_not_run": {"zh": "未运行", "en": "not run"},
}


def lines(report: Report, language: str) -> Iterator[str]:
    """The report for a person, line by line."""
    words = {key: pair[language] for key, pair in _WORDS.items()}
    yield VERDICTS[report.verdict][language]
    yield from (f"  - {reason(r, language)}" for r in report.reasons)
    if report.verdict is Verdict.UNTRUSTED and not report.roots:
        yield words["hint"]
    yield f"{words['packet']}: {report.number or '-'} · SHA-256 {report.sha256}"
    trusted = ", ".join(report.roots) or words["nobody"]
    yield f"{words['policy']}: {words['trusts']} {trusted} · {words['asks']} {', '.join(report.required) or '-'}"
    for signature in report.signatures:
        yield from _signature(signature, words)
    if report.attachments:
        yield f"{words['attachments']}:"
        yield from (f"  {name}: {words['same' if same else 'differs']} {digest}" for name, digest, same in report.attachments)
    if report.audit_entries:
        yield f"{words['audit']}: " + words["whole"].format(n=report.audit_entries)
    detail = f" ({report.rerun.detail})" if report.rerun.detail else ""
    yield f"{words['rerun']}: {words['rerun_' + report.rerun.result]}{detail}"


def reason(found: Reason, language: str) -> str:
    """One reason in a sentence: where, what, and the detail."""
    where = f"{found.subject}: " if found.subject else ""
    detail = f" ({found.detail})" if found.detail else ""
    return f"{where}{REASONS[found.code][language]}{detail} [{found.code.value}]"


def _signature(one: SignatureReport, words: Mapping[str, str]) -> Iterator[str]:
    state = f"{words['intact' if one.intact else 'broken']}, {words['trusted' if one.trusted else 'untrusted']}"
    yield f"{words['signature']} {one.field}: {state} · PAdES {one.level}"
    yield f"  {words['by']} {one.signer} ({one.organisation}) · {words['certificate']} {one.certificate_sha256}"
    if one.stamped_at:
        yield f"  {words['stamped']} {one.stamped_at.isoformat()}"
    elif one.claimed_at:
        yield f"  {words['claimed']} {one.claimed_at.isoformat()}"
    yield f"  “{one.statement}”"
