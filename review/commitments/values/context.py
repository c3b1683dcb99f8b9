"""What the words around a value say of it: its bound, the base of a percentage, what a rate is per."""

from __future__ import annotations

import re
from typing import Any

import regex

from review.commitments.values import terms
from review.commitments.values.raw import RawValue
from review.model.changed import changed
from review.model.commitment import Operator, ValueType

Match = re.Match[str] | regex.Match[str]
_REACH = 40
_OF_AFTER = re.compile(
    r"\s*(?:\([^()]{0,20}\)\s*)?(?:of\s+(?P<of>(?:the\s+|such\s+|its\s+)?[A-Za-z][^,.;:()]{2,70}?(?=\s+(?:for\s+each|for\s+every|per|each|every)\s|[,.;:()\n]|$))|(?P<above>above\s[^,.;:()]{2,60}))",
    re.I,
)
_OF_BEFORE = regex.compile(r"(?r)(?P<of>[\u4e00-\u9fff]{2,12})(?:的|之)?\s?")
_HAN_BASE = regex.compile(r"(?r)(?P<of>[\u4e00-\u9fff]{3,24})(?:的|之)\s?")
_OPENERS = regex.compile(
    r".*(?:按照|按|以|付(?!款)|至|为|超过|达到|[高低多少大小长短迟早晚介]于|不足|不得|不超过|收取|支付|扣除|承担|即|将|对|从|在|向|偿付|交纳|缴纳|含|率|和|并|占|剩余"
    r"|每?(?:逾期|迟延|延迟|延误|拖延|超期)?[一1]?(?:工作日|[日天周月年]|小时|个月|季度?)|相当于|每低|每高|扣)"
)
#: What a step of time may be called that counts as one: each commenced week.
_WHOLE = r"(?:calendar|full|complete|whole|entire|contract|started|commenced|completed|begun|further|additional|such)"
_PER = re.compile(
    r"\s*(?:/|per\s+|each\s+|every\s+|for\s+(?:each|every)\s+|an?\s+(?=(?:day|week|month|year|hour)\b)|(?=p\.\s?a\.|pa\b)|每)\s*"
    rf"(?:{_WHOLE}\s+)?(?P<per>p\.\s?a\.|[A-Za-z]+|[\u4e00-\u9fff]{{1,2}})",
    re.I,
)
_PER_BEHIND_BASE = re.compile(
    r"[^.;:,\d%]{0,90}?(?<![a-z])(?:per\s+|for\s+(?:each|every)\s+|each\s+|every\s+"
    rf"|(?<!within\s)(?<!after\s)(?<!in\s)(?<!for\s)(?<!than\s)(?<!once\s)an?\s+(?=(?:day|week)\b))(?:{_WHOLE}\s+)?(?P<per>[a-z]+)",
    re.I,
)
#: Each week of delay costs the Supplier half a per cent: what the rate behind these words is per.
_PER_OF_DELAY = re.compile(
    rf"\b(?:each|every|per)\s+(?:{_WHOLE}\s+)?(?P<per>hour|day|week|month)s?\s+(?:of|late|overdue|by\s+which|that|during|it\s+is)\b"
    r"[^.;:\d%]{0,80}$",
    re.I,
)
_PER_AHEAD = regex.compile(
    r"(?r)(?:[每按逐](?:逾期|迟延|延迟|延误|拖延|延期|超期|迟交|迟到|耽误|拖欠|推迟|滞后|误期|晚[交到]?|逾|迟|拖|误){0,2}[一1]?\s?个?\s?"
    r"(?:自然|日历)?(?P<per>工作日|自然日|[日天周月年]|小时|季度?)(?!度|末|底|初)[^。；;\d%‰分之前]{0,30}之?"
    r"|(?<![\d零〇一二三四五六七八九十个作节假生当次])(?P<per>[日月])(?:利率|息)?(?:为|的)?)"
)
"""每逾期一日按合同总价的, 日: what the rate behind these words is per."""
_NAME_NOUNS = re.compile(r"\s+(?:[A-Za-z]+\s+){0,4}?(?:fees?|charges?|rates?|prices?|terms?|periods?)(?![a-z])", re.I)


