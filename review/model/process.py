"""The state of a review as the gate rules see it; made by ``review.workflow`` from the history of events."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.decision import Condition, Decision, Escalation, SignOff, Waiver


@dataclass(frozen=True, slots=True)
class Process:
    """Everything people did to one revision, up to now."""

    revision: str
    state: str
    gate: str = ""
    submitted_by: str = ""
    decisions: tuple[Decision, ...] = ()
    """The valid decision of each commitment; stale ones are in ``stale``."""
    stale: tuple[Decision, ...] = ()
    """Decisions whose commitment, definition, annex or deal field has changed since (R-10)."""
    waivers: tuple[Waiver, ...] = ()
    open_conditions: tuple[Condition, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    dissent: tuple[Decision, ...] = ()
    released: bool = False
    signed_outside: bool = False
    """The CRM says the contract is signed."""
    changed_clauses: tuple[str, ...] = ()
    execution_differences: tuple[str, ...] = ()
    """Where the copy about to be signed differs from the approved text."""
