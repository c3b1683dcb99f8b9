"""What the signed contract obliges us to: due formula, due day from the triggers that happened, evidence, status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from review.commitments.deadline import WorkCalendar, add
from review.model.commitment import Deadline, Trigger
from review.model.language import Bilingual
from review.model.wording import duration_text
from review.workflow.case import Case
from review.workflow.facts.drafts import Item
from review.workflow.facts.execution import ObligationStatus
from review.workflow.registers.wording import TRIGGERS


@dataclass(frozen=True, slots=True)
class Obligation:
    """A line of the register: one for each deadline of an item.

    ``due`` is the day counted, never moved off rest days: the earlier one is the safe one.
    """

    item: Item
    formula: Bilingual
    due: date | None
    waits_for: Trigger | None
    """The event that must happen before a due day can be told."""
    status: ObligationStatus
    overdue: bool
    on: date | None = None
    evidence: str = ""
    nth: int = 0
    """Which of the item's deadlines, counted from 0."""


def obligations(case: Case, today: date, calendar: WorkCalendar | None = None) -> tuple[Obligation, ...]:
    """Every obligation on a day, by item and deadline.

    ``calendar`` is needed for periods of working days only; without it they have no due day.
    """
    last = {(r.item, r.nth): r for r in case.obligations}
    found = []
    for item, nth, deadline in ((i, nth, d) for i in case.contract.values() for nth, d in enumerate(i.deadlines)):
        events = case.events_of(item.id, nth, deadline.trigger if deadline else None)
        record, due = last.get((item.id, nth)), due_day(deadline, events, calendar)
        status = record.status if record else ObligationStatus.OPEN
        overdue = status is ObligationStatus.OPEN and due is not None and due < today
        waits = deadline.trigger if deadline and due is None else None
        when, evidence = (record.on, record.evidence) if record else (None, "")
        found.append(Obligation(item, formula(deadline), due, waits, status, overdue, when, evidence, nth))
    return tuple(found)


def due_day(deadline: Deadline | None, triggers: Mapping[Trigger, date], calendar: WorkCalendar | None = None) -> date | None:
    """Counted from the actual day of the trigger; else the date the contract names; else nothing."""
    if deadline is None:
        return None
    start = triggers.get(deadline.trigger) if deadline.trigger else None
    if start is None or deadline.n is None or deadline.unit is None:
        return deadline.due if deadline.trigger is None or deadline.n is None else None
    return add(start, deadline.n, deadline.unit, deadline.day_type, calendar, before=deadline.direction == "before").day


def formula(deadline: Deadline | None) -> Bilingual:
    """The due rule in words, such as "45 days after receipt of the prepayment"; empty when the contract sets none."""
    if deadline is None:
        return {"zh": "", "en": ""}
    if deadline.n == 0 and deadline.trigger:
        return {language: _ON[deadline.direction][language].format(_event(deadline, language)) for language in ("zh", "en")}
    if deadline.n is None or deadline.unit is None:
        day = deadline.due.isoformat() if deadline.due else deadline.trigger_text
        return {"zh": day, "en": day}
    return {"zh": _zh(deadline), "en": _en(deadline)}


#: On an event, and no length of time after it.
_ON: Mapping[str, Bilingual] = {"after": {"zh": "{}后", "en": "on {}"}, "before": {"zh": "{}前", "en": "before {}"}}


def _zh(deadline: Deadline) -> str:
    trigger, length = _event(deadline, "zh"), _period(deadline)["zh"]
    if not trigger:
        return f"提前{length}" if deadline.direction == "before" else f"{length}内"
    return f"{trigger}{'前' if deadline.direction == 'before' else '后'}{length}"


def _en(deadline: Deadline) -> str:
    trigger, length = _event(deadline, "en"), _period(deadline)["en"]
    if not trigger:
        return f"{length} before" if deadline.direction == "before" else f"within {length}"
    return f"{length} {deadline.direction} {trigger}"


def _event(deadline: Deadline, language: str) -> str:
    """Its kind; of what is no kind of its own, the words of the contract."""
    if deadline.trigger is None or (deadline.trigger is Trigger.OTHER and deadline.trigger_text):
        return deadline.trigger_text
    return TRIGGERS[deadline.trigger][language]


def _period(deadline: Deadline) -> Bilingual:
    return duration_text(deadline.n or Decimal(), deadline.unit, deadline.day_type)
