"""Sign in, sign out, language, the start page."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from api.auth.scopes import Scope
from api.services import signin
from api.web.moves import go, safe_path
from api.web.render import page
from api.web.visit import LANGUAGE, SESSION, Anyone, ContextOf, OwnForm, Visit, from_here, page_of, visit_of
from api.web.words import LANGUAGES, words
from review.errors import Failure, Refused

router = APIRouter()
#: Permission -> the page that somebody with it starts on; the first one held counts.
_HOMES = ((Scope.REVIEWS_DECIDE, "/waiting"), (Scope.DEALS_READ, "/deals"), (Scope.USERS_MANAGE, "/accounts"))
_YEAR = 365 * 24 * 3600
#: Fields that a page never gives back.
_NEVER_KEPT = ("form_token", "once", "password", "old", "new", "again")


@router.get("/")
def start(visit: Anyone) -> RedirectResponse:
    return go(_home(visit) if visit.principal else "/sign-in")


def _home(visit: Visit) -> str:
    """Where this person's work is: what waits to be decided, else the deals, else the accounts."""
    scopes = visit.principal.scopes if visit.principal else frozenset()
    found = (path for scope, path in _HOMES if scope in scopes)
    return next(found, "/verify")


async def sign_in_first(request: Request, failure: Failure) -> Response:
    """Lead to the sign-in page; what a form of ours held goes along, and is there again afterwards."""
    if request.method != "POST":
        return go(f"/sign-in?next={quote(page_of(request), safe='')}")
    fields = await request.form() if from_here(request) else FormData()
    files = any(not isinstance(value, str) for _, value in fields.multi_items())
    kept = [] if files else [(name, value) for name, value in fields.multi_items() if name not in _NEVER_KEPT]
    visit = visit_of(request)
    more = "kept" if kept else "files_again" if files else ""
    told = (failure.diagnostics(visit.language), words(visit.language).get(more, ""))
    problem = ("" if visit.language == "zh" else " ").join(told)
    facts = {"next": page_of(request), "resume": request.url.path, "kept": json.dumps(kept) if kept else ""}
    return page(request, visit, "sign_in.html", 401, problem=problem, **facts)


@router.get("/sign-in")
def sign_in_page(request: Request, visit: Anyone, next: str = "/") -> Response:
    return page(request, visit, "sign_in.html", next=safe_path(next), resume="", kept="")


@router.post("/sign-in")
def sign_in(
    request: Request,
    visit: Anyone,
    context: ContextOf,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
    resume: Annotated[str, Form()] = "",
    kept: Annotated[str, Form()] = "",
) -> Response:
    if request.headers.get("sec-fetch-site") == "cross-site":  # nobody is signed in to an account of somebody else's choice
        raise Refused("form-foreign")
    address = request.client.host if request.client else ""
    try:
        session = signin.sign_in(context, name.strip(), password, address)
    except Failure as failure:
        facts = {"next": safe_path(next), "resume": safe_path(resume), "kept": kept}
        return page(request, visit, "sign_in.html", failure.status, problem=failure.diagnostics(visit.language), **facts)
    fields = _kept_fields(kept) if from_here(request) else []
    answer: Response = go(safe_path(next))
    if fields:
        known = Visit(visit.language, session.principal, session.form_token)
        answer = page(request, known, "resume.html", resume=safe_path(resume), fields=fields, next=safe_path(next))
    answer.set_cookie(SESSION, session.cookie, httponly=True, samesite="lax", secure=context.settings.cookie_secure, path="/")
    return answer


def _kept_fields(text: str) -> list[tuple[str, str]]:
    """The fields of the form that was being sent; none of what is not a list of such."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    pairs = [p for p in found if isinstance(p, list)] if isinstance(found, list) else []
    return [(p[0], p[1]) for p in pairs if len(p) == 2 and all(isinstance(v, str) for v in p)]


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
