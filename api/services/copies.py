"""The copy that is about to be signed, held against the approved text (G-07): one altered digit stops it.

A copy that can be read at once is compared in the request. One with pages that are pictures is kept and read by a job, as
character recognition takes up to a minute for each: ``make`` compares it, ``finish`` notes the outcome for whoever handed it
in, with the rights that person has by then. Both may run twice and do their work once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases, failures, gating, results, reviews, signin
from api.services.cases import As, Stream
from api.services.context import Context
from api.services.names import file_name
from api.services.sight import require_draft
from api.store import audit, codec, copies, revisions
from api.store.rows import CheckState, Copy, Revision
from review.errors import Conflict, Failure, NotFound, sentences
from review.intake import look, read
from review.workflow.copies import ComparedCopy, compared_copy
from review.workflow.facts.signing import CompareExecutionCopy

#: A reading that took its process down this often is given up.
TRIES = 3


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A copy and what was found; ``compared`` is None while it is being read, and where ``failure`` says why it is not."""

    copy: Copy
    compared: ComparedCopy | None
    failure: Failure | None

    @property
    def pending(self) -> bool:
        return self.copy.state is CheckState.PENDING


def hand_in(context: Context, principal: Principal, revision_id: str, name: str, data: bytes, as_: As | None = None) -> HandedIn:
    """Compare the copy and note the outcome, or have a job do so; either way the copy is kept.

    Bytes that are being read already are not read a second time. Raises IntakeError, Refused with the reason, Conflict,
    NotFound.
    """
    require_draft(context, principal, Scope.REVIEWS_DECIDE, revision_id)
    found = reviews.view(context, principal, revision_id)
    if found.result is None or not found.current:
        raise Conflict("draft-replaced")
    name, as_ = file_name(name, "copy"), replace(as_ or As(), document_sha256=found.revision.sha256)
    seen = look(name, data)
    copy = _received(context, principal, found.revision, name, data, seen.pictures, as_)
    if seen.document is None or seen.pictures:
        action, do, then = CompareExecutionCopy(copy.sha256), cases.inquire, partial(_order, context, principal, copy)
    else:
        compared = compared_copy(found.result.document, seen.document)
        action, do, then = compared.fact, cases.attempt, partial(_keep, context, _done(context, copy, compared))
    cases.act(context, principal, found.revision.deal_id, action, as_, then=then, do=do)
    with context.database.read() as connection:
        return _handed_in(context, _last(connection, copy) or copy)


