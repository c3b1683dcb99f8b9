"""One review as people and programs see it: the draft, its result, what was done to it, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases, results
from api.services.context import Context
from api.services.failures import failure_of
from api.services.sight import require_deal, require_draft
from api.store import events, revisions
from api.store.rows import Check, CheckState, DealRow, Revision
from review.errors import Failure, NotFound
from review.model.event import Event
from review.model.process import State
from review.model.review import Review
from review.workflow import Blocker, Case, blockers, state_of
from review.workflow.policy import Routing
from review.workflow.routing import Routed, routed


@dataclass(frozen=True)
class ReviewView:
    """A draft under review. ``sequence``: number of the last event, to be handed back with what is done on this view."""

    deal: DealRow
    revision: Revision
    check: Check
    """The check that was asked for last; while it runs, ``result`` is that of the one before, if any."""
    result: Review | None
    failure: Failure | None
    case: Case
    """The whole case; it is about this draft when ``current``."""
    state: State
    """Where the case stands; SUPERSEDED for a draft that a later one replaced."""
    current: bool
    blockers: tuple[Blocker, ...]
    routing: Routing

    @cached_property
    def clauses(self) -> tuple[Routed, ...]:
        """Every clause of the draft in review with who answers for it; none of a draft that is not."""
        if self.result is None or not self.current:
            return ()
        return routed(self.result, self.case.items.values(), self.routing, self.case.clause_owners)

    @property
    def sequence(self) -> int:
        return self.deal.sequence

    @property
    def pending(self) -> bool:
        """Whether a check is under way."""
        return self.check.state is CheckState.PENDING


def view(context: Context, principal: Principal, revision_id: str) -> ReviewView:
    """Raises NotFound."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision_id)
    with context.database.read() as connection:
        return load_view(context, connection, revision_id)


def load_view(context: Context, connection: Connection, revision_id: str) -> ReviewView:
    """The view as one moment's reading of the store. Raises NotFound."""
    revision = revisions.by_id(connection, revision_id)
    check = revisions.latest_check(connection, revision_id)
    if revision is None or check is None:
        raise NotFound("review-unknown", {"id": revision_id})
    stream = cases.load(context, connection, revision.deal_id)
    case, today = stream.history.case, context.now().date()
    done = revisions.last_result(connection, revision_id)
    result, unread = results.tried(context, connection, done)
    current = case.revision is not None and case.revision.submitted.document_sha256 == revision.sha256
    replaced = not current and done is not None and check.state is not CheckState.PENDING
    return ReviewView(
        deal=stream.row,
        revision=revision,
        check=check,
        result=result,
        failure=failure_of(check.failure) or unread,
        case=case,
        state=State.SUPERSEDED if replaced else state_of(case, context.policy, today),
        current=current,
        blockers=blockers(case, today) if current else (),
        routing=context.policy.routing,
    )


def history(context: Context, principal: Principal, external_id: str, after: int = 0) -> tuple[Event, ...]:
    """Everything that happened in a deal's case after an event's number. Raises NotFound."""
    require_deal(context, principal, Scope.REVIEWS_READ, external_id)
    with context.database.read() as connection:
        stream = cases.load_by_external_id(context, connection, external_id)
        return events.load(connection, stream.row.id, after)
