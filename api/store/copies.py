"""Copies about to be signed, as they were handed in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from api.store import work
from api.store.rows import CheckState, Copy
from api.store.tables import copies
from review.model.roles import Role


def add(connection: Connection, copy: Copy) -> None:
    connection.execute(copies.insert().values({name: getattr(copy, name) for name in Copy.__slots__}))


def by_id(connection: Connection, copy_id: str) -> Copy | None:
    return next(iter(_found(connection, select(copies).where(copies.c.id == copy_id))), None)


def of_revision(connection: Connection, revision_id: str) -> tuple[Copy, ...]:
    """All copies of a draft, newest first."""
    query = select(copies).where(copies.c.revision_id == revision_id)
    return _found(connection, query.order_by(copies.c.at.desc(), copies.c.id.desc()))


def count_attempt(connection: Connection, copy_id: str) -> int:
    """One more try to read a copy; returns which it is."""
    return work.count_attempt(connection, copies, copy_id)


def finish(connection: Connection, copy_id: str, **values: Any) -> bool:
    """Write the end of a copy that is being read; says whether it was."""
    return work.end(connection, copies, copy_id, values)


def _found(connection: Connection, query: Select[Any]) -> tuple[Copy, ...]:
    rows = connection.execute(query)
    typed = ((row, {"state": CheckState(row.state), "role": Role(row.role) if row.role else None}) for row in rows)
    return tuple(Copy(**{**row._mapping, **more}) for row, more in typed)
