"""Numbers of a deal record as people and CRMs write them: plain numbers, money, percentages, lengths of time.

What has no single meaning is refused with its readings. Nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationInfo

from review.commitments.values import RawValue, chinese, numbers, scan
from review.commitments.values.lengths import time
from review.commitments.values.width import halfwidth
from review.deal import vocabulary
from review.deal.problems import problem
from review.model.canonical import decimal_text
from review.model.commitment import ValueType

_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_DIGITS = re.compile(r"\d")
_RATE_OFF = re.compile(r"(\d(?:\.\d)?|\d{2}|[一二三四五六七八九])折")
_MONEY_KEYS = frozenset({"amount", "value", "currency", "金额", "数值", "币种"})
_TIME_KEYS = frozenset({"value", "n", "unit", "数值", "单位"})


def exact(value: Any) -> Any:
    """A value that is not a binary float or a flag, of which nobody knows the digits. Raises ValueError."""
    if isinstance(value, bool | float):
        raise problem("number_unreadable")
    return value


def number(value: Any) -> Any:
    """``1,200``, ``12万``, ``twelve`` as a decimal; anything else stays for the schema to refuse."""
    if not isinstance(value, str):
        return exact(value)
    found = plain(value)
    return value if found is None else found


def plain(text: str) -> Decimal | None:
    """The number that a whole text is."""
    said = halfwidth(text).strip()
    if _PLAIN.fullmatch(said):
        return Decimal(said.replace(",", ""))
    found = numbers.read(said, 0)
    return found.n if found and found.end == len(said) and not found.malformed else None


def _only(text: str, kind: ValueType) -> RawValue | None:
    """The one value of a kind in a text that holds no other figure."""
    found = scan(text)
    if len(found) != 1 or found[0].type is not kind or found[0].n is None:
        return None
    span = found[0].span
    return None if _DIGITS.search(text[: span.start] + text[span.end :]) else found[0]


def money(value: Any, info: ValidationInfo) -> Any:
    """An amount in the record's currency: ``1,200,000.00``, ``120万元``, ``USD 5,000``, ``{"amount", "currency"}``.

    A currency beside the amount must be one of the record's own (``opp.currency``, ``quote.currency``); where the record states
    none, it becomes the record's.
    """
    amount, currency = _money(value)
    if currency:
        _agree(currency, info)
    return amount


def _money(value: Any) -> tuple[Any, str | None]:
    if isinstance(value, Mapping) and value and _MONEY_KEYS.issuperset(value):
        amounts = [v for k, v in value.items() if k not in ("currency", "币种")]
        currencies = [v for k, v in value.items() if k in ("currency", "币种")]
        if len(amounts) == 1 and len(currencies) <= 1:
            inner, inside = _money(amounts[0])
            return inner, currency_code(currencies[0]) if currencies else inside
    if not isinstance(value, str) or plain(value) is not None:
        return number(value), None
    found = _only(value, ValueType.MONEY)
    if found is None:
        raise problem("money_unreadable", text=value)
    return found.n, found.currency


def _agree(currency: str, info: ValidationInfo) -> None:
    known = info.context["currencies"] if info.context else set()
    if not known:
        known.add(currency)
    if currency not in known:
        raise problem("currency_differs", stated=currency, own=", ".join(sorted(known)))


def currency_code(value: Any) -> Any:
    """``rmb``, ``人民币``, ``€`` as the code of ISO 4217; a code in small letters in large ones."""
    if not isinstance(value, str):
        return value
    found = scan(f"{value.strip()} 1") if not _DIGITS.search(value) else ()
    code = found[0].currency if len(found) == 1 and found[0].type is ValueType.MONEY else None
    return code or _after(value) or value.strip().upper()


def _after(word: str) -> str | None:
    found = scan(f"1{word.strip()}") if not _DIGITS.search(word) else ()
    return found[0].currency if len(found) == 1 and found[0].type is ValueType.MONEY else None


def percent(value: Any) -> Decimal | None:
    """The percentage that a text states as one: ``30%``, ``百分之三十``, ``8折`` (20 off). None for a bare number."""
    if not isinstance(value, str):
        return None
    off = _RATE_OFF.fullmatch(halfwidth(value).strip())
    if off:
        n = Decimal(chinese.DIGIT.get(off[1], 0)) or Decimal(off[1])
        return 100 - (n if n >= 10 else n * 10)
    found = _only(value, ValueType.PERCENT)
    if found is not None and found.n is not None:
        return -abs(found.n) if halfwidth(value).strip().startswith("-") else found.n
    return None


def bare(value: Any) -> Decimal | None:
    """The plain number of a value without any sign of percent."""
    if isinstance(value, str):
        return plain(value)
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def fraction(value: Any) -> Decimal | None:
    """A bare number between 0 and 1, that may be a part of one or a percentage below 1."""
    n = bare(value)
    return n if n is not None and 0 < abs(n) < 1 else None


def share(value: Any, up_to: Decimal, info: ValidationInfo) -> Any:
    """Percent. 5 and ``5%`` are 5 %. A bare part of one up to ``up_to`` is that part (0.13 is 13 %); above it, it may be either
    reading and is refused. A record of our own keeps what it says: every number in it is a percentage.
    """
    stated = percent(value)
    if stated is not None:
        return stated
    part = None if (info.context or {}).get("kept") else fraction(value)
    if part is None:
        return number(value)
    if abs(part) <= up_to:
        return part * 100
    raise problem("share_ambiguous", text=str(value), one=f"{decimal_text(part * 100)}%", other=f"{decimal_text(part)}%")


def duration(value: Any, unit: str) -> Any:
    """A length of time in a unit: a bare number is in it already; ``6 weeks``, ``45天``, ``{"value", "unit"}`` are converted.

    A month is 30 days and a year 365, five working days are seven; months and years are exact among themselves.
    """
    if isinstance(value, Mapping) and value and _TIME_KEYS.issuperset(value):
        return duration(" ".join(str(value[k]) for k in ("value", "n", "数值", "unit", "单位") if k in value), unit)
    if not isinstance(value, str) or plain(value) is not None:
        return number(value)
    found = _only(value, ValueType.DURATION)
    told = (found.n, found.unit, found.day_type) if found else vocabulary.time(value)
    length = time(told[0], told[1], unit, told[2]) if told and told[0] is not None else None
    if length is None:
        raise problem("time_unreadable", text=value)
    return length
