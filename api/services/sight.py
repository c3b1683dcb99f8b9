"""Which deals somebody may read: least privilege. A refusal is written to the deal's audit log before it is answered.

Whoever may act on a deal may read it: the people named on it, those who stand in for them, whoever handed it in, and any
holder of a role that the deal names nobody for. Managers, heads, and the roles that ``rules/workflow/permissions.yml`` lists
as oversight read every deal.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services.access import lacking, log_refusal
from api.services.context import Context
from api.store import deals, members, revisions
from api.store.rows import DealRow, Reader
from review.errors import Refused, sentences
from review.model.decision import Rank


def reader_of(context: Context, principal: Principal) -> Reader:
    """The principal as somebody who reads deals."""
    roles = principal.user.roles
    overseer = principal.user.rank is not Rank.MEMBER or any(role in context.policy.oversight for role in roles)
    return Reader(principal.name, roles, overseer)


def require_deal(context: Context, principal: Principal, scope: Scope, external_id: str) -> None:
    """Raises Refused, and logs it, when the principal may not ask for this of that deal. A deal that is not there passes."""
    _require(context, principal, scope, external_id, lambda c: deals.by_external_id(c, external_id))


def require_draft(context: Context, principal: Principal, scope: Scope, revision_id: str) -> None:
    """As ``require_deal``, by the id of one of its drafts."""

    def deal(connection: Connection) -> DealRow | None:
        draft = revisions.by_id(connection, revision_id)
        return deals.by_id(connection, draft.deal_id) if draft else None

    _require(context, principal, scope, revision_id, deal)


def _require(
    context: Context, principal: Principal, scope: Scope, subject: str, find: Callable[[Connection], DealRow | None]
) -> None:
    with context.database.read() as connection:
        row = find(connection)
        refusal = refused(connection, context, principal, scope, row)
    if refusal:
        log_refusal(context, principal, scope.value, subject, refusal, *((row.id,) if row else ()))
        raise refusal


def refused(connection: Connection, context: Context, principal: Principal, scope: Scope, row: DealRow | None) -> Refused | None:
    """Why the principal may not ask for this of the deal; the caller logs it. A deal that is not there is kept from nobody."""
    if refusal := lacking(principal, scope):
        return refusal
    if row is None or members.may_read(connection, row.id, reader_of(context, principal), context.now()):
        return None
    return Refused("deal-not-yours", {"id": row.external_id})


sentences(
    {
        "deal-not-yours": {
            "zh": "您不在商机 {id} 的团队中;须由合同经理将您列入团队,或由团队成员授权。",
            "en": "You are not on the team of deal {id}; its contract manager can name you, or a member delegate to you.",
        }
    }
)