def progress(context: Context, principal: Principal, revision_id: str, copy_id: str) -> HandedIn:
    """A copy of a draft, as far as it is read and compared. Raises NotFound."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision_id)
    with context.database.read() as connection:
        copy = copies.by_id(connection, copy_id)
    if copy is None or copy.revision_id != revision_id:
        raise NotFound("copy-unknown", {"id": copy_id})
    return _handed_in(context, copy)


def latest(context: Context, principal: Principal, revision_id: str) -> Copy | None:
    """The copy of a draft that was handed in last, if any was; what was found in it, the case tells."""
    require_draft(context, principal, Scope.REVIEWS_READ, revision_id)
    with context.database.read() as connection:
        return next(iter(copies.of_revision(connection, revision_id)), None)


def make(context: Context, copy_id: str) -> dict[str, Any]:
    """Read the copy and compare it. Returns where the outcome is kept, or the failure; never raises for a bad file."""
    with context.database.write() as connection:
        tries = copies.count_attempt(connection, copy_id)
        copy, _ = _load(connection, copy_id)
    if tries > TRIES:
        return failures.kept(Failure("copy-gave-up", {"tries": TRIES}))
    return failures.outcome_of(partial(_make, context, copy), "copy-bug")


def finish(context: Context, copy_id: str, outcome: dict[str, Any]) -> None:
    """Write the outcome of a copy that is being read, and the act that it means, in one transaction."""
    with context.database.write() as connection:
        _, revision = _load(connection, copy_id)
        cases.load(context, connection, revision.deal_id, lock=True)
        copy, _ = _load(connection, copy_id)
        if copy.state is not CheckState.PENDING:
            return
        noted = (_unread if "failure" in outcome else _note)(connection, context, copy, revision, outcome)
        state = CheckState.FAILED if "failure" in noted else CheckState.DONE
        copies.finish(connection, copy_id, state=state, finished_at=context.now(), **noted)


def _make(context: Context, copy: Copy) -> dict[str, Any]:
    with context.database.read() as connection:
        check = revisions.last_result(connection, copy.revision_id)
        if check is None:
            raise NotFound("review-unknown", {"id": copy.revision_id})
        approved = results.load_result(context, connection, check).document
    compared = compared_copy(approved, read(copy.name, context.objects.get(copy.sha256)))
    return {"result": context.objects.put(codec.pack_copy(compared))}


def _unread(connection: Connection, context: Context, copy: Copy, revision: Revision, outcome: dict[str, Any]) -> dict[str, Any]:
    """The log tells of a copy that could not be read as it tells of one that was compared."""
    detail = {"copy": copy.id, "person": copy.person, "code": outcome["failure"]["code"]}
    audit.append(connection, context.now(), "", "ADMIN", "copy.unread", copy.sha256, revision.deal_id, detail=detail)
    return outcome


def _note(connection: Connection, context: Context, copy: Copy, revision: Revision, outcome: dict[str, Any]) -> dict[str, Any]:
    """The act of whoever handed the copy in, on the draft that it was handed in for; or why it is not done after all."""
    try:
        fact = codec.unpack_copy(context.objects.get(outcome["result"])).fact
        person = signin.standing(connection, context, copy.person, copy.via)
    except Failure as failure:
        return failures.kept(failure)
    as_ = As(copy.role, copy.delegate_of, document_sha256=revision.sha256)
    then = partial(gating.refresh, context)
    done = cases.act_within(connection, context, person, revision.deal_id, fact, as_, then=then)
    return failures.kept(done) if isinstance(done, Failure) else outcome


def _received(context: Context, principal: Principal, revision: Revision, name: str, data: bytes, pages: int, as_: As) -> Copy:
    return Copy(
        id=context.new_id(),
        revision_id=revision.id,
        sha256=context.objects.put(data),
        name=name,
        pages=pages,
        person=principal.name,
        via=principal.via,
        role=as_.role,
        delegate_of=as_.delegate_of,
        state=CheckState.PENDING,
        attempts=0,
        at=context.now(),
        finished_at=None,
        result=None,
        failure=None,
    )


def _done(context: Context, copy: Copy, compared: ComparedCopy) -> Copy:
    result = context.objects.put(codec.pack_copy(compared))
    return replace(copy, state=CheckState.DONE, finished_at=context.now(), result=result)


def _keep(context: Context, copy: Copy, connection: Connection, stream: Stream) -> Stream:
    copies.add(connection, copy)
    return gating.refresh(context, connection, stream)


def _order(context: Context, principal: Principal, copy: Copy, connection: Connection, stream: Stream) -> Stream:
    """Note that the copy came in and ask for its reading, unless these very bytes are being read."""
    before = _last(connection, copy)
    if before is None or before.state is not CheckState.PENDING:
        copies.add(connection, copy)
        role, detail = copy.role or principal.roles, {"copy": copy.id, "via": copy.via, "pages": copy.pages}
        audit.append(connection, copy.at, copy.person, role, "copy.receive", copy.sha256, stream.row.id, detail=detail)
        context.queue.enqueue(connection, "copy", f"copy:{copy.id}", copy.id)
    return stream


def _last(connection: Connection, copy: Copy) -> Copy | None:
    """Of the same bytes, for the same draft, the one that was handed in last."""
    return next((c for c in copies.of_revision(connection, copy.revision_id) if c.sha256 == copy.sha256), None)


def _load(connection: Connection, copy_id: str) -> tuple[Copy, Revision]:
    copy = copies.by_id(connection, copy_id)
    revision = revisions.by_id(connection, copy.revision_id) if copy else None
    if copy is None or revision is None:
        raise NotFound("copy-unknown", {"id": copy_id})
    return copy, revision


def _handed_in(context: Context, copy: Copy) -> HandedIn:
    compared = codec.unpack_copy(context.objects.get(copy.result)) if copy.result else None
    return HandedIn(copy, compared, failures.failure_of(copy.failure))


sentences(
    {
        "copy-unknown": {"zh": "此草案没有待签文件 {id}。", "en": "There is no copy {id} of this draft."},
        "copy-gave-up": {
            "zh": "待签文件的识别进行了 {tries} 次都意外中断，已放弃；请重新提交，或提交文字清晰、页数较少的文件。",
            "en": "The reading of the copy was cut off {tries} times and was given up; hand it in again, or one of fewer pages.",
        },
        "copy-bug": {
            "zh": "比对待签文件时出现系统内部错误（{kind}），已记录。",
            "en": "Comparing the copy met an internal error ({kind}); it was recorded.",
        },
    }
)
