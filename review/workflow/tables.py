"""The workflow's tables as files: ``rules/workflow/*.yml`` -> ``Policy``, every mistake at once with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from review.model.commitment import OWNER
from review.model.decision import Rank
from review.model.document import ClauseKind
from review.model.process import State
from review.model.roles import Role, Severity
from review.rules.problems import Problem, Problems, refuse
from review.rules.shape import REQUIRED, Bilingual, Flag, ListOf, MapOf, Number, OneOf, Param, Reading, Record, Text
from review.rules.source import Node, parse
from review.workflow.facts import FACTS
from review.workflow.gates import REQUIREMENTS
from review.workflow.policy import GatePolicy, Level, Permission, Policy, Routing, Tier, Topic, WaiverPolicy

_ROLE = OneOf(tuple(r.value for r in Role))
_ROLES = ListOf(_ROLE, 1)
_RANK = OneOf(tuple(r.value for r in Rank))
_WHOLE = Number(whole=True)
_GROUPS = MapOf(ListOf(Text()))


def _record(**params: Any) -> Record:
    """A mapping in which every key must stand."""
    return Record({name: Param(shape, REQUIRED) for name, shape in params.items()})


def _permissions(node: Node) -> Record:
    """Its names of roles and states include the groups that the file itself defines."""
    groups = {n: _names(node, n) for n in ("roles", "states")}
    row = _record(
        roles=ListOf(OneOf((*(r.value for r in Role), *groups["roles"]))),
        states=ListOf(OneOf((*(s.value for s in State), *groups["states"]))),
    )
    actions = Record({name: Param(row) for name in FACTS}, "an action")
    return _record(
        roles=_GROUPS,
        states=_GROUPS,
        oversight=_ROLES,
        reassign_barred=ListOf(ListOf(_ROLE, 2)),
        team_only=ListOf(OneOf(tuple(FACTS))),
        permissions=actions,
    )


def _names(node: Node, key: str) -> tuple[str, ...]:
    groups = node.value.get(key) if isinstance(node.value, dict) else None
    return tuple(groups.value) if groups is not None and isinstance(groups.value, dict) else ()


_TIER = _record(sign=_ROLES, approve=ListOf(_ROLES, 1), days=_WHOLE)
_AUTHORITY = Record(
    {
        "rank": Param(_RANK, REQUIRED),
        "of": Param(OneOf(("owner", "function")), REQUIRED),
        "decided_by": Param(_ROLE),
    }
)
_LEVEL = _record(name=Bilingual(), roles=_ROLES, rank=_RANK, days=_WHOLE, overrules=Flag())
_GATE = Record(
    {
        "name": Param(Bilingual(), REQUIRED),
        "requires": Param(ListOf(OneOf(tuple(REQUIREMENTS))), REQUIRED),
        "after": Param(ListOf(Text()), ()),
    }
)

_OWNER = OneOf(tuple(dict.fromkeys(r.value for r in OWNER.values())))
_TOPIC = Record(
    {
        "owner": Param(_OWNER, REQUIRED),
        "consulted": Param(ListOf(_OWNER), ()),
        "zh": Param(ListOf(Text(), 1), REQUIRED),
        "en": Param(ListOf(Text(), 1), REQUIRED),
    }
)

_SHAPES: Mapping[str, Any] = {
    "tiers": _record(tiers=_record(standard=_TIER, normal=_TIER, major=_TIER)),
    "waivers": _record(
        functions=ListOf(_record(name=Text(), families=ListOf(Text(), 1), role=_ROLE)),
        authority=_record(**{s.value: _AUTHORITY for s in Severity}),
        barred=Record({r.value: Param(ListOf(Text()), ()) for r in Role}),
        never=ListOf(Text()),
    ),
    "escalation": _record(
        levels=ListOf(_LEVEL, 1),
        causes=_record(open_b=_WHOLE, overdue=_WHOLE, contested=_WHOLE, authority=_WHOLE),
        remind_before_days=_WHOLE,
    ),
    "gates": _record(gates=MapOf(_GATE)),
    "routing": _record(
        consulted=Record({kind: Param(_ROLES, ()) for kind in OWNER}),
        topics=ListOf(_TOPIC, 1),
        parts=Record({kind.value: Param(_OWNER) for kind in ClauseKind}),
        general=_OWNER,
    ),
}


def read_tables(folder: Path) -> Policy:
    """The policy of a folder. Raises RuleError holding every mistake in every file."""
    problems: list[Problem] = []
    tables = {name: _read(folder / f"{name}.yml", name, problems) for name in ("permissions", *_SHAPES)}
    refuse(problems)
    _levels_exist(folder / "escalation.yml", tables["escalation"])
    return _policy(tables)


def _read(path: Path, name: str, problems: list[Problem]) -> Any:
    seen = Problems(f"{path.parent.name}/{path.name}")
    try:
        node = parse(path.read_bytes(), seen)
    except OSError:
        seen.add((1, 1), "the file is missing")
        node = None
    shape = _SHAPES.get(name) or (_permissions(node) if node else None)
    found = shape.read(node, Reading(seen)) if node and shape else None
    problems += seen.items
    return found


def _levels_exist(path: Path, table: Any) -> None:
    seen = Problems(f"{path.parent.name}/{path.name}")
    known = range(1, len(table["levels"]) + 1)
    for cause, level in table["causes"].items():
        if level not in known:
            seen.add((1, 1), f"{cause} starts at a level that is not there", str(level), map(str, known))
    refuse(seen.items)


def _policy(tables: Mapping[str, Any]) -> Policy:
    escalation, permissions = tables["escalation"], tables["permissions"]
    return Policy(
        permissions=_expanded(permissions),
        tiers={name: _tier(row) for name, row in tables["tiers"]["tiers"].items()},
        waivers=_waivers(tables["waivers"]),
        levels=tuple(_level(row) for row in escalation["levels"]),
        causes={cause: int(level) for cause, level in escalation["causes"].items()},
        gates={n: GatePolicy(g["name"], g["requires"], g["after"]) for n, g in tables["gates"]["gates"].items()},
        remind_before_days=int(escalation["remind_before_days"]),
        team_only=frozenset(permissions["team_only"]),
        oversight=frozenset(map(Role, permissions["oversight"])),
        reassign_barred=frozenset((Role(a), Role(b)) for a, b in permissions["reassign_barred"]),
        routing=_routing(tables["routing"]),
    )


def _routing(table: Mapping[str, Any]) -> Routing:
    return Routing(
        consulted={kind: tuple(map(Role, roles)) for kind, roles in table["consulted"].items() if roles},
        topics=tuple(_topic(row) for row in table["topics"]),
        parts={ClauseKind(kind): Role(role) for kind, role in table["parts"].items() if role},
        general=Role(table["general"]),
    )


def _topic(row: Mapping[str, Any]) -> Topic:
    said = tuple(word.casefold() for word in (*row["zh"], *row["en"]))
    return Topic(Role(row["owner"]), tuple(map(Role, row["consulted"])), said)


def _expanded(table: Mapping[str, Any]) -> dict[str, Permission]:
    return {
        action: Permission(
            frozenset(map(Role, _members(row["roles"], table["roles"]))),
            frozenset(map(State, _members(row["states"], table["states"]))),
        )
        for action, row in table["permissions"].items()
        if row is not None
    }


def _members(names: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Names, each group replaced by what it holds, groups in groups included."""
    found, pending = set(), list(names)
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name in groups and name not in seen:
            seen.add(name)
            pending += groups[name]
        elif name not in groups:
            found.add(name)
    return found


def _tier(row: Mapping[str, Any]) -> Tier:
    approve = tuple(tuple(map(Role, group)) for group in row["approve"])
    return Tier(tuple(map(Role, row["sign"])), approve, int(row["days"]))


def _waivers(table: Mapping[str, Any]) -> WaiverPolicy:
    rows = {Severity(s): row for s, row in table["authority"].items()}
    return WaiverPolicy(
        never=frozenset(table["never"]),
        functions={family: Role(f["role"]) for f in table["functions"] for family in f["families"]},
        barred={Role(r): frozenset(families) for r, families in table["barred"].items() if families},
        ranks={s: Rank(row["rank"]) for s, row in rows.items()},
        answers={s: row["of"] for s, row in rows.items()},
        decided_by={s: Role(row["decided_by"]) for s, row in rows.items() if row["decided_by"]},
    )


def _level(row: Mapping[str, Any]) -> Level:
    return Level(row["name"], frozenset(map(Role, row["roles"])), Rank(row["rank"]), int(row["days"]), row["overrules"])
