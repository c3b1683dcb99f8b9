"""Who may do what, who may waive what, how far a matter goes: ``rules/workflow/*.yml`` as frozen tables.

An empty policy denies everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from review.model.decision import Rank
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
    consulted: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """Kind of commitment -> roles that are asked besides its owner."""
