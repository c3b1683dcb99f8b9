"""Scope checks. A refusal is written to the audit log before it is answered."""

from __future__ import annotations

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import SCOPE_NAMES, Scope
from api.services.context import Context
from api.store import audit
from review.errors import Failure, Refused, sentences
from review.model.decision import Actor
from review.model.roles import Role


def require(context: Context, principal: Principal, scope: Scope, subject: str = "", chain: str = audit.SYSTEM) -> None:
    """Raises Refused, and logs it, when the principal may not ask for this."""
    if refusal := lacking(principal, scope):
        log_refusal(context, principal, scope.value, subject, refusal, chain)
        raise refusal


def lacking(principal: Principal, scope: Scope) -> Refused | None:
    """Why the principal may not ask for this; the caller logs it."""
    return None if scope in principal.scopes else Refused("scope-missing", {"scope": scope.value, "may": SCOPE_NAMES[scope]})


def actor_of(
    context: Context,
    principal: Principal,
    action: str,
    subject: str,
    role: Role | None = None,
    delegate_of: str = "",
    chain: str = audit.SYSTEM,
) -> Actor:
    """The principal in the role that was named, or in the only one held. Raises Refused, and logs it."""
    try:
        return principal.actor(role, delegate_of)
    except Refused as refused:
        log_refusal(context, principal, action, subject, refused, chain)
        raise


def log_refusal(
    context: Context, principal: Principal, action: str, subject: str, refusal: Failure, chain: str = audit.SYSTEM
) -> None:
    """Write a refusal to the audit log, with who asked for what, and why not."""
    with context.database.write() as connection:
        note_refusal(connection, context, principal, action, subject, refusal, chain)


def note_refusal(
    connection: Connection, context: Context, principal: Principal, action: str, subject: str, refusal: Failure, chain: str
) -> None:
    """The same in the caller's transaction, together with what else it writes."""
    detail = {"code": refusal.code, "via": principal.via}
    audit.append(connection, context.now(), principal.name, principal.roles, action, subject, chain, audit.REFUSED, detail)


sentences(
    {
        "scope-missing": {
            "zh": "您的账号或密钥无权{may}。",
            "en": "Your account or key may not {may}.",
        }
    }
)
