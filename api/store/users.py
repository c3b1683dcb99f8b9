"""Accounts, their keys and sessions, and failed logins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from api.store.rows import ApiKey, User
from api.store.tables import api_keys, attempts, sessions, users
from review.model.decision import Rank
from review.model.roles import Role


def add(connection: Connection, user: User, password: str | None) -> None:
    """``password`` is a hash, or None for an account that signs in by key only."""
    values = {name: getattr(user, name) for name in type(user).__slots__}
    connection.execute(users.insert().values(**values, password=password))


def change(connection: Connection, user_id: str, **values: Any) -> None:
    connection.execute(users.update().where(users.c.id == user_id).values(**values))


def by_id(connection: Connection, user_id: str) -> User | None:
    return _one(connection, select(users).where(users.c.id == user_id))


def by_name(connection: Connection, name: str) -> User | None:
    return _one(connection, select(users).where(users.c.name == name))


def by_full_name(connection: Connection, full_name: str) -> tuple[User, ...]:
    """Accounts of people so called."""
    query = select(users).where(users.c.full_name == full_name).order_by(users.c.name)
    return tuple(_user(row) for row in connection.execute(query))


def everyone(connection: Connection) -> tuple[User, ...]:
    return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.name)))


def password_hash(connection: Connection, user_id: str) -> str | None:
    return connection.execute(select(users.c.password).where(users.c.id == user_id)).scalar()


def add_key(connection: Connection, key: ApiKey, sha256: str) -> None:
    values = {name: getattr(key, name) for name in type(key).__slots__}
    connection.execute(api_keys.insert().values(**values, sha256=sha256))


def key_by_hash(connection: Connection, sha256: str) -> ApiKey | None:
    row = connection.execute(select(api_keys).where(api_keys.c.sha256 == sha256)).first()
    return _key(row) if row else None


def keys_of(connection: Connection, user_id: str) -> tuple[ApiKey, ...]:
    query = select(api_keys).where(api_keys.c.user_id == user_id).order_by(api_keys.c.created_at)
    return tuple(_key(row) for row in connection.execute(query))


def revoke_key(connection: Connection, key_id: str, at: datetime) -> bool:
    where = (api_keys.c.id == key_id) & api_keys.c.revoked_at.is_(None)
    return connection.execute(api_keys.update().where(where).values(revoked_at=at)).rowcount == 1


def open_session(connection: Connection, token_sha256: str, user_id: str, at: datetime, until: datetime) -> None:
    values = {"id": token_sha256, "user_id": user_id, "created_at": at, "expires_at": until}
    connection.execute(sessions.insert().values(**values))
    connection.execute(sessions.delete().where(sessions.c.expires_at < at))


def session_user(connection: Connection, token_sha256: str, at: datetime) -> User | None:
    """Whose session it is, if it has not ended."""
    query = select(users).join(sessions, sessions.c.user_id == users.c.id)
    return _one(connection, query.where(sessions.c.id == token_sha256, sessions.c.expires_at > at))


def close_session(connection: Connection, token_sha256: str) -> None:
    connection.execute(sessions.delete().where(sessions.c.id == token_sha256))


def close_sessions_of(connection: Connection, user_id: str) -> None:
    connection.execute(sessions.delete().where(sessions.c.user_id == user_id))


def failures(connection: Connection, key: str, at: datetime) -> int:
    """Failed logins under the key in a window that has not ended."""
    query = select(attempts.c.failures).where(attempts.c.key == key, attempts.c.until > at)
    return connection.execute(query).scalar() or 0


def count_failure(connection: Connection, key: str, at: datetime, until: datetime) -> None:
    """One more failed login; the first one opens a window, the following ones prolong it."""
    before = failures(connection, key, at)
    connection.execute(attempts.delete().where((attempts.c.key == key) | (attempts.c.until <= at)))
    connection.execute(attempts.insert().values(key=key, failures=before + 1, until=until))


def forget_failures(connection: Connection, key: str) -> None:
    connection.execute(attempts.delete().where(attempts.c.key == key))


def _one(connection: Connection, query: Select[Any]) -> User | None:
    row = connection.execute(query).first()
    return _user(row) if row else None


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        name=row.name,
        full_name=row.full_name,
        roles=tuple(Role(r) for r in row.roles),
        rank=Rank(row.rank),
        disabled=row.disabled,
        language=row.language,
        created_at=row.created_at,
    )


def _key(row: Row[Any]) -> ApiKey:
    values = {name: getattr(row, name) for name in ApiKey.__slots__}
    return ApiKey(**{**values, "scopes": tuple(row.scopes)})
