"""Rows that a job fills: each try is counted, and the end is written once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, select

from api.store.rows import CheckState


def count_attempt(connection: Connection, table: Table, row_id: str) -> int:
    """One more try; returns which it is."""
    connection.execute(table.update().where(table.c.id == row_id).values(attempts=table.c.attempts + 1))
    return int(connection.execute(select(table.c.attempts).where(table.c.id == row_id)).scalar_one())


def end(connection: Connection, table: Table, row_id: str, values: dict[str, Any]) -> bool:
    """Write the end of what is pending; says whether it was."""
    where = (table.c.id == row_id) & (table.c.state == CheckState.PENDING)
    return connection.execute(table.update().where(where).values(**values)).rowcount == 1
