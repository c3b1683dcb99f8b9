"""Reminders and overdue escalation by the clock handed in; nothing is decided by silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from review.model.commitment import Deadline
from review.model.decision import Condition, ConditionKind
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow.clock import due, review_due
from review.workflow.facts.clearing import (
    AddCondition,
    CloseCondition,
    ConcurWaiver,
    Escalate,
    GrantWaiver,
    RaiseLevel,
    RequestWaiver,
)
from review.workflow.facts.drafts import ReceiveDraft
from review.workflow.facts.execution import PlanReceivables, ReceivableStep, RecordReceivable
from review.workflow.facts.flow import Hold, Remind
from tests.workflow.world import (
    AR,
    CM,
    DEC,
    DELIVERY,
    FIN,
    FR,
    FR_HEAD,
    MILESTONE,
    POLICY,
    SOLUTION,
    SR,
    SYSTEM,
    World,
    confirm,
    draft,
    finding,
    in_execution,
    in_review,
    ready,
    signed,
)


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


def _reminders(world: World) -> list[tuple[Role, tuple[str, ...], bool]]:
    return [(e.fact.role, e.fact.subjects, e.fact.overdue) for e in world.tries_clock() if isinstance(e.fact, Remind)]


def _at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def test_a_condition_that_falls_due_is_told_to_the_role_that_set_it_before_and_after_the_day() -> None:
    world = ready()
    world.does(FR, AddCondition("k1", Condition(ConditionKind.AFTER_SIGNING, "train", "fred", date(2026, 4, 1))))
    held = world.case.conditions[0].id
    told = {}
    for day in (_at(3, 30), _at(3, 31), _at(4, 1), _at(4, 2), _at(4, 3)):
        world.now = day
        told[day.date().isoformat()[5:]] = _reminders(world)
    once = [(Role.FR, (held,))]
    assert told == {"03-30": [], "03-31": [(*once[0], False)], "04-01": [], "04-02": [(*once[0], True)], "04-03": []}
    assert not world.case.open_escalations, "before the signing it holds nothing up"


def test_a_late_condition_that_holds_up_the_signing_goes_up_and_comes_down_when_it_is_closed() -> None:
    world = ready()
    world.does(FR, AddCondition("k1", Condition(ConditionKind.BEFORE_SIGNING, "site survey", "fred", date(2026, 4, 1))))
    held = world.case.conditions[0].id
    world.now = _at(4, 1)
    world.tries_clock()
    assert not world.case.escalations
    world.now = _at(4, 2)
    world.tries_clock()
    (raised,) = world.case.open_escalations
    assert (raised.subject, raised.cause, raised.level) == (held, "overdue", POLICY.causes["overdue"])
    assert world.tries_clock() == ()
    world.does(FR, CloseCondition(held, "survey of 2 April"))
    assert not world.case.open_escalations
    assert world.state is State.READY_FOR_DECISION


def test_after_signing_every_late_condition_goes_up() -> None:
    condition = AddCondition("k1", Condition(ConditionKind.AFTER_SIGNING, "train", "fred", date(2026, 4, 1)))
    world = signed(ready().does(FR, condition))
    world.now = _at(4, 2)
    world.tries_clock()
    assert [e.cause for e in world.case.open_escalations] == ["overdue"]
    assert world.state is State.SIGNED


def test_a_waiver_that_runs_out_is_told_and_its_finding_goes_up_again() -> None:
    found = finding("x1", "D-01", Severity.B, commitment="k1")
    world = in_review(found)
    world.does(AR, RequestWaiver("x1", "stock", Decimal(9), "CNY", "rent", date(2026, 3, 5)))
    world.does(FR_HEAD, ConcurWaiver("x1", found.digest)).does(DEC, GrantWaiver("x1", found.digest))
    world.does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert not world.case.open_escalations
    told = []
    for day in range(3, 8):
        world.now = _at(3, day)
        told.append(_reminders(world))
    assert told == [[], [(Role.FR, ("x1",), False)], [], [(Role.FR, ("x1",), True)], []]
    assert [(e.subject, e.cause) for e in world.case.open_escalations] == [("x1", "open_b")]


def test_an_obligation_is_told_before_the_day_and_late_to_the_contract_manager_too() -> None:
    dated = replace(DELIVERY, deadline=Deadline(None, "", None, due=date(2026, 6, 1)))
    world = World().does(AR, draft(items=(dated, SOLUTION))).does(FR, confirm(dated)).does(SR, confirm(SOLUTION))
    world = signed(world)
    told = []
    for day in (_at(5, 30), _at(5, 31), _at(6, 1), _at(6, 2), _at(6, 3)):
        world.now = day
        told.append(_reminders(world))
    late = [(Role.FR, ("k1:0",), True), (Role.CM, ("k1:0",), True)]
    assert told == [[], [(Role.FR, ("k1:0",), False)], [], late, []]


def test_a_signed_contract_that_is_checked_against_a_later_record_waits_for_no_decision() -> None:
    world = signed()
    changed = (replace(DELIVERY, fingerprint="f-2", was="k1"), replace(SOLUTION, was="k2"))
    world.does(AR, ReceiveDraft("one.docx", "sha-one", "deal-2"), draft(items=changed, deal="deal-2"))
    assert world.case.undecided
    assert world.later(days=30).tries_clock() == ()


def test_overdue_money_is_told_to_ar_and_finance() -> None:
    world = in_execution().does(FIN, PlanReceivables((MILESTONE,)))
    world.does(FIN, RecordReceivable("prepayment", ReceivableStep.TRIGGER_MET, world.now.date(), "contract"))
    world.later(days=15)
    assert world.tries_clock() == ()
    world.later(days=1)
    assert [e.fact.role for e in world.tries_clock()] == [Role.AR, Role.FIN]
    assert MILESTONE.amount == Decimal(300) and world.tries_clock() == ()
