"""The role each value plays in its sentence: a table of contexts, tried from the top.

A row names the type, the kinds it is for (empty: all), what stands before the value and after it, and the role. Contexts end
at a comma-free distance of 40 characters, enough for a Chinese clause and for an English phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from review.commitments.values import RawValue
from review.model.commitment import Operator, ValueRole, ValueType

_REACH = 40
R, T = ValueRole, ValueType


@dataclass(frozen=True, slots=True)
class Context:
    type: ValueType
    role: ValueRole
    kinds: str = ""
    before: str = ""
    after: str = ""


_LIMIT = r"(?:不超过|不得超过|最多|最高|以内|上限|为限|exceed|up to|no more than|not more than|more than once|limited to|maximum|cap(?:ped)?)[^，。,;]{0,30}$"
_TABLE: tuple[Context, ...] = (
    Context(T.DURATION, R.AGE, "", r"(?:年龄|周岁|aged?|old)[^。.]{0,30}$"),
    Context(T.DURATION, R.AGE, "", "", r"^\s*(?:岁|周岁|years? old|years of age)"),
    Context(T.DURATION, R.INTERVAL, "", r"(?:每|每隔|\bper|\bevery|\beach|\ba)\s*$"),
    Context(T.DURATION, R.WINDOW, "", "", r"^\s*(?:a|per)\s+(?:day|week)|^.{0,14}7 days a week|^不间断"),
    Context(T.DURATION, R.WINDOW, "", r"(?:preceding|previous|prior|past|前|近|连续运行|out of any)\s*(?:the )?$", r"^(?!.{0,10}(?:通知|notice))"),
    Context(T.DURATION, R.NOTICE, "", r"(?:提前|提早|预先)[^，。]{0,8}$"),
    Context(T.DURATION, R.NOTICE, "", "", r"^['’\s)]{0,3}(?:(?:prior|advance)\s+)?(?:written\s+|prior\s+)*notice|^['’\s)]{0,3}(?:prior to|in advance|before|before the)\b"),
    Context(T.DURATION, R.NOTICE, "K25 K26 K13 K01 K15", "", r"^(?:之)?(?:以)?前[^。；]{0,20}(?:通知|告知|提出)"),
    Context(T.DURATION, R.NOTICE, "K26 K13", r"(?:notice of|upon|on|with|at least)\s*$", r"^[^.;]{0,30}notice"),
    Context(T.DURATION, R.ONSITE, "K08 K12 K10 K19", "", r"^[^，。；;]{0,16}(?:到场|到达|到现场|赶到|派人|派员|上门|达到|抵达|on[- ]site|arriv|attend)"),
    Context(T.DURATION, R.ONSITE, "K08 K12 K10", r"(?:on[- ]site|到场|到达现场|arrive)[^。.;]{0,30}$"),
    Context(T.DURATION, R.RESTORE, "K08 K12 K07 K19", "", r"^[^，。；;]{0,16}(?:修复|恢复|排除|解决|修好|处理完|维修完|完成|restor|resol|repair|fix|solv|correct)"),
    Context(T.DURATION, R.RESTORE, "K08 K07", r"(?:restore|resolve|resolution|running|repair|fix|恢复|修复|解决)[^。.;]{0,40}$"),
    Context(T.DURATION, R.RESPONSE, "K08"),
    Context(T.DURATION, R.RESPONSE, "", "", r"^[^，。；;]{0,10}(?:响应|答复|回复|作出应答)"),
    Context(T.DURATION, R.THRESHOLD, "K26 K19 K18 K07 K20 K24 K16 K05", r"(?:超过|逾期|达到|累计|迟延|延迟|满|延误|lasts? for(?: more than)?|more than|exceeds?|in excess of|later than|for a period of)[^，。,;]{0,12}$"),
    Context(T.DURATION, R.THRESHOLD, "K26 K19", "", r"^\s*(?:以上|及以上|or more|late|later than|overdue)"),
    Context(T.DURATION, R.THRESHOLD, "K05 K09"),
    Context(T.DURATION, R.TRIGGER_DELAY, "K16 K21 K11", r"(?:运行|试用|满)\s*$", r"^(?:之)?后"),
    Context(T.DURATION, R.DEADLINE, "", r"(?:within|no later than|not later than|by|内|不迟于|最迟|cured)\s*(?:such an?\s)?$"),
    Context(T.DURATION, R.DEADLINE, "", "", r"^(?:之)?(?:以)?内"),
    Context(T.DURATION, R.CAP, "", _LIMIT),
    Context(T.DURATION, R.TERM, "K12 K13 K24 K21 K09 K23 K10 K15 K26 K22"),
    Context(T.DATE, R.NOTICE, "K13 K26", r"notice[^.;]{0,60}$"),
    Context(T.DATE, R.TERM, "K13 K12 K24 K21"),
    Context(T.DATE, R.DEADLINE),
    Context(T.MONEY, R.CAP, "", _LIMIT),
    Context(T.MONEY, R.RATE, "", "", r"^\s*(?:/|per\b|每)"),
    Context(T.MONEY, R.AMOUNT),
    Context(T.PERCENT, R.CAP, "", _LIMIT),
    Context(T.PERCENT, R.CAP, "K15 K20", "", r"^[^，。]{0,6}(?:为限|封顶)"),
    Context(T.PERCENT, R.THRESHOLD, "K07 K05 K26 K22 K27 K03 K24"),
    Context(T.PERCENT, R.THRESHOLD, "", r"(?:超过|达到|低于|波动|不低于|不少于|exceeds?|more than|less than|at least|below)[^，。,;]{0,10}$"),
    Context(T.PERCENT, R.RATE, "K18 K15 K17"),
    Context(T.PERCENT, R.RATE, "K16 K19 K20", r"(?:每|逾期|日|interest|late|rate)[^。;]{0,40}$"),
    Context(T.PERCENT, R.RATE, "K16 K19 K20", "", r"^[^。;]{0,10}(?:per|每日|/日|a month|税|interest)"),
    Context(T.PERCENT, R.SHARE),
    Context(T.QUANTITY, R.RATE, "", "", r"^$|^[^。]{0,6}(?:罚款|赔偿|支付|扣)"),
    Context(T.QUANTITY, R.THRESHOLD, "K05 K07 K19"),
    Context(T.QUANTITY, R.CAP, "", _LIMIT),
    Context(T.QUANTITY, R.QUANTITY),
    Context(T.COUNT, R.CAP, "", _LIMIT),
    Context(T.COUNT, R.THRESHOLD, "K19 K20 K26 K07 K12"),
    Context(T.COUNT, R.QUANTITY),
)  # fmt: skip


@cache
def _compiled(row: Context) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    return tuple(re.compile(p, re.IGNORECASE) if p else None for p in (row.before, row.after))  # type: ignore[return-value]


def role_of(value: RawValue, kind: str, text: str, offset: int) -> ValueRole:
    """Role of a value in a sentence of a kind; ``text`` is the unit's, which begins at ``offset`` in the document."""
    start, end = value.span.start - offset, value.span.end - offset
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if value.recurring:
        return R.INTERVAL
    role = _first(value, kind, before, after)
    bounded = value.operator is Operator.AT_MOST and value.type in (T.PERCENT, T.MONEY, T.COUNT)
    return R.CAP if bounded and role in (R.SHARE, R.RATE, R.AMOUNT, R.QUANTITY) else role


def _first(value: RawValue, kind: str, before: str, after: str) -> ValueRole:
    for row in _TABLE:
        if row.type is value.type and (not row.kinds or kind in row.kinds):
            first, second = _compiled(row)
            if (first is None or first.search(before)) and (second is None or second.search(after)):
                return row.role
    return R.DEADLINE if value.type is T.DURATION else R.OTHER
