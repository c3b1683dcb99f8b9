"""What cannot promise anything. Headings, definitions, recitals, quoted law and unticked options do not."""

from __future__ import annotations

import re

from review.commitments.definitions import is_definition
from review.commitments.unit import Unit
from review.model.document import ClauseKind

_SECTIONS = {ClauseKind.TITLE, ClauseKind.PARTIES, ClauseKind.RECITALS, ClauseKind.DEFINITIONS, ClauseKind.SIGNATURE, ClauseKind.CONTENTS}
_NEVER = (
    re.compile(r"^\s*(?:□|☐|○)"),
    re.compile(r"^(?:WHEREAS|WITNESSETH|NOW,? THEREFORE|IN WITNESS WHEREOF|RECITALS|鉴于|根据《|依据《|为了?明确|经(?:甲乙)?双方(?:友好|平等)?协商)", re.IGNORECASE),
    re.compile(r"^(?:甲\s*方|乙\s*方|买方|卖方|供方|需方|地址|电话|传真|邮编|法定代表人|开户|账号|帐号|签约|签订|签字|盖章|日期|联系|统一社会|纳税人|委托代理人|代表人?|邮箱|编号|合同编号|项目名称|合同名称)[^。]{0,20}[:：]"),
    re.compile(r"^(?:By|Name|Title|Date|Address|Tel|Fax|Attention|Source|Page|Phone|E-?mail|Signed|Witness|Its)\s*:", re.IGNORECASE),
    re.compile(r"^[（(【\[][^（）()]{0,40}[）)】\]]?[。.]?$|^[^\w\u4e00-\u9fff]*$"),
    re.compile(r"\.{6,}|…{3,}|\*\*\*Confidential treatment"),
)
_QUOTED_LAW = re.compile(r"^《[^》]{4,40}》第[^条]{1,8}条(?:规定)?[:：]|^(?:Article|Section) \d+ of the .{4,60} (?:Act|Law|Code) provides", re.IGNORECASE)


def may_promise(unit: Unit) -> bool:
    """Whether the unit can be a commitment at all, by its place and form."""
    letters = sum(c.isalnum() for c in unit.text)
    if unit.section in _SECTIONS or len(unit.text) < 4 or letters < 0.35 * len(unit.text.replace(" ", "")) or letters < 3:
        return False
    return not (is_definition(unit) or _QUOTED_LAW.match(unit.text) or any(p.search(unit.text) for p in _NEVER))
