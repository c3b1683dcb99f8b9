"""Facts about drafts: what was received, what the check found in it, what the register holds."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.altered import Altered
from review.model.commitment import Deadline
from review.model.event import Fact
from review.model.finding import Outcome
from review.model.review import Approved
from review.model.roles import Role, Severity


@dataclass(frozen=True)
class Item:
    """A line of the register: one commitment with its one owner, as it is put before people."""

    id: str
    fingerprint: str
    """What a decision on it is bound to (see ``review.compare.fingerprint``)."""
    owner: Role
    kind: str
    quote: str
    clause: str = ""
    number: str = ""
    """Number of the clause as a reader cites it."""
    ours: bool = True
    """Whether it binds our side. What binds the other side needs no decision."""
    consulted: tuple[Role, ...] = ()
    was: str = ""
    """Id of the line of the previous draft that it continues; empty when new."""
    reopened: tuple[str, ...] = ()
    """What changed since that line, as ``review.compare.wording.REASONS`` names it: ``text``, ``definition:…``, ``deal:…``."""
    proven_by: tuple[str, ...] = ()
    """Deal fields that prove it; empty when the record does not."""
    promised_by: tuple[str, ...] = ()
    """Persons who gave the promise to the customer; none of them may confirm it."""
    manual: bool = False
    """Whether a person added or edited it."""
    owned_first_by: Role | None = None
    """Owner by clause ownership, before anybody reassigned it; ``None`` when that is ``owner``."""
    deadline: Deadline | None = None
    """When it is due, for the register of obligations."""
    later: tuple[Deadline, ...] = ()
    """Further deadlines of the same words, each with its own event."""
    altered: tuple[Altered, ...] = ()
    """Of what ``reopened`` names, the words and the deal's values as they were and as they are."""

    @property
    def deadlines(self) -> tuple[Deadline | None, ...]:
        """One for each row in the register of obligations: what sets no time has one without a deadline."""
        return (self.deadline, *self.later)

    @property
    def born_to(self) -> Role:
        """Owner by clause ownership."""
        return self.owned_first_by or self.owner


@dataclass(frozen=True)
class FindingRef:
    """An open finding (FAIL or UNDETERMINED) as the workflow needs it."""

    id: str
    rule: str
    severity: Severity
    owner: Role
    outcome: Outcome
    digest: str
    """Of what it says: rule and its version, quote, values compared. Another digest is another finding."""
    commitment: str = ""
    waivable: bool = True

    @property
    def family(self) -> str:
        """Letter of the rule's topic: ``D`` of ``D-01``."""
        return self.rule.split("-")[0].rpartition("/")[2]


@dataclass(frozen=True)
class Member:
    """A person named for a role on the deal."""

    person: str
    """The account's name where the person has one, else the name as the deal record writes it."""
    role: Role
    known: bool = False
    """Whether an account holds the role under that name. Only then is the role that person's on this deal."""
    apart: bool = False
    """Whether the person sells on this deal: a deal record gives such a person no say here, only somebody's act does."""


@dataclass(frozen=True)
class ReceiveDraft(Fact):
    """A file came in; its check is under way. Until it ends, nothing can be signed."""

    name: str
    document_sha256: str
    deal_sha256: str
    again: bool = False
    """Whether somebody asked to have the draft in review checked anew, by the rules and the version of today."""


@dataclass(frozen=True)
class ParseDraft(Fact):
    """The file was read; the rules run next."""

    document_sha256: str


@dataclass(frozen=True)
class DiscardDraft(Fact):
    """The file could not be read or checked; the revision before it stands again."""

    document_sha256: str
    reason: str


@dataclass(frozen=True)
class SubmitRevision(Fact):
    """A checked draft enters the review. The same document with another deal record is a new check of the same revision."""

    document_sha256: str
    deal_sha256: str
    review_identity: str
    items: tuple[Item, ...]
    findings: tuple[FindingRef, ...] = ()
    team: tuple[Member, ...] = ()
    negotiated_by: tuple[str, ...] = ()
    major: bool = False
    exceeded: tuple[str, ...] = ()
    """Dimensions of authority that the contract exceeds: ``terms``, ``signing``, ``price``."""
    changed_clauses: tuple[str, ...] = ()
    text_sha256: str = ""
    """Of the normalised text, to be found again in the execution copy (G-07)."""
    recorded: tuple[str, ...] = ()
    """What gates ask of the deal record and it holds: ``requirements``, ``solution``, ``estimate``, ``deviations``."""
    clauses: tuple[tuple[str, str], ...] = ()
    """Clauses that somebody was given and that go on: pairs (id in the draft before, id in this one)."""


@dataclass(frozen=True)
class RecordGate(Fact):
    """The gate rules were asked about the state of the review; these are open now, and replace those recorded before."""

    gate: str
    findings: tuple[FindingRef, ...] = ()
    rules: Approved = Approved.YES
    """Whether a company's own rules, under which the draft was checked, are approved; YES where it has none."""
