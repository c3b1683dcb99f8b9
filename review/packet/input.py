"""Everything a packet is made from. The clock, the number and the bytes come in; nothing is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from review.model.audit import AuditEntry, Head
from review.model.commitment import Commitment, Deadline
from review.model.decision import Actor, Waiver
from review.model.language import Bilingual, Language
from review.model.process import Process
from review.model.review import Review
from review.model.roles import Role
from review.rules.exposure import Exposure, exposure
from review.rules.facts import Facts
from review.workflow.records import Fallen
from review.workflow.routing import Routed


class PacketLanguage(StrEnum):
    ZH = "zh"
    EN = "en"
    BOTH = "both"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that stand in the packet, in the order they are read."""
        return ("zh", "en") if self is PacketLanguage.BOTH else (self.value,)


@dataclass(frozen=True, slots=True)
class Participation:
    """When somebody of the team joined, and first acted (rules R-01 to R-04)."""

    person: str
    role: Role
    joined: date | None = None
    first_act: datetime | None = None


@dataclass(frozen=True, slots=True)
class GateEntry:
    """A decision of a gate, here or as the deal record reports it."""

    gate: str
    decision: str
    body: str = ""
    at: datetime | date | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that differs from the last revision that was reviewed.

    ``kind``: added, removed, changed, split, merged, moved, renumbered; ``dependent``: same words, what they depend on changed.
    """

    kind: str
    number: str
    before: str = ""
    after: str = ""
    reopened: Bilingual | None = None
    """Why decisions in the clause fell off; None where they stay."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since the last reviewed revision, and who was told."""

    previous: str
    """Revision and hash it is compared with."""
    rows: tuple[Change, ...] = ()
    notified: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Receivable:
    """One sum to collect: trigger met -> evidence -> invoice -> due -> received."""

    name: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    currency: str = ""
    trigger: str = ""
    evidence: str = ""
    due: date | None = None
    received: date | None = None
    owner: str = ""
    clause: str = ""
    """Number of the clause that promises it."""
    ref: str = ""
    """Reference of the commitment that promises it."""
    deadline: Deadline | None = None
    """The rule by which it falls due, where the contract states one."""
    place: str = ""
    """Which of the milestones of its clause: ``2/3``; empty for the only one."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Whether delivery took the contract over. Sales stays responsible until it did."""

    to: str = ""
    accepted_at: datetime | None = None
    returned: str = ""
    """Why it was returned."""


class Act(StrEnum):
    """What a person did to a line of the register."""

    ADDED = "added"
    EDITED = "edited"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of what was read, by whom, when and why. Of an edit besides: how the line stood before it."""

    act: Act
    by: Actor
    at: datetime
    reason: str
    kind: str = ""
    owner: str = ""
    ours: bool | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """Whether a commitment was kept, as the owner recorded it in execution."""

    kept: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment as people have it in their register."""

    commitment: Commitment
    """As corrected."""
    owner: Role
    """Who decides on it; another than the kind's owner when it was reassigned."""
    corrections: tuple[Correction, ...] = ()
    dismissed: bool = False
    """Whether those who must agree said that it is no commitment."""
    gone: bool = False
    """Whether the draft no longer holds its words."""
    fallen: Fallen | None = None
    """The earlier decision that fell off, with the reasons."""


@dataclass(frozen=True)
class PacketInput:
    """A review with its decisions, and the bytes that let anybody repeat it. Without ``process`` the packet is a draft."""

    review: Review
    number: str
    issued_at: datetime
    """Moment of issue, with its zone; the only clock of the packet."""
    draft: bytes
    deal_json: bytes | None = None
    rules: Mapping[str, bytes] = field(default_factory=dict)
    """Rule pack files as used: path below the rules folder -> content."""
    language: PacketLanguage = PacketLanguage.ZH
    process: Process | None = None
    lines: tuple[Line, ...] = ()
    """The register as people have it; without one, the commitments as they were read."""
    clauses: tuple[Routed, ...] = ()
    """Who answers for which clause, as ``routed`` told it."""
    certificates: Mapping[str, str] = field(default_factory=dict)
    """Role of a signer -> SHA-256 of the certificate with which the person of that role signs here."""
    revision: str = ""
    organisation: str = ""
    gates: tuple[GateEntry, ...] = ()
    participation: tuple[Participation, ...] = ()
    changes: Changes | None = None
    receivables: tuple[Receivable, ...] = ()
    handover: HandOver | None = None
    performed: Mapping[str, Performance] = field(default_factory=dict)
    """Commitment -> how it went, where that is known."""
    extract_of: str = ""
    """SHA-256 of the released packet whose later course this one shows: an extract, which only the organisation seals."""
    audit: tuple[AuditEntry, ...] = ()
    audit_head: Head | None = None

    @cached_property
    def register(self) -> tuple[Line, ...]:
        """Every line in the order of the text, dismissed ones included."""
        lines = self.lines or (Line(c, c.owner) for c in self.review.commitments)
        return tuple(sorted(lines, key=lambda line: line.commitment.span))

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """What counts as promised: the register without what was dismissed."""
        return tuple(line.commitment for line in self.register if not line.dismissed)

    @cached_property
    def exposure(self) -> Exposure:
        """What the penalties of the register can cost, as the rules reckon it."""
        review = self.review
        promised = replace(review.understanding, commitments=self.commitments)
        return exposure(Facts(review.document, promised, review.deal, review.side, review.as_of))

    @cached_property
    def counted(self) -> Review:
        """The review without the findings about lines that were dismissed: what is no commitment fails nothing."""
        dismissed = {line.commitment.id for line in self.register if line.dismissed}
        return replace(self.review, findings=tuple(f for f in self.review.findings if f.commitment not in dismissed))

    @cached_property
    def waived(self) -> Mapping[str, Waiver]:
        """Finding -> the waiver that holds for it on the day of issue."""
        given = self.process.waivers if self.process else ()
        return {w.finding: w for w in given if w.expires is None or w.expires >= self.issued_at.date()}

    @cached_property
    def outstanding(self) -> Review:
        """What still stands in the way: findings that count and that nobody waived."""
        return replace(self.counted, findings=tuple(f for f in self.counted.findings if f.id not in self.waived))

    @property
    def released(self) -> bool:
        return self.process is not None and self.process.released

    @property
    def state(self) -> str:
        """Workflow state; ``CHECKED`` for a review that nobody has acted on."""
        return self.process.state if self.process else "CHECKED"

    @property
    def languages(self) -> tuple[str, ...]:
        return self.language.languages

    @property
    def lang(self) -> str:
        """The first language: that of the PDF as a whole."""
        return self.languages[0]


def language_of(review: Review) -> PacketLanguage:
    """The packet's language where nobody chose one: that of the answer."""
    return PacketLanguage.EN if review.language is Language.EN else PacketLanguage.ZH
