"""What does not fit a published schema, in Chinese and English: one table for deal records and for the API's own forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from review.model.language import Bilingual

#: Kind of a pydantic error -> what is wrong. Fields are those of the error's context.
_KINDS: Mapping[str, tuple[str, str]] = {
    "missing": ("缺少该字段", "is missing"),
    "extra_forbidden": ("没有这个字段", "unknown field"),
    "string_type": ("应为文本", "should be text"),
    "string_unicode": ("不是有效的文本", "is not valid text"),
    "string_too_short": ("不能为空", "may not be empty"),  # no text has a longer least length than one
    "string_too_long": ("最多 {max_length} 个字符", "has at most {max_length} characters"),
    "string_pattern_mismatch": ("应符合格式 {pattern}", "should match {pattern}"),
    "enum": ("应为 {expected} 之一", "should be one of {expected}"),
    "literal_error": ("应为 {expected} 之一", "should be one of {expected}"),
    "int_type": ("应为整数", "should be a whole number"),
    "int_parsing": ("应为整数", "should be a whole number"),
    "int_from_float": ("应为整数", "should be a whole number"),
    "float_type": ("应为数字", "should be a number"),
    "float_parsing": ("应为数字", "should be a number"),
    "decimal_type": ("应为数字", "should be a number"),
    "decimal_parsing": ("应为数字", "should be a number"),
    "finite_number": ("应为有限的数字", "should be a finite number"),
    "decimal_max_digits": ("数字最多 {max_digits} 位", "has at most {max_digits} digits"),
    "greater_than": ("应大于 {gt}", "should be greater than {gt}"),
    "greater_than_equal": ("应不小于 {ge}", "should be at least {ge}"),
    "less_than": ("应小于 {lt}", "should be less than {lt}"),
    "less_than_equal": ("应不大于 {le}", "should be at most {le}"),
    "bool_type": ("应为 true 或 false", "should be true or false"),
    "bool_parsing": ("应为 true 或 false", "should be true or false"),
    "date_type": ("应为日期(YYYY-MM-DD)", "should be a date (YYYY-MM-DD)"),
    "date_parsing": ("应为日期(YYYY-MM-DD)", "should be a date (YYYY-MM-DD)"),
    "date_from_datetime_parsing": ("应为日期(YYYY-MM-DD)", "should be a date (YYYY-MM-DD)"),
    "date_from_datetime_inexact": ("应为日期(YYYY-MM-DD)", "should be a date (YYYY-MM-DD)"),
    "datetime_type": ("应为日期或时间(ISO 8601)", "should be a date or a time (ISO 8601)"),
    "datetime_parsing": ("应为日期或时间(ISO 8601)", "should be a date or a time (ISO 8601)"),
    "datetime_from_date_parsing": ("应为日期或时间(ISO 8601)", "should be a date or a time (ISO 8601)"),
    "too_short": ("至少 {min_length} 项", "should hold at least {min_length}"),
    "too_long": ("最多 {max_length} 项", "should hold at most {max_length}"),
    "number_unreadable": ("应为数字", "should be a number"),
    "id_unusable": (
        "“{text}”不能作编号：编号不含看不见的字符，也不是 . 或 ..",
        '"{text}" cannot be an id, which holds no invisible characters and is neither . nor ..',
    ),
    "list_type": ("应为列表", "should be a list"),
    "tuple_type": ("应为列表", "should be a list"),
    "dict_type": ("应为对象", "should be an object"),
    "model_type": ("应为对象", "should be an object"),
    "model_attributes_type": ("应为对象", "should be an object"),
    "json_invalid": ("不是有效的 JSON", "is not valid JSON"),
    "named_twice": ("“{name}”与 {field} 是同一字段，只能写一次", '"{name}" is the field {field}, which stands twice'),
    "word_unknown": (
        "不认得“{text}”，应为 {expected} 之一，或其中英文说法{near}",
        '"{text}" is not known; one of {expected}, or a word for one of them, is expected{near}',
    ),
    "flag_unreadable": ("“{text}”不是是或否（true、false、是、否）", '"{text}" is neither yes nor no (true, false, 是, 否)'),
    "money_unreadable": ("“{text}”不是一个金额", '"{text}" is not one amount of money'),
    "currency_differs": (
        "金额币种为 {stated}，而记录的币种是 {own}；请换算，或改 opp.currency",
        "is in {stated}, while the record is in {own}: convert it, or change opp.currency",
    ),
    "share_ambiguous": (
        "“{text}”可能是 {one}，也可能是 {other}；请带百分号写明",
        '"{text}" may be {one} or {other}: write it with its percent sign',
    ),
    "time_unreadable": ("“{text}”不是一段时间", '"{text}" is not one length of time'),
    "day_unreadable": ("“{text}”不是一个日期", '"{text}" is not a date'),
    "day_ambiguous": (
        "“{text}”可能是 {one}，也可能是 {other}；请写成 YYYY-MM-DD",
        '"{text}" may be {one} or {other}: write it as YYYY-MM-DD',
    ),
}

#: Python's names of JSON's kinds of values, as a person says them.
JSON_KINDS: Mapping[str, Bilingual] = {
    "list": {"zh": "列表", "en": "a list"},
    "str": {"zh": "文本", "en": "a text"},
    "int": {"zh": "数字", "en": "a number"},
    "Decimal": {"zh": "数字", "en": "a number"},
    "bool": {"zh": "真假值", "en": "true or false"},
    "NoneType": {"zh": "空值", "en": "null"},
}


def said(error: Mapping[str, Any], hint: str = "") -> dict[str, str]:
    """One pydantic error: ``pointer`` and what is wrong there in ``zh`` and ``en``. ``hint``: the name that was meant."""
    zh, en = _KINDS.get(error["type"], ("不符合要求", _own(error)))
    context = _near(error.get("ctx") or {})
    found = {"zh": zh.format_map(_Context(_listed(context))), "en": en.format_map(_Context(context))}
    if hint:
        found = {"zh": f"{found['zh']}（是否为 {hint}？）", "en": f"{found['en']} (did you mean {hint}?)"}
    return {"pointer": "/" + "/".join(str(p) for p in _place(error)), **found}


def together(errors: Iterable[Mapping[str, str]]) -> Bilingual:
    """Several as one text."""
    found = {(e["pointer"], e["en"]): e for e in errors}.values()
    return {
        "zh": ";".join(f"{e['pointer']} {e['zh']}" for e in found),
        "en": "; ".join(f"{e['pointer']} {e['en']}" for e in found),
    }


def _place(error: Mapping[str, Any]) -> tuple[int | str, ...]:
    """Where it is; the name of a kind that pydantic tried there, such as ``datetime``, is no place."""
    *before, last = error["loc"] or ("",)
    return tuple(before) if before and str(error["type"]).startswith(f"{last}_") else (*before, last)


def _near(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The nearest word in brackets, where there is one."""
    return {name: f" ({v}?)" if name == "near" and v else v for name, v in context.items()}


def _listed(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """Choices as a Chinese list: pydantic joins the last one with *or*."""
    return {name: v.replace(" or ", ", ").replace(", ", "、") if name == "expected" else v for name, v in context.items()}


def _own(error: Mapping[str, Any]) -> str:
    """The message of a check of our own, without pydantic's prefix; braces in it are no fields."""
    text = str(error["msg"]).removeprefix("Value error, ")
    return text.replace("{", "{{").replace("}", "}}")


class _Context(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "?"
