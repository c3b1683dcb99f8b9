"""From credentials to a principal: password -> session, session cookie -> principal, API key -> principal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from api.auth import tokens
from api.auth.passwords import matches
from api.auth.principal import Principal
from api.auth.scopes import Scope, scopes_of
from api.services.context import Context
from api.store import audit, users
from api.store.rows import ApiKey, User
from review.errors import Failure, NotFound, Refused, Unauthenticated, sentences
from review.model.decision import Rank
from review.model.roles import Role

SESSION = "session"
#: Many people may share one address; an address is let wait only after this many times the failures of an account.
_ADDRESS_SHARE = 10


class TooManyTries(Failure):
    """Logins are refused for a while."""

    status = 429


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: the cookie's value and the token that its forms carry."""

    principal: Principal
    cookie: str
    form_token: str


def sign_in(context: Context, name: str, password: str, address: str) -> Session:
    """Open a session. Raises Unauthenticated, or TooManyTries after repeated failures; both are logged."""
    keys = _attempt_keys(context, name, address)
    _refuse_when_locked(context, keys, name)
    with context.database.read() as connection:
        user = users.by_name(connection, name)
        kept = users.password_hash(connection, user.id) if user else None
    good = matches(password, kept)  # outside any transaction: it takes its time on purpose
    if user is None or user.disabled or not good:
        _count_failure(context, keys, name)
        raise Unauthenticated("login-wrong")
    token = tokens.new_token()
    with context.database.write() as connection:
        users.forget_failures(connection, keys[0][0])
        until = context.now() + timedelta(hours=context.settings.session_hours)
        users.open_session(connection, tokens.fingerprint(token), user.id, context.now(), until)
        audit.append(connection, context.now(), user.name, _roles(user), "session.open", user.name)
    return _session(context, user, token)


def resume(context: Context, cookie: str) -> Session:
    """The session of a cookie. Raises Unauthenticated when it has ended or is not ours."""
    token = tokens.token_of(context.secret, cookie)
    if token is None:
        raise Unauthenticated("session-ended")
    with context.database.read() as connection:
        user = users.session_user(connection, tokens.fingerprint(token), context.now())
    if user is None or user.disabled:
        raise Unauthenticated("session-ended")
    return _session(context, user, token)


def confirm(context: Context, principal: Principal, password: str) -> None:
    """Ask for the password again before a signature. Raises Refused or TooManyTries; both are logged."""
    keys = _attempt_keys(context, principal.name, "")
    _refuse_when_locked(context, keys, principal.name)
    with context.database.read() as connection:
        kept = users.password_hash(connection, principal.user.id)
    if not matches(password, kept):
        _count_failure(context, keys, principal.name)
        raise Refused("password-wrong")


def sign_out(context: Context, cookie: str) -> None:
    """End the session of a cookie; a cookie that has none is no error."""
    token = tokens.token_of(context.secret, cookie)
    if token is None:
        return
    with context.database.write() as connection:
        digest = tokens.fingerprint(token)
        user = users.session_user(connection, digest, context.now())
        users.close_session(connection, digest)
        if user:
            audit.append(connection, context.now(), user.name, _roles(user), "session.close", user.name)


def form_is_ours(context: Context, cookie: str, form_token: str) -> bool:
    """Whether a form was made for this very session (CSRF)."""
    token = tokens.token_of(context.secret, cookie)
    return token is not None and tokens.form_token_matches(context.secret, token, form_token)


def by_key(context: Context, key: str) -> Principal:
    """Who a key acts for, with the key's scopes as far as the account's roles still allow them. Raises Unauthenticated."""
    with context.database.read() as connection:
        found = users.key_by_hash(connection, tokens.fingerprint(key))
        user = users.by_id(connection, found.user_id) if found else None
    if found is None or user is None:
        raise Unauthenticated("key-wrong")
    if user.disabled or not _usable(context, found):
        _log_dead_key(context, user, found)
        raise Unauthenticated("key-wrong")
    return Principal(user, _granted(user, found), _by(found))


