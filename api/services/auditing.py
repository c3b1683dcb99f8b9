"""The audit log from outside: read, export, verify against heads kept elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import proof
from api.services.access import require
from api.services.context import Context
from api.services.sight import require_deal
from api.store import audit, deals
from review.errors import Failure, NotFound, sentences
from review.model.audit import AuditEntry, Break, Head, breaks
from review.model.canonical import canonical_json


@dataclass(frozen=True, slots=True)
class Verified:
    """``breaks`` is empty when every chain is whole and reaches at least to the heads it was held against."""

    chains: int
    entries: int
    breaks: tuple[Break, ...]
    names: Mapping[str, str]
    """Chain in which something does not hold -> the deal as people know it, where it is still there."""


def heads(context: Context, principal: Principal) -> tuple[Head, ...]:
    require(context, principal, Scope.AUDIT_READ)
    with context.database.read() as connection:
        return audit.heads(connection)


def entries(context: Context, principal: Principal, external_id: str, after: int = 0, limit: int = 200) -> tuple[AuditEntry, ...]:
    """A deal's entries after a sequence number; ``system`` for accounts. Raises NotFound."""
    if external_id == audit.SYSTEM:
        require(context, principal, Scope.SYSTEM_READ, external_id)
    else:
        require_deal(context, principal, Scope.AUDIT_READ, external_id)
    with context.database.read() as connection:
        return audit.entries(connection, _chain(connection, external_id), after, limit)


def verify(context: Context, principal: Principal, outside: Iterable[Head] = ()) -> Verified:
    """Check every chain, and what the chains say of events, records and files.

    ``outside``: heads that were kept elsewhere; without them a cut tail cannot be seen.
    """
    require(context, principal, Scope.AUDIT_READ)
    kept = {head.chain: head for head in outside}
    with context.database.read() as connection:
        chains = {head.chain for head in audit.heads(connection)} | set(kept) | set(_named(connection))
        found: list[Break] = []
        count = 0
        for chain in sorted(chains):
            log, unread = audit.readable(connection, chain)
            count += len(log) + len(unread)
            found += (Break(chain, number, "edited") for number in unread)
            found += breaks(log, kept.get(chain))
            found += proof.faults(context, connection, chain, log)
            if not log and chain not in kept:
                found.append(Break(chain, 0, "truncated"))
        broken = {b.chain: deals.by_id(connection, b.chain) for b in found}
    return Verified(len(chains), count, tuple(found), {c: row.external_id for c, row in broken.items() if row})


def export(context: Context, principal: Principal) -> bytes:
    """The whole log as JSON lines, chain by chain."""
    require(context, principal, Scope.AUDIT_READ)
    with context.database.read() as connection:
        logs = [audit.entries(connection, head.chain) for head in audit.heads(connection)]
    return b"".join(canonical_json(entry) + b"\n" for log in logs for entry in log)


def write_heads(found: Iterable[Head]) -> bytes:
    return canonical_json(list(found)) + b"\n"


def read_heads(data: bytes, name: str) -> tuple[Head, ...]:
    """Heads as ``write_heads`` wrote them. Raises Failure when the file is none of these."""
    try:
        return tuple(Head(str(h["chain"]), int(h["sequence"]), str(h["hash"])) for h in json.loads(data))
    except (ValueError, KeyError, TypeError):
        raise Failure("audit-heads", {"name": name}) from None


def _chain(connection: Connection, external_id: str) -> str:
    if external_id == audit.SYSTEM:
        return audit.SYSTEM
    row = deals.by_external_id(connection, external_id)
    if row is None:
        raise NotFound("deal-unknown", {"id": external_id})
    return row.id


def _named(connection: Connection) -> tuple[str, ...]:
    """The chains that the system's own chain says were begun."""
    return tuple(e.subject for e in audit.readable(connection, audit.SYSTEM)[0] if e.action == "deal.create")


sentences(
    {
        "audit-heads": {
            "zh": "{name} 不是 `tripact audit head` 写出的文件。",
            "en": "{name} was not written by `tripact audit head`.",
        }
    }
)
