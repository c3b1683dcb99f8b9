"""The smallest deal record, and one with groups of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from review.deal.read import deal_from
from review.errors import DealError
from review.model.deal import Deal

LEAST: dict[str, Any] = {
    "deal": {"external_id": "D-1"},
    "account": {"legal_name": "华东电力有限公司"},
    "our_party": {"legal_name": "星河科技有限公司"},
}


def record(**groups: Any) -> dict[str, Any]:
    """The smallest record with these groups; fields of a required one are added to it."""
    return {**LEAST, **{k: {**LEAST[k], **v} if k in LEAST else v for k, v in groups.items()}}


def read(**groups: Any) -> Deal:
    return deal_from(json.loads(json.dumps(record(**groups)), parse_float=Decimal))


def refused(**groups: Any) -> list[Mapping[str, str]]:
    """What a record is refused for, each with its pointer."""
    try:
        found = read(**groups)
    except DealError as error:
        problems: list[Mapping[str, str]] = error.fields["errors"]
        return problems
    raise AssertionError(f"was read as {found.data}")
