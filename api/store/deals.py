"""Deals and the snapshots of their records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from api.store import members
from api.store.rows import DealRow, Reader, Snapshot
from api.store.tables import deals, snapshots
from review.model.process import State

_QUIET = (State.NEW, State.CLOSED, State.REJECTED, State.WITHDRAWN)


def by_id(connection: Connection, deal_id: str) -> DealRow | None:
    return _one(connection, select(deals).where(deals.c.id == deal_id))


def by_external_id(connection: Connection, external_id: str) -> DealRow | None:
    return _one(connection, select(deals).where(deals.c.external_id == external_id))


def locked(connection: Connection, deal_id: str) -> DealRow | None:
    """The deal, held against other writers until the transaction ends."""
    return _one(connection, select(deals).where(deals.c.id == deal_id).with_for_update())


def page(
    connection: Connection,
    reader: Reader,
    now: datetime,
    text: str = "",
    limit: int = 50,
    after: tuple[datetime, str] | None = None,
) -> tuple[DealRow, ...]:
    """The deals changed last that ``reader`` may read, newest first; ``text`` searches id, title and customer.

    ``after``: moment and id of the last deal of the page before.
    """
    query = select(deals).order_by(deals.c.updated_at.desc(), deals.c.id).limit(limit).where(members.readable(reader, now))
    if text:
        fields = (deals.c.external_id, deals.c.title, deals.c.customer)
        query = query.where(or_(*(f.icontains(text, autoescape=True) for f in fields)))
    if after:
        moment, id_ = after
        query = query.where(or_(deals.c.updated_at < moment, (deals.c.updated_at == moment) & (deals.c.id > id_)))
    return tuple(DealRow(**row._mapping) for row in connection.execute(query))


def open_ids(connection: Connection) -> tuple[str, ...]:
    """Deals whose case has begun and has not ended."""
    query = select(deals.c.id).where(deals.c.state.not_in(_QUIET)).order_by(deals.c.id)
    return tuple(connection.execute(query).scalars())


def readable_ids(connection: Connection, reader: Reader, now: datetime) -> tuple[str, ...]:
    query = select(deals.c.id).where(members.readable(reader, now)).order_by(deals.c.id)
    return tuple(connection.execute(query).scalars())


def add(connection: Connection, deal: DealRow) -> bool:
    """Add the deal; False when somebody else just added one with its external id."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    added = insert(deals).values(**_values(deal)).on_conflict_do_nothing().returning(deals.c.id)
    return connection.execute(added).first() is not None


def change(connection: Connection, deal: DealRow, expected: int) -> bool:
    """Write the deal if nobody wrote an event since ``expected``; says whether it was so."""
    where = (deals.c.id == deal.id) & (deals.c.sequence == expected)
    return connection.execute(deals.update().where(where).values(**_values(deal))).rowcount == 1


def add_snapshot(connection: Connection, snapshot: Snapshot) -> None:
    connection.execute(snapshots.insert().values(**_values(snapshot)))


def snapshot(connection: Connection, snapshot_id: str) -> Snapshot | None:
    row = connection.execute(select(snapshots).where(snapshots.c.id == snapshot_id)).first()
    return Snapshot(**row._mapping) if row else None


def snapshot_by_hash(connection: Connection, deal_id: str, sha256: str) -> Snapshot | None:
    where = (snapshots.c.deal_id == deal_id) & (snapshots.c.sha256 == sha256)
    row = connection.execute(select(snapshots).where(where)).first()
    return Snapshot(**row._mapping) if row else None


def snapshots_of(connection: Connection, deal_id: str) -> tuple[Snapshot, ...]:
    """All snapshots, oldest first."""
    query = select(snapshots).where(snapshots.c.deal_id == deal_id).order_by(snapshots.c.at, snapshots.c.id)
    return tuple(Snapshot(**row._mapping) for row in connection.execute(query))


def _one(connection: Connection, query: Select[Any]) -> DealRow | None:
    row: Row[Any] | None = connection.execute(query).first()
    return DealRow(**row._mapping) if row else None


def _values(row: DealRow | Snapshot) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).__slots__}
