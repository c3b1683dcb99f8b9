"""Decisions on commitments: one at a time, and together what the deal record proves."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from api.web.desk import seats
from api.web.filters import Filter
from api.web.moves import go
from api.web.posting import FormSent, Sent, day
from api.web.words import one_of
from review.errors import Failure, sentences
from review.model.decision import Choice, Condition, ConditionKind
from review.model.roles import Role
from review.workflow import Case
from review.workflow.facts.deciding import BulkConfirm, Decide

router = APIRouter(prefix="/reviews/{review_id}/decisions")


@router.post("")
def decide(form: FormSent) -> Response:
    """Decide on one commitment, as its owner, exactly as it was seen; then the next one that waits for the same person.

    Unless another decision stands by now than the one that was seen.
    """
    commitment = form.text("commitment")

    def done() -> Response:
        action, owner = decision_from(form), one_of(Role, form.text("owner"), "owner")
        as_ = replace(form.as_(owner), decision=(action.item, form.text("seen")))
        case = form.act(action, as_).history.case
        waiting = _waiting(case, commitment, tuple(seats(case, form.person, form.context.now())))
        return go(f"/reviews/{form.review_id}?{_following(form, waiting)}", "decision_recorded")

    return form.tried("commitments", f"c-{commitment}", done)


@router.post("/proven")
def confirm_proven(form: FormSent, line: Annotated[list[str] | None, Form()] = None) -> Response:
    """Confirm together what the deal record proves, each line as it was seen; each owner's lines in that role."""

    def done() -> Response:
        by_owner: dict[Role, list[tuple[str, str]]] = {}
        for owner, item, fingerprint in (text.split(" ") for text in line or () if text.count(" ") == 2):
            by_owner.setdefault(one_of(Role, owner, "owner"), []).append((item, fingerprint))
        if not by_owner:
            raise Failure("nothing-chosen")
        for role, pairs in by_owner.items():
            form.act(BulkConfirm(tuple(pairs)), form.as_(role), role)
        return form.leads("commitments", "", "proven_recorded")

    return form.tried("commitments", "proven", done)


def decision_from(form: Sent) -> Decide:
    """The decision from its form: only what belongs to the choice. Raises Failure."""
    choice = one_of(Choice, form.text("choice"), "choice")
    target = form.text("reassigned_to") if choice is Choice.REASSIGN else ""
    return Decide(
        item=form.text("commitment"),
        fingerprint=form.text("fingerprint"),
        choice=choice,
        reason=form.text("reason"),
        evidence=form.text("evidence"),
        condition=_condition(form) if choice is Choice.CONFIRM_WITH_CONDITION else None,
        wording=form.text("wording") if choice is Choice.REJECT else "",
        reassign_to=one_of(Role, target, "owner") if target else None,
    )


def _condition(form: Sent) -> Condition:
    kind = one_of(ConditionKind, form.text("condition_kind") or ConditionKind.BEFORE_SIGNING, "kind")
    return Condition(kind, form.text("condition_text"), form.text("condition_owner"), day(form.text("condition_due"), "due"))


def _following(form: Sent, waiting: list[str]) -> str:
    """Where the next line stands: in the list as it was filtered, while that shows one, else among all that wait."""
    shown = form.text("following")
    if shown in waiting:
        return f"{form.within.query}#c-{shown}"
    return f"{Filter(show='mine').query}#c-{waiting[0]}" if waiting else Filter(show="decided").href.removeprefix("?")


def _waiting(case: Case, commitment: str, roles: tuple[Role, ...]) -> list[str]:
    """The lines that wait for the person, those after this one first, in text order."""
    order = {id_: i for i, id_ in enumerate(case.items)}
    mine = [i.id for i in case.undecided if i.owner in roles]
    return sorted(mine, key=lambda id_: order[id_] <= order.get(commitment, -1))


sentences({"nothing-chosen": {"zh": "没有选中任何一条。", "en": "No line was chosen."}})
