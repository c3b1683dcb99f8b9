"""The audit log. ``append`` is called in the transaction that changes the state it records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from api.store.tables import audit
from api.store.types import storable
from review.model.audit import ORIGIN, AuditEntry, Head, sealed
from review.model.canonical import plain

SYSTEM = "system"
DONE = "done"
REFUSED = "refused"


#: What reading a row raises whose columns hold something else than what was written.
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError)


def append(
    connection: Connection,
    at: datetime,
    person: str,
    role: str,
    action: str,
    subject: str,
    chain: str = SYSTEM,
    outcome: str = DONE,
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry to the end of its chain; writers of one chain wait for each other."""
    _lock(connection, chain)
    last = head(connection, chain)
    entry = AuditEntry(
        chain=chain,
        sequence=last.sequence + 1,
        at=at,
        person=storable(person)[:500],
        role=role,
        action=action,
        subject=storable(subject)[:500],
        outcome=outcome,
        detail=plain(detail or {}),
    )
    entry = sealed(entry, last.hash)
    connection.execute(audit.insert().values(**vars(entry)))
    return entry


def head(connection: Connection, chain: str) -> Head:
    """The last entry of a chain, or its origin."""
    query = select(audit.c.sequence, audit.c.hash).where(audit.c.chain == chain).order_by(audit.c.sequence.desc()).limit(1)
    row = connection.execute(query).first()
    return Head(chain, row.sequence, row.hash) if row else Head(chain, 0, ORIGIN)


def head_of(chain: Sequence[AuditEntry]) -> Head | None:
    """The head of entries in order."""
    return Head(chain[-1].chain, chain[-1].sequence, chain[-1].hash) if chain else None


def heads(connection: Connection) -> tuple[Head, ...]:
    """The head of every chain, by name; to be kept where nobody who can write the database can write."""
    last = select(audit.c.chain, func.max(audit.c.sequence).label("sequence")).group_by(audit.c.chain).subquery()
    query = (
        select(audit.c.chain, audit.c.sequence, audit.c.hash)
        .join(last, (audit.c.chain == last.c.chain) & (audit.c.sequence == last.c.sequence))
        .order_by(audit.c.chain)
    )
    return tuple(Head(row.chain, row.sequence, row.hash) for row in connection.execute(query))


def entries(connection: Connection, chain: str, after: int = 0, limit: int | None = None) -> tuple[AuditEntry, ...]:
    """The entries of a chain after a sequence number, in order."""
    query = select(audit).where(audit.c.chain == chain, audit.c.sequence > after).order_by(audit.c.sequence).limit(limit)
    return tuple(_entry(row) for row in connection.execute(query))


def readable(connection: Connection, chain: str) -> tuple[tuple[AuditEntry, ...], tuple[int, ...]]:
    """As ``entries``, and the numbers of those that nothing can be read from: somebody wrote into the database what is none."""
    try:
        return entries(connection, chain), ()
    except UNREADABLE:
        numbers = connection.execute(select(audit.c.sequence).where(audit.c.chain == chain).order_by(audit.c.sequence))
        found = {number: _one(connection, chain, number) for number in numbers.scalars().all()}
        return tuple(e for e in found.values() if e), tuple(number for number, e in found.items() if not e)


def _one(connection: Connection, chain: str, number: int) -> AuditEntry | None:
    try:
        return entries(connection, chain, number - 1, 1)[0]
    except UNREADABLE:
        return None


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(**row._mapping)


def _lock(connection: Connection, chain: str) -> None:
    """One writer per chain. SQLite's write lock does it alone; PostgreSQL takes a lock that ends with the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:chain, 0))"), {"chain": chain})
