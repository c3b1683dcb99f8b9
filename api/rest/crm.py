"""``/v1/crm/{system}/events``: what a CRM posts of its own accord, in its own words."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from api.rest.access import ContextOf, PrincipalOf
from api.rest.examples import CRM_EVENT
from api.rest.forms import FileForm, Form, Side
from api.services import crm
from review.errors import Failure
from review.model.canonical import digest
from review.model.commitment import Party
from review.model.roles import Role

router = APIRouter(prefix="/v1/crm", tags=["crm"])

System = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,40}$", description="Names the mapping `rules/crm/<system>.yml`.")]


class CrmEvent(Form):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": CRM_EVENT})

    event_id: str = Field(min_length=1, max_length=200, description="The CRM's own id of the event: twice is once.")
    payload: dict[str, Any] = Field(description="The CRM's objects as it sends them; the mapping says what is what.")
    file: FileForm | None = None
    side: Side = Party.SELLER
    role: Role | None = None


class CrmAnswer(BaseModel):
    deal: str
    created: bool
    changed: bool
    review: str | None = Field(description="Address it as `/v1/reviews/{review}`, when a file came along.")


@router.post("/{system}/events", summary="Take in an event of a CRM")
def post_event(system: System, form: CrmEvent, context: ContextOf, principal: PrincipalOf) -> CrmAnswer:
    """The payload becomes the deal record by a table that the operator edits; a file that came along becomes a draft."""
    body = digest(form.model_dump(mode="json", exclude={"event_id"}))
    answer = crm.deliver(context, principal, system, form.event_id, body, form.payload, _file(form.file), form.side, form.role)
    return CrmAnswer(**answer)


def _file(form: FileForm | None) -> tuple[str, bytes] | None:
    if form is None:
        return None
    try:
        return form.name, base64.b64decode(form.content, validate=True)
    except (binascii.Error, ValueError):
        raise Failure("not-base64", {"field": "file/content"}) from None
