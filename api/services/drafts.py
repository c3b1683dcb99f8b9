"""Drafts: hand one in, have it checked, follow the check."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases, results
from api.services.access import actor_of, require
from api.services.cases import Stream
from api.services.context import Context
from api.services.names import file_name
from api.services.sight import require_deal, require_draft
from api.store import deals, revisions
from api.store.rows import Check, CheckState, Revision
from review.errors import Conflict, NotFound
from review.intake import look
from review.model.canonical import sha256
from review.model.commitment import Party
from review.model.decision import Actor
from review.model.language import Language
from review.model.roles import Role
from review.workflow import Denied
from review.workflow.facts.drafts import ReceiveDraft


@dataclass(frozen=True, slots=True)
class Submitted:
    """What handing in a draft did. ``created``: whether the revision is new; an identical file is the same revision."""

    external_id: str
    revision: Revision
    check: Check
    created: bool


@dataclass(frozen=True, slots=True)
class Readable:
    """A file that can be read, as far as a look says, under a name that is safe to keep. Only ``readable`` makes one."""

    name: str
    data: bytes


def readable(context: Context, principal: Principal, name: str, data: bytes) -> Readable:
    """Try a file before anything that comes with it is kept; pages that are pictures are left to the check, which takes the
    time that they need. Raises IntakeError, or Refused for who may hand in none.
    """
    require(context, principal, Scope.REVIEWS_SUBMIT, name[:80])
    found = Readable(file_name(name), data)
    look(found.name, data)
    return found


def submit(
    context: Context,
    principal: Principal,
    external_id: str,
    file: Readable,
    side: Party = Party.SELLER,
    language: Language | None = None,
    role: Role | None = None,
) -> Submitted:
    """Hand in a draft of a deal's contract; its check runs as a job. The same file twice is the same revision.

    Raises NotFound for a deal that is not there, Refused with the workflow's reason.
    """
    require_deal(context, principal, Scope.REVIEWS_SUBMIT, external_id)
    actor = actor_of(context, principal, "receive_draft", external_id, role)
    digest = context.objects.put(file.data)
    with context.database.write() as connection:
        stream = cases.load_by_external_id(context, connection, external_id, lock=True)
        known = revisions.by_hash(connection, stream.row.id, digest)
        latest = revisions.latest_check(connection, known.id) if known else None
        if known and latest and not _stale(connection, stream, known, latest):
            return Submitted(external_id, known, latest, created=False)
        draft = known or _revision(connection, context, stream, actor, file, side, language)
        check = _order(connection, context, stream, actor, draft, principal.via, new=known is None)
    if isinstance(check, Denied):
        raise check.error
    return Submitted(external_id, draft, check, created=known is None)


def recheck(connection: Connection, context: Context, principal: Principal, deal_id: str) -> Check | None:
    """Have the current draft checked against the record as it stands now; None when there is none, or it was."""
    stream = cases.load(context, connection, deal_id, lock=True)
    drafts = revisions.of_deal(connection, deal_id)
    latest = revisions.latest_check(connection, drafts[-1].id) if drafts else None
    if latest is None or not _stale(connection, stream, drafts[-1], latest):
        return None
    sender = _sender(stream, drafts[-1])
    outcome = _order(connection, context, stream, sender, drafts[-1], principal.via, new=False)
    return None if isinstance(outcome, Denied) else outcome


def check_again(context: Context, principal: Principal, revision_id: str, role: Role | None = None) -> Submitted:
    """Have the draft in review checked anew, by the rules and the version of today; decisions stay as from draft to draft.

    ``created`` is always False; a draft that today's rules and version checked, or are checking, is left as it is. Raises
    NotFound, Conflict for a draft that another one replaced, Refused with the workflow's reason.
    """
    require_draft(context, principal, Scope.REVIEWS_SUBMIT, revision_id)
    with context.database.read() as connection:
        found = revisions.by_id(connection, revision_id)
    if found is None:
        raise NotFound("review-unknown", {"id": revision_id})
    actor = actor_of(context, principal, "receive_draft", found.id, role, chain=found.deal_id)
    with context.database.write() as connection:
        stream = cases.load(context, connection, found.deal_id, lock=True)
        latest = revisions.latest_check(connection, found.id)
        if revisions.of_deal(connection, found.deal_id)[-1].id != found.id or latest is None:
            raise Conflict("draft-replaced")
        if latest.state is CheckState.PENDING or results.is_of_today(context, connection, latest):
            return Submitted(stream.row.external_id, found, latest, created=False)
        check = _order(connection, context, stream, actor, found, principal.via, new=False, again=True)
    if isinstance(check, Denied):
        raise check.error
    return Submitted(stream.row.external_id, found, check, created=False)


def progress(context: Context, principal: Principal, revision_id: str) -> tuple[Revision, Check]:
    """A draft and the check that was asked for last. Raises NotFound."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision_id)
    with context.database.read() as connection:
        revision = revisions.by_id(connection, revision_id)
        check = revisions.latest_check(connection, revision_id)
    if revision is None or check is None:
        raise NotFound("review-unknown", {"id": revision_id})
    return revision, check


