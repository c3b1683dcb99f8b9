"""Lists of deals and drafts with the check that was asked for last; no result is loaded for them, and a history once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases
from api.services.access import require
from api.services.context import Context
from api.services.memory import Told
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


def drafts_of(context: Context, principal: Principal, row: DealRow, drafts: Iterable[Revision]) -> tuple[Line, ...]:
    """Each draft of a deal with its last check."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        return tuple(_line(context, connection, row, draft) for draft in drafts)


def latest(context: Context, principal: Principal, deals: Iterable[DealRow]) -> tuple[tuple[DealRow, Line | None], ...]:
    """Each deal with its newest draft, if it has one."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        newest = [(row, revisions.of_deal(connection, row.id)[-1:]) for row in deals]
        return tuple((row, _line(context, connection, row, d[0]) if d else None) for row, d in newest)


def _line(context: Context, connection: Connection, row: DealRow, draft: Revision) -> Line:
    def tell() -> Told:
        return told(cases.load(context, connection, row.id).history.case, today)

    today = context.now().date()
    found = context.memory.unresolved.or_make((row.id, row.sequence, today), tell)
    return line_of(draft, revisions.latest_check(connection, draft.id), found)


def told(case: Case, today: date) -> Told:
    """What lists tell of a case."""
    sha = case.revision.submitted.document_sha256 if case.revision else ""
    return Told(sha, tuple(f.severity for f in unresolved(case, today)))


def line_of(draft: Revision, check: Check | None, found: Told) -> Line:
    return Line(draft, check, found.open if found.document_sha256 == draft.sha256 else None)


def before(context: Context, principal: Principal, revision: Revision) -> Revision | None:
    """The draft of the same deal that came before, if there is one."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision.id)
    with context.database.read() as connection:
        drafts = revisions.of_deal(connection, revision.deal_id)
    return next((d for d in reversed(drafts) if d.number < revision.number), None)
