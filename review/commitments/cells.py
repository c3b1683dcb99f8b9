"""Numbers of table cells that mean something by their column: the header says what they count and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.unit import Shape, Unit
from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.span import Span

_NUMBER = re.compile(r"\s*[¥￥$€]?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*")
_MONTH = re.compile(r"\s*(\d{4})[-./年](\d{1,2})月?\s*")
_UNIT = re.compile(r"[（(]\s*([^（）()]{1,8})\s*[)）]")
_FACTOR = {"万元": Decimal(10000), "亿元": Decimal(100000000)}
_CURRENCY = {"USD": "USD", "$": "USD", "美元": "USD", "EUR": "EUR", "€": "EUR", "欧元": "EUR", "CHF": "CHF", "GBP": "GBP", "£": "GBP", "JPY": "JPY", "HKD": "HKD"}
_DAYS = {"天": "day", "日": "day", "日历天": "day", "月": "month", "个月": "month", "年": "year", "周": "week", "小时": "hour", "分钟": "minute", "days": "day", "months": "month", "weeks": "week", "years": "year", "hours": "hour", "minutes": "minute"}
_COLUMNS = (
    (ValueType.MONEY, re.compile(r"单价|总价|合价|金额|价格|报价|小计|price|amount|cost|fee|total", re.IGNORECASE)),
    (ValueType.QUANTITY, re.compile(r"数量|用量|需求量|采购量|供应量|台数|套数|件数|人数|quantity|qty|units|number of", re.IGNORECASE)),
    (ValueType.DURATION, re.compile(r"期限|时间|工期|周期|days|weeks|months|hours|minutes|lead time", re.IGNORECASE)),
    (ValueType.DATE, re.compile(r"月份|日期|交期|时间|month|date", re.IGNORECASE)),
)


def cell_values(unit: Unit) -> tuple[RawValue, ...]:
    """Values of a row's bare numbers by the titles of their columns; empty outside tables with a header."""
    if unit.shape is not Shape.ROW or not unit.header:
        return ()
    cells = unit.text.split("\t")
    names = dict(zip(unit.header, cells, strict=False))
    return tuple(v for title, start, cell in _columns(unit, cells) if (v := _value(title, cell, start, names)) is not None)


def _columns(unit: Unit, cells: list[str]) -> Iterator[tuple[str, int, str]]:
    at = unit.span.start
    for title, cell in zip(unit.header, cells, strict=False):
        yield title, at, cell
        at += len(cell) + 1


def _value(title: str, cell: str, start: int, row: dict[str, str]) -> RawValue | None:
    number, month = _NUMBER.fullmatch(cell), _MONTH.fullmatch(cell)
    kind = next((t for t, words in _COLUMNS if words.search(title) and (t is ValueType.DATE) == bool(month)), None)
    if kind is None or (number is None and month is None):
        return None
    if month is not None:
        return RawValue(ValueType.DATE, Span(start, start + len(cell.rstrip())), part=f"{month.group(1)}-{int(month.group(2)):02d}")
    assert number is not None
    n, span = Decimal(number.group(1).replace(",", "")), Span(start + number.start(1), start + number.end(1))
    named = _UNIT.search(title)
    unit = named.group(1).strip() if named else ""
    if kind is ValueType.MONEY:
        return RawValue(kind, span, n=n * _FACTOR.get(unit, Decimal(1)), currency=_currency(unit, title, cell))
    if kind is ValueType.DURATION:
        return RawValue(kind, span, n=n, unit=_DAYS[unit]) if unit in _DAYS else None
    return RawValue(kind, span, n=n, unit=unit or row.get("单位", row.get("Unit", "")).strip() or None)


def _currency(*texts: str) -> str:
    return next((code for text in texts for sign, code in _CURRENCY.items() if sign in text), "CNY" if any("\u4e00" <= c <= "\u9fff" for t in texts for c in t) else "USD")
