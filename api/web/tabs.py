"""The review's page: the contract, and beside it one of several tabs, each made from what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from api.services import reviews
from api.web import cards, changes, clauses, execution, history, matters, waivers
from api.web.desk import Desk, head, sign_tab
from api.web.filters import Filter, role_chips, severity_chips
from api.web.lines import deal_head
from api.web.offers import OWNERS, offer
from api.web.register import progress, register
from api.web.render import page
from api.web.scope import checked, scope
from api.web.sheet import Sheet, sheet
from api.web.visit import signed_in
from api.web.words import words
from review.model.decision import Choice
from review.model.names import CONDITION_KINDS, OUTCOMES
from review.model.process import State

#: What the form offers for a commitment.
_CHOICES = (
    Choice.CONFIRM,
    Choice.CONFIRM_WITH_CONDITION,
    Choice.REJECT,
    Choice.REASSIGN,
    Choice.NOT_A_COMMITMENT,
)
#: What a refusal is drawn with. Where its form is no longer offered, as when others were first, it is said above all.
_REFUSED = b'class="note bad refused"'
_RELEASED = (State.PACKET_RELEASED, State.SIGNED, State.HANDED_OVER, State.IN_EXECUTION, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Tab:
    """The facts its template needs, the number its name carries, and whether there is anything to show on it."""

    facts: Callable[[Desk, Sheet, Filter], Mapping[str, Any]]
    count: Callable[[Desk], int] | None = None
    there: Callable[[Desk], bool] = lambda desk: True


def show_desk(request: Request, desk: Desk, current: str, asked: Filter | None = None, status: int = 200) -> Response:
    """The whole page with one tab open."""
    review, filtered = desk.result, asked or Filter()
    shown = sheet(review, desk.language, frozenset(desk.view.case.standing))
    open_tab = current if current in TABS and TABS[current].there(desk) else _first(desk)
    drawn = partial(
        page,
        request,
        desk.visit,
        "review.html",
        status,
        deal=deal_head(desk.view.deal, review.deal),
        review=head(desk),
        here=f"/reviews/{desk.view.revision.id}",
        sheet=shown.parts,
        tabs=_tabs(desk),
        current=open_tab,
        section="deals",
        said=desk.said,
        progress=progress(desk),
        within=filtered.query,
        **TABS[open_tab].facts(desk, shown, filtered),
    )
    answer = drawn(unplaced="")
    if desk.said is None or _REFUSED in bytes(answer.body):
        return answer
    return drawn(unplaced=desk.said.problem)


def _tabs(desk: Desk) -> list[dict[str, Any]]:
    """Name and number of each tab on which there is anything to show."""
    named = words(desk.language)
    there = ((name, tab) for name, tab in TABS.items() if tab.there(desk))
    return [{"id": name, "name": named[f"tab_{name}"], "count": tab.count(desk) if tab.count else None} for name, tab in there]


def _first(desk: Desk) -> str:
    return "findings" if desk.result.open_findings or desk.gates else "commitments"


def _findings(desk: Desk, shown: Sheet, asked: Filter) -> Mapping[str, Any]:
    checked = cards.finding_cards(desk.result, shown.anchors, desk.language)
    found = cards.heaviest_first((*checked, *cards.gate_cards(desk.result, desk.gates, shown.anchors, desk.language)))
    outcomes = " · ".join(f"{n} {OUTCOMES[o][desk.language]}" for o, n in desk.result.outcomes.items())
    used = replace(asked, tab="findings", show="")
    return {
        "findings": waivers.lines(desk, tuple(c for c in found if used.has(c.owner, (c.severity,)) or desk.refused(f"f-{c.id}"))),
        "total": len(found),
        "severities": severity_chips(used, (c.severity for c in found if used.role in ("", c.owner)), desk.language),
        "roles": role_chips(used, (c.owner for c in found if used.found in ("", c.severity)), desk.language),
        "outcomes": outcomes,
    }


def _commitments(desk: Desk, shown: Sheet, asked: Filter) -> Mapping[str, Any]:
    found = cards.finding_cards(desk.result, shown.anchors, desk.language)
    lines = cards.commitment_cards(desk.result, found, shown.anchors, desk.language)
    lines = (*lines, *cards.manual_cards(desk.result, desk.view.case.items.values() if desk.view.current else (), desk.language))
    return {
        "register": register(desk, lines, asked),
        "choices": [{"id": c.value, "name": words(desk.language)[f"choose_{c.value}"]} for c in _CHOICES],
        "condition_kinds": [{"id": k, "name": name[desk.language]} for k, name in CONDITION_KINDS.items()],
        "add": tuple(offer(desk, "add_commitment")),
        "roles": [r.value for r in OWNERS],
    }


def _history(desk: Desk, shown: Sheet, asked: Filter) -> Mapping[str, Any]:
    person = signed_in(desk.visit)
    events = reviews.history(desk.context, person, desk.view.deal.external_id)
    return {"history": history.entries(events, desk.language)}


def _is_released(desk: Desk) -> bool:
    """Also where a copy that differs has put the review back: the right one is handed in there."""
    return desk.view.current and (desk.view.state in _RELEASED or desk.view.case.released is not None)


TABS: Mapping[str, Tab] = {
    "findings": Tab(_findings, lambda desk: len(desk.result.open_findings) + len(desk.gates)),
    "commitments": Tab(_commitments, lambda desk: len(desk.result.commitments)),
    "sign": Tab(lambda desk, shown, asked: {"sign": sign_tab(desk)}),
    "changes": Tab(
        lambda desk, shown, asked: {"changes": changes.changes(desk, shown.anchors)},
        there=lambda desk: desk.view.revision.number > 1,
    ),
    "execution": Tab(
        lambda desk, shown, asked: {"execution": execution.execution(desk)},
        there=_is_released,
    ),
    "matters": Tab(
        lambda desk, shown, asked: {"matters": matters.matters(desk)},
        lambda desk: matters.open_count(desk),
        lambda desk: desk.view.current,
    ),
    "clauses": Tab(
        lambda desk, shown, asked: {"clauses": clauses.clauses(desk)},
        there=lambda desk: bool(desk.view.clauses),
    ),
    "scope": Tab(
        lambda desk, shown, asked: {"coverage": scope(desk.result.document.coverage, desk.language), "checked": checked(desk)},
    ),
    "history": Tab(_history),
}
