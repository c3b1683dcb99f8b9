"""The state of one deal's review: what the history of events adds up to. Values only; ``review.workflow.replay`` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from review.model.canonical import digest
from review.model.commitment import Trigger
from review.model.decision import Choice, Decision, Escalation, SignOff, Waiver
from review.model.process import State
from review.model.review import Approved
from review.model.roles import TRIANGLE, Role
from review.workflow.facts.drafts import FindingRef, Item, Member
from review.workflow.facts.execution import Milestone, RecordReceivable
from review.workflow.records import (
    Approval,
    ClauseOwner,
    DelegationRecord,
    Dismissal,
    Draft,
    ExecutionCopy,
    Fallen,
    GatePassed,
    HandOver,
    HeldCondition,
    Matter,
    ObligationRecord,
    Outcome,
    Release,
    Remark,
    Revision,
    Signed,
    WaiverRequest,
)


@dataclass(frozen=True)
class Case:
    """State of one deal's review. Records are only ever added; what no longer holds is kept and found not to hold."""

    sequence: int = 0
    draft: Draft | None = None
    revisions: tuple[Revision, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    """Lines of the current register, by id, dismissed ones included."""
    lineage: Mapping[str, str] = field(default_factory=dict)
    """Id of a line -> the id it had in the contract that was signed last, where it continues a line of that."""
    standing: Mapping[str, Decision] = field(default_factory=dict)
    """Id of a line -> the decision that holds on it."""
    fallen: Mapping[str, Fallen] = field(default_factory=dict)
    """Id of a line -> the earlier decision that fell off because what it decided has changed."""
    decisions: tuple[Decision, ...] = ()
    """Every decision ever taken, in order."""
    dismissals: tuple[Dismissal, ...] = ()
    clause_owners: Mapping[str, ClauseOwner] = field(default_factory=dict)
    """Id of a clause of the current revision -> who was given it."""
    findings: Mapping[str, FindingRef] = field(default_factory=dict)
    """Open findings of the current check."""
    gate: str = ""
    gate_findings: tuple[FindingRef, ...] = ()
    rules: Approved = Approved.YES
    """Whether the company's own rules that were asked are approved."""
    gates: tuple[GatePassed, ...] = ()
    conditions: tuple[HeldCondition, ...] = ()
    requests: tuple[WaiverRequest, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    approvals: tuple[Approval, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    releases: tuple[Release, ...] = ()
    copies: tuple[ExecutionCopy, ...] = ()
    signed: tuple[Signed, ...] = ()
    signed_outside: tuple[str, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    team: tuple[Member, ...] = ()
    corners: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    """Person -> corners of the triangle in which that person has acted here."""
    delegations: tuple[DelegationRecord, ...] = ()
    triggers: Mapping[Trigger, date] = field(default_factory=dict)
    line_triggers: Mapping[tuple[str, int], date] = field(default_factory=dict)
    """Id of a line and which of its deadlines -> the day of the event from which this one counts."""
    obligations: tuple[ObligationRecord, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    receipts: tuple[RecordReceivable, ...] = ()
    matters: tuple[Matter, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    reminded: frozenset[tuple[Role, str, datetime, bool]] = frozenset()
    """Role, subject, due moment, and whether that had passed."""
    acted_on: str = ""
    """Id of the revision on which a person last decided, remarked or corrected something."""
    hold: str | None = None
    ended: State | None = None

    @cached_property
    def stale(self) -> Mapping[str, Decision]:
        """``fallen``, the decisions alone."""
        return {line: f.decision for line, f in self.fallen.items()}

    @property
    def revision(self) -> Revision | None:
        """The current revision."""
        return self.revisions[-1] if self.revisions else None

    @property
    def revision_id(self) -> str:
        return self.revision.id if self.revision else ""

    @cached_property
    def dismissed(self) -> frozenset[str]:
        """Lines that those who must agree have dismissed, as they stand."""
        return frozenset(i.id for i in self.items.values() if self._is_dismissed(i))

    def _is_dismissed(self, item: Item) -> bool:
        by = {d.by.role for d in self.dismissals if (d.item, d.fingerprint) == (item.id, item.fingerprint)}
        return item.born_to in by and (len(by) > 1 or not self.blocking(item.id))

    def blocking(self, item: str) -> bool:
        """Whether an open B hangs on the line."""
        return any(f.commitment == item and f.severity.value == "B" for f in self.findings.values())

    @cached_property
    def register(self) -> tuple[Item, ...]:
        """Lines that need a decision: ours, not dismissed."""
        return tuple(i for i in self.items.values() if i.ours and i.id not in self.dismissed)

    @property
    def contract(self) -> Mapping[str, Item]:
        """Lines of the contract that was signed last, by id; empty before there is one."""
        return {i.id: i for i in self.signed[-1].items} if self.signed else {}

    @cached_property
    def undecided(self) -> tuple[Item, ...]:
        """Lines of the register without a decision that holds."""
        return tuple(i for i in self.register if i.id not in self.standing)

    def undecided_of(self, role: Role) -> tuple[Item, ...]:
        return tuple(i for i in self.undecided if i.owner is role)

    @cached_property
    def register_digest(self) -> str:
        """Of what an approval or signature is given to: the document, each line with the decision on it, the findings
        that hold up, and the conditions set. Whoever signed knew all of them; a new one is to be signed for again.
        """
        sha = self.revision.submitted.document_sha256 if self.revision else ""
        lines = [(i.id, i.fingerprint, d.id if (d := self.standing.get(i.id)) else "") for i in self.register]
        heavy = (f for f in self.findings.values() if f.severity.holds_up and f.commitment not in self.dismissed)
        return digest([sha, sorted(lines), sorted(f.digest for f in heavy), [c.id for c in self.conditions]])

    @property
    def open_findings(self) -> tuple[FindingRef, ...]:
        """Of the check, but for lines that were dismissed; and of the gate rules, on lines of the register."""
        checked = (f for f in self.findings.values() if f.commitment not in self.dismissed)
        lines = {i.id for i in self.register}
        return (*checked, *(f for f in self.gate_findings if not f.commitment or f.commitment in lines))

    @cached_property
    def told_by_gates(self) -> tuple[FindingRef, ...]:
        """What the gate rules found, but for what only says again of a line that it is undecided."""
        undecided = {i.id for i in self.undecided}
        return tuple(f for f in self.gate_findings if f.commitment not in undecided)

    @property
    def open_conditions(self) -> tuple[HeldCondition, ...]:
        return tuple(c for c in self.conditions if c.open)

    @property
    def open_escalations(self) -> tuple[Escalation, ...]:
        return tuple(e for e in self.escalations if e.closed_at is None)

    @property
    def valid_sign_offs(self) -> tuple[SignOff, ...]:
        """Signatures on this document with this register."""
        return tuple(s for s in self.sign_offs if s.digest == self.binding)

    @property
    def valid_approvals(self) -> tuple[Approval, ...]:
        return tuple(a for a in self.approvals if a.register == self.binding)

    @property
    def rejections(self) -> tuple[Decision, ...]:
        """REJECTs that hold and that no escalation overruled."""
        overruled = {e.subject for e in self.escalations if e.overrules}
        rejects = (d for d in self.standing.values() if d.choice is Choice.REJECT and d.commitment not in self.dismissed)
        return tuple(d for d in rejects if d.id not in overruled)

    @cached_property
    def binding(self) -> str:
        """The register that approvals and signatures must have been given to: as it stands, and of a signed revision as it was
        released. What is signed does not fall when the record or the rules change later.
        """
        last = next((r for r in reversed(self.releases) if r.revision == self.revision_id), None)
        return last.register if last and self.is_signed else self.register_digest

    @property
    def released(self) -> Release | None:
        """The release of the current revision, while it holds."""
        found = (r for r in reversed(self.releases) if r.revision == self.revision_id)
        return next((r for r in found if r.register == self.binding), None)

    @property
    def copy(self) -> ExecutionCopy | None:
        """The execution copy of the current revision that was compared last."""
        return next((c for c in reversed(self.copies) if c.revision == self.revision_id), None)

    @property
    def is_signed(self) -> bool:
        """Whether the current revision is signed."""
        return any(s.revision == self.revision_id for s in self.signed)

    @property
    def hand_over(self) -> HandOver | None:
        return self.hand_overs[-1] if self.hand_overs else None

    def finding(self, id_: str) -> FindingRef | None:
        """The open finding with that id."""
        return next((f for f in self.open_findings if f.id == id_), None)

    def request_for(self, finding: str, digest_: str) -> WaiverRequest | None:
        """The last request to waive this finding as it reads, on this revision."""
        asked = (r for r in reversed(self.requests) if r.revision == self.revision_id)
        return next((r for r in asked if (r.asked.finding, r.digest) == (finding, digest_)), None)

    def person_of(self, role: Role) -> frozenset[str]:
        return frozenset(m.person for m in self.team if m.role is role)

    def named(self, role: Role) -> frozenset[str]:
        """Persons whose role it is on this deal. Empty where nobody known here is: any holder acts, and FR is whoever
        acts as FR first (``review.workflow.consequences``).
        """
        return frozenset(m.person for m in self.team if m.role is role and m.known)

    def holds(self, role: Role, persons: frozenset[str]) -> bool:
        """Whether one of them holds the role here: is named for it, or nobody is."""
        named = self.named(role)
        return not named or bool(named & persons)

    def corners_of(self, person: str) -> frozenset[Role]:
        """Corners of the triangle that are the person's: as the deal's team names them, else those acted in so far."""
        named = frozenset(m.role for m in self.team if m.person == person and m.role in TRIANGLE)
        return named or self.corners.get(person, frozenset())

    def events_of(self, item: str, nth: int, trigger: Trigger | None) -> Mapping[Trigger, date]:
        """The days from which a deadline counts. What is no kind of event is another event for each line."""
        days = dict(self.triggers)
        days.pop(Trigger.OTHER, None)
        own = self.line_triggers.get((item, nth))
        return {**days, trigger: own} if own and trigger else days

    def with_(self, **changes: object) -> Case:
        """A copy with these fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
