"""How numbers, dates and values are written for a person."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from review.model.canonical import decimal_text
from review.model.commitment import Value, ValueType
from review.model.language import Bilingual
from review.model.wording import TIME, duration_text

_OPERATORS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": ""}
#: Digits behind the point that a division may leave.
_PLACES, _EXACT = 6, 12
_BLANK = {"zh": "（空白）", "en": "(blank)"}


def number(value: Decimal) -> str:
    """With thousands separated: ``1,250,000.5``. Exact, but for a fraction that has no end, which stops after six places."""
    _, digits, exponent = value.as_tuple()
    if isinstance(exponent, int) and exponent < -_PLACES and len(digits) > _EXACT:
        value = value.quantize(Decimal(1).scaleb(-_PLACES)).normalize()
    whole, dot, rest = decimal_text(value).partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() else decimal_text(value)


def money(value: Decimal, currency: str) -> str:
    """Two decimals at least, thousands separated: ``CNY 1,250,000.00``."""
    exact = value.as_tuple().exponent
    places = max(2, -exact if isinstance(exact, int) else 2)
    return f"{currency} {value:,.{places}f}".strip()


def moment(value: datetime | date | None) -> str:
    """``2026-03-01 14:05:09 +08:00``, or the day alone; a dash for nothing."""
    if value is None:
        return "—"
    if not isinstance(value, datetime) or (value.tzinfo is None and value.time() == time()):
        return value.isoformat()[:10]
    zone = value.strftime("%z")
    return value.strftime("%Y-%m-%d %H:%M:%S") + (f" {zone[:3]}:{zone[3:5]}" if zone else "")


def amount(value: Value) -> Bilingual:
    """One value of a commitment with its unit, bound and base."""
    if value.n is None and value.iso is None:
        return _BLANK
    return {language: _amount(value, i) for i, language in enumerate(("zh", "en"))}


def _amount(value: Value, language: int) -> str:
    bound = _OPERATORS[value.operator.value] if value.operator else ""
    return bound + _FORMS.get(value.type, _quantity)(value, language)


def _day(value: Value, language: int) -> str:
    return value.iso.isoformat() if value.iso else _quantity(value, language)


def _duration(value: Value, language: int) -> str:
    return duration_text(value.n or Decimal(), value.unit, value.day_type)["zh" if language == 0 else "en"]


def _percent(value: Value, language: int) -> str:
    base = f" ({value.of})" if value.of else ""
    per = f" / {TIME.get(value.per, (value.per,) * 3)[2 if language == 0 else 1]}" if value.per else ""
    return f"{number(value.n or Decimal())}%{per}{base}"


def _money(value: Value, language: int) -> str:
    return money(value.n or Decimal(), value.currency or "")


def _quantity(value: Value, language: int) -> str:
    return f"{number(value.n or Decimal())} {value.unit or ''}".strip()


_FORMS = {
    ValueType.DATE: _day,
    ValueType.DURATION: _duration,
    ValueType.PERCENT: _percent,
    ValueType.MONEY: _money,
}
