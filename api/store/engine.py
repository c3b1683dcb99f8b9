"""One database, two kinds: SQLite in WAL mode, or PostgreSQL through psycopg."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

_SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
)


@dataclass(frozen=True)
class Database:
    """An open database. Close it with ``close``."""

    engine: Engine

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may change things: all of it or nothing. On SQLite it holds the write lock from the start."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees a single moment and changes nothing."""
        options: dict[str, Any] = {"tripact_read": True} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def driver_url(url: str) -> URL:
    """The URL with psycopg 3 as PostgreSQL's driver."""
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.get_backend_name() == "postgresql" else parsed


def open_database(url: str) -> Database:
    """Open the database at a ``TRIPACT_DATABASE_URL``; makes SQLite's folder. Raises SQLAlchemy's errors when it is not there."""
    parsed = driver_url(url)
    if parsed.get_backend_name() != "sqlite":
        return Database(create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=20))
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(engine)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock before it reads, so that what it decided on still holds when it writes."""
    reading = connection.get_execution_options().get("tripact_read")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
