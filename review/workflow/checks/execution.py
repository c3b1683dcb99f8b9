"""May this be recorded after signing? Evidence for every step, steps in their order, closing only when all is settled."""

from __future__ import annotations

from review.model.commitment import Deadline, Trigger
from review.workflow.checks.ask import Ask, Checks, needs
from review.workflow.denied import Denied
from review.workflow.facts.execution import (
    AcceptHandOver,
    CloseCase,
    OfferHandOver,
    OpenMatter,
    PlanReceivables,
    ReceivableStep,
    RecordObligation,
    RecordOutcome,
    RecordReceivable,
    RecordTrigger,
    ReturnHandOver,
    SettleMatter,
)
from review.workflow.readiness import shown
from review.workflow.registers.checklist import open_points


def _offer(ask: Ask, action: OfferHandOver) -> Denied | None:
    last = ask.case.hand_over
    waiting = last is not None and not last.returned
    return Denied("denied-already") if waiting else needs(sheet_sha256=action.sheet_sha256)


def _offered(ask: Ask, action: AcceptHandOver | ReturnHandOver) -> Denied | None:
    last = ask.case.hand_over
    waiting = last is not None and not last.returned and last.accepted is None
    return None if waiting else Denied("denied-unknown", {"what": "hand-over", "id": ""})


def _same_sheet(ask: Ask, action: AcceptHandOver) -> Denied | None:
    last = ask.case.hand_over
    same = last is not None and last.sheet_sha256 == action.sheet_sha256
    return None if same else Denied("denied-other-document")


def _apart(ask: Ask, action: AcceptHandOver) -> Denied | None:
    """Nobody hands over to himself."""
    last = ask.case.hand_over
    return Denied("denied-own-hand-over") if last is not None and last.by.persons & ask.actor.persons else None


def _returned(ask: Ask, action: ReturnHandOver) -> Denied | None:
    return needs(reason=action.reason)


def _trigger(ask: Ask, action: RecordTrigger) -> Denied | None:
    if action.on > ask.today:
        return Denied("denied-future")
    return _whose_event(ask, action) or needs(evidence=action.evidence)


def _whose_event(ask: Ask, action: RecordTrigger) -> Denied | None:
    """An event of no kind is one line's own, and a line counts from no event but that of its deadline."""
    if not action.item:
        return Denied("denied-which-event") if action.trigger is Trigger.OTHER else None
    found = _deadline(ask, action.item, action.nth)
    if isinstance(found, Denied):
        return found
    same = found is not None and found.trigger is action.trigger
    return None if same else Denied("denied-other-event", {}, action.item)


def _deadline(ask: Ask, id_: str, nth: int) -> Deadline | Denied | None:
    """A deadline of a line of the signed contract."""
    item = ask.case.contract.get(id_)
    if item is None:
        return Denied("denied-unknown", {"what": "commitment", "id": id_}, id_)
    if nth not in range(len(item.deadlines)):
        return Denied("denied-unknown", {"what": "deadline", "id": str(nth)}, id_)
    return item.deadlines[nth]


def _obligation(ask: Ask, action: RecordObligation) -> Denied | None:
    found = _deadline(ask, action.item, action.nth)
    if isinstance(found, Denied):
        return found
    if action.on > ask.today:
        return Denied("denied-future", {}, action.item)
    return needs(evidence=action.evidence)


def _plan(ask: Ask, action: PlanReceivables) -> Denied | None:
    names = [m.name for m in action.milestones]
    if not names or len(set(names)) != len(names) or not all(m.name and m.owner for m in action.milestones):
        return Denied("denied-text-missing", {"what": ("name", "owner")})
    if begun := {r.milestone for r in ask.case.receipts} - set(names):
        return Denied("denied-milestone", {"names": tuple(sorted(begun))})
    return Denied("denied-amount") if any(m.amount <= 0 or m.days < 0 for m in action.milestones) else None


def _step(ask: Ask, action: RecordReceivable) -> Denied | None:
    if all(m.name != action.milestone for m in ask.case.milestones):
        return Denied("denied-unknown", {"what": "milestone", "id": action.milestone}, action.milestone)
    done = [ReceivableStep.PLANNED, *(r.step for r in ask.case.receipts if r.milestone == action.milestone)]
    order = tuple(ReceivableStep)
    due = order[min(order.index(done[-1]) + 1, len(order) - 1)]
    return None if action.step is due else Denied("denied-step", {"next": due}, action.milestone)


def _money(ask: Ask, action: RecordReceivable) -> Denied | None:
    paid = action.step is ReceivableStep.RECEIVED
    if paid != (action.amount is not None) or (action.amount is not None and action.amount <= 0):
        return Denied("denied-receipt", {}, action.milestone)
    return Denied("denied-future") if action.on > ask.today else needs(evidence=action.evidence)


def _matter(ask: Ask, action: OpenMatter) -> Denied | None:
    known = any((m.kind, m.name) == (action.kind, action.name) for m in ask.case.matters)
    return Denied("denied-already", {}, action.name) if known else needs(name=action.name)


def _settle(ask: Ask, action: SettleMatter) -> Denied | None:
    found = [m for m in ask.case.matters if (m.kind, m.name) == (action.kind, action.name)]
    if not found:
        return Denied("denied-unknown", {"what": action.kind, "id": action.name}, action.name)
    if found[0].evidence:
        return Denied("denied-already", {}, action.name)
    return needs(evidence=action.evidence)


def _outcome(ask: Ask, action: RecordOutcome) -> Denied | None:
    known = action.item in ask.case.contract
    return None if known else Denied("denied-unknown", {"what": "commitment", "id": action.item}, action.item)


def _settled(ask: Ask, action: CloseCase) -> Denied | None:
    found = open_points(ask.case)
    if not found:
        return None
    fields = {"count": len(found), "first": found[0].kind, "where": shown(ask.case, found[0].subject)}
    return Denied("denied-checklist", fields, found[0].subject)


CHECKS: Checks = {
    OfferHandOver: (_offer,),
    AcceptHandOver: (_offered, _same_sheet, _apart),
    ReturnHandOver: (_offered, _returned),
    RecordTrigger: (_trigger,),
    RecordObligation: (_obligation,),
    PlanReceivables: (_plan,),
    RecordReceivable: (_step, _money),
    OpenMatter: (_matter,),
    SettleMatter: (_settle,),
    RecordOutcome: (_outcome,),
    CloseCase: (_settled,),
}
