"""Bytes of a deal record -> ``Deal``: every problem at once, each with its place."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from review.deal.names import titles
from review.deal.quantities import currency_code
from review.deal.schema import DealRecord
from review.deal.wording import JSON_KINDS, said, together
from review.errors import DealError, sentences
from review.model.canonical import digest
from review.model.deal import Deal

MAX_BYTES = 5_000_000


def read_deal(data: bytes, name: str = "deal.json") -> Deal:
    """Parse and validate a deal record. Raises DealError naming every field that is wrong."""
    return deal_from(parse_json(data, name), name)


def read_snapshot(data: bytes, name: str = "deal.json") -> Deal:
    """A record that ``Deal.data`` was written to: what it says is in one form already, and is not read in another way."""
    return deal_from(parse_json(data, name), name, kept=True)


def deal_from(record: object, name: str = "deal.json", kept: bool = False) -> Deal:
    """Validate a record that is parsed already; ``kept``: one that ``Deal.data`` was written to."""
    if not isinstance(record, dict):
        raise DealError("deal-not-object", {"found": JSON_KINDS.get(type(record).__name__, JSON_KINDS["str"])}, name)
    own = _currencies(record)
    currencies = set(own)
    try:
        valid = DealRecord.model_validate(record, context={"kept": kept, "currencies": currencies})
    except ValidationError as error:
        wrong = [said(e, _nearest(e)) for e in error.errors(include_url=False, include_input=False)]
        raise DealError("deal-invalid", {"problems": together(wrong), "errors": wrong}, name) from None
    facts = valid.model_dump(exclude_none=True, by_alias=True)
    if currencies and not own:
        facts["opp"] = {**facts.get("opp", {}), "currency": next(iter(currencies))}
    return Deal(data=facts, sha256=digest(facts))


def _currencies(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The currencies that the record says its amounts are in."""
    groups = (record.get("opp"), record.get("quote"))
    said = (g.get("currency") for g in groups if isinstance(g, Mapping))
    return tuple(dict.fromkeys(str(currency_code(c)) for c in said if isinstance(c, str) and c.strip()))


def parse_json(data: bytes, name: str = "body.json") -> object:
    """JSON with every digit kept and no key twice. Raises DealError."""
    if not data.strip():
        raise DealError("file-empty", {"name": name})
    if len(data) > MAX_BYTES:
        raise DealError("deal-too-large", {"size": len(data), "limit": MAX_BYTES}, name)
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_unique,
        )
    except DealError as error:
        raise DealError(error.code, error.fields, name) from None
    except UnicodeDecodeError:
        raise DealError("deal-not-utf8", {}, name) from None
    except json.JSONDecodeError as error:
        fields = {"line": error.lineno, "column": error.colno}
        raise DealError("deal-not-json", fields, name) from None
    except (RecursionError, ValueError):
        raise DealError("deal-too-deep", {}, name) from None


def _no_constant(text: str) -> object:
    raise DealError("deal-number", {"text": text})


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DealError("deal-duplicate-key", {"key": key[:80]})
        found[key] = value
    return found


def _nearest(error: Any) -> str:
    """The field that was meant by one that is not there; empty for other errors."""
    if error["type"] != "extra_forbidden":
        return ""
    location: tuple[int | str, ...] = error["loc"]
    model: Any = DealRecord
    for step in location[:-1]:
        model = model if isinstance(step, int) else _inner(model, step)
    written = str(location[-1])
    known = {n.lower(): n for n in getattr(model, "model_fields", ())}
    told = [n for n in known.values() if written.lower() in titles(n)]
    close = difflib.get_close_matches(written.lower(), known, n=1)
    return told[0] if told else known[close[0]] if close else ""


def _inner(model: Any, name: str) -> Any:
    """The group that a field of a group holds, through ``tuple[...]`` and ``| None``."""
    field = getattr(model, "model_fields", {}).get(name)
    pending = [field.annotation] if field else []
    while pending:
        kind = pending.pop()
        if hasattr(kind, "model_fields"):
            return kind
        pending.extend(getattr(kind, "__args__", ()))
    return None


sentences(
    {
        "deal-not-object": {
            "zh": "商机记录应是一个 JSON 对象，实际为 {found}。",
            "en": "A deal record is a JSON object, this is {found}.",
        },
        "deal-invalid": {
            "zh": "商机记录不符合格式：{problems}",
            "en": "The deal record does not fit its schema: {problems}",
        },
        "deal-too-large": {
            "zh": "商机记录有 {size} 字节，上限为 {limit}。",
            "en": "The deal record has {size} bytes, the limit is {limit}.",
        },
        "deal-not-utf8": {"zh": "不是 UTF-8 编码。", "en": "This is not UTF-8."},
        "deal-not-json": {
            "zh": "不是有效的 JSON（第 {line} 行第 {column} 列）。",
            "en": "This is not valid JSON (line {line}, column {column}).",
        },
        "deal-too-deep": {
            "zh": "嵌套过深或数字过长。",
            "en": "This is nested too deeply or holds an endless number.",
        },
        "deal-number": {"zh": "{text} 不是数字。", "en": "{text} is not a number."},
        "deal-duplicate-key": {
            "zh": "键“{key}”出现两次，无法判断以哪个为准。",
            "en": 'The key "{key}" stands twice; which one counts is not clear.',
        },
    }
)
