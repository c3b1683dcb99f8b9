"""My work: everything that waits for this person over all deals, with what the deal records prove already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.services import waiting as service
from api.services.waiting import Waiting
from api.web.lines import ReviewLine, moment, one_line, review_line
from api.web.render import page
from api.web.visit import ContextOf, Member, signed_in
from api.web.words import words
from review.model.names import KINDS
from review.workflow.tasks import Task

router = APIRouter(prefix="/waiting")

_QUOTE = 160
#: Kind of a task -> the tab of the review on which it is done; the others are of the signed contract.
_TABS = {"escalation": "matters", "condition": "matters", "waiver": "findings"}


@dataclass(frozen=True, slots=True)
class Provable:
    """A line that the deal record proves; ``value`` goes back with the form: owner, id, fingerprint as seen."""

    value: str
    name: str
    number: str
    quote: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """``href``: the tab on which it is done."""

    name: str
    text: str
    due: str
    late: bool
    href: str


@dataclass(frozen=True, slots=True)
class DealWork:
    external_id: str
    name: str
    customer: str
    review: ReviewLine
    lines: int
    first: str
    findings: int
    acts: tuple[str, ...]
    lent_by: tuple[str, ...]
    provable: tuple[Provable, ...]
    tasks: tuple[TaskLine, ...]
    due: str
    late: bool


@router.get("")
def index(request: Request, visit: Member, context: ContextOf) -> Response:
    found = [_work(w, visit.language, context.now()) for w in service.waiting(context, signed_in(visit))]
    total = sum(w.lines for w in found)
    return page(request, visit, "waiting.html", section="waiting", work=found, total=total)


def _task(w: Waiting, task: Task, language: str, now: datetime) -> TaskLine:
    return TaskLine(
        name=words(language)[f"task_{task.kind}"],
        text=one_line(task.text[language], _QUOTE),
        due=task.due.isoformat() if task.due else "",
        late=task.overdue(now.date()),
        href=f"/reviews/{w.draft.draft.id}?tab={_TABS.get(task.kind, 'execution')}",
    )


def _work(w: Waiting, language: str, now: datetime) -> DealWork:
    return DealWork(
        external_id=w.row.external_id,
        name=w.row.title,
        customer=w.row.customer,
        review=review_line(w.draft, w.row.state, language),
        lines=len(w.lines),
        first=w.lines[0].id if w.lines else "",
        findings=len(w.findings),
        acts=w.acts,
        lent_by=w.lent_by,
        tasks=tuple(_task(w, task, language, now) for task in w.tasks),
        due=moment(w.due) if w.due else "",
        late=w.due is not None and w.due < now,
        provable=tuple(
            Provable(
                f"{i.owner.value} {i.id} {i.fingerprint}",
                f"{i.kind} {KINDS[i.kind][language]}",
                i.number,
                one_line(i.quote, _QUOTE),
                i.proven_by,
            )
            for i in w.lines
            if i.proven_by
        ),
    )
