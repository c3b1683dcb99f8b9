"""The execution tab: the copy to be signed, the hand-over, obligations, receivables, what is open before closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.services import copies, registers
from api.services.failures import failure_of
from api.store.rows import CheckState
from api.web.desk import Desk, Said
from api.web.lines import moment, one_line
from api.web.offers import Offer, offer, offers
from api.web.visit import signed_in
from api.web.words import words
from review.model.canonical import canonical_json
from review.model.names import ROLES
from review.model.wording import money_text
from review.packet.planned import milestones
from review.workflow.registers.obligations import Obligation
from review.workflow.registers.receivables import Receivable
from review.workflow.registers.wording import CHECKLIST, MATTERS, STATUS, STEPS, TRIGGERS

_ACTS = ("record_trigger", "open_matter", "close_case")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a register: what it is about, when it is due, how it stands, and what can be noted of it."""

    title: str
    detail: str
    due: str
    status: str
    tone: str
    acts: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """The copy that was handed in last, as long as it is not compared."""

    id: str
    name: str
    pages: int
    person: str
    at: str
    problem: str
    """Why it is not; empty while it is being read."""


@dataclass(frozen=True, slots=True)
class Execution:
    reading: Arrived | None
    unread: Arrived | None
    copy: Row | None
    takes_copy: bool
    signing: tuple[Offer, ...]
    hand_over: Row | None
    handing: tuple[Offer, ...]
    obligations: tuple[Row, ...]
    receivables: tuple[Row, ...]
    planning: tuple[Offer, ...]
    planned: tuple[str, ...]
    events: tuple[str, ...]
    matters: tuple[Row, ...]
    open_points: tuple[str, ...]
    acts: tuple[Offer, ...]


def execution(desk: Desk) -> Execution:
    """Everything from the released packet to the closed contract.

    While a copy is being read the page asks for nothing about an earlier one: it renews itself, and what was written into a
    form would be lost.
    """
    case, arrived = desk.view.case, _arrived(desk)
    reading = arrived if arrived and not arrived.problem else None
    found = registers.of_deal(desk.context, signed_in(desk.visit), desk.view.deal.external_id)
    planned = () if case.milestones or not case.is_signed else milestones(desk.result)
    plan = offer(desk, "plan_receivables", milestones=canonical_json(planned).decode()) if planned else ()
    return Execution(
        reading=reading,
        unread=None if reading else arrived,
        copy=_copy(desk),
        takes_copy=case.released is not None and not case.is_signed and not reading,
        signing=() if reading else tuple(_signing(desk)),
        hand_over=_hand_over(desk),
        handing=tuple(_handing(desk)),
        obligations=tuple(_obligation(desk, o) for o in found.obligations),
        receivables=tuple(_receivable(desk, r) for r in found.receivables),
        planning=tuple(plan),
        planned=tuple(f"{m.name} · {money_text(m.amount, m.currency)}" for m in planned),
        events=tuple(_events(desk)),
        matters=tuple(_matters(desk)),
        open_points=tuple(_open_points(desk, found)),
        acts=offers(desk, _ACTS),
    )


def untold(desk: Desk) -> Said | None:
    """What became of the copy of a draft that has no such tab any more."""
    arrived = None if desk.view.current else _arrived(desk)
    return Said("copy", arrived.problem, {}) if arrived and arrived.problem else None


def _arrived(desk: Desk) -> Arrived | None:
    copy = copies.latest(desk.context, signed_in(desk.visit), desk.view.revision.id)
    if copy is None or copy.state is CheckState.DONE:
        return None
    failure = failure_of(copy.failure)
    problem = failure.diagnostics(desk.language) if failure else ""
    return Arrived(copy.id, copy.name, copy.pages, copy.person, moment(copy.at), problem)


def _copy(desk: Desk) -> Row | None:
    copy = desk.view.case.copy
    if copy is None:
        return None
    t = "copy_agrees" if copy.agrees else "copy_differs" if copy.differing else "copy_scanned"
    by = words(desk.language)["copy_misread"].format(person=copy.confirmed.person if copy.confirmed else "")
    told = (*copy.differing, *(f"{d} · {by}" for d in copy.misread))
    return Row(copy.sha256[:16], "\n".join(told), "", t, "good" if copy.agrees else "bad")


