"""What waits for a person over all deals: lines to decide, findings to answer, signatures, approvals. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases
from api.services.access import require
from api.services.context import Context
from api.services.lists import Line, line_of, told
from api.store import deals, revisions
from api.store.rows import DealRow
from review.model.decision import Actor
from review.model.event import Fact
from review.model.process import State
from review.model.roles import Role
from review.workflow import Case, acting_in, as_delegated
from review.workflow.checks import allowed, permitted
from review.workflow.clock import review_due
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import FindingRef, Item
from review.workflow.facts.signing import Approve, ReleasePacket, SignOffPacket
from review.workflow.tasks import Task, tasks


@dataclass(frozen=True, slots=True)
class Waiting:
    """One deal that waits for the person, in the own roles and in those that were delegated.

    ``lines``: to be decided, in text order; ``acts``: sign, approve, release; ``lent_by``: who is stood in for.
    """

    row: DealRow
    draft: Line
    lines: tuple[Item, ...]
    findings: tuple[FindingRef, ...]
    acts: tuple[str, ...]
    lent_by: tuple[str, ...]
    tasks: tuple[Task, ...]
    """What else is to be done, those due first before the others."""
    due: datetime | None
    """When every line should have been decided."""


def waiting(context: Context, principal: Principal) -> tuple[Waiting, ...]:
    """Deals that wait for the person, those with most lines first."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        found = [w for deal_id in deals.open_ids(connection) if (w := _of_deal(context, connection, principal, deal_id))]
    return tuple(sorted(found, key=lambda w: (-len(w.lines), w.row.title)))


def _of_deal(context: Context, connection: Connection, principal: Principal, deal_id: str) -> Waiting | None:
    stream = cases.load(context, connection, deal_id)
    case = stream.history.case
    seats = acting_in(case, principal.name, principal.user.roles, context.now())
    actors = tuple(a for a in _actors(case, principal, seats, context.now()) if case.holds(a.role, a.persons))
    roles = {a.role for a in actors}
    submitted = case.revision.submitted if case.revision else None
    revision = revisions.by_hash(connection, deal_id, submitted.document_sha256) if submitted else None
    if revision is None or case.ended is not None:
        return None
    found = Waiting(
        row=stream.row,
        draft=line_of(revision, revisions.last_result(connection, revision.id), told(case, context.now().date())),
        lines=tuple(_lines(context, stream.row, case, roles)),
        findings=tuple(f for f in (*case.findings.values(), *case.told_by_gates) if f.owner in roles and not _waived(case, f)),
        acts=tuple(_acts(context, actors, case)),
        lent_by=tuple(dict.fromkeys(a.delegate_of for a in actors if a.delegate_of)),
        tasks=tasks(case, actors, context.now(), context.policy),
        due=review_due(case, context.policy) if case.undecided else None,
    )
    return found if found.lines or found.acts or found.tasks else None


def _actors(case: Case, principal: Principal, seats: Mapping[Role, str], now: datetime) -> Iterator[Actor]:
    """The person in each role, own or lent."""
    for role, by in seats.items():
        yield as_delegated(case, Actor(principal.name, role, by, principal.user.rank), now)


def _lines(context: Context, row: DealRow, case: Case, roles: set[Role]) -> Iterator[Item]:
    deciding = [r for r in roles if allowed(context.policy, Decide, r, State(row.state))]
    return (i for i in case.undecided if i.owner in deciding)


def _waived(case: Case, finding: FindingRef) -> bool:
    return any((w.finding, w.digest) == (finding.id, finding.digest) for w in case.waivers)


def _acts(context: Context, actors: tuple[Actor, ...], case: Case) -> Iterator[str]:
    """What the person may do on the whole revision now: ``sign``, ``approve``, ``release``."""
    if case.revision is None:
        return
    submitted = case.revision.submitted
    sha = submitted.document_sha256
    wanted: tuple[tuple[str, Fact], ...] = (
        ("sign", SignOffPacket(sha, submitted.review_identity, "-")),
        ("approve", Approve(sha)),
        ("release", ReleasePacket(sha)),
    )
    for name, action in wanted:
        if any(permitted(case, actor, action, context.now(), context.policy) is None for actor in actors):
            yield name
