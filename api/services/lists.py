"""Lists of deals and drafts with the check that was asked for last; no result is loaded for them."""

from __future__ import annotations

from collections.abc import Iterable

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services.access import require
from api.services.context import Context
from api.services.sight import require_draft
from api.store import revisions
from api.store.rows import Check, DealRow, Revision

Line = tuple[Revision, Check | None]


def drafts_of(context: Context, principal: Principal, drafts: Iterable[Revision]) -> tuple[Line, ...]:
    """Each draft with its last check."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        return tuple((d, revisions.latest_check(connection, d.id)) for d in drafts)


def latest(context: Context, principal: Principal, deals: Iterable[DealRow]) -> tuple[tuple[DealRow, Line | None], ...]:
    """Each deal with its newest draft, if it has one."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        newest = [(row, revisions.of_deal(connection, row.id)[-1:]) for row in deals]
        return tuple((row, (d[0], revisions.latest_check(connection, d[0].id)) if d else None) for row, d in newest)


def before(context: Context, principal: Principal, revision: Revision) -> Revision | None:
    """The draft of the same deal that came before, if there is one."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision.id)
    with context.database.read() as connection:
        drafts = revisions.of_deal(connection, revision.deal_id)
    return next((d for d in reversed(drafts) if d.number < revision.number), None)
