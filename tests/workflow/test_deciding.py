"""Who decides what: ownership, evidence, own promises, bulk confirmation, corrections of the extraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from review.model.decision import Actor, Choice, Condition, ConditionKind
from review.model.event import Fact
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow import process
from review.workflow.facts.clearing import CloseCondition
from review.workflow.facts.deciding import AddCommitment, BulkConfirm, Comment, Decide, DismissCommitment, EditCommitment
from review.workflow.facts.drafts import Item
from review.workflow.facts.flow import Delegate
from tests.workflow.world import (
    AR,
    CM,
    DELIVERY,
    FIN,
    FR,
    POLICY,
    REJECTION,
    SOLUTION,
    SR,
    START,
    confirm,
    draft,
    finding,
    in_review,
    ready,
    signed_by_all,
)

CONDITION = Condition(ConditionKind.AFTER_SIGNING, "spare line", "fred", date(2026, 6, 1))


def conditional(condition: Condition | None) -> Decide:
    return Decide("k1", "f-k1", Choice.CONFIRM_WITH_CONDITION, evidence="plan", condition=condition)


@pytest.mark.parametrize(
    ("actor", "action", "code"),
    [
        (AR, confirm(DELIVERY), "denied-not-owner"),
        (SR, confirm(DELIVERY), "denied-not-owner"),
        (CM, confirm(DELIVERY), "denied-not-owner"),
        (FR, confirm(SOLUTION), "denied-not-owner"),
        (FR, confirm(DELIVERY, evidence=" "), "denied-evidence"),
        (FR, replace(confirm(DELIVERY), fingerprint="old"), "denied-item-changed"),
        (FR, replace(confirm(DELIVERY), item="k9"), "denied-unknown"),
        (FR, conditional(None), "denied-condition"),
        (FR, conditional(replace(CONDITION, due=None)), "denied-condition"),
        (FR, conditional(replace(CONDITION, owner="")), "denied-condition"),
        (FR, replace(REJECTION, wording=""), "denied-wording"),
        (FR, replace(REJECTION, reason=""), "denied-wording"),
        (FR, Decide("k1", "f-k1", Choice.REASSIGN), "denied-reassign"),
        (FR, Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.AR), "denied-reassign"),
        (FR, Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.ADMIN), "denied-reassign"),
        (FR, Decide("k1", "f-k1", Choice.NOT_A_COMMITMENT), "denied-text-missing"),
        (FR, BulkConfirm((("k1", "f-k1"),)), "denied-not-proven"),
        (FR, BulkConfirm(()), "denied-text-missing"),
        (FR, Comment("k1", ""), "denied-text-missing"),
        (AR, AddCommitment(Item("k1", "f", Role.FR, "K01", "x"), "missed"), "denied-fingerprint"),
        (AR, AddCommitment(Item("m1", "f", Role.DEC, "K01", "x"), "missed"), "denied-reassign"),
        (AR, EditCommitment(replace(DELIVERY, owner=Role.AR, fingerprint="f2"), "mine"), "denied-reassign"),
        (AR, EditCommitment(replace(DELIVERY, ours=False, fingerprint="f2"), "theirs"), "denied-not-owner"),
        (AR, DismissCommitment("k1", "f-k1", ""), "denied-text-missing"),
    ],
)
def test_refused(actor: Actor, action: Fact, code: str) -> None:
    assert in_review().refused(actor, action) == code


def test_an_fr_line_reassigned_to_sr_waits_for_sr_and_never_for_ar() -> None:
    world = in_review().does(FR, Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.SR))
    assert world.case.items["k1"].owner is Role.SR and not world.case.standing
    assert world.refused(SR, Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.AR)) == "denied-reassign"
    world.does(SR, confirm(DELIVERY), confirm(SOLUTION))
    assert world.state is State.READY_FOR_DECISION


def test_whoever_gave_the_promise_does_not_confirm_it() -> None:
    own = replace(DELIVERY, promised_by=("fred",))
    world = in_review(items=(own, SOLUTION))
    assert world.refused(FR, confirm(own)) == "denied-own-promise"
    world.does(Actor("gail", Role.FR), confirm(own))


def test_bulk_confirmation_takes_what_the_record_proves_and_says_so() -> None:
    proven = replace(DELIVERY, proven_by=("/lead_times/0/p90",))
    world = in_review(items=(proven, SOLUTION)).does(FR, BulkConfirm((("k1", "f-k1"),)))
    decision = world.case.standing["k1"]
    assert decision.proven_by == ("/lead_times/0/p90",) and "/lead_times/0/p90" in decision.evidence


def test_a_comment_decides_nothing() -> None:
    world = in_review().does(FR, Comment("k1", "fine with me"))
    assert world.state is State.IN_REVIEW and len(world.case.undecided) == 2


def test_a_line_that_a_person_adds_must_be_decided() -> None:
    found = Item("manual-1", "f-m1", Role.FR, "K12", "warranty 36 months", proven_by=("/made/up",))
    world = signed_by_all().does(AR, AddCommitment(found, "the extraction missed it"))
    assert world.state is State.IN_REVIEW and not world.case.valid_sign_offs
    assert world.case.items["manual-1"].manual and not world.case.items["manual-1"].proven_by


def test_a_corrected_line_loses_its_decision_but_shows_it() -> None:
    world = ready().does(SR, EditCommitment(replace(DELIVERY, fingerprint="f2", quote="within 45 days"), "cut short"))
    assert "k1" not in world.case.standing and world.case.stale["k1"].fingerprint == "f-k1"


def test_dismissal_needs_the_owner() -> None:
    world = in_review().does(AR, DismissCommitment("k1", "f-k1", "a heading"))
    assert [i.id for i in world.case.undecided] == ["k1", "k2"], "AR alone cannot take an FR line away"
    world.does(FR, DismissCommitment("k1", "f-k1", "a heading, indeed"))
    assert [i.id for i in world.case.undecided] == ["k2"]


def test_dismissal_under_a_b_needs_another_role_than_the_owner_alone() -> None:
    world = in_review(finding("x1", "D-01", Severity.B, commitment="k1"))
    assert world.refused(FR, Decide("k1", "f-k1", Choice.NOT_A_COMMITMENT, reason="x")) == "denied-blocking-dismissal"
    world.does(FR, DismissCommitment("k1", "f-k1", "a heading"))
    assert "k1" not in world.case.dismissed
    assert world.refused(FR, DismissCommitment("k1", "f-k1", "too")) == "denied-already"
    assert world.refused(Actor("gail", Role.FR), DismissCommitment("k1", "f-k1", "too")) == "denied-not-named"
    assert world.refused(Actor("fred", Role.CM), DismissCommitment("k1", "f-k1", "too")) == "denied-already"
    world.does(CM, DismissCommitment("k1", "f-k1", "agreed"))
    assert "k1" in world.case.dismissed and not world.case.open_findings


def test_a_dismissed_line_cannot_be_decided() -> None:
    world = in_review().does(FR, DismissCommitment("k1", "f-k1", "a heading"))
    assert world.refused(FR, confirm(DELIVERY)) == "denied-item-dismissed"


def test_a_second_decision_replaces_the_condition_of_the_first() -> None:
    world = in_review().does(FR, conditional(replace(CONDITION, kind=ConditionKind.BEFORE_SIGNING)), confirm(DELIVERY))
    assert not world.case.open_conditions and len(world.case.conditions) == 1
    assert len(world.case.decisions) == 2, "no decision disappears"


def test_what_the_gate_rules_see() -> None:
    world = in_review().does(FR, REJECTION)
    world.does(AR, draft("two", (replace(DELIVERY, was="k1", fingerprint="new"), replace(SOLUTION, was="k2"))))
    seen = process(world.case, POLICY, world.now.date())
    assert seen.revision == "r2" and [d.choice for d in seen.stale] == [Choice.REJECT]
    assert seen.state == "CHECKED" and not seen.released and seen.submitted_by == "ann"


def test_a_decision_does_not_pass_to_another_owner() -> None:
    world = ready()
    world.does(AR, draft("two", (replace(DELIVERY, was="k1", owner=Role.FIN), replace(SOLUTION, was="k2"))))
    assert [i.id for i in world.case.undecided_of(Role.FIN)] == ["k1"]
    world.does(FIN, confirm(DELIVERY))


CONDITIONAL = conditional(CONDITION)
GIVEN = Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.SR)
BOTH = BulkConfirm((("k1", "f-k1"),))


@pytest.mark.parametrize("action", [confirm(DELIVERY), CONDITIONAL, REJECTION, GIVEN, BOTH], ids=lambda a: type(a).__name__)
def test_the_same_decision_of_the_same_person_is_taken_once(action: Fact) -> None:
    world = in_review(items=(replace(DELIVERY, proven_by=("/lead_times/0/p90",)), SOLUTION))
    world.does(FR, action)
    assert world.tries(FR, action) == ()


@pytest.mark.parametrize(
    "other",
    [
        confirm(DELIVERY, "plan v4"),
        replace(CONDITIONAL, reason="said so"),
        replace(CONDITIONAL, condition=replace(CONDITION, text="two spare lines")),
        REJECTION,
    ],
)
def test_a_decision_in_other_words_is_another(other: Decide) -> None:
    world = in_review().does(FR, CONDITIONAL)
    assert len(world.does(FR, other).case.decisions) == 2


def test_the_same_decision_by_somebody_else_is_another() -> None:
    world = in_review().does(FR, Delegate("dave", START, START + timedelta(days=9))).does(FR, confirm(DELIVERY))
    dave = Actor("dave", Role.FR, "fred")
    assert [d.by for d in world.does(dave, confirm(DELIVERY)).case.decisions] == [FR, dave]


def test_a_decision_that_no_longer_holds_as_it_was_taken_is_taken_again() -> None:
    """The condition was met, and is set once more; the rejection was overruled, and is upheld."""
    met = in_review().does(FR, CONDITIONAL)
    met.does(FR, CloseCondition(met.case.conditions[-1].id, "spare line stands")).does(FR, CONDITIONAL)
    assert len(met.case.open_conditions) == 1
    back = in_review().does(FR, GIVEN).does(SR, Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.FR)).does(FR, GIVEN)
    assert [d.by for d in back.case.decisions] == [FR, SR, FR]
