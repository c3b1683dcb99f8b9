"""What the API takes and gives, as published in its OpenAPI description."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Form(BaseModel):
    """Base: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """RFC 9457 problem document."""

    type: str = Field(examples=["urn:tripact:problem:deal-unknown"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no deal OPP-2031."])
    code: str = Field(description="Stable, for programs.", examples=["deal-unknown"])
    fields: dict[str, Any] = Field(description="What the sentence in `detail` was filled with.", examples=[{"id": "OPP-2031"}])


class RevisionRef(BaseModel):
    id: str = Field(description="Address it as `/v1/reviews/{id}`.")
    number: int = Field(examples=[1])
    sha256: str
    name: str = Field(examples=["draft.docx"])
    submitted_at: datetime
    submitted_by: str


class DealAnswer(BaseModel):
    external_id: str = Field(examples=["OPP-2031"])
    title: str
    customer: str
    state: str = Field(description="State of the review, see `review.model.process.State`.", examples=["IN_REVIEW"])
    record_sha256: str | None
    record: dict[str, Any] | None
    revisions: list[RevisionRef]
    created_at: datetime
    updated_at: datetime


class DealLine(BaseModel):
    external_id: str
    title: str
    customer: str
    state: str
    updated_at: datetime
