"""Effects of approval, signature, release and the execution copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from review.model.commitment import Trigger
from review.model.decision import SignOff
from review.model.event import Event
from review.workflow.case import Case
from review.workflow.facts.drafts import Item
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
    """What an amendment continues keeps its outcomes, what was performed of it while it is the same promise, and the day of an
    event while it counts from the same one.
    """
    lines = tuple(case.register)
    record = Signed(
        case.revision_id, fact.copy_sha256, event.at, event.actor, fact.signed_on, lines, tuple(case.findings.values())
    )
    now = {case.lineage.get(i.id, i.id): i for i in lines}
    same = {was: i.id for was, i in now.items() if was in case.contract and case.contract[was].fingerprint == i.fingerprint}
    return case.with_(
        signed=(*case.signed, record),
        lineage={},
        line_triggers=dict(_events(case, now)),
        obligations=tuple(replace(o, item=same.get(o.item, o.item)) for o in case.obligations),
        outcomes=tuple(replace(o, item=now[o.item].id) if o.item in now else o for o in case.outcomes),
    )


def _events(case: Case, now: Mapping[str, Item]) -> Iterator[tuple[tuple[str, int], date]]:
    """Days of events of single lines, on the line that continues each; another event is not what happened then."""
    for (was, nth), day in case.line_triggers.items():
        line = now.get(was)
        if line is None:
            yield (was, nth), day
        elif was in case.contract and _event(line, nth) == _event(case.contract[was], nth):
            yield (line.id, nth), day


def _event(line: Item, nth: int) -> tuple[Trigger | None, str] | None:
    """What a deadline of a line counts from."""
    deadline = line.deadlines[nth] if nth < len(line.deadlines) else None
    return (deadline.trigger, deadline.trigger_text) if deadline else None


EFFECTS: Mapping[Any, Any] = {
    Approve: _approve,
    SignOffPacket: _sign,
    ReleasePacket: _release,
    RecordSignedOutside: _outside,
    CompareExecutionCopy: _compare,
    ConfirmScan: _confirm,
    RecordSigned: _signed,
}
