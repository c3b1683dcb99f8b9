"""One receivable per payment milestone: trigger met, evidence, invoice, due, received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from review.commitments.deadline import WorkCalendar
from review.model.commitment import Trigger
from review.workflow.case import Case
from review.workflow.facts.execution import Milestone, ReceivableStep
from review.workflow.registers.checklist import received
from review.workflow.registers.obligations import due_day


@dataclass(frozen=True, slots=True)
class Receivable:
    """A payment milestone as it stands. ``due`` is the day by which the customer owes it, once its trigger was met."""

    milestone: Milestone
    step: ReceivableStep
    due: date | None
    received: Decimal
    overdue: bool
    evidence: tuple[str, ...]

    @property
    def open(self) -> Decimal:
        """What is still to come, never below nought."""
        return max(self.milestone.amount - self.received, Decimal(0))


def receivables(case: Case, today: date, calendar: WorkCalendar | None = None) -> tuple[Receivable, ...]:
    """Every receivable of the signed contract on a day; ``calendar`` is needed for periods of working days only."""
    return tuple(_receivable(case, m, today, calendar) for m in case.milestones)


def _receivable(case: Case, milestone: Milestone, today: date, calendar: WorkCalendar | None) -> Receivable:
    steps = [r for r in case.receipts if r.milestone == milestone.name]
    due = _due(case, milestone, calendar)
    money = received(case, milestone.name)
    return Receivable(
        milestone,
        steps[-1].step if steps else ReceivableStep.PLANNED,
        due,
        money,
        due is not None and due < today and money < milestone.amount,
        tuple(r.evidence for r in steps),
    )


def _due(case: Case, milestone: Milestone, calendar: WorkCalendar | None) -> date | None:
    """``days`` calendar days after the day the trigger was met, or as the contract counts; that day is not counted (CC201)."""
    met = (r.on for r in case.receipts if r.milestone == milestone.name and r.step is ReceivableStep.TRIGGER_MET)
    shared = milestone.trigger if milestone.trigger is not Trigger.OTHER else None
    start = next(met, None) or (case.triggers.get(shared) if shared else None)
    if milestone.deadline is not None:
        known = {milestone.trigger: start} if milestone.trigger and start else {}
        return due_day(milestone.deadline, known, calendar)
    return start + timedelta(days=milestone.days) if start else None