def _signing(desk: Desk) -> Iterator[Offer]:
    copy = desk.view.case.copy
    if copy is None:
        return
    if copy.scanned and not copy.agrees:
        yield from offer(desk, "confirm_scan", copy_sha256=copy.sha256)
    if copy.agrees:
        yield from offer(desk, "record_signed", copy_sha256=copy.sha256)


def _hand_over(desk: Desk) -> Row | None:
    last = desk.view.case.hand_over
    if last is None:
        return None
    status = "handed_accepted" if last.accepted else "handed_returned" if last.returned else "handed_offered"
    person = last.accepted.person if last.accepted else last.by.person
    return Row(person, last.returned, last.at.date().isoformat(), status, "good" if last.accepted else "warn")


def _handing(desk: Desk) -> Iterator[Offer]:
    last, released = desk.view.case.hand_over, desk.view.case.released
    if last is not None and not last.returned and last.accepted is None:
        yield from offer(desk, "accept_hand_over", sheet_sha256=last.sheet_sha256)
        yield from offer(desk, "return_hand_over")
    elif last is None or last.returned:
        sheet = (released.packet_sha256 or released.document_sha256) if released else desk.view.revision.sha256
        yield from offer(desk, "offer_hand_over", sheet_sha256=sheet)


def _obligation(desk: Desk, found: Obligation) -> Row:
    language, item = desk.language, found.item
    said = (ROLES[item.owner][language], found.formula[language], found.evidence, _outcome(desk, found))
    detail, place = " · ".join(p for p in said if p), f"{item.id}-{found.nth}"
    own = {"item": item.id, "nth": str(found.nth)}
    acts = (
        *(offer(desk, "record_trigger", place, {"trigger": found.waits_for.value}, **own) if found.waits_for else ()),
        *offer(desk, "record_obligation", place, None, **own),
        *(offer(desk, "record_outcome", item.id, item=item.id) if not found.nth else ()),
    )
    title = one_line(f"{item.number} {item.quote}", 300)
    tone = "bad" if found.overdue else "good" if found.status.value == "done" else ""
    return Row(title, detail, _day(found.due), STATUS[found.status.value][language], tone, acts)


def _outcome(desk: Desk, found: Obligation) -> str:
    """Whether the promise was kept, said once for all of its deadlines."""
    last = next((o for o in reversed(desk.view.case.outcomes) if o.item == found.item.id), None)
    if last is None or found.nth:
        return ""
    t = words(desk.language)
    return " ".join(p for p in (t["promise_kept"] if last.kept else t["promise_broken"], last.note) if p)


def _events(desk: Desk) -> Iterator[str]:
    """What happened, from which the contract counts."""
    for trigger, day in sorted(desk.view.case.triggers.items(), key=lambda pair: pair[1]):
        yield f"{TRIGGERS[trigger.value][desk.language]} {day.isoformat()}"


def _matters(desk: Desk) -> Iterator[Row]:
    """Securities given and claims made, those that are not settled first."""
    t = words(desk.language)
    for one in sorted(desk.view.case.matters, key=lambda m: bool(m.evidence)):
        kind, status = MATTERS[one.kind.value][desk.language], t["matter_settled" if one.evidence else "matter_open"]
        fixed = {"kind": one.kind.value, "name": one.name}
        acts = () if one.evidence else tuple(offer(desk, "settle_matter", f"{one.kind.value}-{one.name}", None, **fixed))
        yield Row(f"{kind} {one.name}", one.evidence, "", status, "good" if one.evidence else "", acts)


def _receivable(desk: Desk, found: Receivable) -> Row:
    milestone, language = found.milestone, desk.language
    money = f"{money_text(found.received, milestone.currency)} / {money_text(milestone.amount, milestone.currency)}"
    acts = tuple(offer(desk, "record_receivable", milestone.name, milestone=milestone.name)) if found.open else ()
    tone = "bad" if found.overdue else "good" if not found.open else ""
    return Row(milestone.name, money, _day(found.due), STEPS[found.step.value][language], tone, acts)


def _open_points(desk: Desk, found: registers.Registers) -> Iterator[str]:
    if not desk.view.case.is_signed:
        return
    quotes = {i.id: one_line(f"{i.number} {i.quote}", 120) for i in desk.view.case.contract.values()}
    for point in found.open_points:
        yield f"{CHECKLIST[point.kind][desk.language]}: {quotes.get(point.subject, point.subject)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
