"""What could be a term of a contract, where only names, titles, dates and page numbers belong."""

from __future__ import annotations

import re

from review.compare.words import normal

NUMERALS = "零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_UNIT = (
    r"\s*(?:个?工作日|日(?!期)|天|周|个?月|年(?!\s*\d)|小时|分钟|元|%|percent|(?:(?:working|business|calendar)\s*)?days?|weeks?|months?"
    r"|years?|hours?|minutes?)"
)
#: A number with what it counts: days, money, shares.
_MEASURE = re.compile(
    rf"(?:\d+(?:[.,]\d+)*|[{NUMERALS}]+){_UNIT}|(?:[$¥€£]|usd|eur|cny|rmb)\s*\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s*(?:usd|eur|cny|rmb)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"应当|须|不得|免费|免除|赠送|放弃|同意|改为|另行|另议|承担|有效期|价款|折扣|下浮|违约|[;;!!??]"
    r"|\b(?:shall|must|waives?|agrees?|accepts?|except|subject to|discount|price|payment|penalty|liable|free of charge)\b",
    re.IGNORECASE,
)


def measures(text: str) -> list[str]:
    """Numbers with what they count, as compared."""
    return [re.sub(r"\s", "", m).lower() for m in _MEASURE.findall(normal(text))]


def says_something(text: str) -> bool:
    """Whether the words read as a statement and not as a name or a heading."""
    return _SAYS.search(text) is not None
