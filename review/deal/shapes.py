"""Groups that people write in several shapes: a reader makes the schema's shape of each, and leaves what it does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationInfo

from review.commitments.values import RawValue, scan
from review.commitments.values.width import halfwidth
from review.deal import quantities, vocabulary
from review.model.canonical import decimal_text
from review.model.commitment import Trigger, ValueType
from review.model.roles import Role

_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}[A-Z0-9 ]{10,34}\b|(?<![\d-])\d[\d ]{6,40}\d(?![\d-])|\d[\d \-]{6,40}\d", re.I)
_LEAST_DIGITS = 8
_BANK_LABEL = re.compile(
    r"(?:开户银行|开户行|银行账号|收款账号|账户号码|[账帐]号|bank account|account (?:no\.?|number)|acc(?:ount)?\.? ?no\.?"
    r"|a/c(?: no\.?)?|iban)"
    r"\s*:?(?=\s|$|\d|[\u4e00-\u9fff])|(?:银行|account|bank(?: name)?)\s*:",
    re.I,
)
_HOLDER = re.compile(r"(?:户名|开户名|收款人|account name|beneficiary|payee)\s*[:：]?\s*([^,，;；\n]+)", re.I)
_ROW_CUT = re.compile(r"[;；\n]")
#: How far from the printed prices a discount may be and still be the one that they give, in percent.
_ROUNDING = Decimal("0.6")


def bank(value: Any) -> Any:
    """``中国银行滁州分行 6222 0000 1111 2222``, ``Bank: …; Account no.: …; Account name: …`` -> its name, holder and number."""
    if not isinstance(value, str) or not value.strip():
        return value
    text = halfwidth(value)
    holder = _HOLDER.search(text)
    rest = text.replace(holder[0], " ") if holder else text
    number = next((m for m in _ACCOUNT.finditer(rest) if sum(c.isdigit() for c in m[0]) >= _LEAST_DIGITS), None)
    rest = rest.replace(number[0], " ") if number else rest
    name = re.sub(r"^[\s,，;；:：()、/|-]+|[\s,，;；:：()、/|-]+$", "", _BANK_LABEL.sub(" ", rest))
    found = {
        "name": re.sub(r"\s+", " ", name),
        "account_name": holder[1].strip() if holder else "",
        "account_no": re.sub(r"[\s-]", "", number[0]) if number else "",
    }
    return {key: said for key, said in found.items() if said}


def tax_profile(value: Any) -> Any:
    """``一般纳税人``, ``13%``, a list of rates -> the profile."""
    if isinstance(value, str):
        return (
            {"taxpayer": value} if quantities.percent(value) is None and quantities.plain(value) is None else {"rates": [value]}
        )
    return {"rates": value} if isinstance(value, int | Decimal | list | tuple) and not isinstance(value, bool) else value


def metrics(value: Any) -> Any:
    """Rows of service levels: a list, ``{"availability": "99.9%", "response": "4h"}``, or ``响应 4小时；到场 8小时``."""
    if isinstance(value, str):
        return [_told(part) for part in _ROW_CUT.split(value) if part.strip()]
    if isinstance(value, Mapping) and value and not any(_of_metric(k) for k in value):
        return [{"name": str(k), "value": v} for k, v in value.items()]
    rows = [value] if isinstance(value, Mapping) else value
    return [_told(r) if isinstance(r, str) else r for r in rows] if isinstance(rows, list | tuple) else rows


_METRIC = frozenset({"name", "value", "operator", "unit", "severity", "window"})


def _of_metric(key: Any) -> bool:
    return key in _METRIC or vocabulary.field("Metric", str(key)) is not None


def metric(row: dict[str, Any]) -> dict[str, Any]:
    """One service level: ``{name, operator, value, unit}``, ``{"availability": "99.9%"}``; its value as a number."""
    unknown = [k for k in row if k not in _METRIC]
    if len(unknown) == 1 and "name" not in row and "value" not in row:
        row = {**row, "name": str(unknown[0]), "value": row[unknown[0]]}
        del row[unknown[0]]
    return _with_value(row)


def _told(text: str) -> dict[str, Any]:
    return {"name": text.strip(), **(_measured(text) or {})}


def _with_value(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the unit and the operator that stand in its value."""
    given = row.get("value")
    if isinstance(given, Mapping) and set(given) <= {"value", "unit"}:
        return {**row, "value": given.get("value"), "unit": row.get("unit") or given.get("unit")}
    said = _measured(given) if isinstance(given, str) and quantities.plain(given) is None else None
    if said is None or (row.get("unit") and _unit(str(row["unit"])) != _unit(said["unit"])):
        return row
    return {**row, "value": said["value"], "unit": row.get("unit") or said["unit"], **_operator(row, said)}


