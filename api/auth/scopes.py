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
    """Read the logs of the deals that one may read."""
    SYSTEM_READ = "system:read"
    """Read the instance's own log: accounts, sign-ins, every deal that was made."""
    USERS_MANAGE = "users:manage"
    TEAMS_NAME = "teams:name"
    """Say who is who on a deal."""


#: What each scope lets one do, as a person says it after "may".
SCOPE_NAMES: dict[Scope, dict[str, str]] = {
    Scope.DEALS_READ: {"zh": "查看商机", "en": "read deals"},
    Scope.DEALS_WRITE: {"zh": "录入或修改商机", "en": "enter or change deals"},
    Scope.REVIEWS_READ: {"zh": "查看评审", "en": "read reviews"},
    Scope.REVIEWS_SUBMIT: {"zh": "提交合同草案", "en": "hand in drafts"},
    Scope.REVIEWS_DECIDE: {"zh": "在评审中作出决定", "en": "decide in reviews"},
    Scope.REVIEWS_SIGN: {"zh": "签核评审", "en": "sign off reviews"},
    Scope.PACKETS_READ: {"zh": "查看签审包", "en": "read packets"},
    Scope.CRM_DELIVER: {"zh": "推送客户关系系统事件", "en": "post events of a CRM"},
    Scope.AUDIT_READ: {"zh": "查看审计记录", "en": "read audit logs"},
    Scope.SYSTEM_READ: {"zh": "查看系统日志", "en": "read the system's own log"},
    Scope.USERS_MANAGE: {"zh": "管理账号", "en": "manage accounts"},
    Scope.TEAMS_NAME: {"zh": "指定项目成员", "en": "name people for roles on deals"},
}

_READ = frozenset({Scope.DEALS_READ, Scope.REVIEWS_READ, Scope.PACKETS_READ})
_WORK = _READ | {Scope.REVIEWS_DECIDE, Scope.AUDIT_READ, Scope.TEAMS_NAME}
_SUBMIT = frozenset({Scope.DEALS_WRITE, Scope.REVIEWS_SUBMIT, Scope.CRM_DELIVER})

#: Law: ADMIN keeps accounts, says who is who, and decides nothing; AUDIT reads.
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
    Role.AUDIT: _READ | {Scope.AUDIT_READ, Scope.SYSTEM_READ},
    Role.ADMIN: frozenset({Scope.USERS_MANAGE, Scope.TEAMS_NAME, Scope.AUDIT_READ, Scope.SYSTEM_READ}),
}


def scopes_of(roles: Iterable[Role]) -> frozenset[Scope]:
    """Everything that somebody with these roles may ask for."""
    return frozenset().union(*(ROLE_SCOPES[role] for role in roles))
