"""``/v1/deals/{id}/events`` and ``…/audit``: what happened, and the log that proves it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.rest.access import ContextOf, PrincipalOf
from api.rest.deals import ExternalId
from api.rest.forms import AuditAnswer, EventAnswer
from api.services import auditing, reviews
from review.model.canonical import plain
from review.workflow import fact_name

router = APIRouter(prefix="/v1/deals", tags=["records"])

After = Annotated[int, Query(ge=0, description="Only what comes after this sequence number.")]


@router.get("/{external_id}/events", summary="Everything that happened in a case")
def get_events(external_id: ExternalId, context: ContextOf, principal: PrincipalOf, after: After = 0) -> list[EventAnswer]:
    found = reviews.history(context, principal, external_id, after)
    return [
        EventAnswer(
            sequence=event.sequence,
            at=event.at,
            person=event.actor.person,
            role=event.actor.role,
            kind=fact_name(type(event.fact)),
            fact=plain(event.fact),
        )
        for event in found
    ]


@router.get("/{external_id}/audit", summary="The hash-chained audit log of a deal; `system` for accounts")
def get_audit(
    external_id: ExternalId,
    context: ContextOf,
    principal: PrincipalOf,
    after: After = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> list[AuditAnswer]:
    return [AuditAnswer(**vars(e)) for e in auditing.entries(context, principal, external_id, after, limit)]
