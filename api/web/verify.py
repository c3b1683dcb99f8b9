"""The public page that checks a packet: no account, nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from api.services.verifying import root_certificate, verify_packet
from api.web.render import page
from api.web.visit import Anyone, ContextOf
from api.web.words import missing
from review.errors import Failure
from review.signing import Report, Verdict
from review.signing.speech import lines

router = APIRouter(prefix="/verify")

_TONES = {Verdict.VALID: "good", Verdict.UNTRUSTED: "warn", Verdict.INVALID: "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """``kind``: why (what speaks against the packet), under (belongs to the line before), or nothing."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    tone: str
    headline: str
    lines: tuple[Line, ...]


@router.get("")
def form(request: Request, visit: Anyone) -> Response:
    return page(request, visit, "verify.html", report=None, section="verify")


@router.get("/root.pem")
def root(context: ContextOf) -> Response:
    """The instance's root certificate, for who verifies elsewhere. It proves this instance only to who got it from there."""
    headers = {"Content-Disposition": 'attachment; filename="tripact-root.pem"'}
    return Response(root_certificate(context), media_type="application/x-pem-file", headers=headers)


@router.post("")
def check(request: Request, visit: Anyone, context: ContextOf, packet: Annotated[UploadFile | None, File()] = None) -> Response:
    try:
        if packet is None or not packet.filename:
            raise missing("packet")
        report = verify_packet(context, packet.file.read())
    except Failure as failure:
        problem = failure.diagnostics(visit.language)
        return page(request, visit, "verify.html", failure.status, report=None, problem=problem, section="verify")
    return page(request, visit, "verify.html", report=_answer(report, visit.language), section="verify")


def _answer(report: Report, language: str) -> Answer:
    headline, *rest = lines(report, language)
    return Answer(_TONES[report.verdict], headline, tuple(_line(text) for text in rest if text.strip()))


def _line(text: str) -> Line:
    bare = text.strip()
    if bare.startswith("- "):
        return Line(bare[2:], "why")
    return Line(bare, "under" if text.startswith(" ") else "")
