"""Results of checks as they are kept: by their hash, with the deal record they were made against."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from api.services.context import Context
from api.store import codec, deals, revisions
from api.store.codec import OtherVersion
from api.store.rows import Check
from review import ENGINE_VERSION
from review.model.deal import Deal
from review.model.review import Review
from review.rules import load
from review.workflow import Case
from review.workflow.records import Revision as CaseRevision


def summary(result: Review) -> dict[str, Any]:
    """What lists show of a result without loading it."""
    return {
        "verdict": result.verdict.value,
        "counts": result.counts,
        "outcomes": result.outcomes,
        "commitments": len(result.commitments),
        "language": result.language.value,
    }


def load_result(context: Context, connection: Connection, check: Check) -> Review:
    """The review that a check made. Raises NotFound when its bytes are missing or altered, OtherVersion."""

    def make() -> Review:
        return codec.unpack_review(context.objects.get(check.result or ""), record_of(connection, check.snapshot_id))

    return context.memory.results.or_make((check.result or "", check.snapshot_id), make)


def tried(context: Context, connection: Connection, check: Check | None) -> tuple[Review | None, OtherVersion | None]:
    """What a check made, as far as it has made anything, or that another version made it."""
    try:
        return (load_result(context, connection, check) if check and check.result else None), None
    except OtherVersion as other:
        return None, other


def is_of_today(context: Context, connection: Connection, check: Check) -> bool:
    """Whether the check's result is what today's rules and version would make of the same draft and record (law 4)."""
    found, _ = tried(context, connection, check)
    return found is not None and made_today(context, found)


def made_today(context: Context, found: Review) -> bool:
    """Whether a result was made by the rules and the version of today."""
    return (found.rules_digest, found.engine_version) == (load(context.settings.company).digest, ENGINE_VERSION)


def current_result(context: Context, connection: Connection, deal_id: str, case: Case) -> Review | None:
    """The result on which the current revision of a case stands; None before there is one."""
    return result_of(context, connection, deal_id, case.revision) if case.revision else None


def result_of(context: Context, connection: Connection, deal_id: str, held: CaseRevision) -> Review | None:
    """The result on which a revision of a case stands, or stood last; None when its check is not there."""
    stored = revisions.by_hash(connection, deal_id, held.submitted.document_sha256)
    check = revisions.by_identity(connection, stored.id, held.submitted.review_identity) if stored else None
    return load_result(context, connection, check) if check else None


def record_of(connection: Connection, snapshot_id: str | None) -> Deal | None:
    """The deal record of a snapshot."""
    kept = deals.snapshot(connection, snapshot_id) if snapshot_id else None
    return codec.unpack_deal(kept.data) if kept else None
