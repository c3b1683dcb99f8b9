"""The job behind a draft: read, understand, evaluate; then let the result enter the review.

``make`` computes and keeps the result; ``finish`` writes it. Both may run twice and do their work once.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Connection

from api.services import cases, failures, gating, people
from api.services.cases import PRODUCT
from api.services.context import Context
from api.services.results import current_result, record_of, summary
from api.store import codec, revisions
from api.store.rows import Check, CheckState, Revision
from review.errors import Failure, NotFound, sentences
from review.model.commitment import Party
from review.model.deal import Deal
from review.model.decision import Actor
from review.model.event import Fact
from review.model.language import Language
from review.model.review import Review
from review.workflow import Case, Denied
from review.workflow.facts.drafts import DiscardDraft, ParseDraft
from review.workflow.register import submission

#: A check that took its process down this often is given up.
TRIES = 3


def make(context: Context, check_id: str) -> dict[str, Any]:
    """Check the draft. Returns where the result is kept, or the failure; never raises for a bad file."""
    with context.database.write() as connection:
        tries = revisions.count_attempt(connection, check_id)
        check, revision = _load(connection, check_id)
        deal = record_of(connection, check.snapshot_id)
    if tries > TRIES:
        return failures.kept(Failure("check-gave-up", {"tries": TRIES}))
    return failures.outcome_of(partial(_make, context, revision, deal), "check-bug")


def _make(context: Context, revision: Revision, deal: Deal | None) -> dict[str, Any]:
    from review.pipeline import review as run_review  # seconds of imports that only a worker needs
    from review.rules import load, pack_files

    language = Language(revision.language) if revision.language else None
    company = context.settings.company
    draft = context.objects.get(revision.sha256)
    result = run_review(revision.name, draft, deal, Party(revision.side), language, load(company))
    return {
        "result": context.objects.put(codec.pack_review(result)),
        "identity": result.identity,
        "rules": context.objects.put(codec.pack_files(pack_files(company))),
        "summary": summary(result),
    }


def finish(context: Context, check_id: str, outcome: dict[str, Any]) -> None:
    """Write the outcome of a check that is pending, with the events it means, in one transaction."""
    with context.database.write() as connection:
        check, revision = _load(connection, check_id)
        stream = cases.load(context, connection, revision.deal_id, lock=True)
        values = {k: outcome[k] for k in ("result", "identity", "rules", "summary", "failure") if k in outcome}
        state = CheckState.FAILED if "failure" in outcome else CheckState.DONE
        if not revisions.finish_check(connection, check_id, state=state, finished_at=context.now(), **values):
            return
        waiting = stream.history.case.draft
        if waiting is None or waiting.received.document_sha256 != revision.sha256:
            return  # a newer draft came in meanwhile; the result is kept, the review does not see it
        for actor, action in _steps(connection, context, check, revision, outcome, waiting.by, stream):
            after = cases.attempt(connection, context, stream, actor, action, "job")
            if isinstance(after, Denied):
                return
            stream = after
        gating.refresh(context, connection, stream)


def _steps(
    connection: Connection,
    context: Context,
    check: Check,
    revision: Revision,
    outcome: dict[str, Any],
    submitter: Actor,
    stream: cases.Stream,
) -> tuple[tuple[Actor, Fact], ...]:
    """What the outcome means for the case, and who does it: the product notes, the draft enters for whoever sent it."""
    if "failure" in outcome:
        return ((PRODUCT, DiscardDraft(revision.sha256, outcome["failure"]["code"])),)
    result = codec.unpack_review(context.objects.get(outcome["result"]), record_of(connection, check.snapshot_id))
    case = stream.history.case
    before = _before(context, connection, revision.deal_id, case)
    entering = people.with_accounts(
        connection, submission(result, case, before, context.policy), result.deal, case, _handed_in_by(case, revision, submitter)
    )
    return ((PRODUCT, ParseDraft(revision.sha256)), (submitter, entering))


def _handed_in_by(case: Case, revision: Revision, submitter: Actor) -> str:
    """Whoever has a draft checked again did not hand it in."""
    last = case.revision
    same = last is not None and last.submitted.document_sha256 == revision.sha256
    return last.by.person if last is not None and same else submitter.person


def _before(context: Context, connection: Connection, deal_id: str, case: Case) -> Review | None:
    """What the new result is compared with; nothing where another version made it: then only equal lines go on."""
    try:
        return current_result(context, connection, deal_id, case)
    except codec.OtherVersion:
        return None


def _load(connection: Connection, check_id: str) -> tuple[Check, Revision]:
    check = revisions.check(connection, check_id)
    revision = revisions.by_id(connection, check.revision_id) if check else None
    if check is None or revision is None:
        raise NotFound("review-unknown", {"id": check_id})
    return check, revision


sentences(
    {
        "check-gave-up": {
            "zh": "检查进行了 {tries} 次都意外中断，已放弃。",
            "en": "The check was cut off {tries} times; it was given up.",
        },
        "check-bug": {
            "zh": "检查时出现系统内部错误（{kind}），已记录。",
            "en": "The check met an internal error ({kind}); it was recorded.",
        },
        "review-unknown": {"zh": "没有评审 {id}。", "en": "There is no review {id}."},
    }
)
