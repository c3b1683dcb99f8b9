"""Effects of approval, signature, release and the execution copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model.decision import SignOff
from review.model.event import Event
from review.workflow.case import Case
from review.workflow.facts.signing import (
    Approve,
    CompareExecutionCopy,
    ConfirmScan,
    RecordSigned,
    RecordSignedOutside,
    ReleasePacket,
    SignOffPacket,
)
from review.workflow.records import Approval, ExecutionCopy, Release, Signed


def _approve(case: Case, event: Event, fact: Approve) -> Case:
    return case.with_(approvals=(*case.approvals, Approval(event.actor, event.at, case.register_digest, fact.reason)))


def _sign(case: Case, event: Event, fact: SignOffPacket) -> Case:
    signed = SignOff(
        event.actor,
        fact.document_sha256,
        fact.review_identity,
        fact.statement,
        event.at,
        fact.method,
        case.register_digest,
    )
    return case.with_(sign_offs=(*case.sign_offs, signed))


def _release(case: Case, event: Event, fact: ReleasePacket) -> Case:
    release = Release(case.revision_id, fact.document_sha256, fact.packet_sha256, event.actor, event.at, case.register_digest)
    return case.with_(releases=(*case.releases, release))


def _outside(case: Case, event: Event, fact: RecordSignedOutside) -> Case:
    return case.with_(signed_outside=(*case.signed_outside, f"{fact.source} {fact.reference}".strip()))


def _compare(case: Case, event: Event, fact: CompareExecutionCopy) -> Case:
    copy = ExecutionCopy(case.revision_id, fact.copy_sha256, fact.differences, fact.scanned)
    return case.with_(copies=(*case.copies, copy))


def _confirm(case: Case, event: Event, fact: ConfirmScan) -> Case:
    last = case.copies[-1]
    return case.with_(copies=(*case.copies[:-1], replace(last, confirmed=event.actor, misread=fact.misread)))


def _signed(case: Case, event: Event, fact: RecordSigned) -> Case:
    """What an amendment continues keeps its obligations and outcomes."""
    lines = tuple(case.register)
    record = Signed(
        case.revision_id, fact.copy_sha256, event.at, event.actor, fact.signed_on, lines, tuple(case.findings.values())
    )
    now = {case.lineage.get(i.id, i.id): i.id for i in lines}
    return case.with_(
        signed=(*case.signed, record),
        lineage={},
        line_triggers={(now.get(item, item), nth): day for (item, nth), day in case.line_triggers.items()},
        obligations=tuple(replace(o, item=now.get(o.item, o.item)) for o in case.obligations),
        outcomes=tuple(replace(o, item=now.get(o.item, o.item)) for o in case.outcomes),
    )


EFFECTS: Mapping[Any, Any] = {
    Approve: _approve,
    SignOffPacket: _sign,
    ReleasePacket: _release,
    RecordSignedOutside: _outside,
    CompareExecutionCopy: _compare,
    ConfirmScan: _confirm,
    RecordSigned: _signed,
}
