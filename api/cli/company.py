"""Who answers for a company's own rules, in one line of the terminal."""

from __future__ import annotations

from review.model.canonical import plain
from review.model.review import Approved, CompanyRules

_APPROVED = {
    "zh": {
        Approved.YES: "公司规则 {files}：由 {edited_by} 编辑，{approved_by} 于 {approved_on} 批准",
        Approved.FALLEN: "公司规则 {files}：{approved_by} 于 {approved_on} 批准之后又有改动，批准失效，"
        "据此审查的合同不能签字或放行",
        Approved.NO: "公司规则 {files}：无人批准，只能试用，据此审查的合同不能签字或放行",
        Approved.SELF: "公司规则 {files}：由编辑人 {edited_by} 自行批准，批准无效，据此审查的合同不能签字或放行",
    },
    "en": {
        Approved.YES: "company's rules {files}: edited by {edited_by}, approved by {approved_by} on {approved_on}",
        Approved.FALLEN: "company's rules {files}: no longer approved, changed since {approved_by} did on {approved_on}; "
        "nothing reviewed under them can be signed or released",
        Approved.NO: "company's rules {files}: approved by nobody; "
        "they may be tried, but nothing reviewed under them can be signed or released",
        Approved.SELF: "company's rules {files}: approved by {edited_by}, who edited them, which is no approval; "
        "nothing reviewed under them can be signed or released",
    },
}


def answered_for(rules: CompanyRules, language: str) -> str:
    """Who edited and approved them, and what follows where nobody did."""
    return _APPROVED[language][rules.approved].format_map(plain(rules))
