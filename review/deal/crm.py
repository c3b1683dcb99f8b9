"""A CRM's payload -> the fields of a deal record, by a table that the operator edits (``rules/crm/<system>.yml``).

A table row reads ``account.legal_name: {from: Account.Name}``. ``from`` is a path into the payload; ``each`` maps the rows
of a list into a group's rows; ``values`` translates codes; ``as`` converts (``date_ms``: milliseconds since 1970, ``date``,
``number``, ``share``: a part of one, ``text``, ``flag``); ``default`` fills what is missing. Nothing else is computed: what a CRM
does not hold stays missing, and the rule that needs it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from review.deal.days import day_of
from review.errors import DealError, sentences

Table = Mapping[str, Any]
_ROW_KEYS = frozenset({"from", "values", "as", "default"})
_GROUP_KEYS = frozenset({"each", "fields"})


def mapped(payload: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """The deal record of a payload, as JSON values ready for ``deal_from``. Raises DealError for a table that is wrong."""
    record: dict[str, Any] = {}
    for target, row in table.items():
        if not isinstance(row, Mapping) or not set(row) <= _ROW_KEYS | _GROUP_KEYS:
            raise DealError("crm-table", {"row": target})
        value = _rows(payload, row, target) if "each" in row else _value(payload, row, target)
        if value is not None:
            _put(record, target.split("."), value)
    return record


def _rows(payload: Mapping[str, Any], row: Mapping[str, Any], target: str) -> list[dict[str, Any]] | None:
    items = _at(payload, str(row["each"]))
    if not isinstance(items, list | tuple):
        return None
    fields: Mapping[str, Any] = row.get("fields", {})
    made = [
        {k: v for k, f in fields.items() if (v := _value(i, f, f"{target}.{k}")) is not None}
        for i in items
        if isinstance(i, Mapping)
    ]
    return [m for m in made if m]


def _value(payload: Mapping[str, Any], row: Mapping[str, Any], target: str) -> Any:
    found = _at(payload, str(row["from"])) if "from" in row else None
    if found in (None, ""):
        return row.get("default")
    codes = row.get("values")
    if codes is not None:
        found = codes.get(str(found), row.get("default"))
    convert = _FORMS.get(str(row.get("as", "text" if isinstance(found, str) else "same")))
    if convert is None:
        raise DealError("crm-table", {"row": target})
    try:
        return None if found is None else convert(found)
    except (ValueError, TypeError, InvalidOperation, OverflowError):
        raise DealError("crm-value", {"field": target, "value": str(found)[:80]}) from None


def _at(payload: Any, path: str) -> Any:
    """The value at a dotted path; a number is a position in a list."""
    for step in path.split("."):
        if isinstance(payload, Mapping):
            payload = payload.get(step)
        elif isinstance(payload, list | tuple) and step.isdigit() and int(step) < len(payload):
            payload = payload[int(step)]
        else:
            return None
    return payload


def _put(record: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        record = record.setdefault(step, {})
    record[path[-1]] = value


def _day_of_ms(value: Any) -> str:
    return day_of(int(Decimal(str(value)))).isoformat()


def _share(value: Any) -> str:
    return f"{Decimal(str(value)) * 100}%"


def _day(value: Any) -> str:
    return date.fromisoformat(str(value)[:10]).isoformat()


def _number(value: Any) -> str:
    return str(Decimal(str(value).replace(",", "")))


def _flag(value: Any) -> bool:
    return value if isinstance(value, bool) else str(value).strip().lower() in ("true", "1", "yes", "y", "是")


_FORMS: dict[str, Callable[[Any], Any]] = {
    "same": lambda value: value,
    "text": lambda value: str(value).strip(),
    "number": _number,
    "date": _day,
    "date_ms": _day_of_ms,
    "flag": _flag,
    "share": _share,
}

sentences(
    {
        "crm-table": {"zh": "CRM 映射表第 {row} 行写法不对。", "en": "The CRM mapping's row {row} is not written as one."},
        "crm-value": {
            "zh": "CRM 字段 {field} 的值“{value}”无法转换。",
            "en": 'The CRM value "{value}" of {field} cannot be converted.',
        },
        "crm-unknown": {"zh": "没有 {system} 的 CRM 映射表。", "en": "There is no CRM mapping for {system}."},
    }
)
