"""What still stands in the way of approval: the law of release, as a list of reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from review.model.decision import Choice, ConditionKind
from review.model.language import Bilingual
from review.model.review import Approved
from review.model.roles import Role, Severity
from review.workflow.case import Case
from review.workflow.facts.drafts import FindingRef
from review.workflow.wording import raised

#: Conditions that must be closed before anybody may approve: the text is not yet what is meant, or something is to be done first.
BEFORE_SIGNING = frozenset({ConditionKind.TEXT_CHANGE, ConditionKind.BEFORE_SIGNING})


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason: ``code`` is one of ``CODES``; ``subject`` is the id of a line, finding, condition or escalation."""

    code: str
    subject: str
    role: Role | None = None
    """Who must act."""


#: Why a company's own rules are no ground to sign on.
_UNAPPROVED = {Approved.NO: "rules-unapproved", Approved.FALLEN: "rules-changed", Approved.SELF: "rules-self-approved"}
CODES = (
    "open-b", "undecided", "rejected", "open-h", "open-condition", "open-escalation", "copy-differs", *_UNAPPROVED.values(),
)  # fmt: skip


def waived(case: Case, finding: FindingRef, today: date) -> bool:
    """Whether a waiver lets this finding pass: same finding, saying the same, on this revision, not expired."""
    return any(
        (w.finding, w.digest, w.revision) == (finding.id, finding.digest, case.revision_id)
        and (w.expires is None or w.expires >= today)
        for w in case.waivers
    )


def conditioned(case: Case, finding: FindingRef) -> bool:
    """Whether a condition answers this finding as it reads now, or its owner's conditional decision on the commitment does.

    In a later draft the finding has another id; a condition goes on answering it while it says the same.
    """
    decision = case.standing.get(finding.commitment)
    by_decision = decision is not None and decision.choice is Choice.CONFIRM_WITH_CONDITION
    if by_decision and decision is not None and decision.by.role is finding.owner:
        return True
    same = (c for c in case.conditions if c.digest == finding.digest)
    return any(c.subject == finding.id or c.revision != case.revision_id for c in same)


def open_of(case: Case, severity: Severity, today: date) -> tuple[FindingRef, ...]:
    """Findings of a severity that nothing lets pass: a B only by a waiver, any other by a condition as well."""
    found = (f for f in case.open_findings if f.severity is severity and not waived(case, f, today))
    return tuple(f for f in found if severity is Severity.B or not conditioned(case, f))


def unresolved(case: Case, today: date) -> tuple[FindingRef, ...]:
    """Every finding that nothing lets pass, heaviest first: of the check, and of the gate rules where they tell more than that
    a line is undecided.
    """
    again = {f.id for f in case.gate_findings} - {f.id for f in case.told_by_gates}
    return tuple(f for severity in Severity for f in open_of(case, severity, today) if f.id not in again)


def blockers(case: Case, today: date) -> tuple[Blocker, ...]:
    """Everything that stands in the way of approval, heaviest first. Empty: the revision is ready for decision."""
    return (
        *(Blocker("open-b", f.id, f.owner) for f in open_of(case, Severity.B, today)),
        *(Blocker("undecided", i.id, i.owner) for i in case.undecided),
        *(Blocker("rejected", d.commitment, d.by.role) for d in case.rejections),
        *(Blocker("open-h", f.id, f.owner) for f in open_of(case, Severity.H, today)),
        *(Blocker("open-condition", c.id) for c in case.open_conditions if c.condition.kind in BEFORE_SIGNING),
        *(Blocker("open-escalation", e.id) for e in case.open_escalations),
        *(Blocker("copy-differs", place) for place in (case.copy.differing if case.copy else ())),
        *(Blocker(_UNAPPROVED[case.rules], case.revision_id) for _ in (case.rules,) if case.rules is not Approved.YES),
    )


def shown(case: Case, subject: str) -> Bilingual:
    """What people know a subject by: clause of a line, rule of a finding, text of a condition, why a matter went up."""
    up = next((e for e in case.escalations if e.id == subject), None)
    known = _known(case, subject)
    return raised(up) if up else {"zh": known, "en": known}


def _known(case: Case, subject: str) -> str:
    item, finding = case.items.get(subject), case.finding(subject)
    if item is not None:
        return item.number or item.quote[:40]
    if finding is not None:
        return finding.rule
    return next((c.condition.text for c in case.conditions if c.id == subject), subject)