def _operator(row: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    return {"operator": said["operator"]} if said.get("operator") and not row.get("operator") else {}


def _unit(unit: str) -> str:
    """One name for the ways of writing a unit."""
    found = scan(f"1 {unit}")
    return str(found[0].unit or "%") if len(found) == 1 else vocabulary.folded(unit)


def _measured(text: str) -> dict[str, Any] | None:
    """The one time or percentage that a text gives."""
    found = [v for v in scan(text) if v.n is not None and v.type in (ValueType.DURATION, ValueType.PERCENT)]
    if len(found) != 1:
        named = vocabulary.time(text)
        return {"value": decimal_text(named[0]), "unit": "working day" if named[2] else named[1]} if named else None
    return {
        "value": decimal_text(_n(found[0])),
        "unit": _unit_of(found[0]),
        "operator": found[0].operator and found[0].operator.value,
    }


def _n(value: RawValue) -> Decimal:
    assert value.n is not None
    return value.n


def _unit_of(value: RawValue) -> str:
    if value.type is ValueType.PERCENT:
        return "%"
    return f"working {value.unit}" if value.day_type == "working" else str(value.unit)


def counted(row: dict[str, Any]) -> dict[str, Any]:
    """A quantity with its unit beside it (``4 台``, ``{"value": 4, "unit": "台"}``) -> quantity and unit."""
    qty = row.get("qty")
    if isinstance(qty, Mapping) and set(qty) == {"value", "unit"}:
        return _of_unit(row, qty["value"], str(qty["unit"]))
    if not isinstance(qty, str) or quantities.plain(qty) is not None:
        return row
    split = re.fullmatch(r"\s*([\d,.]+)\s*([^\d\s,.][^\d]*?)\s*", halfwidth(qty))
    return _of_unit(row, split[1], split[2]) if split and quantities.plain(split[1]) is not None else row


def _of_unit(row: dict[str, Any], qty: Any, unit: str) -> dict[str, Any]:
    """The row with its quantity and unit, unless it names another unit itself."""
    own = row.get("unit")
    return row if own and vocabulary.folded(str(own)) != vocabulary.folded(unit) else {**row, "qty": qty, "unit": own or unit}


def timed(row: dict[str, Any]) -> dict[str, Any]:
    """The words of an event are kept beside its code."""
    words = row.get("trigger")
    if not isinstance(words, str) or row.get("trigger_text") or vocabulary.folded(words) in _CODES:
        return row
    return {**row, "trigger_text": words}


_CODES = frozenset(vocabulary.folded(t.value) for t in Trigger)


def milestone(row: dict[str, Any]) -> dict[str, Any]:
    """What the words of a milestone say of it: given to others, a trial run of so many days."""
    words = " ".join(str(row.get(k) or "") for k in ("milestone", "owner"))
    said: dict[str, Any] = {}
    if vocabulary.speaks_of("subcontracted", words) and not vocabulary.speaks_of("not_subcontracted", words):
        said["subcontracted"] = True
    if row.get("duration") is not None and vocabulary.speaks_of("trial_run", str(row.get("milestone") or "")):
        said["trial_run_days"] = row["duration"]
    return {**said, **{k: v for k, v in row.items() if v is not None}}


def whole(rows: Any, info: ValidationInfo) -> Any:
    """Bare shares of a payment plan that total exactly 1 are parts of one: 0.3, 0.6, 0.1 are 30, 60 and 10 %."""
    if (info.context or {}).get("kept") or not isinstance(rows, list | tuple):
        return rows
    shares = [quantities.bare(row.get("pct")) for row in rows if isinstance(row, Mapping) and row.get("pct") is not None]
    known = [n for n in shares if n is not None]
    if not known or len(known) < len(shares) or sum(known) != 1:
        return rows
    return [_in_percent(row, "pct") if isinstance(row, Mapping) and row.get("pct") is not None else row for row in rows]


def discount(row: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    """A bare discount below 1 is what the list and the net price give, where they decide between its two readings."""
    if (info.context or {}).get("kept"):
        return row
    part = quantities.fraction(row.get("discount"))
    high, low = (quantities.bare(row.get(k)) for k in ("list", "net"))
    if part is None or not high or low is None:
        return row
    true = 100 - 100 * low / high
    readings = [n for n in (part * 100, part) if abs(n - true) < _ROUNDING]
    return {**row, "discount": f"{decimal_text(readings[0])}%"} if len(readings) == 1 else row


def _in_percent(row: Mapping[str, Any], field: str) -> dict[str, Any]:
    n = quantities.bare(row[field])
    assert n is not None
    return {**row, field: f"{decimal_text(n * 100)}%"}


def sign(row: dict[str, Any]) -> dict[str, Any]:
    """``positive/negative: 负偏离`` -> the flag of that name."""
    given = row.get("sign")
    code = vocabulary.code("deviation", given) or vocabulary.folded(given) if isinstance(given, str) else None
    if code not in ("positive", "negative") or row.get(code) is not None:
        return row
    return {**{k: v for k, v in row.items() if k != "sign"}, code: True}


def member(row: dict[str, Any]) -> dict[str, Any]:
    """A role of the review for the words of a CRM; other words are kept as the person's title."""
    words = row.get("role")
    if not isinstance(words, str) or vocabulary.code("role", words) or vocabulary.folded(words).upper() in _ROLES:
        return row
    return {**{k: v for k, v in row.items() if k != "role"}, "title": row.get("title") or words}


_ROLES = frozenset(Role)
