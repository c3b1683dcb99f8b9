"""Webhooks that are to be sent, written in the transaction of what they tell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from api.store import members
from api.store.rows import Delivery, Message, Reader
from api.store.tables import deals, outbox


def add(connection: Connection, message: Message) -> None:
    values = {name: getattr(message, name) for name in type(message).__slots__}
    connection.execute(outbox.insert().values(**values))


def by_id(connection: Connection, message_id: str) -> Message | None:
    row = connection.execute(select(outbox).where(outbox.c.id == message_id)).first()
    return Message(**{**row._mapping, "state": Delivery(row.state)}) if row else None


def note(connection: Connection, message_id: str, state: Delivery, attempts: int, error: str, at: datetime | None) -> None:
    """What became of an attempt to send."""
    values: dict[str, Any] = {"state": state, "attempts": attempts, "last_error": error[:500] or None, "sent_at": at}
    connection.execute(outbox.update().where(outbox.c.id == message_id).values(**values))


def recent(connection: Connection, reader: Reader, now: datetime, limit: int = 100) -> tuple[Message, ...]:
    """The last ones that tell of a deal which ``reader`` may read, newest first."""
    told = select(outbox).join(deals, deals.c.id == outbox.c.deal_id).where(members.readable(reader, now))
    query = told.order_by(outbox.c.at.desc(), outbox.c.id).limit(limit)
    return tuple(Message(**{**row._mapping, "state": Delivery(row.state)}) for row in connection.execute(query))
