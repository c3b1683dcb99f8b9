"""Alembic's entry: runs the steps on the connection that ``api.store.migrate`` hands in."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

from api.store.tables import metadata

#: Servers that start together on PostgreSQL wait for each other here ("tripact" as a number).
LOCK = 0x74726970616374


def run() -> None:
    connection: Connection = context.config.attributes["connection"]
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    context.configure(connection=connection, target_metadata=metadata)
    context.run_migrations()


run()
