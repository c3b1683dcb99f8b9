"""The state of a case follows from its facts: it is computed, never set, so that it cannot disagree with them."""

from __future__ import annotations

from datetime import date

from review.model.decision import ConditionKind
from review.model.process import State
from review.model.roles import Role
from review.workflow.case import Case
from review.workflow.policy import Policy, Tier
from review.workflow.readiness import blockers
from review.workflow.records import Approval

#: From this level on, an escalation has left the project and the case is shown as escalated.
_ABOVE_PROJECT = 2


def state_of(case: Case, policy: Policy, today: date) -> State:
    """Where the case stands on a day (waivers expire)."""
    return _end(case) or _before_review(case) or _in_review(case, policy, today)


def states_of(case: Case, policy: Policy, today: date) -> frozenset[State]:
    """The state, and, while an amendment is reviewed, also that of the signed contract it amends."""
    running = execution_state(case) if case.ended is None and case.hold is None else None
    return frozenset(s for s in (state_of(case, policy, today), running) if s)


def execution_state(case: Case) -> State | None:
    """How far the signed contract is; ``None`` before it is signed."""
    if not case.signed:
        return None
    if case.hand_over is None or case.hand_over.accepted is None:
        return State.SIGNED
    begun = case.triggers or case.line_triggers or case.obligations or case.receipts
    return State.IN_EXECUTION if begun else State.HANDED_OVER


def tier_name(case: Case) -> str:
    """``major``: so marked or beyond authority; ``standard``: the check found no B or H; ``normal``: the rest."""
    revision = case.revision
    if revision is None or revision.submitted.major or revision.submitted.exceeded:
        return "major"
    return "normal" if any(f.severity.holds_up for f in case.findings.values()) else "standard"


def tier_of(case: Case, policy: Policy) -> Tier | None:
    return policy.tiers.get(tier_name(case))


def missing_approvals(case: Case, tier: Tier) -> tuple[tuple[Role, ...], ...]:
    """Groups of roles that have not given their approval; nobody counts for two groups."""
    approvals = list(case.valid_approvals)
    missing = []
    for group in sorted(tier.approve, key=len):
        found = next((a for a in approvals if a.by.role in group), None)
        if found is None:
            missing.append(group)
        else:
            approvals = [a for a in approvals if not _same(a, found)]
    return tuple(missing)


def _same(one: Approval, other: Approval) -> bool:
    return bool(one.by.persons & other.by.persons)


def _end(case: Case) -> State | None:
    if case.ended is not None:
        return case.ended
    return State.ON_HOLD if case.hold is not None else None


def _before_review(case: Case) -> State | None:
    if case.draft is not None:
        return State.PARSED if case.draft.parsed else State.RECEIVED
    return State.NEW if case.revision is None else None


def _in_review(case: Case, policy: Policy, today: date) -> State:
    if case.is_signed:
        return execution_state(case) or State.SIGNED
    found = blockers(case, today)
    if not found:
        return _decided(case, policy)
    if any(e.level >= _ABOVE_PROJECT for e in case.open_escalations):
        return State.ESCALATED
    if case.rejections or _text_changes(case):
        return State.CHANGES_REQUESTED
    return State.IN_REVIEW if _touched(case) else State.CHECKED


def _decided(case: Case, policy: Policy) -> State:
    if case.released is not None:
        return State.PACKET_RELEASED
    tier = tier_of(case, policy)
    approved = tier is not None and not missing_approvals(case, tier)
    return State.APPROVED if approved else State.READY_FOR_DECISION


def _text_changes(case: Case) -> bool:
    return any(c.condition.kind is ConditionKind.TEXT_CHANGE for c in case.open_conditions)


def _touched(case: Case) -> bool:
    """Whether a person acted on the current revision."""
    revision = case.revision
    return revision is not None and bool(case.standing or case.dismissals or case.acted_on == revision.id)
