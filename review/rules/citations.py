"""Where a rule comes from, in words: the catalogue's short names and the laws of the PRC, in both languages."""

from __future__ import annotations

import re

from review.model.language import Bilingual
from review.rules.rule import Citation

#: The catalogue's own short names.
_NAMES: dict[str, Bilingual] = {
    "own": {"zh": "专业判断", "en": "professional judgement"},
    "practice": {"zh": "行业惯例", "en": "trade practice"},
    "FIDIC practice": {"zh": "FIDIC 合同惯例", "en": "practice under FIDIC contracts"},
    "LTC": {"zh": "线索到回款流程（铁三角、契约管理）", "en": "the lead-to-cash process (iron triangle, contract management)"},
    "TRI": {"zh": "铁三角实践", "en": "iron-triangle practice"},
    "HO": {"zh": "销售向交付的交接关口", "en": "the hand-over gate from sales to delivery"},
    "DESK": {"zh": "商务审批惯例", "en": "deal-desk norms"},
    "IACCM": {"zh": "IACCM 合同争议调查", "en": "the IACCM survey of contract disputes"},
    "PM72": {"zh": "项目管理标准的五项评审内容", "en": "the five review contents of the project management standard"},
    "AS9100": {"zh": "AS9100 质量管理体系", "en": "AS9100 quality management"},
    "CMMI": {"zh": "CMMI", "en": "CMMI"},
}
#: Laws by their Chinese names; one whose name holds another's stands before it.
_LAWS = {
    "保障中小企业款项支付条例": "Regulation on Securing Payments to SMEs",
    "招标投标法实施条例": "Implementing Regulation of the Tendering Law",
    "招标投标法": "Tendering Law",
    "政府采购法实施条例": "Implementing Regulation of the Government Procurement Law",
    "政府采购法": "Government Procurement Law",
    "合同编通则解释": "Judicial Interpretation of the General Part of Contracts",
    "买卖合同司法解释": "Judicial Interpretation on Sales Contracts",
    "企业内部控制应用指引": "Application Guidelines for Enterprise Internal Control",
    "建设工程质量管理条例": "Regulation on the Quality of Construction Works",
    "建设工程质量保证金管理办法": "Measures on Retention Money for Construction Works",
    "个人信息保护法": "Personal Information Protection Law",
    "出口管制法": "Export Control Law",
    "电子签名法": "Electronic Signature Law",
    "涉外民事关系法律适用法": "Law on Choice of Law for Foreign-related Civil Relations",
    "民事诉讼法": "Civil Procedure Law",
    "标准化法": "Standardisation Law",
    "增值税法": "VAT Law",
    "印花税法": "Stamp Tax Law",
    "反不正当竞争法": "Anti-Unfair Competition Law",
    "仲裁法": "Arbitration Law",
}
_ARTICLE = re.compile(r"CC(\d+(?:-\d+)?)")
_TALK = re.compile(r"REN(\d\d)[ab]?")
_NUMBERS = re.compile(r"第([\d、-]+)(条|号)")


def cited(source: Citation, language: str) -> str:
    """As in ``PRC Civil Code, article 621 (2021-01-01, checked on 2025-04-30)``."""
    name, day = _name(source)[language], source.checked.isoformat()
    if source.cite in _NAMES or _TALK.fullmatch(source.cite):
        return f"{name}（核对于 {day}）" if language == "zh" else f"{name} (checked on {day})"
    version = source.version.removeprefix("民法典 ")
    return f"{name}（{version}，核对于 {day}）" if language == "zh" else f"{name} ({version}, checked on {day})"


def _name(source: Citation) -> Bilingual:
    if source.cite in _NAMES:
        return _NAMES[source.cite]
    if article := _ARTICLE.fullmatch(source.cite):
        return {"zh": f"《民法典》第{article[1]}条", "en": f"PRC Civil Code, article {article[1]}"}
    if _TALK.fullmatch(source.cite):
        return {"zh": f"任正非讲话（{source.version}）", "en": f"a talk by Ren Zhengfei ({source.version})"}
    return {"zh": source.cite, "en": _english(source.cite)}


def _english(cite: str) -> str:
    """A Chinese law in English, with its own name behind it; what is no law of the table as it stands."""
    named = [english for chinese, english in _LAWS.items() if chinese in cite]
    if not named:
        return cite
    number = _NUMBERS.search(cite)
    at = f", {'article' if number[2] == '条' else 'no.'} {number[1].replace('、', ', ')}" if number else ""
    return f"PRC {named[0]}{at} ({cite})"
