"""The draft back in Word, with the findings as comments and the wordings that rules and people propose as tracked changes."""

from __future__ import annotations

from pathlib import PurePath

from api.auth.principal import Principal
from api.services import cases, drafts, results
from api.services.context import Context
from api.store import revisions
from review.errors import Conflict, sentences
from review.packet import corrected
from review.redline.child import redline_limited
from review.workflow import process

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def redline_of(context: Context, principal: Principal, revision_id: str) -> tuple[str, bytes]:
    """Name and bytes. The decisions of people stand in it while the draft is the current one.

    Raises NotFound, Conflict for a draft without a result, RedlineError for one that is no Word file, Stopped.
    """
    revision, data = drafts.file_of(context, principal, revision_id)
    now = context.now().replace(microsecond=0)
    with context.database.read() as connection:
        check = revisions.last_result(connection, revision_id)
        if check is None:
            raise Conflict("redline-unchecked")
        review = results.load_result(context, connection, check)
        history = cases.load(context, connection, revision.deal_id).history
    held = history.case.revision
    done = None
    if held is not None and held.submitted.document_sha256 == revision.sha256:
        review = corrected.corrected(review, corrected.lines(history, review))
        done = process(history.case, context.policy, now.date())
    return f"{PurePath(revision.name).stem}-r{revision.number}-redline.docx", redline_limited(data, review, done, now)


sentences(
    {
        "redline-unchecked": {
            "zh": "此草案尚未检查完成，还没有可带修订的 Word 稿。",
            "en": "This draft has no result yet, so there is no redline of it.",
        }
    }
)
