"""May this be approved, signed, released? The law of release stands here.

Nobody signs before FR has decided every commitment that FR owns. Nothing is released while one of them is undecided, a B
is open, an H is neither conditioned nor waived, or AR, SR and FR have not all signed the same document.
"""

from __future__ import annotations

from review.model.roles import TRIANGLE, Role
from review.workflow.checks.ask import Ask, Checks, needs
from review.workflow.denied import Denied
from review.workflow.facts.signing import (
    Approve,
    CompareExecutionCopy,
    ConfirmScan,
    RecordSigned,
    RecordSignedOutside,
    ReleasePacket,
    SignOffPacket,
)
from review.workflow.readiness import blockers, shown, waived
from review.workflow.state import missing_approvals, tier_of


def fr_decided(ask: Ask, action: object) -> Denied | None:
    """The first law: FR has decided every commitment that FR owns."""
    missing = ask.case.undecided_of(Role.FR)
    return Denied("denied-fr-undecided", {"count": len(missing)}, missing[0].id) if missing else None


def nothing_blocks(ask: Ask, action: object) -> Denied | None:
    """The second law: nothing stands in the way."""
    found = blockers(ask.case, ask.today)
    if not found:
        return None
    fields = {"count": len(found), "first": found[0].code, "where": shown(ask.case, found[0].subject)}
    return Denied("denied-blocked", fields, found[0].subject)


def same_document(ask: Ask, action: Approve | SignOffPacket | ReleasePacket) -> Denied | None:
    """What the person saw is the current revision."""
    revision = ask.case.revision
    if revision is not None and revision.submitted.document_sha256 == action.document_sha256:
        return None
    return Denied("denied-other-document", {}, ask.case.revision_id)


def _own_work(ask: Ask, action: Approve) -> Denied | None:
    revision = ask.case.revision
    if revision is None:
        return Denied("denied-other-document")
    involved = revision.by.persons | set(revision.submitted.negotiated_by) | ask.case.person_of(Role.AR)
    return Denied("denied-own-work", {}, revision.id) if involved & ask.actor.persons else None


def _approves_something(ask: Ask, action: Approve) -> Denied | None:
    tier = tier_of(ask.case, ask.policy)
    given = any(a.by.persons & ask.actor.persons for a in ask.case.valid_approvals)
    missing = missing_approvals(ask.case, tier) if tier else ()
    fields = {"role": ask.actor.role, "missing": "; ".join(" / ".join(group) for group in missing) or "-"}
    if given:
        return Denied("denied-approved-already", fields)
    return None if any(ask.actor.role in group for group in missing) else Denied("denied-not-approving", fields)


def _same_check(ask: Ask, action: SignOffPacket) -> Denied | None:
    revision = ask.case.revision
    same = revision is not None and revision.submitted.review_identity == action.review_identity
    return None if same else Denied("denied-other-document", {}, ask.case.revision_id)


def _signs(ask: Ask, action: SignOffPacket) -> Denied | None:
    tier = tier_of(ask.case, ask.policy)
    if ask.actor.role in TRIANGLE or (tier is not None and ask.actor.role in tier.sign):
        return needs(statement=action.statement)
    return Denied("denied-not-signing", {"role": ask.actor.role})


def _signs_once(ask: Ask, action: SignOffPacket) -> Denied | None:
    signed = ask.case.valid_sign_offs
    merged = any(waived(ask.case, f, ask.today) for f in ask.case.open_findings if f.rule.endswith("R-02"))
    again = any(s.by.role is ask.actor.role for s in signed)
    person = not merged and any(s.by.persons & ask.actor.persons for s in signed)
    return Denied("denied-signed-already", {}, ask.case.revision_id) if again or person else None


def _all_signed(ask: Ask, action: ReleasePacket) -> Denied | None:
    tier = tier_of(ask.case, ask.policy)
    needed = dict.fromkeys((*TRIANGLE, *(tier.sign if tier else ())))
    on_this = {s.by.role for s in ask.case.valid_sign_offs if s.document_sha256 == action.document_sha256}
    missing = [role for role in needed if role not in on_this]
    return Denied("denied-signatures", {"roles": ", ".join(missing)}) if missing else None


def _released(ask: Ask, action: object) -> Denied | None:
    return None if ask.case.released else Denied("denied-not-released", {}, ask.case.revision_id)


def _scan(ask: Ask, action: ConfirmScan) -> Denied | None:
    copy = ask.case.copy
    if copy is None or copy.sha256 != action.copy_sha256 or not copy.scanned:
        return Denied("denied-unknown", {"what": "scan", "id": action.copy_sha256[:12]})
    strange = next((d for d in action.misread if d not in copy.differences), None)
    return Denied("denied-unknown", {"what": "difference", "id": strange[:80]}) if strange else needs(statement=action.statement)


def _agreeing_copy(ask: Ask, action: RecordSigned) -> Denied | None:
    copy = ask.case.copy
    if copy is not None and copy.sha256 == action.copy_sha256 and copy.differing:
        return Denied("denied-copy-differs", {"count": len(copy.differing), "first": copy.differing[0]}, action.copy_sha256[:12])
    agrees = copy is not None and copy.sha256 == action.copy_sha256 and copy.agrees
    return None if agrees else Denied("denied-copy", {}, action.copy_sha256[:12])


def _source(ask: Ask, action: RecordSignedOutside) -> Denied | None:
    return needs(source=action.source)


def _hash(ask: Ask, action: CompareExecutionCopy) -> Denied | None:
    return needs(copy_sha256=action.copy_sha256)


#: Asked before the state, because they say the reason better than the state does.
LAWS: Checks = {
    Approve: (same_document, fr_decided, nothing_blocks),
    SignOffPacket: (same_document, fr_decided, nothing_blocks),
    ReleasePacket: (same_document, fr_decided, nothing_blocks, _all_signed),
    CompareExecutionCopy: (_released,),
    RecordSigned: (_released, _agreeing_copy),
}

CHECKS: Checks = {
    Approve: (_own_work, _approves_something),
    SignOffPacket: (_same_check, _signs, _signs_once),
    ReleasePacket: (),
    RecordSignedOutside: (_source,),
    CompareExecutionCopy: (_hash,),
    ConfirmScan: (_scan,),
    RecordSigned: (),
}
