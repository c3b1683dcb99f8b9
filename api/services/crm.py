"""Events of a CRM: its payload becomes a deal record by the operator's table, its file a draft. Twice is once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import deals, deliveries, drafts
from api.services.access import require
from api.services.context import Context
from review.deal.crm import mapped
from review.deal.read import deal_from
from review.errors import DealError, NotFound
from review.model.canonical import canonical_json
from review.model.commitment import Party
from review.model.roles import Role
from review.resources import room

#: What delivering an event may do, and a key for nothing but that needs no more.
_DOES = frozenset({Scope.DEALS_WRITE, Scope.REVIEWS_SUBMIT})
_NAME = re.compile(r"[a-z0-9_-]{1,40}")


def deliver(
    context: Context,
    principal: Principal,
    system: str,
    event_id: str,
    body_sha256: str,
    payload: Mapping[str, Any],
    file: tuple[str, bytes] | None = None,
    side: Party = Party.SELLER,
    role: Role | None = None,
) -> dict[str, Any]:
    """Take in an event: returns what became of deal and draft. The same event again gets the same answer.

    Raises NotFound for a CRM without a table, DealError for a payload that makes no record, and what a draft raises.
    """
    require(context, principal, Scope.CRM_DELIVER, f"{system}/{event_id}")
    able = replace(principal, scopes=principal.scopes | _DOES)

    def take() -> dict[str, Any]:
        record = mapped(payload, table_of(system))
        deal = deal_from(record, system)
        draft = drafts.readable(context, able, *file) if file else None
        stored = deals.put_deal(context, able, deal.external_id, canonical_json(record), system)
        answer: dict[str, Any] = {"deal": deal.external_id, "created": stored.created, "changed": stored.changed}
        if draft is None:
            return {**answer, "review": None}
        done = drafts.submit(context, able, deal.external_id, draft, side=side, role=role)
        return {**answer, "review": done.revision.id}

    return deliveries.once(context, principal, f"{system}:{event_id}", body_sha256, take)


def table_of(system: str) -> Mapping[str, Any]:
    """The mapping of a CRM, ``rules/crm/<system>.yml``. Raises NotFound, DealError for one that cannot be read."""
    path = room("rules") / "crm" / f"{system}.yml"
    if not _NAME.fullmatch(system) or not path.is_file():
        raise NotFound("crm-unknown", {"system": system[:40]})
    try:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        table = None
    if not isinstance(table, Mapping):
        raise DealError("crm-table", {"row": path.name})
    return table