def file_of(context: Context, principal: Principal, revision_id: str) -> tuple[Revision, bytes]:
    """The draft as it was handed in. Raises NotFound, also when the stored file is not what it was."""
    revision, _ = progress(context, principal, revision_id)
    return revision, context.objects.get(revision.sha256)


def _sender(stream: Stream, revision: Revision) -> Actor:
    """Who handed the draft in: whoever checks it again, it stays that person's, who may not approve it."""
    for event in stream.history.events:
        if isinstance(event.fact, ReceiveDraft) and event.fact.document_sha256 == revision.sha256:
            return event.actor
    return cases.PRODUCT


def _stale(connection: Connection, stream: Stream, revision: Revision, latest: Check) -> bool:
    """Whether the draft is to be checked again: its last check failed, or the current draft's record has changed since."""
    if latest.state is CheckState.FAILED:
        return True
    current = revisions.of_deal(connection, stream.row.id)[-1]
    return revision.id == current.id and latest.snapshot_id != stream.row.snapshot_id


def _revision(
    connection: Connection,
    context: Context,
    stream: Stream,
    actor: Actor,
    file: Readable,
    side: Party,
    language: Language | None,
) -> Revision:
    return Revision(
        id=context.new_id(),
        deal_id=stream.row.id,
        number=revisions.next_number(connection, stream.row.id),
        sha256=sha256(file.data),
        name=file.name,
        size=len(file.data),
        side=side.value,
        language=language.value if language else None,
        at=context.now(),
        person=actor.person,
    )


def _order(
    connection: Connection,
    context: Context,
    stream: Stream,
    actor: Actor,
    revision: Revision,
    via: str,
    new: bool,
    again: bool = False,
) -> Check | Denied:
    """Write that the draft came in, or that it is to be checked again, and ask for its check."""
    kept = deals.snapshot(connection, stream.row.snapshot_id) if stream.row.snapshot_id else None
    action = ReceiveDraft(revision.name, revision.sha256, kept.sha256 if kept else "", again)
    outcome = cases.attempt(connection, context, stream, actor, action, via)
    if isinstance(outcome, Denied):
        return outcome
    if new:
        revisions.add(connection, revision)
    check = Check(
        id=context.new_id(),
        revision_id=revision.id,
        snapshot_id=stream.row.snapshot_id,
        rules=None,
        state=CheckState.PENDING,
        attempts=0,
        at=context.now(),
        finished_at=None,
        result=None,
        identity=None,
        summary=None,
        failure=None,
    )
    revisions.add_check(connection, check)
    context.queue.enqueue(connection, "check", f"check:{check.id}", check.id)
    return check