def standing(connection: Connection, context: Context, name: str, via: str) -> Principal:
    """Whoever asked for something earlier, with what may be asked for by now in the same way: nothing where the account is
    closed, or the key revoked or expired. Raises NotFound.
    """
    user = users.by_name(connection, name)
    if user is None:
        raise NotFound("user-unknown", {"name": name})
    if user.disabled:
        return Principal(user, frozenset(), via)
    if via == SESSION:
        return Principal(user, scopes_of(user.roles), via)
    keys = (k for k in users.keys_of(connection, user.id) if _by(k) == via and _usable(context, k))
    return Principal(user, frozenset().union(*(_granted(user, k) for k in keys)), via)


def _by(key: ApiKey) -> str:
    return f"key:{key.prefix}"


def _usable(context: Context, key: ApiKey) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > context.now())


def _granted(user: User, key: ApiKey) -> frozenset[Scope]:
    return frozenset(Scope(s) for s in key.scopes) & scopes_of(user.roles)


def _log_dead_key(context: Context, user: User, key: ApiKey) -> None:
    """A key that no longer counts is still in use somewhere. Keys that never were are not logged: anybody can send those."""
    detail = {"code": "key-wrong"}
    with context.database.write() as connection:
        audit.append(
            connection, context.now(), user.name, _roles(user), "key.use", key.prefix, outcome=audit.REFUSED, detail=detail
        )


def operator(context: Context) -> Principal:
    """Who sits at the instance's own command line: keeps accounts and reads the audit log, decides nothing."""
    user = User("", "console", "console", (Role.ADMIN,), Rank.MEMBER, False, "en", context.now())
    return Principal(user, scopes_of(user.roles), "console")


def _session(context: Context, user: User, token: str) -> Session:
    principal = Principal(user, scopes_of(user.roles), SESSION)
    return Session(principal, tokens.signed_cookie(context.secret, token), tokens.form_token(context.secret, token))


def _attempt_keys(context: Context, name: str, address: str) -> tuple[tuple[str, int], ...]:
    """(key, failures allowed) of the account and of the address. The account's comes first."""
    limit = context.settings.login_failures
    return (
        (tokens.fingerprint(f"account:{name}"), limit),
        (tokens.fingerprint(f"address:{address}"), limit * _ADDRESS_SHARE),
    )


def _refuse_when_locked(context: Context, keys: tuple[tuple[str, int], ...], name: str) -> None:
    with context.database.read() as connection:
        locked = any(users.failures(connection, key, context.now()) >= limit for key, limit in keys)
    if locked:
        with context.database.write() as connection:
            _refused(connection, context, name, "login-locked")
        raise TooManyTries("login-locked", {"minutes": f"{context.settings.login_wait_minutes:g}"})


def _count_failure(context: Context, keys: tuple[tuple[str, int], ...], name: str) -> None:
    until = context.now() + timedelta(minutes=context.settings.login_wait_minutes)
    with context.database.write() as connection:
        for key, _ in keys:
            users.count_failure(connection, key, context.now(), until)
        _refused(connection, context, name, "login-wrong")


def _refused(connection: Connection, context: Context, name: str, code: str) -> None:
    audit.append(connection, context.now(), name, "", "session.open", name, outcome=audit.REFUSED, detail={"code": code})


def _roles(user: User) -> str:
    return "+".join(role.value for role in user.roles)


sentences(
    {
        "login-wrong": {"zh": "账号或密码不正确。", "en": "The account or the password is wrong."},
        "login-locked": {
            "zh": "登录失败次数过多，请在 {minutes} 分钟后再试。",
            "en": "Too many failed logins; try again in {minutes} minutes.",
        },
        "password-wrong": {"zh": "密码不正确，未签署。", "en": "The password is wrong; nothing was signed."},
        "session-ended": {"zh": "会话已结束，请重新登录。", "en": "The session has ended; sign in again."},
        "key-wrong": {
            "zh": "API 密钥无效、已过期或已停用。",
            "en": "The API key is unknown, expired or revoked.",
        },
    }
)
