"""What must be settled before a contract closes: obligations, cash, securities, claims, outcomes of promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.workflow.case import Case
from review.workflow.facts.drafts import Item
from review.workflow.facts.execution import MatterKind, ObligationStatus, ReceivableStep


@dataclass(frozen=True, slots=True)
class Open:
    """A line of the checklist that is not settled.

    ``kind``: obligation, receivable, unplanned, security, claim, outcome, amendment. ``text``: the subject as people know it.
    """

    kind: str
    subject: str
    text: str = ""


def open_points(case: Case) -> tuple[Open, ...]:
    """Everything on the closing checklist that is still open; empty: the contract can be closed."""
    return (
        *_obligations(case),
        *_receivables(case),
        *_matters(case, MatterKind.SECURITY),
        *_matters(case, MatterKind.CLAIM),
        *_outcomes(case),
        *_amendments(case),
    )


def received(case: Case, milestone: str) -> Decimal:
    """Money received for a milestone."""
    steps = (r for r in case.receipts if r.milestone == milestone and r.step is ReceivableStep.RECEIVED)
    return sum((r.amount or Decimal(0) for r in steps), Decimal(0))


def _obligations(case: Case) -> Iterator[Open]:
    """An obligation is open while any of its deadlines is."""
    last = {(r.item, r.nth): r.status for r in case.obligations}
    for item in case.contract.values():
        held = (last.get((item.id, nth), ObligationStatus.OPEN) for nth in range(len(item.deadlines)))
        if ObligationStatus.OPEN in held:
            yield Open("obligation", item.id, _text(item))


def _receivables(case: Case) -> Iterator[Open]:
    if not case.milestones:
        yield Open("unplanned", "")
    for milestone in case.milestones:
        if received(case, milestone.name) < milestone.amount:
            yield Open("receivable", milestone.name, milestone.name)


def _matters(case: Case, kind: MatterKind) -> Iterator[Open]:
    return (Open(kind.value, m.name, m.name) for m in case.matters if m.kind is kind and not m.evidence)


def _outcomes(case: Case) -> Iterator[Open]:
    known = {o.item for o in case.outcomes}
    return (Open("outcome", i.id, _text(i)) for i in case.contract.values() if i.id not in known)


def _amendments(case: Case) -> Iterator[Open]:
    if case.signed and not case.is_signed:
        yield Open("amendment", case.revision_id, case.revision_id)


def _text(item: Item) -> str:
    return f"{item.number} {' '.join(item.quote.split())}".strip()
