"""Why a deadline has no day, in both languages. Missing data is never a pass, so it is always said."""

from __future__ import annotations

from review.model.language import Bilingual, Language

REASONS: dict[str, Bilingual] = {
    "no-number": {"zh": "期限留空或没有数字", "en": "the period is blank or has no number"},
    "no-trigger": {"zh": "合同没有写明起算点", "en": "the text names no event to count from"},
    "unknown-trigger": {"zh": "起算事件不在词表内", "en": "the event to count from is not one the term table knows"},
    "no-anchor": {"zh": "起算事件的日期未知", "en": "the date of the event to count from is not known"},
    "circular": {"zh": "起算事件互相引用，成为循环", "en": "the events to count from refer to each other in a circle"},
    "needs-time-of-day": {"zh": "按小时计，缺起算时刻", "en": "a period in hours or minutes needs a time of day to count from"},
    "no-calendar": {"zh": "没有节假日历", "en": "there is no holiday calendar"},
    "beyond-calendar": {"zh": "官方节假日历尚未覆盖该年份", "en": "the official holiday calendar does not cover that year yet"},
    "out-of-range": {"zh": "结果超出历法范围", "en": "the result is out of the calendar's range"},
    "impossible-date": {"zh": "日期不存在", "en": "there is no such date"},
    "part-of-date": {"zh": "日期不完整", "en": "the date is incomplete"},
    "different-triggers": {"zh": "起算点不同，天数不能比较", "en": "the events differ, so the days cannot be compared"},
    "different-units": {"zh": "计量单位不能换算", "en": "the units cannot be converted into each other"},
    "different-directions": {"zh": "一个在事件之前，一个在事件之后", "en": "one is before the event, the other after it"},
}  # fmt: skip
"""Code -> sentence."""


def reason(code: str, language: Language = Language.EN) -> str:
    """The sentence of a code for a person."""
    return REASONS[code]["zh" if language is Language.ZH else "en"]
