"""What a promise shows of itself: words that bind, a party that is named, or a measured term of a known kind.

Descriptions show none of these, however long they are. Asked before anything costly, so that prose costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from review.commitments.definitions import DEFINING
from review.commitments.kinds import lexicon
from review.commitments.needed import needed
from review.commitments.parties import Parties
from review.commitments.unit import Shape, Unit
from review.commitments.values.width import small
from review.commitments.words import Signs
from review.model.span import Span

#: Words that bind, in small letters: a pattern of them is several times faster than one that ignores case. What binds only
#: beside other words stands in a row of its own, so that no other row is asked when its word is read.
_BINDS = {
    "zh": (
        "须|不得|不能|不予|有责任|有义务|禁止|严禁|不允许|负责|承诺|确保|有权|无权|可以|同意|承担|视为|视同|支付|付款|付至|付清|赔偿|补偿|违约金"
        "|罚款|退还|返还|归还|免费|无偿|免收|结清|抵扣|提供|控制在|款到|结算|所有权|另行|执行|履行|满足|签订|固定|不变|包括所有|附件|相当",
        r"(?<![反响相适供对])应(?!用|急|收|付账|力|变|答)",
        r"不可(?!抗力)",
        r"保证(?!金)",
        r"一律|(?:用工|人员|任职|资格|资质|岗位)(?:要求|条件)[:：]|[:：]\s*(?:按(?!揭|钮)|采用)",
        r"可(?:要求|单方|随时|提前|解除|终止|自行)",
        r"扣[除减罚款]",
        r"不(?:低于|少于|高于|大于|小于|超过|迟于|晚于|因)",
        r"付[一二三四五六七八九]成",
        r"由[^,，。;；]{1,16}(?:负责|承担|支付|提供|完成|解决|确认|安排|办理|组织|享有)",
        r"归[^,，。;；]{1,10}所有",
        r"需(?:要|提前|经|按|在|向|于)",
        r"^[（(]?\d*[)）.、]?\s*(?:不|提供|完成|填写|参与|参加|支持|协助|配合|执行|接受|遵守|保持|开展|编制|提交|派|安排|建立|进行|按|主要|没有|全套"
        r"|为[^,，。]{1,12}提供)",
        r"(?:单价|总价|总值|总额|金额|价格|价款|数量|人数|工期|交货日期|交付物|发票|汇票|装箱单|提单|证书|收据|证明)[^,，。;；]{0,8}(?:[:：为]|一式|[份本])",
        r"(?:招标|服务|工作|采购)(?:范围|内容|地点|期限|标准)",
        r"(?:日|天|月|年|周|小时|分钟)(?:之|以)?内",
        r"无[^,，。]{1,8}的",
        r"标准[^,，。]{0,8}(?:执行|为|按|要求)",
        r"(?:质保|保修|维保|免费维护|服务|有效|合同|租赁|履约|付款|交货|交付|供货|保密|试运行|账)期(?:限|为|自|至|是|[:：])",
        r"以[^,，。;；]{1,20}为(?:准|限)",
    ),
    "en": (
        r"\b(?:shall|must|will|agrees?|undertakes?|warrants?|represents?|guarantees?|covenants?|may"
        r"|entitled|responsible|responsibility|obligations?|liable|obligated|bears?|forfeits?|attracts?|non-refundable|paid|covers?"
        r"|required|ha(?:s|ve) (?:the right|to)|is to|are to|to be|should|deemed|at no (?:extra"
        r"|additional)? ?(?:charge|cost)|free of charge"
        r"|payable|due|reserves?|provided that|subject to|exclusive of|not? (?:later|less|more) than|at least|up to"
        r"|hereby|exceed|maximum|minimum|promptly"
        r"|immediately|do(?:es)? not|includes?|included|allowed|permitted|prohibited|invoices?|apply"
        r"|applicable|expires?|submitted|certificates?"
        r"|cop(?:y|ies)|originals?|indemnif\w+|terminat\w+|remains?|in no event|only)\b",
    ),
}
_MEASURED = re.compile(
    r"[\d０-９一二三四五六七八九十百千两半]\s*(?:个?工作?日|天|个?月|年|周|个?小时|分钟|万?元|亿元|[%％‰])|百分之|万分之|千分之|¥|￥|人民币"
    r"|\b(?:days?|months?|years?|weeks?|hours?|minutes?|percent|quarters?)\b|[%$€£]|\b(?:usd|eur|gbp|rmb|cny)\b"
)
#: On which days from when: hours of service.
HOURS = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b[^;]{0,40}?\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b|-|–|to\b)"
    r"|(?:周|星期)[一二三四五六日末][^。；]{0,12}?\d{1,2}\s?[:：点时]"
)
#: Something is to be filled in, so something is agreed.
_BLANK = re.compile(
    r"(?=[_＿\[【{:：]|\s{4})(?:[_＿]{3,}|\[[^\]]{1,20}\]|【[^】]{0,20}】|\{\{|[:：]\s*$|\s{4,}(?:年|月|日|人|小时|元|天))"
)
#: Who a party is, not what it promises.
_IDENTITY = re.compile(
    r"统一社会信用代码|注册地址|法定代表人[:：]"
    r"|\b(?:unified social credit|registered (?:office|number|address)|company number)\b"
)
#: Everything that is looked for, by name; the words that bind by their language and row.
_ROWS = {key: {f"{key} {n}": re.compile(row) for n, row in enumerate(rows)} for key, rows in _BINDS.items()}
_SIGNS = {**_ROWS["zh"], **_ROWS["en"], "measured": _MEASURED, "hours": HOURS, "blank": _BLANK, "identity": _IDENTITY}
_PARTY, _DEFINES = "party", "defines"
Shown = frozenset[str]
"""Names of signs of which a word stands in a text: no other sign can."""
_NOTHING: Shown = frozenset()


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The words that each of the signs, and a definition, cannot do without."""
    return {name: needed(sign.pattern) or () for name, sign in _SIGNS.items()} | {_DEFINES: DEFINING}


