"""What people decide: every record is bound to exactly what was decided (law 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from review.model.roles import Role


class Choice(StrEnum):
    CONFIRM = "confirm"
    CONFIRM_WITH_CONDITION = "confirm_with_condition"
    REJECT = "reject"
    REASSIGN = "reassign"
    NOT_A_COMMITMENT = "not_a_commitment"


class ConditionKind(StrEnum):
    TEXT_CHANGE = "text_change"
    BEFORE_SIGNING = "before_signing"
    AFTER_SIGNING = "after_signing"
    INTERNAL = "internal"


class Rank(StrEnum):
    """How far somebody's authority in the role reaches. A higher rank may what a lower one may."""

    MEMBER = "member"
    MANAGER = "manager"
    HEAD = "head"
    """Head of the function (delivery, finance, legal …)."""

    @property
    def level(self) -> int:
        """0 for a member."""
        return tuple(Rank).index(self)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which role, and for whom when delegated. An empty person is the product itself, which decides nothing."""

    person: str
    role: Role
    delegate_of: str = ""
    """The person who delegated; that person stays visible wherever the act is shown."""
    rank: Rank = Rank.MEMBER

    @property
    def persons(self) -> frozenset[str]:
        """Everybody whose duties are to be kept apart from others': the one who acts and the one acted for."""
        return frozenset(p for p in (self.person, self.delegate_of) if p)


@dataclass(frozen=True, slots=True)
class Condition:
    kind: ConditionKind
    text: str
    owner: str
    due: date | None = None
    closed_by: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on one commitment, valid only while its fingerprint is unchanged."""

    id: str
    commitment: str
    fingerprint: str
    choice: Choice
    by: Actor
    at: datetime
    reason: str = ""
    evidence: str = ""
    condition: Condition | None = None
    wording: str = ""
    reassigned_to: Role | None = None
    proven_by: tuple[str, ...] = ()
    """Deal fields that prove it, when it was confirmed in bulk; shown as such."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding let pass: rule, revision, reason, risk in money, compensating action, grantor, expiry."""

    finding: str
    rule: str
    revision: str
    reason: str
    by: Actor
    at: datetime
    requested_by: str = ""
    risk_amount: Decimal | None = None
    currency: str = ""
    compensation: str = ""
    concurred_by: Actor | None = None
    expires: date | None = None
    id: str = ""
    digest: str = ""
    """Of the finding as it was waived: what it says of which values. A finding that says something else is not waived."""


@dataclass(frozen=True, slots=True)
class Escalation:
    id: str
    subject: str
    """Finding or commitment id."""
    level: int
    reason: str
    raised_by: Actor
    at: datetime
    due: date
    decision: str = ""
    closed_by: str = ""
    closed_at: datetime | None = None
    evidence: str = ""
    cause: str = ""
    """``authority``, ``contested``, ``open_b``, ``overdue`` or ``manual``."""
    overrules: bool = False
    """Whether the decision goes against a REJECT; the dissent stays, verbatim."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """One role's signature on one revision: the statement is the text the signer saw."""

    by: Actor
    document_sha256: str
    review_identity: str
    statement: str
    at: datetime
    method: str = "login"
    digest: str = ""
    """Digest of the register as signed: document, every commitment's fingerprint and the decision on it."""
