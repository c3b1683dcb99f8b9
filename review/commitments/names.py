"""The registered names and codes of the parties, as the block of the parties gives them."""

from __future__ import annotations

import re

from review.model.commitment import Party, PartyName
from review.model.document import Document
from review.model.span import Span

#: So many characters of a contract are searched for its parties.
FRONT = 6000
_NAME = re.compile(
    r"((?:[A-Z][\w&.'’-]*,?\s+){1,6}(?:Inc|Ltd|LLC|L\.L\.C|Limited"
    r"|Corp(?:oration)?|GmbH(?:\s*&\s*Co\.?\s*KG)?|S\.A|a\.s"
    r"|Co|Company|PLC|plc|L\.P|LP|AG|N\.V|B\.V|Pte\.? Ltd)\.?)(?=[\s,(;])"
)
_LINE = re.compile(
    r"(?P<term>甲\s*方|乙\s*方|[\u4e00-\u9fff]{2,6})\s*(?:[（(](?P<role>[^（）()]{1,14})[)）])?\s*[:：]"
    r"\s*(?P<name>[^\n\t:：_＿]{0,60})"
)
_COMPANY = re.compile(
    r"[\u4e00-\u9fffA-Za-z（）()×]{4,40}(?:公司|厂|中心|研究院|研究所|大学|学校|医院|局|委员会|集团|分公司|事务所|银行)"
    r"(?![\u4e00-\u9fff])"
)
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")


def named(document: Document, side: Party, sides: dict[str, Party]) -> PartyName:
    """The side's registered name as the parties block gives it, with its code when there is one."""
    terms = tuple(sorted(w for w, s in sides.items() if s is side))
    front = document.text[:FRONT]
    for found in _LINE.finditer(front):
        words = (re.sub(r"\s", "", found.group("term")), found.group("role") or "")
        company = _COMPANY.search(found.group("name") or "")
        if company and any(sides.get(w) is side or any(t in w for t in terms) for w in words if w):
            start = found.start("name") + company.start()
            return PartyName(side, company.group(0), terms, Span(start, start + len(company.group(0))), _uscc(front, start))
    for found in _NAME.finditer(front):
        name, after = found.group(1).strip(), front[found.end() : found.end() + 160]
        called = any(re.search(rf"[\"“'‘(]{re.escape(t)}[\"”'’)]", after) for t in terms)
        if called or any(name.upper().startswith(t.upper() + " ") for t in terms if len(t) > 2):
            return PartyName(side, name, terms, Span(found.start(1), found.start(1) + len(name)))
    return PartyName(side, None, terms)


def _uscc(text: str, start: int) -> str | None:
    found = _USCC.search(text, start, start + 400)
    return found.group(0) if found else None
