"""Facts after signing: hand-over, obligations, receivables, closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from review.model.commitment import Deadline, Trigger
from review.model.event import Fact


class ObligationStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    RELEASED = "released"
    """The customer let it go."""
    BROKEN = "broken"
    """It was not kept, and will not be."""


class ReceivableStep(StrEnum):
    """What happens to a payment milestone, in this order."""

    PLANNED = "planned"
    TRIGGER_MET = "trigger_met"
    EVIDENCED = "evidenced"
    INVOICED = "invoiced"
    RECEIVED = "received"


class MatterKind(StrEnum):
    """What else must be settled before a contract closes."""

    SECURITY = "security"
    CLAIM = "claim"


@dataclass(frozen=True)
class OfferHandOver(Fact):
    """Sales hands the contract to delivery; it stays responsible until FR accepts. ``sheet_sha256``: what was handed over."""

    sheet_sha256: str
    note: str = ""


@dataclass(frozen=True)
class AcceptHandOver(Fact):
    sheet_sha256: str


@dataclass(frozen=True)
class ReturnHandOver(Fact):
    """FR gives it back, saying what is missing."""

    reason: str


@dataclass(frozen=True)
class RecordTrigger(Fact):
    """An event from which the contract counts time did happen."""

    trigger: Trigger
    on: date
    evidence: str
    item: str = ""
    """Id of the one line for which it happened, as notices do again and again; an event of no kind needs one."""
    nth: int = 0
    """Which of that line's deadlines, counted from 0."""


@dataclass(frozen=True)
class RecordObligation(Fact):
    """How an obligation stands now, with its evidence."""

    item: str
    status: ObligationStatus
    on: date
    evidence: str
    nth: int = 0
    """Which of the item's deadlines, counted from 0."""


@dataclass(frozen=True)
class Milestone:
    """A payment milestone: amount in units of the currency; due ``days`` after its trigger."""

    name: str
    amount: Decimal
    currency: str
    trigger: Trigger | None
    days: int
    owner: str
    evidence: str = ""
    """What the customer must be shown."""
    deadline: Deadline | None = None
    """How the contract counts it, where the contract is what it was planned from; it takes the place of ``days``."""


@dataclass(frozen=True)
class PlanReceivables(Fact):
    """One receivable per payment milestone of the signed contract."""

    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class RecordReceivable(Fact):
    """The next step of a receivable. ``amount`` only for money received, in units of the milestone's currency."""

    milestone: str
    step: ReceivableStep
    on: date
    evidence: str
    amount: Decimal | None = None


@dataclass(frozen=True)
class OpenMatter(Fact):
    """A security given or a claim made, which must be settled before closing."""

    kind: MatterKind
    name: str


@dataclass(frozen=True)
class SettleMatter(Fact):
    kind: MatterKind
    name: str
    evidence: str


@dataclass(frozen=True)
class RecordOutcome(Fact):
    """Whether a promise was kept: it goes into the statistics of its rule and its promiser."""

    item: str
    kept: bool
    note: str = ""


@dataclass(frozen=True)
class CloseCase(Fact):
    """The contract is closed: everything on the closing checklist is settled."""

    note: str = ""
