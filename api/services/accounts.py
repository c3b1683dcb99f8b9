"""Accounts and API keys: made by an ADMIN, or by the operator at the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from api.auth import tokens
from api.auth.passwords import hash_password
from api.auth.principal import Principal
from api.auth.scopes import Scope, scopes_of
from api.services import signin
from api.services.access import require
from api.services.context import Context
from api.store import audit, users
from api.store.rows import ApiKey, User
from review.errors import Conflict, Failure, NotFound, sentences
from review.model.decision import Rank
from review.model.roles import Role

_LONGEST_NAME = 120


def add_user(
    context: Context,
    principal: Principal,
    name: str,
    roles: Iterable[Role],
    password: str | None,
    full_name: str = "",
    rank: Rank = Rank.MEMBER,
    language: str = "zh",
) -> User:
    """Make an account. Without a password it can act through API keys only. Raises Failure or Conflict."""
    require(context, principal, Scope.USERS_MANAGE, name)
    held = tuple(sorted(set(roles)))
    _check_name(name)
    if not held:
        raise Failure("user-roles", {"name": name})
    user = User(context.new_id(), name, full_name or name, held, rank, False, language, context.now())
    kept = hash_password(password) if password is not None else None
    try:
        with context.database.write() as connection:
            users.add(connection, user, kept)
            _log(connection, context, principal, "user.add", name, {"roles": held, "rank": rank})
    except IntegrityError:
        raise Conflict("user-exists", {"name": name}) from None
    return user


def list_users(context: Context, principal: Principal) -> tuple[User, ...]:
    require(context, principal, Scope.USERS_MANAGE)
    with context.database.read() as connection:
        return users.everyone(connection)


def disable_user(context: Context, principal: Principal, name: str) -> None:
    """Close an account: its sessions end, its keys stop working. What it did stays. Raises NotFound."""
    require(context, principal, Scope.USERS_MANAGE, name)
    with context.database.write() as connection:
        user = _named(connection, name)
        users.change(connection, user.id, disabled=True)
        users.close_sessions_of(connection, user.id)
        _log(connection, context, principal, "user.disable", name)


def set_password(context: Context, principal: Principal, name: str, password: str) -> None:
    """A new password; every session of the account ends. Raises NotFound or Failure."""
    require(context, principal, Scope.USERS_MANAGE, name)
    kept = hash_password(password)
    with context.database.write() as connection:
        user = _named(connection, name)
        users.change(connection, user.id, password=kept)
        users.close_sessions_of(connection, user.id)
        _log(connection, context, principal, "user.password", name)


def change_own_password(context: Context, principal: Principal, old: str, new: str) -> None:
    """A person's own new password; every session of the account ends. Raises Refused for a wrong old one, else Failure."""
    signin.confirm(context, principal, old)
    kept = hash_password(new)
    with context.database.write() as connection:
        users.change(connection, principal.user.id, password=kept)
        users.close_sessions_of(connection, principal.user.id)
        _log(connection, context, principal, "user.password", principal.name)


def add_key(
    context: Context,
    principal: Principal,
    name: str,
    label: str,
    scopes: Iterable[Scope],
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Make a key for an account; the key itself is returned once and never stored. Raises NotFound or Failure."""
    require(context, principal, Scope.USERS_MANAGE, name)
    wanted = tuple(sorted(set(scopes)))
    secret, prefix = tokens.new_key()
    with context.database.write() as connection:
        user = _named(connection, name)
        excess = [s.value for s in wanted if s not in scopes_of(user.roles)]
        if excess or not wanted:
            raise Failure("key-scopes", {"name": name, "scopes": ", ".join(excess) or "-"})
        key = ApiKey(context.new_id(), user.id, label[:500], prefix, wanted, context.now(), expires_at, None)
        users.add_key(connection, key, tokens.fingerprint(secret))
        _log(connection, context, principal, "key.add", f"{name}/{prefix}", {"scopes": wanted, "label": label})
    return key, secret


def scopes_for(context: Context, principal: Principal, name: str) -> frozenset[Scope]:
    """Everything that a key of the account may carry. Raises NotFound."""
    require(context, principal, Scope.USERS_MANAGE, name)
    with context.database.read() as connection:
        return scopes_of(_named(connection, name).roles)


def list_keys(context: Context, principal: Principal, name: str) -> tuple[ApiKey, ...]:
    require(context, principal, Scope.USERS_MANAGE, name)
    with context.database.read() as connection:
        return users.keys_of(connection, _named(connection, name).id)


def revoke_key(context: Context, principal: Principal, name: str, prefix: str) -> None:
    """A key stops working at once. Raises NotFound when the account has no such key in use."""
    require(context, principal, Scope.USERS_MANAGE, name)
    with context.database.write() as connection:
        mine = [k for k in users.keys_of(connection, _named(connection, name).id) if k.prefix == prefix]
        if not mine or not users.revoke_key(connection, mine[0].id, context.now()):
            raise NotFound("key-unknown", {"name": name, "prefix": prefix})
        _log(connection, context, principal, "key.revoke", f"{name}/{prefix}")


def _named(connection: Connection, name: str) -> User:
    user = users.by_name(connection, name)
    if user is None:
        raise NotFound("user-unknown", {"name": name})
    return user


def _check_name(name: str) -> None:
    if not name or len(name) > _LONGEST_NAME or name != name.strip() or not name.isprintable():
        raise Failure("user-name", {"longest": _LONGEST_NAME})


def _log(
    connection: Connection, context: Context, who: Principal, action: str, subject: str, detail: dict[str, object] | None = None
) -> None:
    audit.append(connection, context.now(), who.name, who.roles, action, subject, detail=detail)


sentences(
    {
        "user-exists": {"zh": "账号 {name} 已存在。", "en": "There is an account {name} already."},
        "user-unknown": {"zh": "没有账号 {name}。", "en": "There is no account {name}."},
        "user-roles": {"zh": "账号 {name} 至少需要一个角色。", "en": "The account {name} needs at least one role."},
        "user-name": {
            "zh": "账号名应为 1 至 {longest} 个可见字符，首尾不带空格。",
            "en": "An account's name has 1 to {longest} printable characters and no spaces around it.",
        },
        "key-unknown": {
            "zh": "账号 {name} 没有在用的密钥 {prefix}。",
            "en": "The account {name} has no key {prefix} in use.",
        },
        "key-scopes": {
            "zh": "密钥的权限须是账号 {name} 的角色所允许的；超出的有：{scopes}。",
            "en": "A key holds permissions that the roles of {name} allow, at least one; beyond them: {scopes}.",
        },
    }
)
