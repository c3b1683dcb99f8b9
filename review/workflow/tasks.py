"""What waits for somebody besides decisions and signatures: matters with a day by which they are due. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from review.model.decision import Actor
from review.model.event import Fact
from review.model.language import Bilingual
from review.model.roles import Role
from review.workflow.case import Case
from review.workflow.checks import permitted
from review.workflow.facts.clearing import CloseEscalation, ConcurWaiver, GrantWaiver
from review.workflow.facts.execution import AcceptHandOver, ObligationStatus, OfferHandOver
from review.workflow.policy import Policy
from review.workflow.readiness import shown
from review.workflow.registers.obligations import obligations
from review.workflow.registers.receivables import receivables
from review.workflow.wording import raised

#: Who hears of money that is late.
COLLECTORS = (Role.AR, Role.FIN)


@dataclass(frozen=True, slots=True)
class Task:
    """``kind``: escalation, waiver, condition, hand_over, obligation or receivable. ``text``: the subject as people know it."""

    kind: str
    subject: str
    text: Bilingual
    due: date | None = None

    def overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today


def _same(text: str) -> Bilingual:
    return {"zh": text, "en": text}


def tasks(case: Case, actors: Iterable[Actor], now: datetime, policy: Policy) -> tuple[Task, ...]:
    """Of a person in each role that is the person's here, own or lent; those due first come first."""
    those = tuple(actors)
    found = (
        *_escalations(case, those, now, policy),
        *_waivers(case, those, now, policy),
        *_conditions(case, those),
        *_hand_over(case, those, now, policy),
        *_obligations(case, those, now.date(), policy),
        *_money(case, those, now.date()),
    )
    return tuple(sorted(found, key=lambda t: t.due or date.max))


def _able(case: Case, actors: tuple[Actor, ...], action: Fact, now: datetime, policy: Policy) -> bool:
    return any(permitted(case, actor, action, now, policy) is None for actor in actors)


def _escalations(case: Case, actors: tuple[Actor, ...], now: datetime, policy: Policy) -> Iterator[Task]:
    """For those of its level whose matter it is: many may settle it, and not everybody is to be asked."""
    for one in case.open_escalations:
        roles, whose = policy.levels[one.level - 1].roles, _whose(case, one.subject)
        asked = tuple(a for a in actors if a.role in (roles & whose or roles))
        if _able(case, asked, CloseEscalation(one.id, "-", "-"), now, policy):
            yield Task("escalation", one.id, raised(one), one.due)


def _whose(case: Case, subject: str) -> frozenset[Role]:
    """Who owns the finding or the line, or the line that a decision is about; of the whole contract, its manager."""
    line = next((d.commitment for d in case.decisions if d.id == subject), subject)
    finding, item = case.finding(subject), case.items.get(line)
    condition = next((c.by.role for c in case.conditions if c.id == subject), Role.CM)
    return frozenset({finding.owner if finding else item.owner if item else condition})


def _waivers(case: Case, actors: tuple[Actor, ...], now: datetime, policy: Policy) -> Iterator[Task]:
    """Asked for, and this person may concur or grant."""
    waived = {(w.finding, w.digest) for w in case.waivers}
    asked = {(r.asked.finding, r.digest): r for r in case.requests if r.revision == case.revision_id}
    for (finding, digest), request in asked.items():
        if (finding, digest) in waived:
            continue
        if any(_able(case, actors, act, now, policy) for act in (ConcurWaiver(finding, digest), GrantWaiver(finding, digest))):
            about = {language: f"{name} {request.asked.reason}" for language, name in shown(case, finding).items()}
            yield Task("waiver", finding, about, request.asked.expires)


def _conditions(case: Case, actors: tuple[Actor, ...]) -> Iterator[Task]:
    roles, persons = {a.role for a in actors}, {p for a in actors for p in a.persons}
    for held in case.open_conditions:
        if held.by.role in roles or held.condition.owner in persons:
            yield Task("condition", held.id, _same(held.condition.text), held.condition.due)


def _hand_over(case: Case, actors: tuple[Actor, ...], now: datetime, policy: Policy) -> Iterator[Task]:
    """Offered to delivery; or still to be offered by sales, or returned to it."""
    last = case.hand_over
    sheet = last.sheet_sha256 if last else "-"
    if any(_able(case, actors, act, now, policy) for act in (AcceptHandOver(sheet), OfferHandOver(sheet))):
        yield Task("hand_over", "", _same(last.returned if last else ""))


def _obligations(case: Case, actors: tuple[Actor, ...], today: date, policy: Policy) -> Iterator[Task]:
    roles = {a.role for a in actors}
    for one in obligations(case, today) if case.signed else ():
        near = one.due is not None and one.due <= today + timedelta(days=policy.remind_before_days)
        if near and one.status is ObligationStatus.OPEN and one.item.owner in roles:
            yield Task("obligation", one.item.id, shown(case, one.item.id), one.due)


def _money(case: Case, actors: tuple[Actor, ...], today: date) -> Iterator[Task]:
    if not any(a.role in COLLECTORS for a in actors):
        return
    for one in receivables(case, today):
        if one.overdue:
            yield Task("receivable", one.milestone.name, _same(one.milestone.name), one.due)
