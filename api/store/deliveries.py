"""Calls that named a key of their own, so that the same call twice has one effect and one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from api.store.tables import deliveries


@dataclass(frozen=True, slots=True)
class Delivered:
    """A call that was answered. ``source``: whose key it is; ``body_sha256``: of everything that was sent."""

    source: str
    event_id: str
    body_sha256: str
    answer: dict[str, Any]
    at: datetime


def find(connection: Connection, source: str, event_id: str) -> Delivered | None:
    where = (deliveries.c.source == source) & (deliveries.c.event_id == event_id)
    row = connection.execute(select(deliveries).where(where)).first()
    return Delivered(**row._mapping) if row else None


def keep(connection: Connection, delivered: Delivered) -> None:
    """Keep the answer; the first one stays."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    values = {name: getattr(delivered, name) for name in type(delivered).__slots__}
    connection.execute(insert(deliveries).values(**values).on_conflict_do_nothing())
