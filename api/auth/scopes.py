"""What can be asked for, as ``resource:action``, and which roles may ask for it at all.

A key carries a subset of what its owner's roles allow, never more.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from review.model.roles import Role


class Scope(StrEnum):
    DEALS_READ = "deals:read"
    DEALS_WRITE = "deals:write"
    REVIEWS_READ = "reviews:read"
    REVIEWS_SUBMIT = "reviews:submit"
    REVIEWS_DECIDE = "reviews:decide"
    REVIEWS_SIGN = "reviews:sign"
    PACKETS_READ = "packets:read"
    CRM_DELIVER = "crm:deliver"
    """Post events of a CRM: deal records and drafts, nothing else."""
    AUDIT_READ = "audit:read"
    USERS_MANAGE = "users:manage"


_READ = frozenset({Scope.DEALS_READ, Scope.REVIEWS_READ, Scope.PACKETS_READ})
_WORK = _READ | {Scope.REVIEWS_DECIDE, Scope.AUDIT_READ}
_SUBMIT = frozenset({Scope.DEALS_WRITE, Scope.REVIEWS_SUBMIT, Scope.CRM_DELIVER})

#: Law: ADMIN keeps accounts and decides nothing; AUDIT reads.
ROLE_SCOPES: dict[Role, frozenset[Scope]] = {
    Role.AR: _WORK | _SUBMIT | {Scope.REVIEWS_SIGN},
    Role.SR: _WORK | _SUBMIT | {Scope.REVIEWS_SIGN},
    Role.FR: _WORK | _SUBMIT | {Scope.REVIEWS_SIGN},
    Role.COM: _WORK | _SUBMIT,
    Role.BID: _WORK | _SUBMIT,
    Role.FIN: _WORK,
    Role.LEG: _WORK | _SUBMIT,
    Role.CM: _WORK | _SUBMIT,
    Role.DEC: _WORK,
    Role.AUDIT: _READ | {Scope.AUDIT_READ},
    Role.ADMIN: frozenset({Scope.USERS_MANAGE, Scope.AUDIT_READ}),
}


def scopes_of(roles: Iterable[Role]) -> frozenset[Scope]:
    """Everything that somebody with these roles may ask for."""
    return frozenset().union(*(ROLE_SCOPES[role] for role in roles))
