"""A deal names its people: where it does, only they act in their role, or whom they delegate to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from review.model.decision import Actor, Condition, ConditionKind, Rank
from review.model.event import Fact
from review.model.roles import Role, Severity
from review.workflow.facts.clearing import AddCondition, CloseCondition, GrantWaiver
from review.workflow.facts.deciding import Comment
from review.workflow.facts.drafts import Member, SubmitRevision
from review.workflow.facts.execution import AcceptHandOver, OfferHandOver
from review.workflow.facts.flow import Delegate, NameTeam
from review.workflow.facts.signing import Approve
from review.workflow.naming import joined
from tests.workflow.world import (
    ADMIN,
    AR,
    CM,
    DELIVERY,
    FR,
    FR_HEAD,
    REJECTION,
    SOLUTION,
    SR,
    START,
    SYSTEM,
    TEAM,
    World,
    confirm,
    draft,
    finding,
    in_review,
    ready,
    sign,
    signed,
)

NAMED = (Member("ann", Role.AR, True), Member("sam", Role.SR, True), Member("fred", Role.FR, True))
OTHER_FR = Actor("felix", Role.FR)
PERMIT = Condition(ConditionKind.BEFORE_SIGNING, "export permit", "carl")


def named(**more: object) -> World:
    """A review on a deal whose people are known here."""
    return World().does(AR, replace(draft(**more), team=NAMED))  # type: ignore[arg-type]


@pytest.mark.parametrize("act", [confirm(DELIVERY), REJECTION, sign()], ids=["confirm", "reject", "sign"])
def test_another_holder_of_the_role_may_not_act_where_one_is_named(act: Fact) -> None:
    world = named()
    assert world.refused(OTHER_FR, act) == "denied-not-named"
    assert world.refused(FR_HEAD, act) == "denied-not-named"
    world.does(FR, confirm(DELIVERY))


def test_the_refusal_says_who_is_named_and_how_to_change_it() -> None:
    answer = named().tries(OTHER_FR, confirm(DELIVERY))
    assert not isinstance(answer, tuple)
    assert "fred" in answer.reason["en"]
    assert "fred" in answer.reason["zh"]


UNKNOWN = (Member("ann", Role.AR, True), Member("陆鸣", Role.FR))


@pytest.mark.parametrize("team", [(), UNKNOWN], ids=["nobody", "somebody without an account"])
def test_the_last_word_that_is_nobodys_becomes_whose_who_first_acts_as_fr(team: tuple[Member, ...]) -> None:
    world = World().does(AR, replace(draft(), team=team)).does(OTHER_FR, confirm(DELIVERY))
    assert world.case.named(Role.FR) == {"felix"}
    assert world.history.events[-1].actor == SYSTEM
    assert world.refused(FR, REJECTION) == "denied-not-named"
    assert set(team) <= set(world.case.team)
    world.does(CM, NameTeam((*team, Member("fred", Role.FR, True)))).does(FR, REJECTION)


def test_the_last_word_becomes_that_of_whoever_lent_it() -> None:
    world = in_review().does(FR, Delegate("felix", START, START + timedelta(days=9)))
    world.does(Actor("felix", Role.FR, "fred"), confirm(DELIVERY))
    assert world.case.named(Role.FR) == {"fred"}


def test_neither_a_remark_nor_another_role_takes_a_seat() -> None:
    world = in_review().does(OTHER_FR, Comment("k1", "The crane is booked in May."))
    assert not world.case.named(Role.FR)
    ready().does(CM, Approve("sha-one")).does(Actor("cleo", Role.CM), AddCondition("", PERMIT))


def test_who_stands_in_for_the_person_named_acts() -> None:
    world = named().does(FR, Delegate("felix", START, START + timedelta(days=9)))
    world.does(Actor("felix", Role.FR, "fred"), confirm(DELIVERY))
    assert world.case.decisions[-1].by.delegate_of == "fred"
    assert world.refused(OTHER_FR, REJECTION) == "denied-not-named"


def test_a_delegation_by_somebody_who_is_not_named_gives_nothing() -> None:
    world = named().does(OTHER_FR, Delegate("gus", START, START + timedelta(days=9)))
    assert world.refused(Actor("gus", Role.FR, "felix"), confirm(DELIVERY)) == "denied-not-named"


def _with(role: Role, person: str) -> NameTeam:
    return NameTeam((*(m for m in NAMED if m.role is not role), Member(person, role, True)))


@pytest.mark.parametrize("actor", [CM, FR_HEAD], ids=["contract manager", "head of delivery"])
def test_another_is_named_by_an_act_that_is_in_the_log(actor: Actor) -> None:
    world = named().does(actor, _with(Role.FR, "felix"))
    assert world.history.events[-1].actor == actor
    world.does(OTHER_FR, confirm(DELIVERY))
    assert world.refused(FR, REJECTION) == "denied-not-named"


@pytest.mark.parametrize(
    ("actor", "role"),
    [(AR, Role.FR), (SR, Role.FR), (FR, Role.AR), (OTHER_FR, Role.FR), (FR_HEAD, Role.SR)],
    ids=["AR picks FR", "SR picks FR", "FR picks AR", "FR takes it", "head of another function"],
)
def test_nobody_picks_who_is_to_check_him(actor: Actor, role: Role) -> None:
    assert named().refused(actor, _with(role, "felix")) == "denied-naming"


def test_nobody_is_taken_off_the_deal_by_being_left_out() -> None:
    assert named().refused(AR, NameTeam(NAMED[:2])) == "denied-naming"


def test_ar_names_whom_nobody_has_named_yet_but_for_fr() -> None:
    world = in_review().does(AR, NameTeam((*TEAM, Member("sam", Role.SR, True))))
    assert world.case.named(Role.SR) == {"sam"}
    assert world.refused(AR, NameTeam((*TEAM, Member("fred", Role.FR, True)))) == "denied-naming"
    world.does(ADMIN, NameTeam((*TEAM, Member("fred", Role.FR, True))))
    assert world.case.named(Role.FR) == {"fred"}


def test_a_record_gives_whoever_sells_no_say_as_fr() -> None:
    team = (Member("ann", Role.AR, True), Member("fred", Role.FR, False, True))
    world = World().does(AR, replace(draft(), team=team))
    assert world.refused(FR, confirm(DELIVERY)) == "denied-apart"
    assert world.refused(Actor("gus", Role.FR, "fred"), confirm(DELIVERY)) == "denied-delegation"
    world.does(OTHER_FR, confirm(DELIVERY)).does(CM, NameTeam((team[0], Member("fred", Role.FR, True)))).does(FR, REJECTION)


def test_another_deal_record_does_not_change_who_is_named() -> None:
    friend = (Member("ann", Role.AR, True), Member("felix", Role.FR, True), Member("fiona", Role.FIN, True))
    world = named().does(AR, SubmitRevision("sha-one", "deal-2", "check-2", (DELIVERY, SOLUTION), (), friend))
    assert world.case.named(Role.FR) == {"fred"}
    assert world.case.named(Role.FIN) == {"fiona"}
    assert world.case.named(Role.SR) == {"sam"}


def test_a_record_renames_whoever_is_not_known_here() -> None:
    team = joined((Member("旧人", Role.FR), Member("sam", Role.SR, True)), (Member("新人", Role.FR),))
    assert set(team) == {Member("新人", Role.FR), Member("sam", Role.SR, True)}


def test_a_head_still_waives_by_rank() -> None:
    found = finding("f1", "D-09", Severity.H, commitment="k1")
    world = named(findings=(found,))
    assert world.refused(FR_HEAD, GrantWaiver("f1", found.digest)) == "denied-no-request"
    assert world.refused(OTHER_FR, GrantWaiver("f1", found.digest)) == "denied-waiver-authority"


def test_conditions_are_set_and_closed_by_the_person_named() -> None:
    found = finding("f1", "D-09", Severity.H, commitment="k1")
    condition = AddCondition("f1", Condition(ConditionKind.BEFORE_SIGNING, "site survey", "fred"))
    world = named(findings=(found,))
    assert world.refused(OTHER_FR, condition) == "denied-not-named"
    world.does(FR, condition)
    held = world.case.conditions[-1].id
    assert world.refused(OTHER_FR, CloseCondition(held, "survey")) == "denied-not-owner"
    world.does(FR, CloseCondition(held, "survey"))


def test_anybody_may_still_say_something() -> None:
    named().does(OTHER_FR, Comment("k1", "The crane is booked in May."))


def test_a_named_contract_manager_approves_and_no_other() -> None:
    world = World().does(AR, replace(draft(), team=(*NAMED, Member("carl", Role.CM, True))))
    world.does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.refused(Actor("cleo", Role.CM), Approve("sha-one")) == "denied-not-named"
    world.does(CM, Approve("sha-one"))


def test_the_hand_over_is_accepted_by_the_person_named() -> None:
    world = signed().does(CM, NameTeam(NAMED)).does(AR, OfferHandOver("sheet"))
    assert world.refused(OTHER_FR, AcceptHandOver("sheet")) == "denied-not-named"
    world.does(FR, AcceptHandOver("sheet"))


def test_rank_alone_names_nobody_for_another_role() -> None:
    assert named().refused(Actor("frank", Role.FR, rank=Rank.MANAGER), _with(Role.FR, "felix")) == "denied-naming"
