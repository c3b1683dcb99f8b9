"""The event log, one stream per deal. Rows are only ever added; the primary key refuses a second event of one number."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from api.store.tables import events
from review.model.event import Event
from review.workflow import fact_name, from_bytes, to_bytes


def append(connection: Connection, deal_id: str, new: Iterable[Event]) -> None:
    """Add events to the end of a stream. Raises IntegrityError when one of that number is there."""
    rows = [
        {
            "deal_id": deal_id,
            "sequence": event.sequence,
            "kind": fact_name(type(event.fact)),
            "body": to_bytes(event).decode(),
            "at": event.at,
        }
        for event in new
    ]
    if rows:
        connection.execute(events.insert(), rows)


def bodies(connection: Connection, deal_id: str, after: int = 0) -> tuple[tuple[int, bytes], ...]:
    """(sequence, bytes) of the events after a number, in order."""
    where = (events.c.deal_id == deal_id) & (events.c.sequence > after)
    query = select(events.c.sequence, events.c.body).where(where).order_by(events.c.sequence)
    return tuple((row.sequence, _bytes(row.body)) for row in connection.execute(query))


def _bytes(body: object) -> bytes:
    """What was written is text; anything else is not from here, and is told by its digest."""
    return body.encode() if isinstance(body, str) else repr(body).encode()


def load(connection: Connection, deal_id: str, after: int = 0) -> tuple[Event, ...]:
    """The events after a number, in order."""
    return tuple(from_bytes(body) for _, body in bodies(connection, deal_id, after))
