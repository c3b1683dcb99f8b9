"""Facts that clear the way to approval: conditions, waivers, escalations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from review.model.decision import Condition
from review.model.event import Fact

#: Cause of an escalation that a person raises; the others are the product's own.
MANUAL = "manual"


@dataclass(frozen=True)
class AddCondition(Fact):
    """A condition on a finding or commitment, or on the contract as a whole when ``subject`` is empty."""

    subject: str
    condition: Condition


@dataclass(frozen=True)
class CloseCondition(Fact):
    """The condition is fulfilled, and this proves it."""

    condition: str
    evidence: str


@dataclass(frozen=True)
class RequestWaiver(Fact):
    """Asks that a finding be let pass on this revision; only somebody else can grant it."""

    finding: str
    reason: str
    risk_amount: Decimal
    currency: str
    compensation: str
    expires: date


@dataclass(frozen=True)
class ConcurWaiver(Fact):
    """The head of the function agrees to the waiver of a B that the decision team is asked for."""

    finding: str
    digest: str


@dataclass(frozen=True)
class GrantWaiver(Fact):
    """Grants what was requested, for the finding exactly as it reads now."""

    finding: str
    digest: str


@dataclass(frozen=True)
class Escalate(Fact):
    """Takes a finding, a commitment or the contract to a level of authority."""

    subject: str
    reason: str
    level: int
    due: date
    cause: str = MANUAL


@dataclass(frozen=True)
class ContestRejection(Fact):
    """AR contests a REJECT; the matter goes up, the dissent is kept verbatim."""

    item: str
    reason: str


@dataclass(frozen=True)
class RaiseLevel(Fact):
    """An escalation that was not answered in time goes one level up."""

    escalation: str
    due: date


@dataclass(frozen=True)
class CloseEscalation(Fact):
    """The decision on an escalation, with its evidence. ``overrules``: against the REJECT that was contested."""

    escalation: str
    decision: str
    evidence: str
    overrules: bool = False
