"""The state of a review as a test of a gate rule writes it down.

    process: {confirmed: FR, stale: [K12], rejected: [K01], state: IN_REVIEW}

Decisions name the owners (``confirmed``, by role) or kinds (``stale``, ``rejected``) of the commitments they were made on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from review.model.commitment import OWNER, Commitment, Understanding
from review.model.decision import Actor, Choice, Condition, ConditionKind, Decision, Escalation, SignOff, Waiver
from review.model.process import Process
from review.model.roles import Role
from review.rules.select import KIND
from review.rules.shape import REQUIRED, Day, Flag, ListOf, Number, OneOf, Param, Record, Text

_ROLE = OneOf(tuple(r.value for r in Role))
_KINDS = ListOf(KIND)
_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

WAIVER = {
    "rule": Param(Text(), REQUIRED),
    "by": Param(_ROLE, REQUIRED),
    "person": Param(Text(), "Wang"),
    "reason": Param(Text(), ""),
    "requested_by": Param(Text(), "Li"),
    "revision": Param(Text(), "r1"),
    "expires": Param(Day(), None),
    "risk_amount": Param(Number(), None),
    "concurred_by": Param(_ROLE, None),
}
SIGNED = {"role": Param(_ROLE, REQUIRED), "person": Param(Text(), REQUIRED)}
CONDITION = {
    "kind": Param(OneOf(tuple(k.value for k in ConditionKind)), REQUIRED),
    "text": Param(Text(), REQUIRED),
    "owner": Param(Text(), "FR"),
}
ESCALATION = {
    "subject": Param(Text(), REQUIRED),
    "due": Param(Day(), date(2026, 3, 9)),
    "decision": Param(Text(), ""),
    "closed": Param(Flag(), False),
}
PROCESS = {
    "state": Param(Text(), "IN_REVIEW"),
    "gate": Param(Text(), ""),
    "submitted_by": Param(Text(), "Li"),
    "confirmed": Param(ListOf(_ROLE), (), "roles whose commitments are all confirmed with evidence"),
    "by": Param(Text(), "Zhao", "who confirmed"),
    "bare": Param(ListOf(_ROLE), (), "roles whose commitments are confirmed without evidence"),
    "rejected": Param(_KINDS, (), "kinds of commitments that were rejected"),
    "reassigned": Param(_KINDS, (), "kinds that were handed on to another role"),
    "stale": Param(_KINDS, (), "kinds of commitments whose decision went stale"),
    "dissent": Param(_KINDS, (), "kinds on which somebody's rejection was overridden"),
    "waivers": Param(ListOf(Record(WAIVER)), ()),
    "conditions": Param(ListOf(Record(CONDITION)), ()),
    "escalations": Param(ListOf(Record(ESCALATION)), ()),
    "signed": Param(ListOf(Record(SIGNED)), ()),
    "released": Param(Flag(), False),
    "signed_outside": Param(Flag(), False),
    "differences": Param(ListOf(Text()), ()),
    "changed_clauses": Param(ListOf(Text()), ()),
}


def process_from(case: Mapping[str, Any], understanding: Understanding) -> Process:
    """The process that a test describes, on the commitments of its text."""
    given = {k: case.get(k, p.default) for k, p in PROCESS.items()}
    held = understanding.commitments
    by = given["by"]
    stale = tuple(_decision(c, Choice.CONFIRM, by) for c in held if c.kind in given["stale"])
    rejected = tuple(_decision(c, Choice.REJECT, by) for c in held if c.kind in given["rejected"])
    moved = tuple(_decision(c, Choice.REASSIGN, by) for c in held if c.kind in given["reassigned"])
    gone = {d.commitment for d in (*stale, *rejected, *moved)}
    sure = tuple(_decision(c, Choice.CONFIRM, by) for c in held if OWNER[c.kind].value in given["confirmed"] and c.id not in gone)
    bare = tuple(_decision(c, Choice.CONFIRM, by, "") for c in held if OWNER[c.kind].value in given["bare"] and c.id not in gone)
    return Process(
        revision="r1", state=given["state"], gate=given["gate"], submitted_by=given["submitted_by"],
        decisions=(*sure, *bare, *rejected, *moved), stale=stale,
        waivers=tuple(_waiver(w) for w in given["waivers"]),
        open_conditions=tuple(Condition(ConditionKind(c["kind"]), c["text"], c["owner"]) for c in given["conditions"]),
        escalations=tuple(_escalation(e) for e in given["escalations"]),
        sign_offs=tuple(_sign_off(s) for s in given["signed"]),
        dissent=tuple(_decision(c, Choice.REJECT, by) for c in held if c.kind in given["dissent"]),
        released=given["released"], signed_outside=given["signed_outside"],
        changed_clauses=given["changed_clauses"], execution_differences=given["differences"],
    )  # fmt: skip


def _decision(c: Commitment, choice: Choice, person: str, evidence: str = "plan 3.2") -> Decision:
    return Decision(f"d-{c.id}", c.id, "", choice, Actor(person, OWNER[c.kind]), _AT, "as planned", evidence)


def _waiver(w: Mapping[str, Any]) -> Waiver:
    concurred = Actor("Sun", Role(w["concurred_by"])) if w["concurred_by"] else None
    amount: Decimal | None = w["risk_amount"]
    return Waiver(
        f"{w['rule']}-1", w["rule"], w["revision"], w["reason"], Actor(w["person"], Role(w["by"])), _AT,
        w["requested_by"], amount,
        concurred_by=concurred, expires=w["expires"],
    )  # fmt: skip


def _escalation(e: Mapping[str, Any]) -> Escalation:
    closed = _AT if e["closed"] else None
    return Escalation("e1", e["subject"], 1, "overdue", Actor("Zhao", Role.FR), _AT, e["due"], e["decision"], closed_at=closed)


def _sign_off(s: Mapping[str, Any]) -> SignOff:
    return SignOff(Actor(s["person"], Role(s["role"])), "0" * 64, "id", "I confirm", _AT)
