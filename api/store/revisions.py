"""Drafts, their checks, signatures and packets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from api.store import work
from api.store.rows import Check, CheckState, Packet, Revision
from api.store.tables import checks, packets, revisions, signatures


def by_id(connection: Connection, revision_id: str) -> Revision | None:
    return _revision(connection, select(revisions).where(revisions.c.id == revision_id))


def by_hash(connection: Connection, deal_id: str, sha256: str) -> Revision | None:
    return _revision(connection, select(revisions).where(revisions.c.deal_id == deal_id, revisions.c.sha256 == sha256))


def of_deal(connection: Connection, deal_id: str) -> tuple[Revision, ...]:
    """All drafts, first to last."""
    query = select(revisions).where(revisions.c.deal_id == deal_id).order_by(revisions.c.number)
    return tuple(Revision(**row._mapping) for row in connection.execute(query))


def next_number(connection: Connection, deal_id: str) -> int:
    last = connection.execute(select(func.max(revisions.c.number)).where(revisions.c.deal_id == deal_id)).scalar()
    return (last or 0) + 1


def add(connection: Connection, revision: Revision) -> None:
    connection.execute(revisions.insert().values(**_values(revision)))


def add_check(connection: Connection, check: Check) -> None:
    connection.execute(checks.insert().values(**_values(check)))


def check(connection: Connection, check_id: str) -> Check | None:
    return _check(connection, select(checks).where(checks.c.id == check_id))


def latest_check(connection: Connection, revision_id: str) -> Check | None:
    """The check that was asked for last."""
    query = select(checks).where(checks.c.revision_id == revision_id)
    return _check(connection, query.order_by(checks.c.at.desc(), checks.c.id.desc()).limit(1))


def last_result(connection: Connection, revision_id: str) -> Check | None:
    """The last check that has a result; an earlier one counts while a new one runs."""
    query = select(checks).where(checks.c.revision_id == revision_id, checks.c.state == CheckState.DONE)
    return _check(connection, query.order_by(checks.c.at.desc(), checks.c.id.desc()).limit(1))


def by_identity(connection: Connection, revision_id: str, identity: str) -> Check | None:
    """The last check of a draft that gave the result of that identity."""
    where = (checks.c.revision_id == revision_id) & (checks.c.identity == identity)
    return _check(connection, select(checks).where(where).order_by(checks.c.at.desc(), checks.c.id.desc()).limit(1))


def checks_of(connection: Connection, revision_id: str) -> tuple[Check, ...]:
    """All checks of a draft, oldest first."""
    query = select(checks).where(checks.c.revision_id == revision_id).order_by(checks.c.at, checks.c.id)
    return tuple(_check_row(row) for row in connection.execute(query))


def packets_of(connection: Connection, revision_id: str) -> tuple[Packet, ...]:
    """All packets of a draft, oldest first."""
    query = select(packets).where(packets.c.revision_id == revision_id).order_by(packets.c.at, packets.c.id)
    return tuple(_packet_row(row) for row in connection.execute(query))


def count_attempt(connection: Connection, check_id: str) -> int:
    """One more try of a check; returns which it is."""
    return work.count_attempt(connection, checks, check_id)


def finish_check(connection: Connection, check_id: str, **values: Any) -> bool:
    """Write the end of a check that is pending; says whether it was."""
    return work.end(connection, checks, check_id, values)


def add_signature(connection: Connection, **values: Any) -> None:
    """Raises SQLAlchemy's IntegrityError when the role has signed that document already."""
    connection.execute(signatures.insert().values(**values))


def add_packet(connection: Connection, packet: Packet) -> None:
    connection.execute(packets.insert().values(**_values(packet)))


def packet(connection: Connection, packet_id: str) -> Packet | None:
    return _packet(connection, select(packets).where(packets.c.id == packet_id))


def packet_of(connection: Connection, check_id: str, sequence: int, language: str) -> Packet | None:
    """The packet of a check's result with everything that was done up to an event."""
    where = (packets.c.check_id == check_id) & (packets.c.sequence == sequence) & (packets.c.language == language)
    return _packet(connection, select(packets).where(where))


def packet_released(connection: Connection, revision_id: str, sequence: int, language: str) -> Packet | None:
    """The packet made at the release of a draft, whichever check of it came later; ``sequence``: of that event."""
    where = (packets.c.revision_id == revision_id) & (packets.c.sequence == sequence) & (packets.c.language == language)
    return _packet(connection, select(packets).where(where).order_by(packets.c.at, packets.c.id).limit(1))


def finish_packet(connection: Connection, packet_id: str, **values: Any) -> bool:
    """Write the end of a packet that is pending; says whether it was."""
    return work.end(connection, packets, packet_id, values)


def restart_packet(connection: Connection, packet_id: str, at: datetime) -> None:
    """A packet that could not be made is to be made after all."""
    where = (packets.c.id == packet_id) & (packets.c.state == CheckState.FAILED)
    connection.execute(packets.update().where(where).values(state=CheckState.PENDING, failure=None, at=at))


def _revision(connection: Connection, query: Select[Any]) -> Revision | None:
    row = connection.execute(query).first()
    return Revision(**row._mapping) if row else None


def _check(connection: Connection, query: Select[Any]) -> Check | None:
    row = connection.execute(query).first()
    return _check_row(row) if row else None


def _check_row(row: Row[Any]) -> Check:
    return Check(**{**row._mapping, "state": CheckState(row.state)})


def _packet(connection: Connection, query: Select[Any]) -> Packet | None:
    row = connection.execute(query).first()
    return _packet_row(row) if row else None


def _packet_row(row: Row[Any]) -> Packet:
    return Packet(**{**row._mapping, "state": CheckState(row.state)})


def _values(row: Revision | Check | Packet) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).__slots__}
