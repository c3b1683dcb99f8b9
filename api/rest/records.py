"""``/v1/deals/{id}/events`` and ``…/audit``: what happened, and the log that proves it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.rest.access import By, ContextOf, PrincipalOf
from api.rest.deals import ExternalId
from api.rest.forms import AuditAnswer, EventAnswer, MessageAnswer, PromisesAnswer, RegistersAnswer
from api.services import auditing, registers, reviews, webhooks
from api.services.exports import MEDIA_TYPES, Format, export
from review.model.canonical import plain
from review.workflow import fact_name

router = APIRouter(prefix="/v1", tags=["records"])

After = Annotated[int, Query(ge=0, description="Only what comes after this sequence number.")]


@router.get("/deals/{external_id}/events", summary="Everything that happened in a case")
def get_events(external_id: ExternalId, context: ContextOf, principal: PrincipalOf, after: After = 0) -> list[EventAnswer]:
    """Oldest first; `after` is the number of the last event that you have."""
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


@router.get("/deals/{external_id}/registers", summary="Obligations, receivables, and what is open before closing")
def get_registers(external_id: ExternalId, context: ContextOf, principal: PrincipalOf) -> RegistersAnswer:
    """What the contract leaves to do once it is signed; empty before."""
    found = registers.of_deal(context, principal, external_id)
    return RegistersAnswer(
        obligations=[plain(one) for one in found.obligations],
        receivables=[plain(one) for one in found.receivables],
        open_points=[plain(one) for one in found.open_points],
    )


@router.get(
    "/deals/{external_id}/registers/{form}",
    summary="The registers as a file",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()}}},
)
def get_registers_file(
    external_id: ExternalId,
    form: Format,
    by: By,
    language: Annotated[Literal["zh", "en"] | None, Query(description="As the caller accepts it by default.")] = None,
) -> Response:
    """No cell is ever taken for a formula. The calendar has an entry for each due day."""
    found = registers.of_deal(by.context, by.principal, external_id)
    return Response(export(found, form, language or by.tongue, by.context.now()), media_type=MEDIA_TYPES[form])


@router.get("/deals/{external_id}/audit", summary="The hash-chained audit log of a deal; `system` for the system's own")
def get_audit(
    external_id: ExternalId,
    context: ContextOf,
    principal: PrincipalOf,
    after: After = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="Entries on a page.")] = 200,
) -> list[AuditAnswer]:
    """Oldest first, each entry with the hash of the one before; refusals stand in it, too."""
    return [AuditAnswer(**vars(e)) for e in auditing.entries(context, principal, external_id, after, limit)]


@router.get("/promises", summary="Promises kept and broken, by who gave them, by rule and by kind")
def get_promises(context: ContextOf, principal: PrincipalOf) -> list[PromisesAnswer]:
    """Over the deals that you may read: facts to learn from, never a basis for pay."""
    found = registers.promises_kept(context, principal)
    return [PromisesAnswer(group=r.group, name=r.name, kept=r.kept, broken=r.broken) for r in found]


@router.get("/webhooks", summary="Webhooks sent last of the deals that you may read, and what became of them")
def get_webhooks(
    context: ContextOf,
    principal: PrincipalOf,
    limit: Annotated[int, Query(ge=1, le=1000, description="How many, the last first.")] = 100,
) -> list[MessageAnswer]:
    """The last attempt of each, with what the receiver answered."""
    found = webhooks.recent(context, principal, limit)
    return [MessageAnswer(**{name: getattr(m, name) for name in MessageAnswer.model_fields}) for m in found]
