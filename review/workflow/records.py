"""What a case keeps: one record for each thing that happened and still matters. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from review.model.altered import Altered
from review.model.decision import Actor, Condition, Decision, Rank
from review.model.roles import Role
from review.workflow.facts.clearing import RequestWaiver
from review.workflow.facts.drafts import FindingRef, Item, ReceiveDraft, SubmitRevision
from review.workflow.facts.execution import MatterKind, ObligationStatus


@dataclass(frozen=True)
class Draft:
    """A file that is being checked."""

    received: ReceiveDraft
    by: Actor
    parsed: bool = False


@dataclass(frozen=True)
class Revision:
    """A draft in review: number from 1, ``checks`` counts how often it was checked against a deal record."""

    number: int
    submitted: SubmitRevision
    by: Actor
    at: datetime
    checks: int = 1

    @property
    def id(self) -> str:
        """Such as ``r2``."""
        return f"r{self.number}"


@dataclass(frozen=True)
class HeldCondition:
    """A condition with its place in the case. ``revision``: on which it was set."""

    id: str
    subject: str
    condition: Condition
    by: Actor
    at: datetime
    revision: str
    decision: str = ""
    """Id of the decision that set it; the next decision on the same line replaces it."""
    evidence: str = ""
    digest: str = ""
    """Of the finding that it answers, as that read when it was set."""

    @property
    def open(self) -> bool:
        return self.condition.closed_at is None


@dataclass(frozen=True)
class WaiverRequest:
    asked: RequestWaiver
    digest: str
    by: Actor
    at: datetime
    revision: str
    concurred: Actor | None = None


@dataclass(frozen=True)
class Approval:
    """``register``: digest of the register that was approved."""

    by: Actor
    at: datetime
    register: str
    reason: str = ""


@dataclass(frozen=True)
class Release:
    revision: str
    document_sha256: str
    packet_sha256: str
    by: Actor
    at: datetime
    register: str


@dataclass(frozen=True)
class ExecutionCopy:
    """The copy about to be signed, as it was compared. ``confirmed``: a person confirmed the reading of a scan."""

    revision: str
    sha256: str
    differences: tuple[str, ...]
    scanned: bool
    confirmed: Actor | None = None
    misread: tuple[str, ...] = ()
    """Differences that the person found to be the machine's."""

    @property
    def differing(self) -> tuple[str, ...]:
        """Where the copy says something else, as far as anybody knows."""
        return tuple(d for d in self.differences if d not in self.misread)

    @property
    def agrees(self) -> bool:
        return not self.differing and (not self.scanned or self.confirmed is not None)


@dataclass(frozen=True)
class Signed:
    """A signed revision; ``items``: the lines that were signed, whatever later drafts of an amendment say."""

    revision: str
    copy_sha256: str
    at: datetime
    by: Actor
    on: str = ""
    items: tuple[Item, ...] = ()
    findings: tuple[FindingRef, ...] = ()
    """What was open on them then, waived or under a condition."""


@dataclass(frozen=True)
class HandOver:
    sheet_sha256: str
    by: Actor
    at: datetime
    accepted: Actor | None = None
    returned: str = ""


@dataclass(frozen=True)
class DelegationRecord:
    by: Actor
    to: str
    since: datetime
    until: datetime
    rank: Rank
    revoked: bool = False


@dataclass(frozen=True)
class Remark:
    subject: str
    text: str
    by: Actor
    at: datetime


@dataclass(frozen=True)
class Fallen:
    """A decision that fell off its line, with the line as it was decided and all that changed on it since, draft by draft."""

    decision: Decision
    line: Item
    because: tuple[str, ...]
    """Names as in ``Item.reopened``; besides ``owner`` (another role's line now) and ``edited`` (a person corrected it)."""
    altered: tuple[Altered, ...] = ()


@dataclass(frozen=True)
class Dismissal:
    item: str
    fingerprint: str
    reason: str
    by: Actor


@dataclass(frozen=True)
class ClauseOwner:
    """Who answers for a clause by somebody's act; ``first``: who did before anybody reassigned it."""

    owner: Role
    first: Role
    by: Actor
    at: datetime
    reason: str


@dataclass(frozen=True)
class GatePassed:
    gate: str
    by: Actor
    at: datetime
    revision: str
    reason: str = ""


@dataclass(frozen=True)
class ObligationRecord:
    item: str
    status: ObligationStatus
    on: date
    evidence: str
    by: Actor
    nth: int = 0
    """Which of the item's deadlines, counted from 0."""


@dataclass(frozen=True)
class Matter:
    kind: MatterKind
    name: str
    evidence: str = ""


@dataclass(frozen=True)
class Outcome:
    item: str
    kept: bool
    note: str = ""
