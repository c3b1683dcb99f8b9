"""One review as pages: its progress, its desk, its packet."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.services import copies, packets, redlines, registers, reviews
from api.services.exports import MEDIA_TYPES, Format, export
from api.services.reviews import ReviewView
from api.store.codec import OtherVersion
from api.web.desk import Desk
from api.web.execution import untold
from api.web.filters import Filter
from api.web.lines import moment
from api.web.moves import go
from api.web.render import page
from api.web.tabs import show_desk
from api.web.visit import ContextOf, Member, Visit, signed_in

router = APIRouter(prefix="/reviews/{review_id}")


@router.get("")
def show(
    request: Request,
    visit: Member,
    context: ContextOf,
    review_id: str,
    tab: str = "",
    show: str = "",
    role: str = "",
    found: str = "",
) -> Response:
    """The desk once there is a result; until then the progress, or what went wrong."""
    view = reviews.view(context, signed_in(visit), review_id)
    if view.failure or view.result is None or view.pending:
        return _waiting(request, visit, view)
    desk = Desk(context, visit, view, view.result)
    told = replace(desk, said=untold(desk)) if tab == "execution" else desk
    return show_desk(request, told, tab, Filter(tab, show, role, found))


@router.get("/progress")
def progress(visit: Member, context: ContextOf, review_id: str) -> Response:
    """Asked again and again by the page that waits: nothing while the check runs, then where to go."""
    view = reviews.view(context, signed_in(visit), review_id)
    return Response(status_code=204) if view.pending else Response(headers={"HX-Redirect": f"/reviews/{review_id}"})


@router.get("/copies/{copy_id}/progress")
def copy_progress(visit: Member, context: ContextOf, review_id: str, copy_id: str) -> Response:
    """As ``progress``, of a copy that is being read."""
    found = copies.progress(context, signed_in(visit), review_id, copy_id)
    there = {"HX-Redirect": f"/reviews/{review_id}?tab=execution"}
    return Response(status_code=204) if found.pending else Response(headers=there)


@router.get("/packet")
def packet(visit: Member, context: ContextOf, review_id: str, extract: bool = False) -> Response:
    """The packet: sealed once released, marked as a draft before; or the extract of what came after the release."""
    found = packets.latest(context, signed_in(visit), review_id, visit.language, extract)
    if found is None:
        return go(f"/reviews/{review_id}", "packet_coming")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"}
    return Response(found.data, media_type="application/pdf", headers=headers)


@router.get("/redline")
def redline(visit: Member, context: ContextOf, review_id: str) -> Response:
    """The draft back in Word, with comments and tracked changes."""
    name, data = redlines.redline_of(context, signed_in(visit), review_id)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=redlines.MEDIA_TYPE, headers=headers)


@router.get("/registers/{form}")
def registers_file(visit: Member, context: ContextOf, review_id: str, form: Format) -> Response:
    """The registers as a file for sheets or calendars."""
    person = signed_in(visit)
    view = reviews.view(context, person, review_id)
    found = registers.of_deal(context, person, view.deal.external_id)
    headers = {"Content-Disposition": f"attachment; filename=registers.{form.value}"}
    return Response(export(found, form, visit.language, context.now()), media_type=MEDIA_TYPES[form], headers=headers)


def _waiting(request: Request, visit: Visit, view: ReviewView) -> Response:
    problem = view.failure.diagnostics(visit.language) if view.failure and not view.pending else ""
    facts = {
        "id": view.revision.id,
        "file": view.revision.name,
        "external_id": view.deal.external_id,
        "deal": view.deal.title,
        "at": moment(view.check.at),
        "problem": problem,
        "again": view.check.failure is not None or isinstance(view.failure, OtherVersion),
    }
    return page(request, visit, "failed.html" if problem else "progress.html", section="deals", review=facts)
