"""Ways around the rules that an auditor would try. Each of them is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from review.model.commitment import OWNER
from review.model.decision import Actor, Choice, Condition, ConditionKind, Rank
from review.model.event import Fact
from review.model.process import State
from review.model.roles import TRIANGLE, Role, Severity
from review.workflow import as_delegated
from review.workflow.facts.clearing import (
    AddCondition,
    CloseCondition,
    CloseEscalation,
    ConcurWaiver,
    ContestRejection,
    Escalate,
)
from review.workflow.facts.deciding import AddCommitment, Decide, EditCommitment
from review.workflow.facts.drafts import Item, Member, RecordGate
from review.workflow.facts.flow import Delegate, NameTeam
from review.workflow.facts.signing import Approve, ReleasePacket
from tests.workflow.test_clearing import D01, S05, ask, grant
from tests.workflow.world import (
    AR,
    CM,
    DEC,
    DELIVERY,
    FR,
    FR_HEAD,
    REJECTION,
    SOLUTION,
    SR,
    SYSTEM,
    TEAM,
    World,
    approved,
    confirm,
    draft,
    finding,
    in_review,
    ready,
    released,
    sign,
    signed_by_all,
)

ANN_AS_FR = Actor("ann", Role.FR)
AGAIN = (replace(DELIVERY, was="k1"), replace(SOLUTION, was="k2"))


def _delegated(to: str) -> Delegate:
    now = World().now
    return Delegate(to, now, now + timedelta(days=90))


# Corners of the triangle


def test_the_deals_ar_confirms_nothing_as_fr_whatever_roles_the_account_holds() -> None:
    world = in_review()
    assert world.refused(ANN_AS_FR, confirm(DELIVERY)) == "denied-delegation-role"
    assert world.refused(Actor("ann", Role.FR, "fred"), confirm(DELIVERY)) == "denied-delegation"
    assert world.refused(FR, _delegated("ann")) == "denied-delegation-role"


def test_nor_does_an_ar_whom_no_team_names_but_who_acted_as_ar_here() -> None:
    world = World().does(Actor("abe", Role.AR), replace(draft(), team=()))
    assert world.refused(Actor("abe", Role.FR), confirm(DELIVERY)) == "denied-delegation-role"
    assert world.refused(FR, _delegated("abe")) == "denied-delegation-role"
    world.does(FR, confirm(DELIVERY))


def test_a_delegate_who_is_named_ar_later_acts_for_fr_no_longer() -> None:
    world = in_review().does(FR, _delegated("gail"))
    gail = Actor("gail", Role.FR, "fred")
    world.does(CM, NameTeam((*TEAM, Member("gail", Role.AR))))
    assert world.refused(gail, confirm(DELIVERY)) == "denied-delegation-role"


def test_a_delegate_signs_for_one_only() -> None:
    world = ready().does(FR, _delegated("gail")).does(SR, _delegated("gail"))
    world.does(Actor("gail", Role.FR, "fred"), sign())
    assert world.refused(Actor("gail", Role.SR, "sam"), sign()) == "denied-delegation-role"
    assert world.refused(FR, sign()) == "denied-signed-already"


def test_who_was_party_to_a_dispute_does_not_settle_it_in_another_role() -> None:
    world = in_review().does(FR, REJECTION).does(AR, ContestRejection("k1", "customer insists"))
    world.later(days=9)
    world.tries_clock()
    one = world.case.open_escalations[0]
    as_dec = Actor("ann", Role.DEC, rank=Rank.HEAD)
    assert world.refused(as_dec, CloseEscalation(one.id, "do it", "minutes", overrules=True)) == "denied-overrule"


def test_a_head_who_stands_in_for_a_member_acts_with_the_members_rank() -> None:
    world = in_review(S05).does(FR, _delegated("frida")).does(SR, ask("h1"))
    frida = Actor("frida", Role.FR, "fred", Rank.HEAD)
    assert world.refused(frida, confirm(DELIVERY)) == "denied-delegation-rank"
    acting = as_delegated(world.case, frida, world.now)
    assert acting.rank is Rank.MEMBER
    assert world.refused(acting, grant("h1")) == "denied-waiver-authority"
    world.does(acting, confirm(DELIVERY))


# Commitments that would slip past their owner


def test_whoever_adds_a_missed_commitment_does_not_become_its_owner() -> None:
    mine = Item("manual-1", "f", Role.AR, "K01", "within 5 days")
    world = in_review()
    assert OWNER["K01"] is Role.FR
    assert world.refused(AR, AddCommitment(mine, "missed")) == "denied-reassign"
    world.does(AR, AddCommitment(replace(mine, owner=Role.SR), "missed"))
    assert world.case.items["manual-1"].born_to is Role.FR
    to_ar = Decide("manual-1", "f", Choice.REASSIGN, reassign_to=Role.AR)
    assert world.refused(SR, to_ar) == "denied-reassign"


@pytest.mark.parametrize("change", [{"ours": False}, {"owner": Role.SR}, {"owner": Role.AR}])
def test_a_correction_takes_nothing_away_from_fr(change: dict[str, object]) -> None:
    edited = replace(DELIVERY, fingerprint="f2", **change)
    world = in_review()
    assert world.refused(AR, EditCommitment(edited, "read wrong")) in ("denied-not-owner", "denied-reassign")
    assert world.refused(SR, EditCommitment(edited, "read wrong")) in ("denied-not-owner", "denied-reassign")


def test_reassigned_to_and_fro_a_line_waits_for_a_decision_all_the_same() -> None:
    world = in_review().does(SR, confirm(SOLUTION))
    for actor, to in ((FR, Role.SR), (SR, Role.FR), (FR, Role.SR)):
        item = world.case.items["k1"]
        world.does(actor, Decide("k1", item.fingerprint, Choice.REASSIGN, reassign_to=to))
        assert [i.id for i in world.case.undecided] == ["k1"]
    assert world.refused(SR, Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.AR)) == "denied-reassign"


# Waivers


def test_who_asked_for_a_waiver_does_not_grant_it_because_somebody_asked_again() -> None:
    world = in_review(S05).does(FR_HEAD, ask("h1")).does(SR, ask("h1"))
    assert world.refused(FR_HEAD, grant("h1")) == "denied-own-request"
    world.does(Actor("fritz", Role.FR, rank=Rank.HEAD), grant("h1"))


def test_the_deals_ar_waives_no_delivery_rule_in_any_other_role() -> None:
    world = in_review(D01, S05).does(SR, ask("b1")).does(SR, ask("h1")).does(FR_HEAD, ConcurWaiver("b1", "digest-b1"))
    assert world.refused(Actor("ann", Role.DEC, rank=Rank.HEAD), grant("b1")) == "denied-barred"
    assert world.refused(Actor("ann", Role.FR, rank=Rank.HEAD), grant("h1")) == "denied-delegation-role"


def test_a_waiver_that_expires_before_the_release_holds_nothing() -> None:
    world = in_review(S05).does(SR, ask("h1", expires=date(2026, 3, 4))).does(FR_HEAD, grant("h1"))
    world.does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    signed_by_all(world).later(days=5)
    assert world.state is State.IN_REVIEW
    assert world.refused(CM, Approve("sha-one")) == "denied-blocked"
    assert world.refused(CM, ReleasePacket("sha-one")) == "denied-blocked"


# Conditions


def test_a_condition_answers_the_finding_as_it_read_when_it_was_set() -> None:
    internal = Condition(ConditionKind.INTERNAL, "second shift", "fred")
    world = in_review(S05).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION)).does(FR, AddCondition("h1", internal))
    assert world.state is State.READY_FOR_DECISION
    world.does(AR, draft("two", AGAIN, (replace(S05, id="h1-elsewhere"),)))
    assert world.state is State.READY_FOR_DECISION, "the same finding at another place"
    third = tuple(replace(i, was=i.id) for i in AGAIN)
    world.does(AR, draft("three", third, (replace(S05, digest="worse"),)))
    assert world.state is State.IN_REVIEW, "the condition was set on something else"


def test_a_conditional_decision_answers_its_owners_finding_and_nobody_elses() -> None:
    mine, legal = finding("h1", "D-05", Severity.H, commitment="k1"), finding("h2", "L-02", Severity.H, Role.LEG, "k1")
    condition = Condition(ConditionKind.INTERNAL, "second shift", "fred")
    world = in_review(mine, legal).does(SR, confirm(SOLUTION))
    world.does(FR, Decide("k1", "f-k1", Choice.CONFIRM_WITH_CONDITION, evidence="plan", condition=condition))
    assert world.refused(FR, sign()) == "denied-blocked"
    world.does(Actor("leo", Role.LEG), AddCondition("h2", condition))
    world.does(FR, sign())


def test_the_owner_of_a_condition_does_not_declare_it_met_before_signing() -> None:
    world = ready().does(FR, AddCondition("k1", Condition(ConditionKind.BEFORE_SIGNING, "customer's drawings", "ann")))
    held = world.case.open_conditions[0]
    assert world.refused(AR, CloseCondition(held.id, "they said so")) == "denied-not-owner"
    assert world.refused(CM, ReleasePacket("sha-one")) == "denied-blocked"
    world.does(FR, CloseCondition(held.id, "drawings of 3 March"))


# Signatures and approvals


def test_a_condition_set_after_people_signed_is_signed_for_again() -> None:
    world = approved().does(CM, AddCondition("", Condition(ConditionKind.INTERNAL, "second shift", "fred")))
    assert world.state is State.READY_FOR_DECISION and not world.case.valid_sign_offs
    assert world.refused(CM, ReleasePacket("sha-one")) in ("denied-signatures", "denied-state")
    signed_by_all(world).does(CM, Approve("sha-one")).does(CM, ReleasePacket("sha-one"))


def test_a_finding_that_came_after_people_signed_is_signed_for_again() -> None:
    world = approved()
    world.does(AR, draft(items=AGAIN, findings=(S05,), deal="deal-2"))
    assert world.state is State.IN_REVIEW
    internal = Condition(ConditionKind.INTERNAL, "second shift", "fred")
    world.does(FR, AddCondition("h1", internal))
    assert world.state is State.READY_FOR_DECISION and not world.case.valid_sign_offs and not world.case.valid_approvals


def test_a_new_deal_record_that_touches_nothing_keeps_signatures_and_approval() -> None:
    world = approved()
    world.does(AR, draft(items=AGAIN, deal="deal-2"))
    assert world.state is State.APPROVED


def test_the_deals_ar_approves_nothing_as_somebody_else() -> None:
    world = World().does(CM, draft()).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.refused(Actor("ann", Role.COM), Approve("sha-one")) == "denied-own-work"


@pytest.mark.parametrize("act", [confirm(DELIVERY), sign(), Approve("sha-one"), ReleasePacket("sha-one")])
def test_what_is_done_to_a_draft_that_was_replaced_is_refused(act: Fact) -> None:
    changed = (replace(DELIVERY, was="k1", fingerprint="f-new"), replace(SOLUTION, was="k2"))
    world = signed_by_all().does(AR, draft("two", changed))
    for actor in (AR, SR, FR, CM, DEC):
        world.refused(actor, act)
    assert not world.case.valid_sign_offs


# The product's own facts


def test_nobody_but_the_product_says_what_the_gate_rules_found() -> None:
    world = ready().does(SYSTEM, RecordGate("ATC", (finding("g1", "R-05", Severity.B),)))
    for actor in (AR, SR, FR, CM, DEC):
        assert world.refused(actor, RecordGate("ATC")) == "denied-role"


@pytest.mark.parametrize("cause", ["authority", "open_b", "contested", "overdue"])
def test_nobody_raises_an_escalation_in_the_products_name(cause: str) -> None:
    """An escalation for exceeded authority, raised at the project's own level beforehand, would stand in for the real one."""
    world = in_review()
    assert world.refused(AR, Escalate("", "fine", 1, date(2026, 6, 1), cause)) == "denied-unknown"


def test_silence_decides_nothing() -> None:
    world = in_review(D01)
    world.later(days=400)
    for _ in range(6):
        world.tries_clock()
        world.later(days=30)
    assert len(world.case.undecided) == 2 and not world.case.decisions and not world.case.waivers
    assert {e.level for e in world.case.open_escalations} == {4}


def test_released_means_all_of_it() -> None:
    case = released().case
    assert {s.by.role for s in case.valid_sign_offs} == set(TRIANGLE) and not case.undecided and not case.open_conditions
