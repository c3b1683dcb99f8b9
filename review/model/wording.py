"""Values in the words a person reads, Chinese and English: one form for pages, packet and command line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from review.model.canonical import decimal_text
from review.model.commitment import Operator, Value, ValueType
from review.model.language import Bilingual

#: Units of time as they follow a number: Chinese, English for one, Chinese before a rate (每月).
TIME: Mapping[str, tuple[str, str, str]] = {
    "second": ("秒", "second", "秒"),
    "minute": ("分钟", "minute", "分钟"),
    "hour": ("小时", "hour", "小时"),
    "day": ("日", "day", "日"),
    "week": ("周", "week", "周"),
    "month": ("个月", "month", "月"),
    "quarter": ("个季度", "quarter", "季度"),
    "year": ("年", "year", "年"),
}
_OPERATORS = {Operator.AT_LEAST: "≥ ", Operator.AT_MOST: "≤ ", Operator.MORE_THAN: "> ", Operator.LESS_THAN: "< "}
_BLANK = "____"


def value_text(value: Value, language: str) -> str:
    """``45 日``, ``≤ 10% of 合同总价``, ``CNY 1,200,000.00``; a blank shows as a line."""
    text = _FORMS[value.type](value, language)
    bound = _OPERATORS.get(value.operator, "") if value.operator else ""
    return f"{bound}{text}{_rate(value.per or '', language)}"


def _rate(per: str, language: str) -> str:
    """Of what it is reckoned on: a unit of time in the reader's language, anything else as the contract calls it."""
    each = TIME[per][2] if per in TIME and language == "zh" else per
    return f" / {each}" if each else ""


def money_text(amount: Decimal, currency: str | None) -> str:
    """An amount with thousands separators and its currency."""
    return f"{currency or ''} {amount:,.2f}".strip()


def duration_text(n: Decimal, unit: str | None, day_type: str | None = None) -> Bilingual:
    """``45日`` / ``45 days``, ``5个工作日`` / ``5 working days`` (others are calendar days).

    A part of a minute is told in seconds, as people write it.
    """
    if unit == "minute" and n != n.to_integral_value():
        n, unit = round(n * 60, 6).normalize(), "second"
    zh, en, _ = TIME.get(unit or "", (unit or "",) * 3)
    if unit == "day" and day_type == "working":
        zh, en = "个工作日", "working day"
    return {"zh": f"{decimal_text(n)}{zh}", "en": f"{decimal_text(n)} {en}{'s' if en and n != 1 else ''}".strip()}


def _number(n: Decimal | None) -> str:
    return _BLANK if n is None else decimal_text(n)


def _duration(value: Value, language: str) -> str:
    return _BLANK if value.n is None else duration_text(value.n, value.unit, value.day_type)[language]


def _date(value: Value, language: str) -> str:
    return value.iso.isoformat() if value.iso else _BLANK


def _money(value: Value, language: str) -> str:
    return _BLANK if value.n is None else money_text(value.n, value.currency)


def _percent(value: Value, language: str) -> str:
    base = {"zh": f"({value.of})", "en": f" of {value.of}"}[language] if value.of else ""
    return f"{_number(value.n)}%{base}"


def _quantity(value: Value, language: str) -> str:
    return f"{_number(value.n)} {value.unit or ''}".strip()


_FORMS = {
    ValueType.DURATION: _duration,
    ValueType.DATE: _date,
    ValueType.MONEY: _money,
    ValueType.PERCENT: _percent,
    ValueType.QUANTITY: _quantity,
    ValueType.COUNT: _quantity,
}
