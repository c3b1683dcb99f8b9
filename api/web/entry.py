"""Sign in, sign out, language, the start page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.auth.scopes import Scope
from api.services import signin
from api.web.moves import go, safe_path
from api.web.render import page
from api.web.visit import LANGUAGE, SESSION, Anyone, ContextOf, OwnForm, Visit
from api.web.words import LANGUAGES
from review.errors import Failure

router = APIRouter()
#: Permission -> the page that somebody with it starts on; the first one held counts.
_HOMES = ((Scope.REVIEWS_DECIDE, "/waiting"), (Scope.DEALS_READ, "/deals"), (Scope.USERS_MANAGE, "/accounts"))
_YEAR = 365 * 24 * 3600


@router.get("/")
def start(visit: Anyone) -> RedirectResponse:
    return go(_home(visit) if visit.principal else "/sign-in")


def _home(visit: Visit) -> str:
    """Where this person's work is: what waits to be decided, else the deals, else the accounts."""
    scopes = visit.principal.scopes if visit.principal else frozenset()
    found = (path for scope, path in _HOMES if scope in scopes)
    return next(found, "/verify")


@router.get("/sign-in")
def sign_in_page(request: Request, visit: Anyone, next: str = "/") -> Response:
    return page(request, visit, "sign_in.html", next=safe_path(next))


@router.post("/sign-in")
def sign_in(
    request: Request,
    visit: Anyone,
    context: ContextOf,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    address = request.client.host if request.client else ""
    try:
        session = signin.sign_in(context, name.strip(), password, address)
    except Failure as failure:
        return page(
            request, visit, "sign_in.html", failure.status, next=safe_path(next), problem=failure.diagnostics(visit.language)
        )
    answer = go(safe_path(next))
    answer.set_cookie(SESSION, session.cookie, httponly=True, samesite="lax", secure=context.settings.cookie_secure, path="/")
    return answer


@router.post("/sign-out")
def sign_out(request: Request, visit: OwnForm, context: ContextOf) -> Response:
    signin.sign_out(context, request.cookies.get(SESSION, ""))
    return forget_session(go("/sign-in"))


def forget_session(answer: RedirectResponse) -> RedirectResponse:
    """Take the session's cookie away from the browser."""
    answer.delete_cookie(SESSION)
    return answer


@router.post("/language")
def language(lang: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    answer = go(safe_path(next))
    if lang in LANGUAGES:
        answer.set_cookie(LANGUAGE, lang, max_age=_YEAR, samesite="lax")
    return answer