def _operator(text: str, value: RawValue) -> Operator | None:
    """The bound that the words before or behind the value set; those behind win, as in 超过5日以上.

    The base of a percentage may stand between: 不超过合同总价的百分之十.
    """
    pattern, meaning = terms.bounds("after")
    match = pattern.match(text, value.span.end)
    if match:
        return meaning[terms.key(match["word"])]
    found = bound_before(text, value.span.start)
    if found is None and value.type is ValueType.PERCENT and _han_before(text, value.span.start):
        base = _HAN_BASE.match(text, max(0, value.span.start - _REACH), value.span.start)
        return _bound_within(text, base) if base else None
    return found


def bound_before(text: str, end: int) -> Operator | None:
    """The bound that the words directly before ``end`` set."""
    last = terms.last_word(text, end)
    if last not in terms.before_bounds():
        return None
    match = terms.bounds_ending(last).match(text, max(0, end - _REACH), end)
    return terms.bounds("before")[1][terms.key(match["word"])] if match else None


def _bound_within(text: str, base: regex.Match[str]) -> Operator | None:
    """The bound that stands before a base, the one nearest to it; 超过部分的5% sets none."""
    ends = range(base.end("of"), base.start("of"), -1)
    bounds = (bound_before(text, end) for end in ends)
    return next((b for b in bounds if b in (Operator.AT_MOST, Operator.AT_LEAST)), None)


def _base(text: str, value: RawValue, behind: re.Match[str] | None) -> str | None:
    if behind:
        return (behind["of"] or behind["above"]).strip()
    start = value.span.start
    ahead = _OF_BEFORE.match(text, max(0, start - _REACH), start) if _han_before(text, start) else None
    if ahead is None:
        return None
    opener = _OPENERS.match(ahead["of"])
    return (ahead["of"][opener.end() :] if opener else ahead["of"]) or None


def _han_before(text: str, end: int) -> bool:
    """Whether a Chinese sign, or a space behind one, may stand before ``end``."""
    return not text[max(0, end - 2) : end].isascii()


def _per(text: str, value: RawValue, operator: Operator | None, behind: re.Match[str] | None) -> str | None:
    match: Match | None = _PER.match(text, value.span.end)
    if match is None and operator is not Operator.AT_MOST:
        match = _per_apart(text, value, behind)
    if match is None:
        return None
    word = {"annum": "year", "pa": "year"}.get(told := match["per"].lower().replace(".", "").replace(" ", ""), told)
    unit = terms.durations().get(word) or terms.durations().get(f"个{word}")
    return unit.name if unit else word


def _per_apart(text: str, value: RawValue, base: re.Match[str] | None) -> Match | None:
    """What a rate is per, where its base or its duty stands between: 0.1% of the price for each day, 每逾期一日按总价的0.1%."""
    if base and (behind := _PER_BEHIND_BASE.match(text, value.span.end)):
        return behind
    end = value.span.start
    start = max(0, end - _REACH)
    ahead = None if text[start:end].isascii() else _PER_AHEAD.match(text, start, end)
    return ahead or _PER_OF_DELAY.search(text, max(0, start - _REACH), end)


def described(text: str, value: RawValue) -> RawValue:
    """The value with its bound, and for money and percentages with base and ``per``."""
    if value.recurring:
        return value
    operator = _operator(text, value)
    if value.type not in (ValueType.PERCENT, ValueType.MONEY):
        return _told(value, operator=operator)
    behind = _OF_AFTER.match(text, value.span.end)
    per = _per(text, value, operator, behind)
    if value.type is ValueType.MONEY:
        return _told(value, operator=operator, per=per)
    return _told(value, operator=operator, of=_base(text, value, behind), per=per)


def _told(value: RawValue, **facts: Any) -> RawValue:
    """The value with the facts; made anew only where one of them says something."""
    return changed(value, **facts) if any(getattr(value, name) != fact for name, fact in facts.items()) else value


def repeats(text: str, start: int, end: int) -> bool:
    """Whether a word such as monthly or 年度 tells a repetition there, and is no part of a defined name or of a certain fee."""
    word = text[start:end]
    if not word[0].isascii():
        return True
    name = (
        word[0].isupper()
        and start > 0
        and text[max(0, start - 2) : start].strip()[-1:] not in ("", ".", ":", ";", "\n", ")", "(")
    )
    definite = text[max(0, start - 4) : start].lower() == "the "
    return not name and not definite and not _NAME_NOUNS.match(text, end)
