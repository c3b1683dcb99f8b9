"""Facts about commitments: decisions, remarks, and corrections of the extraction."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.decision import Choice, Condition
from review.model.event import Fact
from review.model.roles import Role
from review.workflow.facts.drafts import Item


@dataclass(frozen=True)
class Decide(Fact):
    """A decision on one commitment as it stands: ``fingerprint`` is that of the line the person saw."""

    item: str
    fingerprint: str
    choice: Choice
    reason: str = ""
    evidence: str = ""
    condition: Condition | None = None
    wording: str = ""
    reassign_to: Role | None = None


@dataclass(frozen=True)
class BulkConfirm(Fact):
    """Confirms, of the lines shown, those that the deal record proves; each is shown as confirmed in this way."""

    items: tuple[tuple[str, str], ...]
    """Pairs (id, fingerprint) as shown."""


@dataclass(frozen=True)
class Comment(Fact):
    """A remark on a commitment, finding or clause. It decides nothing."""

    subject: str
    text: str


@dataclass(frozen=True)
class AddCommitment(Fact):
    """A person found a commitment that the extraction missed."""

    item: Item
    reason: str


@dataclass(frozen=True)
class EditCommitment(Fact):
    """A person corrected what was extracted; a decision on the line before is stale."""

    item: Item
    reason: str


@dataclass(frozen=True)
class ReassignClause(Fact):
    """Another role answers for a clause from now on. Promises in it keep their owners; ``Decide`` reassigns each of them."""

    clause: str
    """Its id in the draft in review."""
    number: str
    """As a reader cites it."""
    owner: Role
    """Who answered for it until now, as the person saw it."""
    to: Role
    reason: str


@dataclass(frozen=True)
class DismissCommitment(Fact):
    """A person says that the line is no commitment. Its owner must agree; when a B hangs on it, the owner is not enough."""

    item: str
    fingerprint: str
    reason: str
