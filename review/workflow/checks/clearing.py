"""May this condition be set or closed, this matter go up or be settled?"""

from __future__ import annotations

from review.model.decision import Escalation
from review.model.roles import Role
from review.workflow.checks.ask import Ask, Checks, needs
from review.workflow.checks.deciding import condition_of
from review.workflow.checks.flow import not_named
from review.workflow.denied import Denied
from review.workflow.facts.clearing import (
    MANUAL,
    AddCondition,
    CloseCondition,
    CloseEscalation,
    ContestRejection,
    Escalate,
    RaiseLevel,
)
from review.workflow.readiness import BEFORE_SIGNING
from review.workflow.records import HeldCondition


def known_subject(ask: Ask, subject: str) -> Denied | None:
    """A finding, a line, a decision, a condition, or empty for the whole contract."""
    known = not subject or subject in ask.case.items or ask.case.finding(subject) is not None
    others = {*(d.id for d in ask.case.decisions), *(c.id for c in ask.case.conditions)}
    return None if known or subject in others else _unknown("subject", subject)


def _unknown(what: str, id_: str) -> Denied:
    return Denied("denied-unknown", {"what": what, "id": id_}, id_)


def _add(ask: Ask, action: AddCondition) -> Denied | None:
    return known_subject(ask, action.subject) or condition_of(action.condition, action.subject) or _on_finding(ask, action)


def _on_finding(ask: Ask, action: AddCondition) -> Denied | None:
    """A condition lets an H pass, so only who answers for the finding, or the decision team, may set it."""
    finding = ask.case.finding(action.subject)
    if finding is None or ask.actor.role in (finding.owner, Role.DEC):
        return None
    return Denied("denied-not-owner", {"owner": finding.owner, "role": ask.actor.role}, finding.id)


def _held(ask: Ask, id_: str) -> HeldCondition | Denied:
    held = next((c for c in ask.case.conditions if c.id == id_), None)
    if held is None:
        return _unknown("condition", id_)
    return held if held.open else Denied("denied-already", {}, id_)


def _close(ask: Ask, action: CloseCondition) -> Denied | None:
    held = _held(ask, action.condition)
    if isinstance(held, Denied):
        return held
    if not _closes(ask, held):
        return Denied("denied-not-owner", {"owner": held.by.role, "role": ask.actor.role}, held.id)
    return needs(evidence=action.evidence)


def _closes(ask: Ask, held: HeldCondition) -> bool:
    """The role that set it, or the contract manager. Its owner as well, once it holds up the signing no longer."""
    if ask.actor.role in (held.by.role, Role.CM) and not not_named(ask):
        return True
    return held.condition.kind not in BEFORE_SIGNING and ask.actor.person == held.condition.owner


def _escalate(ask: Ask, action: Escalate) -> Denied | None:
    if not 1 <= action.level <= len(ask.policy.levels):
        return _unknown("level", str(action.level))
    if action.due < ask.today:
        return Denied("denied-expired", {}, action.subject)
    if action.cause != MANUAL and ask.actor.person:
        return _unknown("cause", action.cause)
    return known_subject(ask, action.subject) or needs(reason=action.reason)


def _contest(ask: Ask, action: ContestRejection) -> Denied | None:
    rejected = next((d for d in ask.case.rejections if d.commitment == action.item), None)
    if rejected is None:
        return Denied("denied-not-rejected", {}, action.item)
    if any(e.subject == rejected.id for e in ask.case.open_escalations):
        return Denied("denied-already", {}, action.item)
    return needs(reason=action.reason)


def _open(ask: Ask, id_: str) -> Escalation | Denied:
    found = next((e for e in ask.case.escalations if e.id == id_), None)
    if found is None:
        return _unknown("escalation", id_)
    return found if found.closed_at is None else Denied("denied-already", {}, id_)


def _raise(ask: Ask, action: RaiseLevel) -> Denied | None:
    found = _open(ask, action.escalation)
    if isinstance(found, Denied):
        return found
    return None if found.level < len(ask.policy.levels) else Denied("denied-already", {}, found.id)


def _settle(ask: Ask, action: CloseEscalation) -> Denied | None:
    found = _open(ask, action.escalation)
    if isinstance(found, Denied):
        return found
    level = ask.policy.levels[found.level - 1]
    allowed = ask.actor.role in level.roles and ask.actor.rank.level >= level.rank.level
    if not allowed or found.raised_by.persons & ask.actor.persons:
        return Denied("denied-level", {"level": level.name}, found.id)
    return _overrules(ask, action, level.overrules, found) or needs(decision=action.decision, evidence=action.evidence)


def _overrules(ask: Ask, action: CloseEscalation, may: bool, found: Escalation) -> Denied | None:
    """Whoever is a corner of the triangle here was a party to the dispute, and overrules nobody in another role."""
    if not action.overrules:
        return None
    party = any(ask.case.corners_of(person) for person in ask.actor.persons)
    return None if may and found.cause == "contested" and not party else Denied("denied-overrule", {}, found.id)


CHECKS: Checks = {
    AddCondition: (_add,),
    CloseCondition: (_close,),
    Escalate: (_escalate,),
    ContestRejection: (_contest,),
    RaiseLevel: (_raise,),
    CloseEscalation: (_settle,),
}
