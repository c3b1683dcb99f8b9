"""``/v1/health``: whether this instance can work. Needs no key and tells nothing of its content."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.rest.access import ContextOf
from api.services import health

router = APIRouter(prefix="/v1", tags=["health"])


class Health(BaseModel):
    status: str = Field(examples=["ok"], description="`ok`, or `down` with status 503.")
    database: bool
    objects: bool
    workers: int = Field(description="Processes that run jobs and gave a sign of life.")
    version: str


@router.get("/health", summary="Whether the instance works")
def get_health(context: ContextOf, response: Response) -> Health:
    """503 when the database or the files are out of reach."""
    found = health.check(context)
    response.status_code = 200 if found.well else 503
    return Health(
        status="ok" if found.well else "down",
        database=found.database,
        objects=found.objects,
        workers=found.workers,
        version=found.version,
    )
