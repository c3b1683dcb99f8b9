"""Who takes part: whether the roles are filled, by different persons, and in time.

``late``: a role is empty, or its holder joined after the project was approved. ``triangle``: one of the roles is empty, or one
person holds two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from review.model.deal import Missing
from review.model.finding import Compared
from review.model.language import Bilingual
from review.model.roles import Role
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, OneOf, Param

PARAMS = {
    "roles": Param(ListOf(OneOf(tuple(r.value for r in Role)), 1), REQUIRED, "roles that must be filled"),
    "mode": Param(OneOf(("late", "triangle")), REQUIRED, "what fails"),
}
_NAMES = {
    "AR": {"zh": "客户经理（AR）", "en": "account manager (AR)"}, "SR": {"zh": "方案经理（SR）", "en": "solution manager (SR)"},
    "FR": {"zh": "交付经理（FR）", "en": "delivery manager (FR)"},
}  # fmt: skip
_LABEL = {"zh": "项目成员", "en": "team"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("team")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer)
        return
    members = [(p, r) for p, r in rows if _code(r) in params["roles"]]
    empty = [role for role in params["roles"] if role not in {_code(r) for _, r in members}]
    if empty:
        yield failed(
            variant="empty",
            fields={"roles": _named(empty)},
            compared=(Compared(_LABEL, "", ", ".join(empty), "/team"),),
        )
        return
    yield from (_late if params["mode"] == "late" else _merged)(scene, members)


def _named(roles: Iterable[str]) -> tuple[Bilingual, ...]:
    return tuple(_NAMES.get(r, {"zh": r, "en": r}) for r in roles)


def _code(row: Mapping[str, Any]) -> str:
    role = row.get("role") or ""
    return str(role.value if isinstance(role, Role) else role)


def _late(scene: Scene, members: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Answer]:
    approved = scene.deal("/opp/project_approved_at")
    dated = [(r["joined_at"], p, r) for p, r in members if r.get("joined_at")]
    if isinstance(approved, Missing) or not dated:
        yield unknown(approved.pointer if isinstance(approved, Missing) else f"{members[0][0]}/joined_at")
        return
    joined, pointer, row = min(dated, key=lambda d: d[0])
    compared = (Compared({"zh": "加入日期", "en": "joined"}, render.day(approved), render.day(joined), f"{pointer}/joined_at"),)
    fields = {"person": str(row["person"]), "joined": render.day(joined), "approved": render.day(approved)}
    yield failed(variant="late", fields=fields, compared=compared) if joined > approved else passed(compared=compared)


def _merged(scene: Scene, members: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Answer]:
    held: dict[str, set[str]] = {}
    for _, row in members:
        held.setdefault(str(row["person"]).strip(), set()).add(_code(row))
    double = {person: sorted(roles) for person, roles in held.items() if len(roles) > 1}
    for person, roles in sorted(double.items()):
        compared = (Compared(_LABEL, person, ", ".join(roles), "/team"),)
        yield failed(
            variant="merged",
            fields={"person": person, "roles": _named(roles)},
            compared=compared,
        )
    if not double:
        yield passed()


CHECK = Check(
    "participation", PARAMS, run, fields=("roles", "person", "joined", "approved"), variants=("empty", "late", "merged"),
    reads=("/team", "/opp/project_approved_at"),
)  # fmt: skip