@lru_cache(maxsize=64)
def _signs(parties: frozenset[str]) -> Signs[str]:
    """These and the names of the parties, which drafts of one contract share."""
    return Signs({**_words(), _PARTY: parties})


class Evidence:
    """What is looked for in the text of one contract: one pass finds all words, patterns run only where one of theirs stands."""

    def __init__(self, parties: Parties, text: str) -> None:
        self._parties = parties
        self._signs = _signs(parties.longest_words)
        self._ends, self._names = self._signs.ends(small(text))

    def shown(self, spans: Sequence[Span]) -> list[Shown]:
        """What the words that end in each of some stretches of the text may say."""
        firsts, lasts = (np.searchsorted(self._ends, at, "right").tolist() for at in _edges(spans))
        said = zip(firsts, lasts, strict=True)
        return [_NOTHING.union(*self._names[first:last]) if first < last else _NOTHING for first, last in said]

    def may_bind(self, unit: Unit, shown: Shown) -> bool:
        """Whether the unit, or the lead-in it hangs on, shows anything that a promise shows."""
        if not shown and not unit.lead:
            return unit.shape in _LISTED
        text, key = unit.text.lower(), unit.language.key
        if _shows("identity", text, shown):
            return False
        if (
            unit.shape in _LISTED
            or any(_shows(sign, text, shown) for sign in ("blank", "hours"))
            or self._binds(key, unit.text, text, shown)
        ):
            return True
        if unit.lead and self._binds(key, unit.lead, unit.lead.lower(), self._signs.shown(small(unit.lead))):
            return True
        return _shows("measured", text, shown) and any(True for _ in lexicon(key).hits(unit.text))

    def _binds(self, key: str, written: str, text: str, shown: Shown) -> bool:
        """Whether a word that binds, or a party, stands in a text as written and in small letters."""
        bound = any(row.search(text) for name, row in _ROWS[key].items() if name in shown)
        return bound or (_PARTY in shown and self._parties.pattern.search(written) is not None)


def _edges(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    return [s.start for s in spans], [s.end for s in spans]


#: In a table or a list all that is said is said of what is agreed.
_LISTED = (Shape.ROW, Shape.ITEM)


def may_define(shown: Shown) -> bool:
    """Whether a text may say what a word means."""
    return _DEFINES in shown


def _shows(name: str, text: str, shown: Shown) -> bool:
    return name in shown and _SIGNS[name].search(text) is not None
