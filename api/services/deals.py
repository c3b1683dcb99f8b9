"""Deals: make one, hand in its record, find it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases, drafts, people
from api.services.access import require
from api.services.context import Context
from api.services.sight import reader_of, require_deal
from api.store import audit, codec, deals, revisions
from api.store.rows import DealRow, Revision, Snapshot
from review.deal import read_deal
from review.errors import DealError, Failure, NotFound, sentences
from review.model.deal import Deal, Missing
from review.model.process import State
from review.workflow.facts.drafts import Member
from review.workflow.facts.flow import NameTeam
from review.workflow.naming import joined


@dataclass(frozen=True, slots=True)
class DealView:
    """A deal with its record as it stands and its drafts, first to last."""

    row: DealRow
    record: Deal | None
    snapshot: Snapshot | None
    revisions: tuple[Revision, ...]
    team: tuple[Member, ...]
    """Who is who, by the record and by what people named since."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What handing in a record did."""

    deal: DealView
    created: bool
    """Whether the deal is new."""
    changed: bool
    """Whether the record is new or says something else than before."""


def put_deal(
    context: Context,
    principal: Principal,
    external_id: str,
    record: bytes,
    name: str = "deal.json",
    before: Callable[[DealView | None], None] = lambda found: None,
) -> Stored:
    """Hand in a deal's record, making the deal when it is new. The same record twice changes nothing.

    ``before`` looks at the deal as it stands, in the same transaction, and raises when it is not to be changed.

    Raises DealError for a record that is none or an id that is taken by the system's log, and Failure when it is another deal's.
    """
    require_deal(context, principal, Scope.DEALS_WRITE, external_id)
    facts = read_deal(record, name)
    if facts.external_id != external_id:
        raise Failure("deal-other-id", {"path": external_id, "record": facts.external_id})
    if external_id == audit.SYSTEM:
        raise DealError("deal-id-reserved", {"id": external_id})
    with context.database.write() as connection:
        before(_view(context, connection, external_id) if deals.by_external_id(connection, external_id) else None)
        created = _ensure(connection, context, principal, facts)
        changed = _take_record(connection, context, principal, facts)
        if changed:
            _name_team(connection, context, principal, facts)
        view = _view(context, connection, external_id)
        if changed:
            drafts.recheck(connection, context, principal, view.row.id)
    return Stored(view, created, changed)


def get_deal(context: Context, principal: Principal, external_id: str) -> DealView:
    """Raises NotFound."""
    require_deal(context, principal, Scope.DEALS_READ, external_id)
    with context.database.read() as connection:
        return _view(context, connection, external_id)


def list_deals(
    context: Context, principal: Principal, text: str = "", limit: int = 50, after: tuple[datetime, str] | None = None
) -> tuple[DealRow, ...]:
    """The deals changed last that the principal may read; ``text`` searches id, title and customer.

    ``after``: moment and id of the last one seen.
    """
    require(context, principal, Scope.DEALS_READ)
    with context.database.read() as connection:
        return deals.page(connection, reader_of(context, principal), context.now(), text, limit, after)


def _ensure(connection: Connection, context: Context, principal: Principal, facts: Deal) -> bool:
    if deals.by_external_id(connection, facts.external_id):
        return False
    now, deal_id = context.now(), context.new_id()
    row = DealRow(
        id=deal_id,
        external_id=facts.external_id,
        title=_title(facts),
        customer=str(facts.get("/account/legal_name")),
        state=State.NEW.value,
        snapshot_id=None,
        revision_id=None,
        sequence=0,
        created_at=now,
        created_by=principal.name,
        updated_at=now,
    )
    if not deals.add(connection, row):
        return False
    audit.append(connection, now, principal.name, principal.roles, "deal.create", facts.external_id, deal_id)
    # Named in the system's chain too, so that a deal's whole chain cannot vanish unseen.
    audit.append(connection, now, principal.name, principal.roles, "deal.create", deal_id)
    return True


def _take_record(connection: Connection, context: Context, principal: Principal, facts: Deal) -> bool:
    found = deals.by_external_id(connection, facts.external_id)
    row = deals.locked(connection, found.id) if found else None
    if row is None:
        raise NotFound("deal-unknown", {"id": facts.external_id})
    kept = deals.snapshot_by_hash(connection, row.id, facts.sha256)
    if kept and kept.id == row.snapshot_id:
        return False
    now = context.now()
    if kept is None:
        kept = Snapshot(context.new_id(), row.id, facts.sha256, codec.pack_deal(facts), now, principal.name)
        deals.add_snapshot(connection, kept)
    customer = str(facts.get("/account/legal_name"))
    changed = replace(row, snapshot_id=kept.id, title=_title(facts), customer=customer, updated_at=now)
    deals.change(connection, changed, row.sequence)
    detail = {"sha256": facts.sha256}
    audit.append(connection, now, principal.name, principal.roles, "deal.record", facts.external_id, row.id, detail=detail)
    return True


def _name_team(connection: Connection, context: Context, principal: Principal, facts: Deal) -> None:
    """The people whom the record names, at once: who reads the deal does not wait for a draft's check."""
    stream = cases.load_by_external_id(context, connection, facts.external_id, lock=True)
    team = stream.history.case.team
    named = joined(team, people.recorded(connection, facts, stream.history.case, principal.name))
    if named != team and State(stream.row.state) in context.policy.permissions["name_team"].states:
        cases.attempt(connection, context, stream, cases.PRODUCT, NameTeam(named), principal.via)


def _view(context: Context, connection: Connection, external_id: str) -> DealView:
    row = deals.by_external_id(connection, external_id)
    if row is None:
        raise NotFound("deal-unknown", {"id": external_id})
    kept = deals.snapshot(connection, row.snapshot_id) if row.snapshot_id else None
    record = codec.unpack_deal(kept.data) if kept else None
    team = cases.load(context, connection, row.id).history.case.team
    return DealView(row, record, kept, revisions.of_deal(connection, row.id), team)


def _title(facts: Deal) -> str:
    name = facts.get("/opp/name")
    return str(facts.get("/account/legal_name") if isinstance(name, Missing) else name)[:500]


sentences(
    {
        "deal-unknown": {"zh": "没有商机 {id}。", "en": "There is no deal {id}."},
        "deal-id-reserved": {
            "zh": "{id} 是系统日志的名称,不能用作商机编号。",
            "en": "{id} is the name of the system's own log; a deal needs another id.",
        },
        "deal-other-id": {
            "zh": "商机记录的编号是 {record}，而地址中是 {path}。",
            "en": "The record is that of deal {record}, the address says {path}.",
        },
    }
)
