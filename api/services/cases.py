"""People act on a case: load its history, ask ``review.workflow``, write what happened, all in one transaction.

What is written together: the events, one audit entry for each (which carries the event's hash), the deal's state, a
signature's row, the webhook. A refusal is written likewise, as an event and as an audit entry, before it is answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import people, sight, webhooks
from api.services.access import note_refusal
from api.services.context import Context
from api.services.memory import Read
from api.store import audit, deals, deliveries, events, members, revisions
from api.store.deliveries import Delivered
from api.store.rows import DealRow
from review.errors import Conflict, Failure, NotFound, Refused, sentences
from review.model.canonical import sha256
from review.model.decision import Actor, Decision
from review.model.event import Event, Fact
from review.model.names import CHOICES
from review.model.roles import Role
from review.workflow import Case, Denied, History, as_delegated, decide, fact_name, from_bytes, refusal, state_of, to_bytes
from review.workflow.facts.flow import Remind
from review.workflow.facts.signing import SignOffPacket

#: The product itself: it notes what happened and decides nothing.
PRODUCT = Actor("", Role.ADMIN)

#: Fields of facts that say what a fact is about, for the audit log.
_SUBJECTS = (
    "item",
    "clause",
    "finding",
    "subject",
    "condition",
    "escalation",
    "document_sha256",
    "copy_sha256",
    "gate",
    "to",
    "name",
)


class Replaced(Conflict):
    """Somebody acted on a draft that a later one has replaced; that is a refusal, and logged like one."""


@dataclass(frozen=True, slots=True)
class Once:
    """What tells a request from every other, so that the same one sent again does nothing a second time.

    ``key``: of the caller's choice; ``says``: digest of what was asked for, where another request under the same key is wrong.
    """

    key: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class As:
    """In which role somebody acts, for whom, and what the person had seen."""

    role: Role | None = None
    delegate_of: str = ""
    expected: int | None = None
    """Number of the last event that was seen, to refuse a late click."""
    document_sha256: str = ""
    """The draft that was looked at; when it is no longer the current one, nothing is done to another in its place."""
    decision: tuple[str, str] | None = None
    """A line and the id of the decision that stood on it when it was looked at; "" for none."""
    once: Once | None = None


@dataclass(frozen=True)
class Stream:
    """A deal with its history."""

    row: DealRow
    history: History


#: What else is written in the transaction of an act, and the case after it.
Then = Callable[[Connection, Stream], Stream]
#: ``attempt`` or ``inquire``.
Do = Callable[[Connection, Context, Stream, Actor, Fact, str], Stream | Denied]


def load(context: Context, connection: Connection, deal_id: str, lock: bool = False) -> Stream:
    """Raises NotFound. ``lock``: hold the deal against other writers until the transaction ends."""
    row = deals.locked(connection, deal_id) if lock else deals.by_id(connection, deal_id)
    if row is None:
        raise NotFound("deal-unknown", {"id": deal_id})
    return Stream(row, _history(context, connection, deal_id))


def load_by_external_id(context: Context, connection: Connection, external_id: str, lock: bool = False) -> Stream:
    """As ``load``, by the deal's id in the CRM."""
    row = deals.by_external_id(connection, external_id)
    if row is None:
        raise NotFound("deal-unknown", {"id": external_id})
    return load(context, connection, row.id, lock)


def _history(context: Context, connection: Connection, deal_id: str) -> History:
    """The deal's events, read on from the last one that is known and still stored as it was."""
    known = context.memory.histories.get(deal_id)
    sequence = known.history.case.sequence if known else 0
    stored = events.bodies(connection, deal_id, max(sequence - 1, 0))
    if known and stored and stored[0] == (sequence, known.last):
        history, new = known.history, stored[1:]
    else:
        history, new = History(), events.bodies(connection, deal_id) if known else stored
    if new:
        history = history.extended(from_bytes(body) for _, body in new)
        context.memory.histories.put(deal_id, Read(history, new[-1][1]))
    return history


def act(
    context: Context,
    principal: Principal,
    deal_id: str,
    action: Fact,
    as_: As = As(),
    scope: Scope = Scope.REVIEWS_DECIDE,
    then: Then | None = None,
    first: Then | None = None,
    do: Do | None = None,
) -> Stream:
    """Do something to a case. ``first``: what is noted before it is asked for; ``then``: what follows in the same
    transaction when it was done; ``do``: ``inquire`` to ask only whether it may be done.

    Under a key (``As.once``) under which it was done before, nothing is done, and nothing more is asked.

    Raises Refused with the workflow's reason, Conflict when somebody else was first, NotFound.
    """
    try:
        with context.database.write() as connection:
            done = act_within(connection, context, principal, deal_id, action, as_, scope, then, first, do)
    except IntegrityError:
        raise Conflict("case-raced") from None
    if isinstance(done, Failure):
        raise done
    return done


