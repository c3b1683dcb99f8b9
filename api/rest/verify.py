"""``POST /v1/verify``: what a packet proves. No key is needed, nothing is kept."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from api.rest.access import ContextOf
from api.rest.problems import language
from api.rest.uploads import FILE_BODY, MULTIPART, file_of
from api.services.verifying import verify_packet
from review.errors import IntakeError
from review.model.canonical import plain
from review.signing import Verdict
from review.signing.speech import lines

router = APIRouter(prefix="/v1", tags=["verify"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
            **FILE_BODY["requestBody"]["content"],
        },
    }
}


class VerifyAnswer(BaseModel):
    verdict: Verdict
    said: list[str] = Field(description="The answer in words, line by line, in the language of Accept-Language.")
    report: dict[str, Any] = Field(description="The answer for programs, as `tripact verify --json` prints it.")


@router.post("/verify", summary="Check a packet", openapi_extra=_BODY)
async def post_verify(request: Request, context: ContextOf) -> VerifyAnswer:
    """Seal, signatures, attachments and audit extract, judged by this instance's own authority; the review is run again."""
    data = await _packet(request)
    if not data:
        raise IntakeError("file-empty", {"name": "packet.pdf"})
    report = await run_in_threadpool(verify_packet, context, data)
    said = [line for line in lines(report, language(request)) if line.strip()]
    return VerifyAnswer(verdict=report.verdict, said=said, report=plain(report))


async def _packet(request: Request) -> bytes:
    """The body itself, or the one file of a form: what encloses a file never counts as the packet."""
    kind = request.headers.get("content-type", "").lower()
    return (await file_of(request))[1] if kind.startswith(MULTIPART) else await request.body()
