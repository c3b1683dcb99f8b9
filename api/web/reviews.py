"""One review as pages: its progress, its desk, its packet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.services import packets, reviews
from api.services.reviews import ReviewView
from api.web import cards, history, register, waivers
from api.web.desk import Desk, head, sign_tab
from api.web.lines import deal_head
from api.web.moves import go
from api.web.render import page
from api.web.scope import scope
from api.web.sheet import Sheet, sheet
from api.web.visit import ContextOf, Member, Visit, signed_in
from api.web.words import words
from review.model.decision import Choice
from review.model.names import CHOICES, CONDITION_KINDS, OUTCOMES
from review.model.roles import Role

router = APIRouter(prefix="/reviews/{review_id}")

#: What the form offers for a commitment.
_CHOICES = (Choice.CONFIRM, Choice.CONFIRM_WITH_CONDITION, Choice.REJECT, Choice.REASSIGN)
_OWNERS = (Role.AR, Role.SR, Role.FR, Role.COM, Role.FIN, Role.LEG, Role.CM)


@router.get("")
def show(request: Request, visit: Member, context: ContextOf, review_id: str, tab: str = "") -> Response:
    """The desk once there is a result; until then the progress, or what went wrong."""
    view = reviews.view(context, signed_in(visit), review_id)
    if view.failure or view.result is None or view.pending:
        return _waiting(request, visit, view)
    desk = Desk(context, visit, view, view.result)
    current = tab if tab in _TABS else "findings" if view.result.open_findings else "commitments"
    return _desk(request, desk, current)


@router.get("/progress")
def progress(request: Request, visit: Member, context: ContextOf, review_id: str) -> Response:
    """The piece of the page that asks again until the review is done, and then leads there."""
    view = reviews.view(context, signed_in(visit), review_id)
    if view.pending:
        return _waiting(request, visit, view, "progress_part.html")
    answer = Response(status_code=200)
    answer.headers["HX-Redirect"] = f"/reviews/{review_id}"
    return answer


@router.get("/packet")
def packet(visit: Member, context: ContextOf, review_id: str) -> Response:
    """The packet: sealed once released, marked as a draft before."""
    found = packets.latest(context, signed_in(visit), review_id, visit.language)
    if found is None:
        return go(f"/reviews/{review_id}", "packet_coming")
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"', "X-Content-Type-Options": "nosniff"}
    return Response(found.data, media_type="application/pdf", headers=headers)


def _waiting(request: Request, visit: Visit, view: ReviewView, template: str = "progress.html") -> Response:
    problem = view.failure.diagnostics(visit.language) if view.failure and not view.pending else ""
    facts = {
        "id": view.revision.id,
        "file": view.revision.name,
        "external_id": view.deal.external_id,
        "problem": problem,
    }
    return page(request, visit, "failed.html" if problem else template, review=facts)


def _desk(request: Request, desk: Desk, current: str) -> Response:
    review, language = desk.result, desk.language
    shown = sheet(review, language, frozenset(desk.view.case.standing))
    tabs = [
        {"id": name, "name": words(language)[f"tab_{name}"], "count": tab.count(desk) if tab.count else None}
        for name, tab in _TABS.items()
    ]
    record = review.deal
    return page(
        request,
        desk.visit,
        "review.html",
        deal=deal_head(desk.view.deal, record),
        review=head(desk),
        sheet=shown.parts,
        tabs=tabs,
        current=current,
        section="deals",
        sequence=desk.view.sequence,
        **_TABS[current].facts(desk, shown),
    )


class _Tab:
    """One tab: the facts its template needs, and the number its name carries."""

    def __init__(self, facts: Callable[[Desk, Sheet], Mapping[str, Any]], count: Callable[[Desk], int] | None = None) -> None:
        self.facts = facts
        self.count = count


def _findings(desk: Desk, shown: Sheet) -> Mapping[str, Any]:
    found = cards.finding_cards(desk.result, shown.anchors, desk.language)
    outcomes = ", ".join(f"{n} {OUTCOMES[o][desk.language]}" for o, n in desk.result.outcomes.items())
    return {"findings": waivers.lines(desk, found), "outcomes": outcomes}


def _commitments(desk: Desk, shown: Sheet) -> Mapping[str, Any]:
    found = cards.finding_cards(desk.result, shown.anchors, desk.language)
    groups = register.groups(desk, cards.commitment_cards(desk.result, found, shown.anchors, desk.language))
    return {
        "groups": groups,
        "progress": register.progress(desk, Role.FR),
        "choices": [{"id": c.value, "name": CHOICES[c][desk.language]} for c in _CHOICES],
        "condition_kinds": [{"id": k, "name": name[desk.language]} for k, name in CONDITION_KINDS.items()],
        "roles": [r.value for r in _OWNERS],
    }


def _history(desk: Desk, shown: Sheet) -> Mapping[str, Any]:
    person = signed_in(desk.visit)
    events = reviews.history(desk.context, person, desk.view.deal.external_id)
    return {"history": history.entries(events, desk.language)}


_TABS: Mapping[str, _Tab] = {
    "findings": _Tab(_findings, lambda desk: len(desk.result.open_findings)),
    "commitments": _Tab(_commitments, lambda desk: len(desk.result.commitments)),
    "sign": _Tab(lambda desk, shown: {"sign": sign_tab(desk)}),
    "scope": _Tab(lambda desk, shown: {"coverage": scope(desk.result.document.coverage, desk.language)}),
    "history": _Tab(_history),
}
