"""Sign in, sign out, language, the start page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.services import signin
from api.web.moves import go, safe_path
from api.web.render import page
from api.web.visit import LANGUAGE, SESSION, Anyone, ContextOf, OwnForm
from api.web.words import LANGUAGES
from review.errors import Failure

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.get("/")
def start(visit: Anyone) -> RedirectResponse:
    return go("/deals" if visit.principal else "/sign-in")


@router.get("/sign-in")
def sign_in_page(request: Request, visit: Anyone, next: str = "/deals") -> Response:
    return page(request, visit, "sign_in.html", next=safe_path(next))


@router.post("/sign-in")
def sign_in(
    request: Request,
    visit: Anyone,
    context: ContextOf,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/deals",
) -> Response:
    address = request.client.host if request.client else ""
    try:
        session = signin.sign_in(context, name.strip(), password, address)
    except Failure as failure:
        return page(
            request, visit, "sign_in.html", failure.status, next=safe_path(next), problem=failure.diagnostics(visit.language)
        )
    answer = go(safe_path(next))
    answer.set_cookie(SESSION, session.cookie, httponly=True, samesite="lax", secure=context.settings.cookie_secure)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, visit: OwnForm, context: ContextOf) -> Response:
    signin.sign_out(context, request.cookies.get(SESSION, ""))
    answer = go("/sign-in")
    answer.delete_cookie(SESSION)
    return answer


@router.post("/language")
def language(lang: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    answer = go(safe_path(next))
    if lang in LANGUAGES:
        answer.set_cookie(LANGUAGE, lang, max_age=_YEAR, samesite="lax")
    return answer
