"""Findings in words: messages with named fields only, values as a reader of each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from review.commitments.values import RawValue
from review.deal import names
from review.model.canonical import decimal_text
from review.model.commitment import Value, ValueType
from review.model.finding import Outcome
from review.model.language import Bilingual
from review.model.wording import TIME, duration_text
from review.rules.check import Answer
from review.rules.measure import unit_of
from review.rules.rule import Rule, Variant

_FIELD = re.compile(r"\{([a-z_0-9]+)\}")
_QUOTE = 160
_NOTHING = {"zh": "（无）", "en": "(none)"}
_MISSING = {
    "zh": "无法判断，缺少{missing}。",
    "en": "cannot be determined without {missing}.",
}
_CRASHED = {
    "zh": "规则未能执行完（{missing}），按未通过处理并请报告。",
    "en": "the rule could not finish ({missing}); it counts as not passed, please report it.",
}


def fill(rule: Rule, variant: Variant | None, answer: Answer, fields: Mapping[str, Any]) -> dict[str, str]:
    """The message in both languages."""
    if answer.outcome is Outcome.FAIL:
        texts = variant.message if variant else rule.message
        return {k: filled(v, fields, k) for k, v in texts.items()}
    if answer.outcome is Outcome.UNDETERMINED:
        return {k: _undetermined(rule, answer.missing, k) for k in ("zh", "en")}
    return dict(rule.title)


@lru_cache(maxsize=4096)
def _undetermined(rule: Rule, missing: tuple[str, ...], language: str) -> str:
    crashed = any(m.startswith("rule:") for m in missing)
    joint = "、" if language == "zh" else ", "
    lacking = joint.join(missing if crashed else (names.name(m)[language] for m in missing))
    text = (_CRASHED if crashed else _MISSING)[language].replace("{missing}", lacking)
    return f"{rule.title[language]}{'：' if language == 'zh' else ': '}{text}"


def filled(text: str, fields: Mapping[str, Any], language: str) -> str:
    """``text`` with its named fields; a field that the answer did not give shows as an ellipsis."""
    return _FIELD.sub(lambda m: _shown(fields.get(m[1]), language), text)


def _shown(value: Any, language: str) -> str:
    if value is None:
        return "…"
    if isinstance(value, Mapping):
        return str(value.get(language, ""))
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(_shown(v, language) for v in value)
    text = " ".join(str(value).split()) or _NOTHING[language]
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"


@lru_cache(maxsize=4096)
def parameters(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The parameters that a person may have set: numbers and words, not patterns."""
    plain = {k: v for k, v in rule.params.items() if isinstance(v, str | Decimal | bool)}
    return tuple(sorted((k, _shown(v, "en")) for k, v in plain.items()))


def amount(n: Decimal, currency: str | None = None) -> str:
    """``12,000.00 CNY``."""
    return f"{n:,.2f}{' ' + currency if currency else ''}"


def value(v: Value | RawValue) -> Bilingual:
    """A value of the contract in both languages."""
    if v.iso is not None:
        return day(v.iso)
    if v.n is None:
        return {"zh": "空白", "en": "blank"}
    if v.type is ValueType.PERCENT:
        return _rate(decimal_text(v.n), v.per)
    if v.type is ValueType.MONEY:
        return {"zh": amount(v.n, v.currency), "en": amount(v.n, v.currency)}
    if v.type in (ValueType.QUANTITY, ValueType.COUNT):
        shown = decimal_text(v.n)
        joint = " " if v.unit and ord(v.unit[0]) < 128 else ""
        return {"zh": f"{shown}{joint}{v.unit or ''}", "en": f"{shown} {v.unit or ''}".strip()}
    return duration_text(v.n, v.unit, v.day_type)


def _rate(n: str, per: str | None) -> Bilingual:
    """``每日0.5%`` / ``0.5% per day``; a rate by something else keeps the text's word for it."""
    if not per:
        return {"zh": f"{n}%", "en": f"{n}%"}
    unit = unit_of(per)
    zh = TIME.get(unit, (unit,) * 3)[2]
    working = "工作" if per.startswith("working ") else ""
    return {"zh": f"每{working}{zh}{n}%", "en": f"{n}% per {per}"}


def day(d: date) -> Bilingual:
    return {"zh": f"{d.year}年{d.month}月{d.day}日", "en": f"{d.day} {d:%B} {d.year}"}


def measured(n: Decimal, unit: str) -> Bilingual:
    """A number with the unit of a rule's parameter."""
    if unit == "percent":
        return {"zh": f"{decimal_text(n)}%", "en": f"{decimal_text(n)}%"}
    if unit in ("money", "count"):
        shown = amount(n) if unit == "money" else decimal_text(n)
        return {"zh": shown, "en": shown}
    return duration_text(n, unit)


def plain_value(value: Any) -> Bilingual:
    """A field of the deal record as people write it."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}
    if isinstance(value, tuple | list):
        parts = [plain_value(v) for v in value]
        return {k: ("、" if k == "zh" else ", ").join(p[k] for p in parts) for k in ("zh", "en")}
    text = decimal_text(value) if isinstance(value, Decimal) else str(getattr(value, "value", value))
    return {"zh": text, "en": text}
