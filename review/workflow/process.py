"""The state of a review as the gate rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from review.model.decision import Choice, Decision, Escalation, Waiver
from review.model.process import Process
from review.workflow.case import Case
from review.workflow.policy import Policy
from review.workflow.state import state_of


def process(case: Case, policy: Policy, today: date) -> Process:
    """What people did to the current revision up to ``today``."""
    revision = case.revision
    return Process(
        revision=case.revision_id,
        state=state_of(case, policy, today).value,
        gate=case.gate,
        submitted_by=revision.by.person if revision else "",
        decisions=tuple(case.standing.values()),
        stale=tuple(case.stale.values()),
        waivers=_waivers(case),
        open_conditions=tuple(c.condition for c in case.open_conditions),
        escalations=tuple(_about_commitments(case)),
        sign_offs=case.valid_sign_offs,
        dissent=dissent(case),
        released=case.released is not None,
        signed_outside=bool(case.signed_outside),
        changed_clauses=_not_reviewed_again(case),
        execution_differences=case.copy.differing if case.copy else (),
        approved_by=tuple(a.by for a in case.valid_approvals),
        negotiated_by=revision.submitted.negotiated_by if revision else (),
        gates=tuple(g.gate for g in case.gates),
    )


def dissent(case: Case) -> tuple[Decision, ...]:
    """Every REJECT that was overruled, verbatim."""
    overruled = {e.subject for e in case.escalations if e.overrules}
    return tuple(d for d in case.decisions if d.choice is Choice.REJECT and d.id in overruled)


def _waivers(case: Case) -> tuple[Waiver, ...]:
    """The last waiver of each finding that is open."""
    last = {w.finding: w for w in case.waivers}
    return tuple(last[f.id] for f in case.open_findings if f.id in last)


def _about_commitments(case: Case) -> Iterator[Escalation]:
    """Escalations, those of a contested REJECT named by the commitment it was about."""
    commitments = {d.id: d.commitment for d in (*case.decisions, *case.stale.values(), *case.standing.values())}
    return (replace(e, subject=commitments.get(e.subject, e.subject)) for e in case.escalations)


def _not_reviewed_again(case: Case) -> tuple[str, ...]:
    """Changed clauses in which a line of ours still waits for a decision (G-06)."""
    changed = case.revision.submitted.changed_clauses if case.revision else ()
    waiting = {i.number for i in case.undecided}
    return tuple(c for c in changed if c in waiting)
