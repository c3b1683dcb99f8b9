"""Whether each commitment of a role has a decision that still holds."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.commitment import OWNER, Commitment
from review.model.decision import Choice, Decision
from review.model.roles import Role
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Flag, ListOf, OneOf, Param

PARAMS = {
    "owners": Param(ListOf(OneOf(tuple(r.value for r in Role)), 1), REQUIRED, "roles whose commitments must be decided"),
    "evidence": Param(Flag(), False, "whether a confirmation needs evidence"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    process = scene.facts.process
    assert process is not None
    current = {d.commitment: d for d in process.decisions}
    stale = {d.commitment for d in process.stale}
    for c in scene.commitments:
        if OWNER[c.kind].value in params["owners"] and c.obligor in scene.party("ours"):
            yield _answer(c, current.get(c.id), c.id in stale, params["evidence"])


def _answer(c: Commitment, decision: Decision | None, stale: bool, evidence: bool) -> Answer:
    fields = {"owner": OWNER[c.kind].value}
    if decision is None or decision.choice is Choice.REASSIGN:
        return failed(c, variant="stale" if stale else "", fields=fields)
    if decision.choice is Choice.REJECT:
        return failed(c, variant="rejected", fields=fields)
    if evidence and decision.choice is Choice.CONFIRM and not decision.evidence.strip():
        return failed(c, variant="evidence", fields=fields)
    return passed(c)


CHECK = Check("decided", PARAMS, run, fields=("owner",), variants=("stale", "rejected", "evidence"))
