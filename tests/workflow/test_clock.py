"""Reminders and overdue escalation by the clock handed in; nothing is decided by silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from review.model.decision import Condition, ConditionKind
from review.model.process import State
from review.model.roles import Role
from review.workflow.clock import due, review_due
from review.workflow.facts.clearing import AddCondition, Escalate, RaiseLevel
from review.workflow.facts.execution import PlanReceivables, ReceivableStep, RecordReceivable
from review.workflow.facts.flow import Hold, Remind
from tests.workflow.world import CM, FIN, FR, MILESTONE, POLICY, SR, SYSTEM, in_execution, in_review, ready


def test_first_a_reminder_then_an_escalation_each_once() -> None:
    world = in_review()
    assert review_due(world.case, POLICY) == world.case.revision.at + timedelta(days=2)
    assert due(world.history, now=world.now, policy=POLICY) == ()
    world.later(days=1, minutes=5)
    assert [(type(e.fact), e.fact.role) for e in world.tries_clock()] == [(Remind, Role.FR), (Remind, Role.SR)]
    assert world.tries_clock() == ()
    world.later(days=1)
    assert [e.fact.cause for e in world.tries_clock()] == ["overdue"]
    assert world.state is State.ESCALATED and world.tries_clock() == ()


def test_an_escalation_without_an_answer_climbs_to_the_top_and_stays() -> None:
    world = in_review().does(SR, Escalate("", "big", 1, date(2026, 3, 3)))
    levels = []
    for _ in range(12):
        world.later(days=6)
        levels += [e.fact for e in world.tries_clock() if isinstance(e.fact, RaiseLevel)]
    assert world.case.escalations[0].level == len(POLICY.levels)
    assert world.case.escalations[0].closed_at is None


def test_years_of_silence_decide_nothing() -> None:
    world = in_review()
    for _ in range(20):
        world.later(days=100).tries_clock()
    assert not world.case.standing and not world.case.valid_approvals and not world.case.sign_offs
    assert all(e.actor == SYSTEM for e in world.history.events[1:])


def test_nobody_is_reminded_on_hold() -> None:
    world = in_review().does(CM, Hold("customer silent")).later(days=30)
    assert world.tries_clock() == ()


def test_a_condition_that_falls_due_is_told_to_the_role_that_set_it() -> None:
    world = ready()
    world.does(FR, AddCondition("k1", Condition(ConditionKind.AFTER_SIGNING, "train", "fred", date(2026, 4, 1))))
    world.now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert [(e.fact.role, e.fact.subjects) for e in world.tries_clock()] == [(Role.FR, (world.case.conditions[0].id,))]


def test_overdue_money_is_told_to_ar_and_finance() -> None:
    world = in_execution().does(FIN, PlanReceivables((MILESTONE,)))
    world.does(FIN, RecordReceivable("prepayment", ReceivableStep.TRIGGER_MET, world.now.date(), "contract"))
    world.later(days=15)
    assert world.tries_clock() == ()
    world.later(days=1)
    assert [e.fact.role for e in world.tries_clock()] == [Role.AR, Role.FIN]
    assert MILESTONE.amount == Decimal(300) and world.tries_clock() == ()
