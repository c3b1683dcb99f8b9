"""Values in the words a person reads, Chinese and English: one form for pages, packet and command line."""

from __future__ import annotations

from decimal import Decimal

from review.model.canonical import decimal_text
from review.model.commitment import Operator, Value, ValueType

_UNITS = {
    "zh": {"minute": "分钟", "hour": "小时", "day": "日", "week": "周", "month": "个月", "quarter": "个季度", "year": "年"},
    "en": {u: f" {u}" for u in ("minute", "hour", "day", "week", "month", "quarter", "year")},
}
_DAY_TYPES = {"zh": {"working": "工作日", "calendar": "日历日"}, "en": {"working": " working day", "calendar": " calendar day"}}
_OPERATORS = {Operator.AT_LEAST: "≥ ", Operator.AT_MOST: "≤ ", Operator.MORE_THAN: "> ", Operator.LESS_THAN: "< "}
_BLANK = "____"


def value_text(value: Value, language: str) -> str:
    """``45 日``, ``≤ 10% of 合同总价``, ``CNY 1,200,000.00``; a blank shows as a line."""
    text = _FORMS[value.type](value, language)
    bound = _OPERATORS.get(value.operator, "") if value.operator else ""
    per = f" / {value.per}" if value.per else ""
    return f"{bound}{text}{per}"


def money_text(amount: Decimal, currency: str | None) -> str:
    """An amount with thousands separators and its currency."""
    return f"{currency or ''} {amount:,.2f}".strip()


def _number(n: Decimal | None) -> str:
    return _BLANK if n is None else decimal_text(n)


def _duration(value: Value, language: str) -> str:
    unit = _UNITS[language].get(value.unit or "", f" {value.unit or ''}")
    if value.day_type and value.unit == "day":
        unit = _DAY_TYPES[language].get(value.day_type, unit)
    plural = "s" if language == "en" and value.n != 1 else ""
    return f"{_number(value.n)}{unit}{plural}"


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
