"""A review in words: the verdict first, then what blocks, each finding with its clause, quote, values and owner."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.finding import Finding, Outcome
from review.model.language import Language
from review.model.names import OUTCOMES, ROLES, SEVERITIES, VERDICTS
from review.model.review import Review
from review.model.roles import Role

_QUOTE = 160

_WORDS = {
    "zh": {
        "verdict": "结论",
        "counts": "未决问题",
        "commitments": "{all} 条承诺,其中 {ours} 条由 FR 逐条确认",
        "no_deal": "未提供商机记录(--deal):需要商机数据的规则均为“无法判定”。",
        "quote": "原文",
        "contract": "合同",
        "deal": "商机",
        "missing": "缺少",
        "owner": "负责",
        "proposal": "建议",
        "passed": "规则结果",
        "coverage": "未读取或不可见",
        "absent": "(全文)",
    },
    "en": {
        "verdict": "Verdict",
        "counts": "Open findings",
        "commitments": "{all} commitments, {ours} of them for FR to confirm one by one",
        "no_deal": "No deal record was given (--deal): every rule that needs one is undetermined.",
        "quote": "quote",
        "contract": "contract",
        "deal": "deal",
        "missing": "missing",
        "owner": "owner",
        "proposal": "proposal",
        "passed": "Rules",
        "coverage": "Not read or not visible",
        "absent": "(whole contract)",
    },
}


def summary(review: Review, language: Language) -> str:
    """The whole summary as text; lines are ready to print."""
    return "\n".join(_lines(review, "zh" if language is Language.ZH else "en"))


def _lines(review: Review, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    yield review.document.source.name
    yield f"{words['verdict']}: {VERDICTS[review.verdict][lang]}"
    yield f"{words['counts']}: " + _counts(review, lang)
    yield words["commitments"].format(all=len(review.commitments), ours=_for_fulfilment(review))
    if review.deal is None:
        yield words["no_deal"]
    for finding in review.open_findings:
        yield ""
        yield from _finding(finding, words, lang)
    yield ""
    outcomes = review.outcomes
    yield f"{words['passed']}: " + ", ".join(f"{outcomes[o]} {OUTCOMES[o][lang]}" for o in Outcome)
    yield from _coverage(review, words)


def _counts(review: Review, lang: str) -> str:
    return ", ".join(f"{n} {SEVERITIES[s][lang]} ({s})" for s, n in review.counts.items())


def _for_fulfilment(review: Review) -> int:
    return sum(1 for c in review.commitments if c.owner is Role.FR and c.obligor in (review.side, "both"))


def _finding(finding: Finding, words: dict[str, str], lang: str) -> Iterator[str]:
    mark = "" if finding.outcome is Outcome.FAIL else f" [{OUTCOMES[finding.outcome.value][lang]}]"
    place = finding.number or finding.clause or words["absent"]
    yield f"[{finding.severity}] {finding.rule.id} {finding.rule.title[lang]}{mark} · {place}"
    yield f"    {finding.message[lang]}"
    if finding.quote:
        yield f"    {words['quote']}: {_short(finding.quote)}"
    for pair in finding.compared:
        contract, deal = pair.said(lang)
        sides = f"{words['contract']}: {contract} · {words['deal']}: {deal} {pair.pointer}"
        yield f"    {pair.label[lang]} · {sides}".rstrip()
    if finding.missing:
        yield f"    {words['missing']}: " + ", ".join(finding.missing)
    if finding.proposal:
        yield f"    {words['proposal']}: {_short(finding.proposal[lang])}"
    yield f"    {words['owner']}: {ROLES[finding.owner][lang]}"


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1] + "…"


def _coverage(review: Review, words: dict[str, str]) -> Iterator[str]:
    notices = review.document.coverage.notices
    if notices:
        yield f"{words['coverage']}: {len(notices)}"
        yield from (f"    {n.code} {n.where} {n.detail}".rstrip() for n in notices)
