"""Whether the instance can work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from api.services.context import Context
from api.store import executors
from review import ENGINE_VERSION


@dataclass(frozen=True, slots=True)
class Health:
    database: bool
    objects: bool
    workers: int
    version: str

    @property
    def well(self) -> bool:
        return self.database and self.objects


def check(context: Context) -> Health:
    """Ask database and object store for something small."""
    workers = _workers(context)
    return Health(workers is not None, context.objects.reachable(), workers or 0, ENGINE_VERSION)


def _workers(context: Context) -> int | None:
    """Live workers, or None when the database cannot be asked."""
    since = context.now() - timedelta(seconds=context.settings.heartbeat_seconds * executors.MISSED)
    try:
        with context.database.read() as connection:
            return executors.alive(connection, since)
    except SQLAlchemyError:
        return None
