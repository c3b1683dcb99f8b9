"""Lists of deals and drafts with the check that was asked for last; no result is loaded for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases
from api.services.access import require
from api.services.context import Context
from api.services.sight import require_draft
from api.store import revisions
from api.store.rows import Check, DealRow, Revision
from review.model.roles import Severity
from review.workflow import Case, unresolved


@dataclass(frozen=True, slots=True)
class Line:
    """A draft with its last check. ``open``: severity of each finding that nothing lets pass, of the draft in review only."""

    draft: Revision
    check: Check | None
    open: tuple[Severity, ...] | None


def drafts_of(context: Context, principal: Principal, drafts: Iterable[Revision]) -> tuple[Line, ...]:
    """Each draft with its last check."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        return tuple(_line(context, connection, draft) for draft in drafts)


def latest(context: Context, principal: Principal, deals: Iterable[DealRow]) -> tuple[tuple[DealRow, Line | None], ...]:
    """Each deal with its newest draft, if it has one."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        newest = [(row, revisions.of_deal(connection, row.id)[-1:]) for row in deals]
        return tuple((row, _line(context, connection, d[0]) if d else None) for row, d in newest)


def _line(context: Context, connection: Connection, draft: Revision) -> Line:
    case = cases.load(context, connection, draft.deal_id).history.case
    return Line(draft, revisions.latest_check(connection, draft.id), open_of(context, case, draft))


def open_of(context: Context, case: Case, draft: Revision) -> tuple[Severity, ...] | None:
    """As ``Line.open``."""
    current = case.revision is not None and case.revision.submitted.document_sha256 == draft.sha256
    return tuple(f.severity for f in unresolved(case, context.now().date())) if current else None


def before(context: Context, principal: Principal, revision: Revision) -> Revision | None:
    """The draft of the same deal that came before, if there is one."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision.id)
    with context.database.read() as connection:
        drafts = revisions.of_deal(connection, revision.deal_id)
    return next((d for d in reversed(drafts) if d.number < revision.number), None)
