"""The field types the groups of a deal record are made of.

Each reads what a person or a CRM would write and keeps one form: that is what is snapshotted. The published JSON Schema tells
what is accepted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from review.deal import days, quantities, vocabulary
from review.deal.problems import problem
from review.model.commitment import Trigger

Schema = dict[str, Any]


class Group(BaseModel):
    """A group of fields: unknown names are refused, nothing changes after reading, every field may be missing.

    A field may be named in another way that ``rules/terms/deal.yml`` lists; both names at once are refused.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _named(cls, record: Any, info: ValidationInfo) -> Any:
        if not isinstance(record, Mapping):
            return record
        found: dict[str, Any] = {}
        for name, value in record.items():
            meant = name if name in cls.published() else vocabulary.field(cls.__name__, str(name)) or name
            if meant in found:
                raise problem("named_twice", name=str(name), field=str(meant))
            found[meant] = value
        return cls.shaped(found, info)

    @classmethod
    def published(cls) -> frozenset[str]:
        """The names of its fields as they are written."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        """The group in the schema's shape, where people write it in another."""
        return record

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler.resolve_ref_schema(handler(schema))
        own, others = made.get("properties", {}), vocabulary.other_names(cls.__name__)
        own.update({name: own[field] for name, field in others.items() if name not in own and field in own})
        for field in [f for f in made.get("required", ()) if f in others.values()]:
            made["required"].remove(field)
            made["anyOf"] = [{"required": [n]} for n in (field, *(o for o, f in others.items() if f == field))]
        return made


@dataclass(frozen=True)
class Reads:
    """How a value is read before it is checked, and what the published schema says of it, given what it says of the type."""

    read: Callable[[Any, ValidationInfo], Any]
    shows: Callable[[Schema], Schema]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.shows(handler(schema))


def reads(read: Callable[[Any], Any], *forms: Schema, description: str = "") -> Reads:
    """A reader that needs nothing but the value; ``forms`` are what is accepted."""
    return Reads(lambda value, _: read(value), lambda _: _any_of(forms, description))


def also(read: Callable[[Any], Any], *forms: Schema) -> Reads:
    """A reader of further forms beside the type's own."""
    return Reads(lambda value, _: read(value), lambda own: _any_of((own, *forms), ""))


def _any_of(forms: tuple[Schema, ...], description: str) -> Schema:
    schema: Schema = {"anyOf": list(forms)} if len(forms) > 1 else dict(forms[0])
    return schema | ({"description": description} if description else {})


_NUMBER: Schema = {"type": "number"}
_WRITTEN: Schema = {"type": "string", "pattern": r"^[+-]?([0-9]{1,20}|[0-9]{1,3}(,[0-9]{3}){1,6})(\.[0-9]{1,8})?$"}
_WORDS: Schema = {"type": "string", "maxLength": 20_000}


def _one_of(own: Schema) -> Schema:
    return {"anyOf": [own, own["items"]]}


def _listed(value: Any, _: ValidationInfo) -> Any:
    return value if isinstance(value, list | tuple) or value is None else [value]


#: Marks a ``tuple[..., ...]`` that may be given as its only item.
LISTED = Reads(_listed, _one_of)


