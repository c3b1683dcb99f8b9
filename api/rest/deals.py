"""``/v1/deals``: deal records from a CRM."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import AfterValidator

from api.rest.access import ContextOf, PrincipalOf
from api.rest.examples import DEAL
from api.rest.forms import DealAnswer, DealLine, RevisionRef, Seat, TeamForm
from api.rest.preconditions import IfMatch, deal_tag, hold
from api.rest.slashes import with_slashes
from api.services import deals, team
from api.services.cases import As
from api.services.deals import DealView
from api.store.codec import pack_deal
from review.errors import Failure, sentences
from review.model.roles import Role
from review.workflow.facts.drafts import Member

router = APIRouter(prefix="/v1/deals", tags=["deals"])

ExternalId = Annotated[
    str,
    Path(min_length=1, max_length=500, description="The deal's id in the CRM; a slash in it as %2F.", examples=["OPP-2031"]),
    AfterValidator(with_slashes),
]

_RECORD_BODY = {
    "requestBody": {
        "required": True,
        "description": "The whole record; groups that the CRM does not hold are left out.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DealRecord"}, "example": DEAL}},
    }
}


@router.put("/{external_id}", summary="Hand in a deal record", openapi_extra=_RECORD_BODY, responses={201: {"model": DealAnswer}})
async def put_deal(
    external_id: ExternalId,
    request: Request,
    response: Response,
    context: ContextOf,
    principal: PrincipalOf,
    if_match: IfMatch = "",
) -> DealAnswer:
    """Make the deal or replace its record. A changed record has the current draft checked again."""
    body = await request.body()
    check = partial(_hold, if_match)
    stored = await run_in_threadpool(deals.put_deal, context, principal, external_id, body, before=check)
    response.status_code = 201 if stored.created else 200
    response.headers["ETag"] = deal_tag(stored.deal)
    return deal_answer(stored.deal)


@router.get("/{external_id}", summary="A deal with its record and drafts")
def get_deal(external_id: ExternalId, response: Response, context: ContextOf, principal: PrincipalOf) -> DealAnswer:
    """The record as it stands now, and every draft with its state; `ETag` goes back as `If-Match` with the next record."""
    found = deals.get_deal(context, principal, external_id)
    response.headers["ETag"] = deal_tag(found)
    return deal_answer(found)


@router.get("", summary="Deals, changed last first")
def list_deals(
    response: Response,
    context: ContextOf,
    principal: PrincipalOf,
    q: Annotated[str, Query(max_length=200, description="Part of id, title or customer.")] = "",
    limit: Annotated[int, Query(ge=1, le=200, description="Deals on a page.")] = 50,
    after: Annotated[str, Query(max_length=200, description="As the `Link` of the page before gave it.")] = "",
) -> list[DealLine]:
    """A page; where there are more, the header `Link` (rel="next") leads to the next one."""
    rows = deals.list_deals(context, principal, q, limit + 1, _place(after))
    if len(rows) > limit:
        rows = rows[:limit]
        query = urlencode({"q": q, "limit": limit, "after": f"{rows[-1].updated_at.isoformat()}~{rows[-1].id}"})
        response.headers["Link"] = f'</v1/deals?{query}>; rel="next"'
    return [
        DealLine(external_id=r.external_id, title=r.title, customer=r.customer, state=r.state, updated_at=r.updated_at)
        for r in rows
    ]


@router.put("/{external_id}/team/{role}", summary="Name who holds a role on the deal")
def put_team(external_id: ExternalId, role: Role, form: TeamForm, context: ContextOf, principal: PrincipalOf) -> list[Seat]:
    """The contract manager, the head of the role or an administrator; an AR may name somebody first, but never FR.

    Answers the whole team. From then on nobody else acts in that role here, but under a delegation.
    """
    as_ = As(form.role, form.delegate_of, form.expected)
    return _seats(team.name(context, principal, external_id, role, form.persons, as_).history.case.team)


def _seats(members: tuple[Member, ...]) -> list[Seat]:
    return [Seat(person=m.person, role=m.role, known=m.known) for m in members]


def _hold(seen: str, found: DealView | None) -> None:
    """``found``: None when there is no such deal yet, which no tag but the empty one matches."""
    if seen:
        hold(seen, deal_tag(found) if found else "-")


def _place(after: str) -> tuple[datetime, str] | None:
    """Where the page before ended. Raises Failure."""
    if not after:
        return None
    moment, _, id_ = after.partition("~")
    try:
        return datetime.fromisoformat(moment), id_
    except ValueError:
        raise Failure("page-unknown", {"after": after[:80]}) from None


def deal_answer(view: DealView) -> DealAnswer:
    row = view.row
    record: dict[str, Any] | None = json.loads(pack_deal(view.record)) if view.record else None
    return DealAnswer(
        external_id=row.external_id,
        title=row.title,
        customer=row.customer,
        state=row.state,
        record_sha256=view.snapshot.sha256 if view.snapshot else None,
        record=record,
        team=_seats(view.team),
        revisions=[
            RevisionRef(id=r.id, number=r.number, sha256=r.sha256, name=r.name, submitted_at=r.at, submitted_by=r.person)
            for r in view.revisions
        ],
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


sentences({"page-unknown": {"zh": "没有这一页：{after}。", "en": "There is no page after {after}."}})
