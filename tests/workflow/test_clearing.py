"""Waivers, conditions, escalations, dissent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from review.model.decision import Actor, Condition, ConditionKind, Rank
from review.model.event import Fact
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow import process
from review.workflow.facts.clearing import (
    AddCondition,
    CloseCondition,
    CloseEscalation,
    ConcurWaiver,
    ContestRejection,
    Escalate,
    GrantWaiver,
    RequestWaiver,
)
from tests.workflow.world import (
    AR,
    CM,
    COM,
    DEC,
    DELIVERY,
    FIN_HEAD,
    FR,
    FR_HEAD,
    LEG_HEAD,
    POLICY,
    REJECTION,
    SOLUTION,
    SR,
    confirm,
    draft,
    finding,
    in_review,
)

D01 = finding("b1", "D-01", Severity.B, commitment="k1")
S05 = finding("h1", "S-05", Severity.H)
L02 = finding("h2", "L-02", Severity.H, Role.LEG)
P14 = finding("m1", "P-14", Severity.M, Role.FIN)
K11 = finding("n1", "K-11", Severity.B, Role.LEG)
FOUND = (D01, S05, L02, P14, K11)


def ask(finding_id: str, **more: object) -> RequestWaiver:
    return replace(RequestWaiver(finding_id, "customer agreed", Decimal(1000), "CNY", "buffer stock", date(2026, 12, 31)), **more)


def grant(finding_id: str) -> GrantWaiver:
    return GrantWaiver(finding_id, f"digest-{finding_id}")


FIN_MANAGER = Actor("mia", Role.FIN, rank=Rank.MANAGER)


@pytest.mark.parametrize(
    ("actor", "action", "code"),
    [
        (AR, grant("b1"), "denied-barred"),
        (AR, grant("h1"), "denied-barred"),
        (replace(AR, rank=Rank.HEAD), grant("h1"), "denied-barred"),
        (AR, grant("h2"), "denied-waiver-authority"),
        (FR, grant("h1"), "denied-waiver-authority"),
        (FR_HEAD, grant("b1"), "denied-waiver-authority"),
        (FR_HEAD, grant("h2"), "denied-waiver-authority"),
        (DEC, grant("n1"), "denied-never-waivable"),
        (DEC, grant("b1"), "denied-no-request"),
        (FR_HEAD, grant("h1"), "denied-no-request"),
        (FR_HEAD, replace(grant("h1"), digest="old"), "denied-no-request"),
        (AR, ask("n1"), "denied-never-waivable"),
        (AR, ask("zz"), "denied-unknown"),
        (AR, ask("h1", reason=""), "denied-text-missing"),
        (AR, ask("h1", compensation=""), "denied-text-missing"),
        (AR, ask("h1", expires=date(2026, 1, 1)), "denied-expired"),
        (AR, ask("h1", risk_amount=Decimal(-1)), "denied-amount"),
        (FR_HEAD, ConcurWaiver("b1", "digest-b1"), "denied-no-request"),
        (SR, Escalate("k1", "too big", 9, date(2027, 1, 1)), "denied-unknown"),
        (SR, Escalate("zz", "too big", 1, date(2027, 1, 1)), "denied-unknown"),
        (SR, Escalate("k1", "too big", 1, date(2026, 1, 1)), "denied-expired"),
        (AR, ContestRejection("k1", "no"), "denied-not-rejected"),
        (SR, CloseCondition("c9", "x"), "denied-unknown"),
        (AR, AddCondition("h1", Condition(ConditionKind.INTERNAL, "x", "ann")), "denied-not-owner"),
        (CM, AddCondition("h1", Condition(ConditionKind.INTERNAL, "x", "carl")), "denied-not-owner"),
        (FR, AddCondition("zz", Condition(ConditionKind.INTERNAL, "x", "ann")), "denied-unknown"),
    ],
)
def test_refused(actor: Actor, action: Fact, code: str) -> None:
    assert in_review(*FOUND).refused(actor, action) == code


@pytest.mark.parametrize(("finding_id", "grantor"), [("h1", FR_HEAD), ("h2", LEG_HEAD), ("m1", FIN_MANAGER), ("m1", FIN_HEAD)])
def test_granted_by_whom_the_table_names(finding_id: str, grantor: Actor) -> None:
    world = in_review(*FOUND).does(AR, ask(finding_id)).does(grantor, grant(finding_id))
    waiver = world.case.waivers[-1]
    assert (waiver.finding, waiver.by, waiver.requested_by, waiver.revision) == (finding_id, grantor, "ann", "r1")
    assert waiver in process(world.case, POLICY, world.now.date()).waivers


def test_nobody_grants_what_he_asked_for() -> None:
    assert in_review(*FOUND).does(FR_HEAD, ask("h1")).refused(FR_HEAD, grant("h1")) == "denied-own-request"


def test_a_b_needs_the_function_head_and_the_decision_team() -> None:
    world = in_review(*FOUND).does(SR, ask("b1"))
    assert world.refused(DEC, grant("b1")) == "denied-concurrence"
    assert world.refused(LEG_HEAD, ConcurWaiver("b1", "digest-b1")) == "denied-waiver-authority"
    world.does(FR_HEAD, ConcurWaiver("b1", "digest-b1"))
    assert world.refused(Actor("frida", Role.DEC), grant("b1")) == "denied-concurrence", "one person is not two"
    world.does(DEC, grant("b1"))
    assert world.case.waivers[-1].concurred_by == FR_HEAD


def test_a_finding_that_says_something_else_is_not_waived() -> None:
    world = in_review(S05).does(AR, ask("h1")).does(FR_HEAD, grant("h1"))
    world.does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.state is State.READY_FOR_DECISION
    again = (replace(DELIVERY, was="k1"), replace(SOLUTION, was="k2"))
    world.does(AR, draft(items=again, findings=(replace(S05, digest="worse"),), deal="deal-2"))
    assert world.state is State.IN_REVIEW


def test_a_waiver_is_for_one_revision() -> None:
    world = in_review(S05).does(AR, ask("h1")).does(FR_HEAD, grant("h1"))
    world.does(AR, draft("two", (replace(DELIVERY, was="k1"), replace(SOLUTION, was="k2")), (S05,)))
    world.does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.state is State.IN_REVIEW


def test_an_open_b_escalates_by_itself_and_settles_when_it_is_gone() -> None:
    world = in_review(D01)
    assert [(e.cause, e.level, e.subject) for e in world.case.open_escalations] == [("open_b", 1, "b1")]
    world.does(AR, draft("two", (replace(DELIVERY, was="k1"), replace(SOLUTION, was="k2"))))
    assert not world.case.open_escalations and world.case.escalations[0].evidence == "r2"


def test_exceeded_authority_goes_to_the_decision_team() -> None:
    world = in_review(exceeded=("price",))
    assert world.state is State.ESCALATED
    one = world.case.open_escalations[0]
    assert world.refused(CM, CloseEscalation(one.id, "fine", "x")) == "denied-level"
    world.does(DEC, CloseEscalation(one.id, "approved up to 35 %", "minutes of 2 March"))
    assert not world.case.open_escalations


def test_a_contested_rejection_goes_up_and_the_dissent_stays_verbatim() -> None:
    world = in_review().does(FR, REJECTION).does(SR, confirm(SOLUTION)).does(AR, ContestRejection("k1", "customer insists"))
    one = world.case.open_escalations[0]
    assert (one.cause, one.level) == ("contested", 2) and world.state is State.ESCALATED
    assert world.refused(AR, ContestRejection("k1", "again")) == "denied-already"
    assert world.refused(FR_HEAD, CloseEscalation(one.id, "do it", "x", overrules=True)) == "denied-overrule"
    world.does(FR_HEAD, CloseEscalation(one.id, "FR is right", "plan"))
    assert world.state is State.CHANGES_REQUESTED
    world.does(AR, ContestRejection("k1", "once more")).later(days=3)
    world.tries_clock()
    one = world.case.open_escalations[0]
    assert one.level == 3
    world.does(DEC, CloseEscalation(one.id, "we take the risk", "minutes", overrules=True))
    assert world.state is State.READY_FOR_DECISION
    seen = process(world.case, POLICY, world.now.date())
    assert [(d.reason, d.wording) for d in seen.dissent] == [("lead time 75 days", "within 90 days")]


def test_whoever_raised_it_does_not_close_it() -> None:
    world = in_review().does(COM, Escalate("", "price war", 1, date(2026, 4, 1)))
    one = world.case.open_escalations[0]
    assert world.refused(COM, CloseEscalation(one.id, "done", "x")) == "denied-level"
    assert world.refused(CM, CloseEscalation(one.id, "done", "")) == "denied-text-missing"
    world.does(CM, CloseEscalation(one.id, "done", "mail"))
    assert world.refused(CM, CloseEscalation(one.id, "done", "mail")) == "denied-already"


def test_a_condition_is_closed_by_those_it_concerns_with_evidence() -> None:
    world = in_review().does(FR, AddCondition("", Condition(ConditionKind.BEFORE_SIGNING, "bond", "fiona")))
    id_ = world.case.open_conditions[0].id
    assert world.refused(SR, CloseCondition(id_, "done")) == "denied-not-owner"
    assert world.refused(FR, CloseCondition(id_, " ")) == "denied-text-missing"
    assert world.refused(Actor("fiona", Role.FIN), CloseCondition(id_, "bond no. 7")) == "denied-not-owner"
    world.does(CM, CloseCondition(id_, "bond no. 7"))
    assert world.case.conditions[0].evidence == "bond no. 7"
    assert world.refused(FR, CloseCondition(id_, "again")) == "denied-already"


def test_a_condition_that_holds_up_nothing_is_closed_by_its_owner() -> None:
    world = in_review().does(FR, AddCondition("", Condition(ConditionKind.INTERNAL, "order parts", "fiona")))
    world.does(Actor("fiona", Role.FIN), CloseCondition(world.case.open_conditions[0].id, "order 17"))
    assert not world.case.open_conditions
