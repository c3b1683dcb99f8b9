"""Who may do what, who may waive what, how far a matter goes: ``rules/workflow/*.yml`` as frozen tables.

An empty policy denies everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from review.model.commitment import OWNER
from review.model.decision import Rank
from review.model.document import ClauseKind
from review.model.process import State
from review.model.roles import Role, Severity


@dataclass(frozen=True)
class Permission:
    """Roles that may, and states in which they may."""

    roles: frozenset[Role] = frozenset()
    states: frozenset[State] = frozenset()


@dataclass(frozen=True)
class Tier:
    """How many look at a contract. Each group of ``approve`` gives one approval; ``days`` is the time for the review."""

    sign: tuple[Role, ...]
    approve: tuple[tuple[Role, ...], ...]
    days: int


@dataclass(frozen=True)
class WaiverPolicy:
    """``functions``: family of rules -> the role whose head answers for it."""

    never: frozenset[str] = frozenset()
    functions: Mapping[str, Role] = field(default_factory=dict)
    barred: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    """Families that a role may never waive, whatever its rank."""
    ranks: Mapping[Severity, Rank] = field(default_factory=dict)
    """Rank in the answering function that may waive, or must concur when ``decided_by`` names another role."""
    answers: Mapping[Severity, str] = field(default_factory=dict)
    """Who answers: ``owner`` of the rule, or ``function`` of its family."""
    decided_by: Mapping[Severity, Role] = field(default_factory=dict)


@dataclass(frozen=True)
class Level:
    """A level of escalation: who may decide there, and in how many days."""

    name: Mapping[str, str]
    roles: frozenset[Role]
    rank: Rank
    days: int
    overrules: bool


@dataclass(frozen=True)
class GatePolicy:
    name: Mapping[str, str]
    requires: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """What clauses are about, by words of their headings. ``words``: in small letters, as they stand."""

    owner: Role
    consulted: tuple[Role, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Routing:
    """Who answers for clauses and is consulted on commitments (``rules/workflow/routing.yml``)."""

    consulted: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """Kind of commitment -> roles that are asked besides its owner."""
    topics: tuple[Topic, ...] = ()
    parts: Mapping[ClauseKind, Role] = field(default_factory=dict)
    """Part of a contract -> its owner, where neither heading, promise nor finding says more."""
    general: Role = Role.CM
    owners: frozenset[Role] = frozenset(OWNER.values())
    """Roles that can own a clause: those that own commitments."""

    def topic_of(self, heading: str) -> Topic | None:
        """The topic whose word in the heading is the longest; of equal ones, the first of the table."""
        said = heading.casefold()
        return next((topic for word, topic in self._by_length if _stands(word, said)), None)

    @cached_property
    def _by_length(self) -> tuple[tuple[str, Topic], ...]:
        every = [(word, topic) for topic in self.topics for word in topic.words]
        return tuple(sorted(every, key=lambda one: -len(one[0])))


def _stands(word: str, text: str) -> bool:
    """Whether it stands there, and in a script with spaces as a word by itself."""
    if word not in text:
        return False
    return not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}(?:s|es)?(?![a-z])", text) is not None


@dataclass(frozen=True)
class Policy:
    """All tables. The default is empty and denies."""

    permissions: Mapping[str, Permission] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    waivers: WaiverPolicy = field(default_factory=WaiverPolicy)
    levels: tuple[Level, ...] = ()
    """From the project upwards; level 1 is the first."""
    causes: Mapping[str, int] = field(default_factory=dict)
    """Cause of an automatic escalation -> the level it starts at."""
    gates: Mapping[str, GatePolicy] = field(default_factory=dict)
    remind_before_days: int = 1
    reassign_barred: frozenset[tuple[Role, Role]] = frozenset()
    """Pairs (owner by clause ownership, role): such a line can never go to that role."""
    team_only: frozenset[str] = frozenset()
    """Actions that only a person named for the role takes, where the deal names one."""
    oversight: frozenset[Role] = frozenset()
    """Roles that read every deal; others read those that they may act on."""
    routing: Routing = field(default_factory=Routing)
