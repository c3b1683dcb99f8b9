"""What the state of the review must not hold when the gate is passed: one rule, one table row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.model.deal import Missing
from review.model.decision import Choice, ConditionKind, Waiver
from review.model.language import Bilingual
from review.model.process import Process
from review.model.roles import TRIANGLE, Role
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.conditions import text
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, Number, OneOf, Param, Text
from review.rules.waivers import NEVER

Faults = Iterator[tuple[str, str | Bilingual]]
"""Pairs (commitment id or empty, what is wrong in a few words)."""


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    process = scene.facts.process
    assert process is not None
    faults = list(_MODES[params["mode"]](process, scene, params))
    held = {c.id: c for c in scene.commitments}
    for commitment, what in faults:
        yield failed(held.get(commitment), fields={"what": what})
    if not faults:
        yield passed()


def _stale(p: Process, scene: Scene, params: Params) -> Faults:
    return ((d.commitment, f"{d.by.role.value} {d.by.person}") for d in p.stale)


def _open_conditions(p: Process, scene: Scene, params: Params) -> Faults:
    before = (ConditionKind.BEFORE_SIGNING, ConditionKind.TEXT_CHANGE)
    return (("", c.text) for c in p.open_conditions if c.kind in before and c.closed_at is None)


def _changed(p: Process, scene: Scene, params: Params) -> Faults:
    """Clauses that changed while a decision on something in them is older."""
    old = {d.commitment for d in p.stale}
    for clause in p.changed_clauses:
        held = [c.id for c in scene.commitments if clause in (c.clause, c.number)]
        decided = {d.commitment for d in p.decisions}
        if any(i in old or i not in decided for i in held):
            yield (held[0], clause)


def _dissent(p: Process, scene: Scene, params: Params) -> Faults:
    resolved = {e.subject for e in p.escalations if e.decision and e.closed_at}
    return ((d.commitment, f"{d.by.role.value} {d.by.person}: {d.reason}") for d in p.dissent if d.commitment not in resolved)


def _unreleased(p: Process, scene: Scene, params: Params) -> Faults:
    status = scene.deal("/opp/crm_status")
    signed = p.signed_outside or (bool(status) and text(status).strip().lower() in _SIGNED)
    if signed and not p.released:
        yield ("", text(status) if status else {"zh": "系统外签署", "en": "outside the system"})


#: What CRMs call a contract that is signed.
_SIGNED = frozenset(
    (
        "signed",
        "activated",
        "executed",
        "active",
        "closed won",
        "已签订",
        "已签署",
        "已签约",
        "已签",
        "签约完成",
        "已生效",
        "生效",
    )
)


def _escalations(p: Process, scene: Scene, params: Params) -> Faults:
    """Open escalations, grave risks that were not escalated, and rejections that nobody took up."""
    for e in p.escalations:
        if not e.decision or e.closed_at is None:
            yield ("", e.subject)
    yield from (("", str(r.get("text") or place)) for place, r in _grave(scene, params) if r.get("escalated") is False)
    subjects = {e.subject for e in p.escalations}
    yield from ((d.commitment, d.reason) for d in p.dissent if d.commitment not in subjects)


def _grave(scene: Scene, params: Params) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Risks at or above the threshold of escalation: of a grave impact, or of that amount."""
    rows = scene.rows("risks")
    held = () if isinstance(rows, Missing) else rows
    return tuple(
        (p, r) for p, r in held if str(r.get("impact")).lower() in params["grave"] or (r.get("amount") or 0) >= params["amount"]
    )


def _own_work(p: Process, scene: Scene, params: Params) -> Faults:
    """Who submitted or negotiated the contract signs for an approving function, or decides for another than their own (AR's)."""
    negotiators = scene.deal("/contract/negotiated_by") or ()
    own = {p.submitted_by, *(str(n) for n in negotiators)} - {""}
    approving = {Role.DEC, Role.LEG, Role.FIN, Role.COM}
    yield from (("", f"{s.by.role.value} {s.by.person}") for s in p.sign_offs if s.by.person in own and s.by.role in approving)
    decided = (d for d in p.decisions if d.by.person in own and d.by.role is not Role.AR)
    yield from ((d.commitment, f"{d.by.role.value} {d.by.person}") for d in decided)


def _waivers(p: Process, scene: Scene, params: Params) -> Faults:
    for w in p.waivers:
        fault = next((name for name, wrong in _WAIVER_FAULTS.items() if wrong(w, p, scene)), None)
        if fault:
            zh, en = fault
            yield ("", {"zh": f"{w.rule}：{zh}", "en": f"{w.rule}: {en}"})


