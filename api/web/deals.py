"""Deals: the list, one deal, and the upload of a draft with its deal record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from api.services import deals as service
from api.services import reviews
from api.services.context import Context
from api.web.lines import deal_head, deal_lines, review_lines
from api.web.moves import go
from api.web.render import page
from api.web.visit import ContextOf, Member, OwnForm, Visit
from review.errors import Failure
from review.model.commitment import Party

router = APIRouter()


@router.get("/deals")
def index(request: Request, visit: Member, context: ContextOf) -> Response:
    return _index(request, visit, context)


@router.get("/deals/{external_id:path}")
def deal(request: Request, visit: Member, context: ContextOf, external_id: str) -> Response:
    return _deal(request, visit, context, external_id)
