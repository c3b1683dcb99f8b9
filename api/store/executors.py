"""Processes that run jobs, and who takes over from those that fell silent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from api.store.rows import Executor
from api.store.tables import executors

#: Signs of life that may be missed before a worker counts as dead.
MISSED = 6


def alive(connection: Connection, since: datetime) -> int:
    """Workers seen since."""
    where = (executors.c.seen_at >= since) & executors.c.adopted_by.is_(None)
    return connection.execute(select(func.count()).select_from(executors).where(where)).scalar_one()


def appear(connection: Connection, executor: Executor) -> None:
    values = {name: getattr(executor, name) for name in type(executor).__slots__}
    connection.execute(executors.insert().values(**values))


def beat(connection: Connection, executor_id: str, at: datetime) -> bool:
    """A sign of life; False when the executor was given up for dead and somebody else has its work."""
    where = (executors.c.id == executor_id) & executors.c.adopted_by.is_(None)
    return connection.execute(executors.update().where(where).values(seen_at=at)).rowcount == 1


def leave(connection: Connection, executor_id: str) -> None:
    connection.execute(executors.delete().where(executors.c.id == executor_id))


def others(connection: Connection, executor_id: str) -> tuple[Executor, ...]:
    query = select(executors).where(executors.c.id != executor_id).order_by(executors.c.id)
    return tuple(Executor(**row._mapping) for row in connection.execute(query))


def adopt(connection: Connection, dead: Executor, by: str) -> bool:
    """Claim a dead executor's work; one of several claimants gets it. A claimant that died loses its claim."""
    alive = select(executors.c.id).where(executors.c.adopted_by.is_(None))
    free = or_(executors.c.adopted_by.is_(None), executors.c.adopted_by.not_in(alive))
    where = (executors.c.id == dead.id) & (executors.c.seen_at == dead.seen_at) & free
    return connection.execute(executors.update().where(where).values(adopted_by=by)).rowcount == 1
