"""Deals: the list, one deal, and the upload of a draft with its deal record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from api.auth.principal import Principal
from api.services import deals as service
from api.services import drafts, lists
from api.services.context import Context
from api.web.desk import submitter
from api.web.lines import deal_head, deal_line, review_line
from api.web.moves import go
from api.web.render import page
from api.web.visit import ContextOf, Member, SentForm, Visit, insist, signed_in
from api.web.words import missing, one_of
from review.deal import read_deal
from review.errors import Failure
from review.model.commitment import Party

router = APIRouter()

_PAGE = 25
_MOST_PAGES = 40
_SIDES = (Party.SELLER, Party.BUYER)


@dataclass(frozen=True, slots=True)
class Asked:
    """The upload form: what was wrong with it, and what was chosen in it."""

    problem: str = ""
    side: str = Party.SELLER.value


_FRESH = Asked()


def _form(context: Context, asked: Asked) -> dict[str, object]:
    """What the upload form shows; ``most``: bytes that a form may hold."""
    sides = tuple(side.value for side in _SIDES)
    return {"problem": asked.problem, "side": asked.side, "sides": sides, "most": context.settings.max_upload_bytes}


@router.get("/deals")
def index(request: Request, visit: Member, context: ContextOf, q: str = "", more: int = 1) -> Response:
    return _index(request, visit, context, q=q[:200], pages=max(1, min(more, _MOST_PAGES)))


@router.get("/deals/{external_id:path}")
def deal(request: Request, visit: Member, context: ContextOf, external_id: str) -> Response:
    return _deal(request, visit, context, external_id)


@router.post("/reviews")
def submit(
    request: Request,
    visit: SentForm,
    context: ContextOf,
    draft: Annotated[UploadFile | None, File()] = None,
    record: Annotated[UploadFile | None, File()] = None,
    external_id: Annotated[str, Form()] = "",
    side: Annotated[str, Form()] = Party.SELLER.value,
) -> Response:
    """Take a draft in; what is wrong with it is said on the page it came from."""
    try:
        insist(visit)
        ours = one_of(Party, side, "side")
        if draft is None or not draft.filename:
            raise missing("draft")
        file = drafts.readable(context, signed_in(visit), draft.filename, draft.file.read())
        deal_id = _put_record(context, signed_in(visit), external_id, record)
        done = drafts.submit(context, signed_in(visit), deal_id, file, ours, role=submitter(context, visit))
    except Failure as failure:
        asked = Asked(failure.diagnostics(visit.language), side)
        if external_id:
            return _deal(request, visit, context, external_id, asked, failure.status)
        return _index(request, visit, context, asked, failure.status)
    return go(f"/reviews/{done.revision.id}")


def _put_record(context: Context, principal: Principal, external_id: str, record: UploadFile | None) -> str:
    """Hand in the record, when there is one; the deal it belongs to."""
    data = record.file.read() if record and record.filename else b""
    if not data and external_id:
        return external_id
    name = (record.filename if record else None) or "deal.json"
    found = external_id or read_deal(data, name).external_id
    service.put_deal(context, principal, found, data, name)
    return found


def _index(
    request: Request, visit: Visit, context: Context, asked: Asked = _FRESH, status: int = 200, q: str = "", pages: int = 1
) -> Response:
    rows = service.list_deals(context, signed_in(visit), q, pages * _PAGE + 1)
    found = lists.latest(context, signed_in(visit), rows[: pages * _PAGE])
    lines = [deal_line(row, review_line(line, row.state, visit.language) if line else None) for row, line in found]
    more = pages + 1 if len(rows) > pages * _PAGE else 0
    facts = {"deals": lines, "section": "deals", "deal": None, "q": q, "more": more, **_form(context, asked)}
    return page(request, visit, "deals.html", status, **facts)


def _deal(
    request: Request, visit: Visit, context: Context, external_id: str, asked: Asked = _FRESH, status: int = 200
) -> Response:
    view = service.get_deal(context, signed_in(visit), external_id)
    last = len(view.revisions) - 1
    found = lists.drafts_of(context, signed_in(visit), view.row, view.revisions)
    lines = [review_line(line, view.row.state if i == last else "SUPERSEDED", visit.language) for i, line in enumerate(found)]
    head = deal_head(view.row, view.record, view.team)
    facts = {"deal": head, "reviews": lines[::-1], "section": "deals", **_form(context, asked)}
    return page(request, visit, "deal.html", status, **facts)
