"""What waits for whom besides decisions, with the day by which it is due; and of what the clock reminds after signing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from review.model.commitment import Deadline, Trigger
from review.model.decision import Actor, Condition, ConditionKind
from review.model.roles import Role, Severity
from review.workflow.facts import execution
from review.workflow.facts.clearing import AddCondition, ConcurWaiver, Escalate, GrantWaiver, RequestWaiver
from review.workflow.facts.execution import (
    ObligationStatus,
    OfferHandOver,
    PlanReceivables,
    ReceivableStep,
    RecordObligation,
    RecordReceivable,
    ReturnHandOver,
)
from review.workflow.facts.flow import Remind
from review.workflow.registers.statistics import statistics
from review.workflow.tasks import Task, tasks
from tests.workflow import world as w

TIMED = replace(w.DELIVERY, deadline=Deadline(Trigger.SIGNING, "signing", None, n=None, due=date(2026, 3, 20)))
FOUND = w.finding("x1", "D-09", Severity.B, commitment="k1")
DAY = date(2026, 3, 9)


def of(world: w.World, *actors: Actor) -> list[tuple[str, str, date | None]]:
    return [(t.kind, t.subject, t.due) for t in tasks(world.case, actors, world.now, w.POLICY)]


def test_an_escalation_waits_for_the_level_and_not_for_who_raised_it() -> None:
    world = w.in_review().does(w.AR, Escalate("k1", "beyond us", 2, DAY))
    (raised,) = world.case.open_escalations
    assert of(world, w.FR_HEAD) == [("escalation", raised.id, DAY)]
    assert of(world, w.AR) == of(world, w.FR) == of(world, w.DEC) == of(world, w.LEG_HEAD) == []
    world.does(w.AR, Escalate("", "the whole of it", 1, DAY))
    assert [k for k, *_ in of(world, w.CM)] == ["escalation"] and of(world, w.LEG) == of(world, w.FR) == []
    world.does(w.CM, Escalate("", "beyond the project", 3, DAY))
    assert [k for k, *_ in of(world, w.DEC)] == ["escalation"]


def test_a_waiver_waits_for_who_may_concur_and_then_for_who_may_grant() -> None:
    asked = RequestWaiver("x1", "stock is bought", Decimal(1), "CNY", "stock", DAY)
    world = w.in_review(FOUND).does(w.AR, asked)
    kinds = {t: [k for k, *_ in of(world, a)] for t, a in ((Role.FR, w.FR_HEAD), (Role.DEC, w.DEC), (Role.AR, w.AR))}
    assert kinds["FR"].count("waiver") == 1 and "waiver" not in kinds["DEC"] and "waiver" not in kinds["AR"]
    world.does(w.FR_HEAD, ConcurWaiver("x1", "digest-x1"))
    assert "waiver" not in [k for k, *_ in of(world, w.FR_HEAD)] and "waiver" in [k for k, *_ in of(world, w.DEC)]
    world.does(w.DEC, GrantWaiver("x1", "digest-x1"))
    assert "waiver" not in [k for k, *_ in of(world, w.DEC)]


def test_a_condition_waits_for_who_set_it_and_for_its_owner() -> None:
    world = w.in_review().does(w.FR, AddCondition("k1", Condition(ConditionKind.AFTER_SIGNING, "survey", "carl", DAY)))
    held = world.case.conditions[-1].id
    assert of(world, w.FR) == of(world, w.CM) == [("condition", held, DAY)]
    assert of(world, w.SR) == []


def test_the_hand_over_waits_first_for_sales_then_for_delivery() -> None:
    world = w.signed()
    assert of(world, w.AR) == [("hand_over", "", None)] and of(world, w.FR) == []
    world.does(w.AR, OfferHandOver("sheet"))
    assert of(world, w.FR) == [("hand_over", "", None)] and of(world, w.AR) == []
    world.does(w.FR, ReturnHandOver("no site list"))
    assert tasks(world.case, (w.AR,), world.now, w.POLICY) == (
        Task("hand_over", "", {"zh": "no site list", "en": "no site list"}),
    )


def _running() -> w.World:
    world = w.World().does(w.AR, w.draft(items=(TIMED, w.SOLUTION)))
    world.does(w.FR, w.confirm(TIMED)).does(w.SR, w.confirm(w.SOLUTION))
    return w.signed(world)


@pytest.mark.parametrize(("day", "there", "late"), [(18, False, False), (19, True, False), (21, True, True)])
def test_an_obligation_waits_for_its_owner_when_it_falls_due(day: int, there: bool, late: bool) -> None:
    world = _running()
    world.now = world.now.replace(day=day)
    found = [t for t in tasks(world.case, (w.FR,), world.now, w.POLICY) if t.kind == "obligation"]
    assert [(t.subject, t.due, t.overdue(world.now.date())) for t in found] == (
        [("k1", date(2026, 3, 20), late)] if there else []
    )
    assert [t for t in tasks(world.case, (w.SR,), world.now, w.POLICY) if t.kind == "obligation"] == []


def test_the_clock_reminds_the_owner_of_an_obligation_once_and_not_of_one_that_is_done() -> None:
    world = _running()
    world.now = world.now.replace(day=19)
    said = [e.fact for e in world.tries_clock() if isinstance(e.fact, Remind)]
    assert [(f.role, f.subjects, f.due.date()) for f in said] == [(Role.FR, ("k1:0",), date(2026, 3, 20))]
    assert world.tries_clock() == ()
    world = _running().does(w.AR, OfferHandOver("s")).does(w.FR, execution.AcceptHandOver("s"))
    world.does(w.FR, RecordObligation("k1", ObligationStatus.DONE, world.now.date(), "protocol"))
    world.now = world.now.replace(day=25)
    assert [e for e in world.tries_clock() if isinstance(e.fact, Remind)] == []


def test_money_that_is_late_waits_for_sales_and_finance() -> None:
    world = w.in_execution().does(w.FIN, PlanReceivables((w.MILESTONE,)))
    day = world.now.date()
    world.does(w.FIN, RecordReceivable("prepayment", ReceivableStep.TRIGGER_MET, day, "paper"))
    assert of(world, w.AR) == []
    world.later(days=20)
    due = day + timedelta(days=15)
    assert of(world, w.AR) == of(world, w.FIN) == [("receivable", "prepayment", due)] and of(world, w.SR) == []


def test_a_rule_s_record_is_kept_by_what_stood_at_signing() -> None:
    """An amendment under review, in which the rule finds nothing, does not take its record away."""
    found = w.finding("h1", "D-10", Severity.M, commitment="k1")
    world = w.in_review(found).does(w.FR, w.confirm(w.DELIVERY)).does(w.SR, w.confirm(w.SOLUTION))
    w.signed(world)
    world.does(w.AR, OfferHandOver("s")).does(w.FR, execution.AcceptHandOver("s"))
    world.does(w.FR, execution.RecordOutcome("k1", False, "late"))
    world.does(w.AR, w.draft("two", items=(replace(w.DELIVERY, id="k9", was="k1"),)))
    assert ("rule", "D-10", 0, 1) in {(r.group, r.name, r.kept, r.broken) for r in statistics([world.case])}