def act_within(
    connection: Connection,
    context: Context,
    principal: Principal,
    deal_id: str,
    action: Fact,
    as_: As,
    scope: Scope = Scope.REVIEWS_DECIDE,
    then: Then | None = None,
    first: Then | None = None,
    do: Do | None = None,
) -> Stream | Failure:
    """``act`` in the caller's transaction. A refusal is returned, so that what is written of it stays; the rest is raised."""
    stream, name = load(context, connection, deal_id, lock=True), fact_name(type(action))
    if unseen := sight.refused(connection, context, principal, scope, stream.row):
        return _refused(connection, context, principal, scope.value, stream, unseen)
    try:
        actor = principal.actor(as_.role, as_.delegate_of)
        if as_.once and done_before(connection, principal, deal_id, as_.once):
            return stream
        stream = _as_seen(stream, as_)
    except (Refused, Replaced) as refused:
        return _refused(connection, context, principal, name, stream, refused)
    stream = first(connection, stream) if first else stream
    acting = as_delegated(stream.history.case, actor, context.now())
    done = (do or attempt)(connection, context, stream, acting, action, principal.via)
    if isinstance(done, Denied):
        return done.error
    done = then(connection, done) if then else done
    _keep(connection, context, principal, deal_id, as_.once)
    return done


def _refused(
    connection: Connection, context: Context, principal: Principal, action: str, stream: Stream, why: Failure
) -> Failure:
    note_refusal(connection, context, principal, action, stream.row.id, why, stream.row.id)
    return why


def done_before(connection: Connection, principal: Principal, deal_id: str, once: Once) -> bool:
    """Raises Conflict when the key was used for something else."""
    before = deliveries.find(connection, principal.name, _key(deal_id, once))
    if before is not None and before.body_sha256 != once.says:
        raise Conflict("event-differs", {"key": once.key[:80]})
    return before is not None


def _keep(connection: Connection, context: Context, principal: Principal, deal_id: str, once: Once | None) -> None:
    """In the transaction of the act itself, under the deal's lock: of two that come together, the second one finds it."""
    if once:
        deliveries.keep(connection, Delivered(principal.name, _key(deal_id, once), once.says, {}, context.now()))


def _key(deal_id: str, once: Once) -> str:
    return f"act {deal_id} {once.key}"


def _as_seen(stream: Stream, as_: As) -> Stream:
    """Raises Conflict when the case is no longer what the person looked at."""
    for same, conflict in _SEEN:
        if not same(stream, as_):
            raise conflict(stream, as_)
    return stream


def attempt(connection: Connection, context: Context, stream: Stream, actor: Actor, action: Fact, via: str) -> Stream | Denied:
    """Ask, and write what comes of it. The caller holds the deal's lock; the refusal is written too."""
    outcome = _answer(connection, context, stream, actor, action, via)
    return outcome if isinstance(outcome, Denied) else append(connection, context, stream, outcome, via)


def inquire(connection: Connection, context: Context, stream: Stream, actor: Actor, action: Fact, via: str) -> Stream | Denied:
    """As ``attempt`` for what is done later: nothing is written but a refusal."""
    outcome = _answer(connection, context, stream, actor, action, via)
    return outcome if isinstance(outcome, Denied) else stream


def _answer(
    connection: Connection, context: Context, stream: Stream, actor: Actor, action: Fact, via: str
) -> tuple[Event, ...] | Denied:
    outcome = decide(stream.history, actor, action, now=context.now(), policy=context.policy)
    if isinstance(outcome, Denied):
        event = refusal(stream.history, actor, action, outcome, now=context.now())
        append(connection, context, stream, (event,), via, audit.REFUSED)
    return outcome


def _document(stream: Stream) -> str:
    """The current draft: the one that is being checked, else the one in review."""
    case = stream.history.case
    if case.draft:
        return case.draft.received.document_sha256
    return case.revision.submitted.document_sha256 if case.revision else ""


def _standing(stream: Stream, as_: As) -> Decision | None:
    """The decision that stands on the line that was looked at."""
    return stream.history.case.standing.get(as_.decision[0]) if as_.decision else None


def _unmoved(stream: Stream, as_: As) -> bool:
    standing = _standing(stream, as_)
    return standing is None or as_.decision is None or standing.id == as_.decision[1]


def _moved(stream: Stream, as_: As) -> Conflict:
    standing = _standing(stream, as_)
    return Conflict("decision-moved", {"person": standing.by.person, "choice": CHOICES[standing.choice]} if standing else {})