def _text(value: Any) -> Any:
    """Numbers are texts where a text is expected (a clause 4.3, a version 2); several texts are one."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list | tuple) and value and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return value


_TEXT = reads(
    _text, _WORDS, _NUMBER, {"type": "array", "items": {"type": "string", "maxLength": 100}, "minItems": 1, "maxItems": 99}
)
_NAME = reads(_text, {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"\S"}, {"type": "integer"})
Text = Annotated[str, StringConstraints(max_length=20_000), _TEXT]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500), _NAME]


def _addressable(text: str) -> str:
    if text in (".", "..") or any(unicodedata.category(sign) in _UNSEEN for sign in text):
        raise problem("id_unusable", text="".join("\ufffd" if unicodedata.category(s) in _UNSEEN else s for s in text))
    return text


_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
_IDENTIFIER: Schema = {
    "anyOf": [
        {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "pattern": r"^(?!\.{1,2}$)[!-~\u4e00-\u9fff]+( [!-~\u4e00-\u9fff]+)*$",
        },
        {"type": "integer"},
    ]
}
Identifier = Annotated[Name, AfterValidator(_addressable), WithJsonSchema(_IDENTIFIER)]
"""A name that stands in addresses, and that people compare by eye."""
Uscc = Annotated[str, StringConstraints(max_length=30), reads(_text, {"type": "string", "maxLength": 30})]

_LIMITS = Field(allow_inf_nan=False, max_digits=30)
Number = Annotated[Decimal, _LIMITS, reads(quantities.number, _NUMBER, _WRITTEN)]
_MONEY = (
    _NUMBER,
    _WRITTEN,
    {"type": "string", "pattern": r"^([A-Z]{3}|[$€£¥￥]) ?[0-9]{1,15}(\.[0-9]{1,4})?$|^[0-9]{1,9}(\.[0-9]{1,4})?(万|亿)?元$"},
    {
        "type": "object",
        "properties": {"amount": {"anyOf": [_NUMBER, _WRITTEN]}, "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}},
        "required": ["amount"],
        "additionalProperties": False,
    },
)
_MONEY_SAID = (
    "1200000.00, 1,200,000.00, CNY 1200000, 120万元, {amount, currency}; a currency beside it is one of the record's own"
)
Amount = Annotated[Decimal, _LIMITS, Reads(quantities.money, lambda _: _any_of(_MONEY, _MONEY_SAID))]


def _share(up_to: str, said: str) -> Reads:
    forms = (_NUMBER, _WRITTEN, {"type": "string", "pattern": r"^-?[0-9]{1,3}(\.[0-9]{1,8})? ?[%％]$"})
    return Reads(
        lambda value, info: quantities.share(value, Decimal(up_to), info),
        lambda _: _any_of(forms, f"5 and 5% are 5 %; {said}"),
    )


_BOUNDS = Field(ge=-1000, le=1000, allow_inf_nan=False, max_digits=30)
Percent = Annotated[Decimal, _BOUNDS, _share("0", "a bare number below 1 may be a part of one or a percentage, and is refused")]
"""5 for 5 %. A bare 0.3 is refused: it may be 30 % or 0.3 %."""
TaxRate = Annotated[Decimal, _BOUNDS, _share("0.3", "a bare part of one up to 0.3 is that part: 0.13 is 13 %")]
"""13 for 13 %, and so are ``13%`` and 0.13: no rate of tax is as low as the percentage that this would be."""
Chance = Annotated[Decimal, _BOUNDS, _share("1", "a bare number below 1 is a part of one: 0.9 is 90 %")]
"""90 for 90 %, and so is 0.9: nobody plans with a chance below 1 %."""


def _length(unit: str, most: int) -> tuple[Any, Reads]:
    forms = (
        _NUMBER,
        _WRITTEN,
        {"type": "string", "pattern": r"^[0-9]{1,3} ?(days?|weeks?|months?|years?|hours?|天|日|周|个月|年|小时)$"},
        {
            "type": "object",
            "properties": {"value": _NUMBER, "unit": {"enum": ["minute", "hour", "day", "week", "month", "year"]}},
            "required": ["value", "unit"],
            "additionalProperties": False,
        },
    )
    said = f"in {unit}s where no unit is given; 45天, 6 weeks, {{value, unit}}"
    bounds = Field(ge=0, le=most, allow_inf_nan=False)
    return bounds, Reads(lambda value, _: quantities.duration(value, unit), lambda _: _any_of(forms, said))


Days = Annotated[Decimal, *_length("day", 36_500)]
"""Calendar days unless the field says otherwise."""
Months = Annotated[Decimal, *_length("month", 1_200)]
Years = Annotated[Decimal, *_length("year", 100)]
Hours = Annotated[Decimal, *_length("hour", 876_000)]

_COUNTED: Schema = {"type": "integer", "minimum": 10**12, "maximum": 4 * 10**12}
_DAY_SAID = "2026-03-01, 2026/3/1, 2026年3月1日, or milliseconds since 1970"
Day = Annotated[date, reads(days.day, {"type": "string", "format": "date"}, _COUNTED, description=_DAY_SAID)]
Moment = Annotated[
    datetime | date,
    reads(days.moment, {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}, _COUNTED),
]
Currency = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{3}$"),
    reads(
        quantities.currency_code,
        {"type": "string", "pattern": "^[A-Z]{3}$"},
        {"enum": ["人民币", "RMB", "rmb", "元", "美元", "欧元", "英镑", "€", "$", "£"]},
    ),
]


def _flag(*vocabularies: str) -> Reads:
    def read(value: Any) -> Any:
        said = str(value) if isinstance(value, bool | int | str) else ""
        codes = (c for v in vocabularies if (c := vocabulary.code(v, said)) is not None)
        found = next(codes, said.strip().lower())
        if found not in ("true", "false"):
            raise problem("flag_unreadable", text=str(value))
        return found == "true"

    def shows(_: Schema) -> Schema:
        return _any_of(({"type": "boolean"}, {"enum": [0, 1, *(w for v in vocabularies for w in vocabulary.words(v))]}), "")

    return Reads(lambda value, _: read(value), shows)


Flag = Annotated[bool, _flag("flag")]
"""true, ``yes``, 是, 1."""
SmeFlag = Annotated[bool, _flag("flag", "sme_flag")]
"""Whether a small or medium enterprise; its size in words says so too: 小型企业."""


def choice(name: str, kind: type[StrEnum]) -> Reads:
    """The reader of a closed vocabulary: its codes, and the words for them in ``rules/terms/deal.yml``."""
    codes = {vocabulary.folded(c.value): c.value for c in kind}

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = codes.get(vocabulary.folded(value)) or vocabulary.code(name, value)
        if found is None:
            expected = ", ".join(codes.values())
            raise problem("word_unknown", text=value, expected=expected, near=vocabulary.nearest(name, value))
        return found

    def shows(_: Schema) -> Schema:
        return {"type": "string", "enum": [*codes.values(), *(w for w in vocabulary.words(name) if w not in codes.values())]}

    return Reads(lambda value, _: read(value), shows)


def known(name: str) -> Reads:
    """The reader of an open vocabulary: words that are listed become their code, others stay as they are."""
    return reads(lambda value: vocabulary.code(name, value) or value if isinstance(value, str) else _text(value), _WORDS, _NUMBER)


def _event(value: Any) -> Any:
    return vocabulary.event(value) if isinstance(value, str) and value.strip() else value


Event = Annotated[
    Trigger,
    reads(
        _event,
        {"type": "string", "pattern": r"\S", "maxLength": 20_000},
        description=f"an event in any words, kept in trigger_text, or one of {', '.join(Trigger)}; other when nobody knows it",
    ),
]
"""The event of free words; ``other`` when nobody knows it."""
