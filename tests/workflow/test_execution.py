"""From the copy to be signed to the closed contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from review.model.commitment import Deadline, Trigger
from review.model.process import State
from review.model.roles import Role
from review.workflow.facts.execution import (
    AcceptHandOver,
    CloseCase,
    MatterKind,
    ObligationStatus,
    OfferHandOver,
    OpenMatter,
    PlanReceivables,
    ReceivableStep,
    RecordObligation,
    RecordReceivable,
    RecordTrigger,
    ReturnHandOver,
    SettleMatter,
)
from review.workflow.facts.signing import Approve, CompareExecutionCopy, ConfirmScan, RecordSigned, ReleasePacket
from review.workflow.process import process
from review.workflow.registers.checklist import open_points
from review.workflow.registers.obligations import due_day, obligations
from review.workflow.registers.receivables import receivables
from tests.workflow.world import (
    AR,
    CM,
    DELIVERY,
    FIN,
    FR,
    LEG,
    MILESTONE,
    POLICY,
    SOLUTION,
    Actor,
    closed,
    confirm,
    draft,
    handed_over,
    in_execution,
    ready,
    released,
    signed,
    signed_by_all,
)


def test_one_altered_digit_voids_the_approval_until_a_true_copy_comes() -> None:
    world = released().does(AR, CompareExecutionCopy("sha-copy", ('3.1: "45" -> "40"',)))
    assert world.state is State.IN_REVIEW
    assert world.refused(AR, RecordSigned("sha-copy")) == "denied-copy-differs"
    world.does(AR, CompareExecutionCopy("sha-true"))
    assert world.state is State.PACKET_RELEASED
    assert world.refused(AR, RecordSigned("sha-copy")) == "denied-copy"
    assert world.does(AR, RecordSigned("sha-true")).state is State.SIGNED


def test_a_scan_that_was_misread_is_confirmed_place_by_place() -> None:
    """What nobody confirms stays a difference; only a person who may confirm scans can, in words that are kept."""
    places = ('2.1: "24" -> "Z4"', '3.1: "司" -> ""')
    world = released().does(AR, CompareExecutionCopy("sha-scan", places, scanned=True))
    assert world.state is State.IN_REVIEW and world.refused(AR, RecordSigned("sha-scan")) == "denied-copy-differs"
    assert world.refused(AR, ConfirmScan("sha-scan", "looked", places)) == "denied-role"
    assert world.refused(LEG, ConfirmScan("sha-scan", "looked", ("another",))) == "denied-unknown"
    world.does(LEG, ConfirmScan("sha-scan", "looked at page 1", places[:1]))
    assert world.case.copy.differing == places[1:] and world.refused(AR, RecordSigned("sha-scan")) == "denied-copy-differs"
    assert process(world.case, POLICY, world.now.date()).execution_differences == places[1:]
    world.does(LEG, ConfirmScan("sha-scan", "looked at both pages", places))
    assert world.state is State.PACKET_RELEASED
    world.does(AR, RecordSigned("sha-scan"))


def test_a_file_that_differs_is_no_scan_to_be_confirmed() -> None:
    world = released().does(AR, CompareExecutionCopy("sha-copy", ('2.1: "24" -> "34"',)))
    assert world.refused(LEG, ConfirmScan("sha-copy", "it is the same", ('2.1: "24" -> "34"',))) == "denied-unknown"


def test_a_scan_needs_a_person() -> None:
    world = released().does(AR, CompareExecutionCopy("sha-scan", (), scanned=True))
    assert world.refused(AR, RecordSigned("sha-scan")) == "denied-copy"
    assert world.refused(LEG, ConfirmScan("sha-scan", "")) == "denied-text-missing"
    assert world.refused(LEG, ConfirmScan("other", "read")) == "denied-unknown"
    world.does(LEG, ConfirmScan("sha-scan", "read line by line")).does(AR, RecordSigned("sha-scan"))


def test_nothing_is_signed_before_release() -> None:
    assert ready().refused(AR, RecordSigned("sha-copy")) == "denied-not-released"
    assert released().refused(AR, RecordSigned("sha-copy")) == "denied-copy"


def test_hand_over_is_accepted_or_returned_by_fr() -> None:
    world = signed()
    assert world.refused(FR, AcceptHandOver("sheet")) == "denied-unknown"
    world.does(AR, OfferHandOver("sheet"))
    assert world.refused(AR, AcceptHandOver("sheet")) == "denied-role"
    assert world.refused(Actor("ann", Role.FR), AcceptHandOver("sheet")) == "denied-delegation-role"
    assert world.refused(FR, AcceptHandOver("other")) == "denied-other-document"
    world.does(FR, ReturnHandOver("no site list"))
    assert world.state is State.SIGNED, "sales keeps the responsibility"
    world.does(AR, OfferHandOver("sheet-2")).does(FR, AcceptHandOver("sheet-2"))
    assert world.state is State.HANDED_OVER


@pytest.mark.parametrize(
    ("actor", "action", "code"),
    [
        (FR, RecordObligation("zz", ObligationStatus.DONE, None, "x"), "denied-unknown"),
        (FIN, PlanReceivables((MILESTONE, MILESTONE)), "denied-text-missing"),
        (FIN, PlanReceivables((replace(MILESTONE, amount=Decimal(0)),)), "denied-amount"),
        (FIN, PlanReceivables((replace(MILESTONE, owner=""),)), "denied-text-missing"),
        (FIN, SettleMatter(MatterKind.CLAIM, "delay", "x"), "denied-unknown"),
    ],
)
def test_refused(actor, action, code) -> None:
    assert in_execution().refused(actor, action) == code


def test_steps_of_a_receivable_come_in_order_with_evidence() -> None:
    world = in_execution().does(FIN, PlanReceivables((MILESTONE,)))
    day = world.now.date()

    def step(which: ReceivableStep, evidence: str = "paper", amount: Decimal | None = None) -> RecordReceivable:
        return RecordReceivable("prepayment", which, day, evidence, amount)

    assert world.refused(FIN, step(ReceivableStep.INVOICED)) == "denied-step"
    assert world.refused(FIN, step(ReceivableStep.TRIGGER_MET, "")) == "denied-text-missing"
    assert world.refused(FIN, replace(step(ReceivableStep.TRIGGER_MET), on=day + timedelta(1))) == "denied-future"
    assert world.refused(FIN, replace(step(ReceivableStep.TRIGGER_MET), milestone="zz")) == "denied-unknown"
    world.does(FIN, *map(step, (ReceivableStep.TRIGGER_MET, ReceivableStep.EVIDENCED, ReceivableStep.INVOICED)))
    assert world.refused(FIN, step(ReceivableStep.RECEIVED)) == "denied-receipt"
    world.does(FIN, step(ReceivableStep.RECEIVED, amount=Decimal(100)))
    assert ("receivable", "prepayment") in [(o.kind, o.subject) for o in open_points(world.case)]
    world.does(FIN, step(ReceivableStep.RECEIVED, amount=Decimal(200)))
    assert "receivable" not in {o.kind for o in open_points(world.case)}
    assert world.refused(FIN, PlanReceivables((replace(MILESTONE, name="other"),))) == "denied-milestone"


def test_a_receivable_that_the_contract_counts_is_due_as_it_says() -> None:
    """Before its event too, and by its months; the days of the plan count where the contract is not what was planned from."""
    before = Deadline(Trigger.SHIPMENT, "shipment", None, "before", Decimal(10), "day")
    months = Deadline(Trigger.SIGNING, "signing", None, n=Decimal(2), unit="month")
    plan = (
        replace(MILESTONE, name="a", trigger=Trigger.SHIPMENT, deadline=before),
        replace(MILESTONE, name="b", deadline=months),
        replace(MILESTONE, name="c"),
    )
    world = in_execution().does(FIN, PlanReceivables(plan))
    day = world.now.date()
    met = [RecordReceivable(m.name, ReceivableStep.TRIGGER_MET, day, "paper") for m in plan]
    world.does(FIN, *met)
    due = [r.due for r in receivables(world.case, day)]
    assert due == [day - timedelta(10), due_day(months, {Trigger.SIGNING: day}), day + timedelta(MILESTONE.days)]


def test_the_contract_closes_when_the_checklist_is_empty() -> None:
    world = in_execution()
    assert world.refused(CM, CloseCase()) == "denied-checklist"
    assert {o.kind for o in open_points(world.case)} == {"obligation", "unplanned", "outcome"}
    assert closed().state is State.CLOSED


def test_securities_and_claims_must_be_settled() -> None:
    world = in_execution().does(FIN, OpenMatter(MatterKind.SECURITY, "bond"), OpenMatter(MatterKind.CLAIM, "delay"))
    assert world.refused(FIN, OpenMatter(MatterKind.CLAIM, "delay")) == "denied-already"
    assert {"security", "claim"} <= {o.kind for o in open_points(world.case)}
    world.does(FIN, SettleMatter(MatterKind.SECURITY, "bond", "returned"), SettleMatter(MatterKind.CLAIM, "delay", "paid"))
    assert not {"security", "claim"} & {o.kind for o in open_points(world.case)}


def test_a_trigger_is_a_fact_with_evidence() -> None:
    world = handed_over()
    day = world.now.date()
    assert world.refused(FR, RecordTrigger(Trigger.SHIPMENT, day + timedelta(1), "note")) == "denied-future"
    assert world.refused(FR, RecordTrigger(Trigger.SHIPMENT, day, "")) == "denied-text-missing"
    assert world.does(FR, RecordTrigger(Trigger.SHIPMENT, day, "note")).case.triggers == {Trigger.SHIPMENT: day}


def test_an_amendment_leaves_the_signed_contract_in_force_until_it_is_signed_itself() -> None:
    world = in_execution().does(FR, RecordObligation("k2", ObligationStatus.DONE, in_execution().now.date(), "report"))
    slower = replace(DELIVERY, id="n1", was="k1", fingerprint="f-60", quote="within 60 days")
    same = replace(SOLUTION, id="n2", was="k2")
    world.does(AR, draft("two", (slower, same)))
    assert world.state is State.IN_REVIEW, "the line that stayed keeps its decision"
    assert set(world.case.contract) == {"k1", "k2"}
    world.does(FR, RecordTrigger(Trigger.ARRIVAL, world.now.date(), "note"))
    assert next(o.item.quote for o in obligations(world.case, world.now.date())) == DELIVERY.quote
    assert ("amendment", "r2") in {(o.kind, o.subject) for o in open_points(world.case)}
    world.does(FR, confirm(slower))
    signed_by_all(world, "two").does(CM, Approve("sha-two"), ReleasePacket("sha-two"))
    world.does(AR, CompareExecutionCopy("copy-2"), RecordSigned("copy-2"))
    assert world.state is State.IN_EXECUTION and set(world.case.contract) == {"n1", "n2"}
    done = {o.item.id: o.status for o in obligations(world.case, world.now.date())}
    assert done == {"n1": ObligationStatus.OPEN, "n2": ObligationStatus.DONE}
