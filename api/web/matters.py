"""The matters tab: conditions and escalations, each with what closes it, and what can be done to the case as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.desk import Desk
from api.web.lines import moment
from api.web.offers import Offer, offer, offers
from api.web.visit import signed_in
from api.web.words import words
from review.model.decision import Escalation
from review.model.finding import Finding
from review.model.names import CONDITION_KINDS, ROLES
from review.workflow import Denied
from review.workflow.gates import unmet
from review.workflow.records import DelegationRecord, HeldCondition
from review.workflow.wording import raised, settled

#: Acts on the case as a whole, gentle ones first.
_ACTS = ("add_condition", "escalate", "delegate", "name_team", "hold", "resume", "withdraw", "reject_contract")


@dataclass(frozen=True, slots=True)
class Matter:
    """A condition or an escalation. ``about``: the line or finding it hangs on, as a link's target."""

    head: str
    text: str
    detail: str
    about: str
    open: bool
    acts: tuple[Offer, ...]
    level: str = ""
    """How far up an escalation went."""


@dataclass(frozen=True, slots=True)
class Matters:
    conditions: tuple[Matter, ...]
    escalations: tuple[Matter, ...]
    gates: tuple[Matter, ...]
    delegations: tuple[Matter, ...]
    acts: tuple[Offer, ...]


def open_count(desk: Desk) -> int:
    return len(desk.view.case.open_conditions) + len(desk.view.case.open_escalations)


def matters(desk: Desk) -> Matters:
    """Open ones first."""
    case = desk.view.case
    return Matters(
        conditions=tuple(_condition(desk, c) for c in sorted(case.conditions, key=lambda c: not c.open)),
        escalations=tuple(_escalation(desk, e) for e in sorted(case.escalations, key=lambda e: e.closed_at is not None)),
        gates=tuple(_gate(desk, gate) for gate in desk.context.policy.gates),
        delegations=tuple(_delegation(desk, d) for d in case.delegations if not d.revoked and desk.context.now() < d.until),
        acts=offers(desk, _ACTS),
    )


def _condition(desk: Desk, held: HeldCondition) -> Matter:
    condition = held.condition
    kind = CONDITION_KINDS[condition.kind.value][desk.language]
    due = f"{words(desk.language)['due']} {condition.due.isoformat()}" if condition.due else ""
    parts = (condition.owner, due, held.by.person, held.evidence)
    acts = tuple(offer(desk, "close_condition", held.id, condition=held.id)) if held.open else ()
    return Matter(kind, condition.text, " · ".join(p for p in parts if p), _about(desk, held.subject), held.open, acts)


def _escalation(desk: Desk, found: Escalation) -> Matter:
    is_open = found.closed_at is None
    closed = (settled(found)[desk.language], found.closed_by, moment(found.closed_at) if found.closed_at else "", found.evidence)
    t = words(desk.language)
    by = f"{t['raised']} {found.raised_by.person}" if found.raised_by.person else ""
    parts = (by, f"{t['due']} {found.due.isoformat()}", *closed)
    acts = tuple(offer(desk, "close_escalation", found.id, escalation=found.id)) if is_open else ()
    told, level = " · ".join(p for p in parts if p), desk.context.policy.levels[found.level - 1]
    finding = _finding(desk, found)
    head = f"{finding.rule.id} {finding.rule.title[desk.language]}" if finding else raised(found)[desk.language]
    text = finding.message[desk.language] if finding else ""
    return Matter(head, text, told, _about(desk, found.subject), is_open, acts, level.name[desk.language])


def _gate(desk: Desk, gate: str) -> Matter:
    """A gate of the business: who passed it, when and on which revision, or what it still needs. It is passed once for each
    revision that comes to it, as amendments do.
    """
    name = f"{gate} {desk.context.policy.gates[gate].name[desk.language]}"
    those = [g for g in desk.view.case.gates if g.gate == gate]
    passed = [" · ".join(p for p in (g.revision, g.by.person, moment(g.at), g.reason) if p) for g in those]
    here = any(g.revision == desk.view.case.revision_id for g in those)
    missing = unmet(desk.view.case, desk.context.policy, gate, desk.context.now().date())
    needs = Denied("denied-gate", {"gate": gate, "what": missing}).reason[desk.language] if missing and not passed else ""
    acts = () if missing or here else tuple(offer(desk, "pass_gate", gate, gate=gate))
    return Matter(name, needs, "; ".join(passed), "", not passed, acts)


def _delegation(desk: Desk, lent: DelegationRecord) -> Matter:
    head = f"{ROLES[lent.by.role][desk.language]} {lent.by.person} → {lent.to}"
    mine = lent.by.person == signed_in(desk.visit).name and lent.by.role in desk.roles
    of = f"{lent.by.role.value}-{lent.to}"
    acts = tuple(offer(desk, "revoke_delegation", of, to=lent.to, as_role=lent.by.role.value)) if mine else ()
    return Matter(head, "", f"{moment(lent.since)} – {moment(lent.until)}", "", True, acts)


def _finding(desk: Desk, found: Escalation) -> Finding | None:
    """The finding that the product took up by itself."""
    shown = (f for f in (*desk.result.open_findings, *desk.gates) if f.id == found.subject)
    return next((f for f in shown if f.rule.id == found.reason), None)


def _about(desk: Desk, subject: str) -> str:
    if subject in desk.view.case.items:
        return f"?tab=commitments&show=all#c-{subject}"
    return f"?tab=findings#f-{subject}" if desk.view.case.finding(subject) else ""
