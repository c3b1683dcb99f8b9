"""Who holds which role on which deal, and which deals somebody may read because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, or_, select, true

from api.store.rows import Reader, Seat
from api.store.tables import deals, members, revisions
from review.model.roles import Role


def put(connection: Connection, deal_id: str, seats: Iterable[Seat]) -> None:
    """The deal's people, instead of those before."""
    connection.execute(members.delete().where(members.c.deal_id == deal_id))
    rows = [{"deal_id": deal_id, "role": s.role.value, "person": s.person, "until": s.until} for s in seats]
    if rows:
        connection.execute(members.insert(), rows)


def readable(reader: Reader, now: datetime) -> ColumnElement[bool]:
    """Condition on ``deals``: the reader made it or handed a draft in, sits on it, or holds a role that nobody is named for."""
    if reader.all_deals:
        return true()
    mine = (members.c.deal_id == deals.c.id) & (members.c.person == reader.person)
    seated = exists().where(mine & (members.c.until.is_(None) | (members.c.until > now)))
    sent = exists().where((revisions.c.deal_id == deals.c.id) & (revisions.c.person == reader.person))
    return or_(deals.c.created_by == reader.person, seated, sent, *(_nobody_named(role) for role in reader.roles))


def may_read(connection: Connection, deal_id: str, reader: Reader, now: datetime) -> bool:
    query = select(deals.c.id).where(deals.c.id == deal_id, readable(reader, now))
    return connection.execute(query).first() is not None


def _nobody_named(role: Role) -> ColumnElement[bool]:
    named = (members.c.deal_id == deals.c.id) & (members.c.role == role.value) & members.c.until.is_(None)
    return ~exists().where(named)
