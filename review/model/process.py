"""The state of a review as the gate rules see it; made by ``review.workflow`` from the history of events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from review.model.decision import Actor, Condition, Decision, Escalation, SignOff, Waiver


class State(StrEnum):
    """Where the review of a deal's contract stands. ``NEW``: nothing was received yet."""

    NEW = "NEW"
    RECEIVED = "RECEIVED"
    PARSED = "PARSED"
    CHECKED = "CHECKED"
    """The rules have run; nobody has acted yet."""
    IN_REVIEW = "IN_REVIEW"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"
    READY_FOR_DECISION = "READY_FOR_DECISION"
    """Everything is decided, no B is open, every H is conditioned or waived."""
    APPROVED = "APPROVED"
    PACKET_RELEASED = "PACKET_RELEASED"
    SIGNED = "SIGNED"
    HANDED_OVER = "HANDED_OVER"
    IN_EXECUTION = "IN_EXECUTION"
    CLOSED = "CLOSED"
    ESCALATED = "ESCALATED"
    ON_HOLD = "ON_HOLD"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    SUPERSEDED = "SUPERSEDED"
    """Of a revision that a later draft replaced; a case as a whole is never superseded."""


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
    """Numbers of clauses that changed since the draft before and hold a line of ours that is not decided again yet."""
    execution_differences: tuple[str, ...] = ()
    """Where the copy about to be signed differs from the approved text."""
    approved_by: tuple[Actor, ...] = ()
    """Whose approvals of this register hold; none of them may have submitted or negotiated it (R-05)."""
    negotiated_by: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    """Gates that were passed, in order."""