def _granted_to_oneself(w: Waiver) -> bool:
    return bool(w.requested_by) and w.requested_by == w.by.person


def _by_ar(w: Waiver) -> bool:
    return w.by.role is Role.AR and w.rule[:2] in ("D-", "S-", "A-", "W-")


_WAIVER_FAULTS: dict[tuple[str, str], Callable[[Waiver, Process, Scene], bool]] = {
    ("没有理由", "no reason"): lambda w, p, s: not w.reason.strip(),
    ("属于另一版本", "other revision"): lambda w, p, s: w.revision != p.revision,
    ("已过期", "expired"): lambda w, p, s: bool(w.expires and s.facts.as_of and w.expires < s.facts.as_of),
    ("申请人与批准人是同一人", "requested and granted by one person"): lambda w, p, s: _granted_to_oneself(w),
    ("客户经理不得豁免交付、服务、验收和质保类规则", "AR may not waive D, S, A or W"): lambda w, p, s: _by_ar(w),
    ("任何人不得豁免", "nobody may waive it"): lambda w, p, s: w.rule in NEVER,
}


def _gates(p: Process, scene: Scene, params: Params) -> Faults:
    """The configured path: a gate that was passed while one before it was not. Where no gate is kept there is no path."""
    rows = scene.rows("gates")
    went = [r for _, r in rows if str(r.get("decision") or "").lower() in _GO] if isinstance(rows, tuple) else []
    if all(r.get("at") for r in went):
        went.sort(key=lambda r: str(r["at"]))
    recorded = [str(r["gate"]) for r in went]
    through = [*recorded, *(g for g in p.gates if g not in recorded)]
    if not through and not isinstance(rows, tuple):
        return
    path = params["path"]
    reached = max((path.index(g) for g in (*through, p.gate) if g in path), default=-1)
    yield from (("", g) for g in path[:reached] if g not in through)
    order = [path.index(g) for g in through if g in path]
    if order != sorted(order):
        yield ("", " > ".join(through))


_GO = ("go", "pass", "passed", "approved", "yes", "conditional go", "通过", "同意", "有条件通过")


def _owners(p: Process, scene: Scene, params: Params) -> Faults:
    """Commitments handed on that nobody took, or decided by two roles; and those of a role that nobody or several hold."""
    yield from _unnamed(scene)
    roles: dict[str, set[Role]] = {}
    for d in p.decisions:
        roles.setdefault(d.commitment, set()).add(d.by.role)
        if d.choice is Choice.REASSIGN:
            taker = d.reassigned_to.value if d.reassigned_to else ""
            zh, en = f"已转交{taker}，尚无人接手", f"handed on{' to ' + taker if taker else ''}, taken by nobody"
            yield (d.commitment, {"zh": zh, "en": en})
    yield from ((c, ", ".join(sorted(r.value for r in held))) for c, held in roles.items() if len(held) > 1)


def _unnamed(scene: Scene) -> Faults:
    """Roles that own commitments of ours and are not one person on the team; a corner of the triangle must be somebody."""
    rows = scene.rows("team")
    team = [(str(r["role"]), str(r["person"])) for _, r in rows if r.get("role")] if isinstance(rows, tuple) else []
    ours = scene.party("ours")
    owned = {c.owner: c.id for c in reversed(scene.commitments) if c.obligor in ours}
    for role, first in sorted(owned.items()) if team else ():
        people = sorted({person for r, person in team if r == role.value})
        if len(people) > 1:
            yield (first, f"{role.value}: {', '.join(people)}")
        elif not people and role in TRIANGLE:
            yield (first, {"zh": f"{role.value} 没有人选", "en": f"nobody is named as {role.value}"})


_MODES: dict[str, Callable[[Process, Scene, Params], Faults]] = {
    "stale": _stale,
    "open_conditions": _open_conditions,
    "changed": _changed,
    "dissent": _dissent,
    "unreleased": _unreleased,
    "escalations": _escalations,
    "own_work": _own_work,
    "waivers": _waivers,
    "gates": _gates,
    "owners": _owners,
}
PARAMS = {
    "mode": Param(OneOf(tuple(_MODES)), REQUIRED, "what must not be there"),
    "grave": Param(
        ListOf(Text()), ("高", "重大", "严重", "high", "critical", "severe"), "impacts of a risk that must be escalated"
    ),
    "amount": Param(Number(), Decimal(1_000_000), "amount of a risk from which it must be escalated"),
    "path": Param(ListOf(Text()), ("ATI", "ATB", "ATC"), "the gates in their order"),
}
_READS = ("/gates", "/opp/crm_status", "/contract/negotiated_by", "/risks", "/team")
CHECK = Check("state", PARAMS, run, fields=("what",), reads=_READS)
