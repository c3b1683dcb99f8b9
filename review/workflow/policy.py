"""Who may do what, who may waive what, how far a matter goes: ``rules/workflow/*.yml`` as frozen tables.

An empty policy denies everything. Raises RuleError naming file, place and allowed values when a table is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from review.errors import RuleError, sentences
from review.model.decision import Rank
from review.model.process import State
from review.model.roles import Role, Severity
from review.resources import room
from review.workflow.facts import FACTS


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
    consulted: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """Kind of commitment -> roles that are asked besides its owner."""


def load_policy(folder: Path | None = None) -> Policy:
    """Read the tables of a folder, by default ``rules/workflow``."""
    place = folder or room("rules") / "workflow"
    return policy_from({p.stem: _read(p) for p in sorted(place.glob("*.yml"))}, place.name)


def policy_from(tables: Mapping[str, Any], name: str = "workflow") -> Policy:
    """The policy that parsed tables describe."""
    try:
        return _policy(tables)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RuleError("workflow-policy", {"name": name, "what": f"{type(error).__name__}: {error}"}) from None


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise RuleError("workflow-policy", {"name": path.name, "what": str(error)}) from None


def _policy(tables: Mapping[str, Any]) -> Policy:
    escalation, permissions = tables["escalation"], tables["permissions"]
    return Policy(
        permissions=_permissions(permissions),
        tiers={name: _tier(row) for name, row in tables["tiers"]["tiers"].items()},
        waivers=_waivers(tables["waivers"]),
        levels=tuple(_level(row) for row in escalation["levels"]),
        causes={str(k): int(v) for k, v in escalation["causes"].items()},
        gates={name: _gate(row) for name, row in tables["gates"]["gates"].items()},
        remind_before_days=int(escalation["remind_before_days"]),
        reassign_barred=frozenset((Role(a), Role(b)) for a, b in permissions["reassign_barred"]),
        consulted={kind: tuple(Role(r) for r in roles) for kind, roles in tables["routing"]["consulted"].items()},
    )


def _permissions(table: Mapping[str, Any]) -> dict[str, Permission]:
    groups: Mapping[str, Any] = {**table["roles"], **table["states"]}
    found = {}
    for action, row in table["permissions"].items():
        if action not in FACTS:
            raise ValueError(f"no action {action}; actions are {', '.join(FACTS)}")
        found[action] = Permission(
            frozenset(Role(r) for r in _members(row["roles"], groups)),
            frozenset(State(s) for s in _members(row["states"], groups)),
        )
    return found


def _members(names: list[str], groups: Mapping[str, list[str]]) -> list[str]:
    """Names with those of groups put in place of the group."""
    return [m for n in names for m in (_members(groups[n], groups) if n in groups else [n])]


def _tier(row: Mapping[str, Any]) -> Tier:
    approve = tuple(tuple(Role(r) for r in group) for group in row["approve"])
    return Tier(tuple(Role(r) for r in row["sign"]), approve, int(row["days"]))


def _waivers(table: Mapping[str, Any]) -> WaiverPolicy:
    rows = {Severity(s): row for s, row in table["authority"].items()}
    return WaiverPolicy(
        never=frozenset(table["never"]),
        functions={family: Role(f["role"]) for f in table["functions"] for family in f["families"]},
        barred={Role(r): frozenset(families) for r, families in table["barred"].items()},
        ranks={s: Rank(row["rank"]) for s, row in rows.items()},
        answers={s: str(row["of"]) for s, row in rows.items()},
        decided_by={s: Role(row["decided_by"]) for s, row in rows.items() if "decided_by" in row},
    )


def _level(row: Mapping[str, Any]) -> Level:
    roles = frozenset(Role(r) for r in row["roles"])
    return Level(dict(row["name"]), roles, Rank(row["rank"]), int(row["days"]), bool(row["overrules"]))


def _gate(row: Mapping[str, Any]) -> GatePolicy:
    return GatePolicy(dict(row["name"]), tuple(row["requires"]), tuple(row.get("after", ())))


sentences(
    {
        "workflow-policy": {
            "zh": "流程配置 {name} 有误:{what}",
            "en": "The workflow tables {name} are wrong: {what}",
        },
    }
)
