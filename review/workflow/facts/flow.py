"""Facts about the case as a whole: delegation, team, hold, end; and what the product itself notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from review.model.decision import Rank
from review.model.event import Fact
from review.model.roles import Role
from review.workflow.facts.drafts import Member


@dataclass(frozen=True)
class NameTeam(Fact):
    """Who holds which role on the deal from now on; replaces what was named before.

    Where a known person is named for a role, no other holder of the role acts in it here, but for whom it is delegated to.
    """

    members: tuple[Member, ...]


@dataclass(frozen=True)
class Delegate(Fact):
    """The actor lets ``to`` act in the actor's role for a while. It cannot be passed on."""

    to: str
    since: datetime
    until: datetime
    rank: Rank = Rank.MEMBER


@dataclass(frozen=True)
class RevokeDelegation(Fact):
    to: str


@dataclass(frozen=True)
class PassGate(Fact):
    """The business takes the case through a named gate."""

    gate: str
    reason: str = ""


@dataclass(frozen=True)
class Hold(Fact):
    reason: str


@dataclass(frozen=True)
class Resume(Fact):
    reason: str = ""


@dataclass(frozen=True)
class RejectContract(Fact):
    """The contract is not to be signed; the case ends."""

    reason: str


@dataclass(frozen=True)
class Withdraw(Fact):
    """The deal is gone; the case ends."""

    reason: str


@dataclass(frozen=True)
class Remind(Fact):
    """The product reminded the holders of a role of what waits for them. Silence decides nothing."""

    role: Role
    subjects: tuple[str, ...]
    due: datetime
    overdue: bool = False
    """Whether the day has passed; the first reminder comes before it."""


@dataclass(frozen=True)
class Refusal(Fact):
    """Somebody tried what they may not do. It changes nothing and is kept."""

    action: str
    code: str
    subject: str = ""
    zh: str = ""
    """Why not, as it was said."""
    en: str = ""