#: What must be as it was seen -> what is answered when it is not.
_SEEN: tuple[tuple[Callable[[Stream, As], bool], Callable[[Stream, As], Conflict]], ...] = (
    (
        lambda stream, seen: seen.expected in (None, stream.row.sequence),
        lambda stream, seen: Conflict("case-moved", {"expected": seen.expected, "found": stream.row.sequence}),
    ),
    (lambda stream, seen: seen.document_sha256 in ("", _document(stream)), lambda stream, seen: Replaced("draft-replaced")),
    (_unmoved, _moved),
)


def append(
    connection: Connection,
    context: Context,
    stream: Stream,
    new: tuple[Event, ...],
    via: str,
    outcome: str = audit.DONE,
) -> Stream:
    """Write events that were decided on, with all that goes with them. The caller holds the deal's lock."""
    if not new:
        return stream
    row = stream.row
    history = stream.history.extended(new)
    events.append(connection, row.id, new)
    for event in new:
        _log(connection, row, event, via, outcome)
        if isinstance(event.fact, SignOffPacket):
            _sign(connection, context, row, history, event)
    seats = people.seats(history.case)
    if seats != people.seats(stream.history.case):
        members.put(connection, row.id, seats)
    changed = _projected(context, row, history, connection)
    if not deals.change(connection, changed, row.sequence):
        raise Conflict("case-raced")
    if changed.state != row.state:
        webhooks.announce(connection, context, changed)
    for fact in (event.fact for event in new if isinstance(event.fact, Remind)):
        webhooks.remind(connection, context, changed, fact, _reminded(history.case, fact))
    return Stream(changed, history)


def _reminded(case: Case, fact: Remind) -> frozenset[str]:
    """Who is named for the role, and who is to see to a condition that is due."""
    owners = (c.condition.owner for c in case.conditions if c.id in fact.subjects)
    return case.named(fact.role).union(owners)


def _projected(context: Context, row: DealRow, history: History, connection: Connection) -> DealRow:
    """The deal's row as its history now has it."""
    current = history.case.revision
    found = revisions.by_hash(connection, row.id, current.submitted.document_sha256) if current else None
    state = state_of(history.case, context.policy, context.now().date())
    return replace(
        row,
        state=state.value,
        sequence=history.case.sequence,
        revision_id=found.id if found else row.revision_id,
        updated_at=context.now(),
    )


def _log(connection: Connection, row: DealRow, event: Event, via: str, outcome: str) -> None:
    """The audit entry of an event: with its hash, so that the event cannot be altered unseen."""
    detail: dict[str, Any] = {"sequence": event.sequence, "event_sha256": sha256(to_bytes(event)), "via": via}
    if event.actor.delegate_of:
        detail["delegate_of"] = event.actor.delegate_of
    if outcome == audit.REFUSED:
        detail["code"] = getattr(event.fact, "code", "")
    action = getattr(event.fact, "action", "") if outcome == audit.REFUSED else fact_name(type(event.fact))
    subject = next((str(getattr(event.fact, n)) for n in _SUBJECTS if getattr(event.fact, n, "")), row.external_id)
    audit.append(connection, event.at, event.actor.person, event.actor.role.value, action, subject, row.id, outcome, detail)


def _sign(connection: Connection, context: Context, row: DealRow, history: History, event: Event) -> None:
    given = history.case.sign_offs[-1]
    found = revisions.by_hash(connection, row.id, given.document_sha256)
    revisions.add_signature(
        connection,
        id=context.new_id(),
        revision_id=found.id if found else "",
        deal_id=row.id,
        document_sha256=given.document_sha256,
        role=given.by.role.value,
        person=given.by.person,
        digest=given.digest,
        at=event.at,
    )


sentences(
    {
        "decision-moved": {
            "zh": "{person} 已先对这一条作出决定（{choice}）。请看过之后再决定是否修改。",
            "en": "{person} has decided on this line meanwhile ({choice}). Look at that before you change it.",
        },
        "case-moved": {
            "zh": "您查看之后已有新的变更（您看到第 {expected} 步，现为第 {found} 步），请刷新后再操作。",
            "en": "Things have changed since you looked (you saw step {expected}, it is now {found}); look again first.",
        },
        "draft-replaced": {
            "zh": "此草案已被更新的草案取代，请查看当前草案。",
            "en": "A later draft has replaced this one; look at the current draft.",
        },
        "case-raced": {
            "zh": "他人刚刚先行操作，请刷新后再试。",
            "en": "Somebody else was first; look again and retry.",
        },
    }
)
