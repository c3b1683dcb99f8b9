"""Who looks at a page, in which language, and whether a form was ours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request

from api.auth.principal import Principal
from api.rest import problems
from api.services import signin
from api.services.context import Context
from review.errors import Refused, Unauthenticated, sentences

SESSION = "tripact_session"
LANGUAGE = "tripact_language"
NOTICE = "tripact_notice"
#: Keys of words that tell of something that was not done.
_BAD_NEWS = frozenset({"body_too_large"})
#: Addresses that only take forms, so that nobody can be led there; and the pages that forms stand on, by where they go.
_POSTED = ("/reviews", "/sign-out", "/language")
_STANDS_ON = {"reviews": "/deals", "accounts": "/accounts", "password": "/password", "verify": "/verify"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The account as the page names it."""

    name: str
    roles: tuple[str, ...]
    may: frozenset[str] = frozenset()
    """Scopes held, for the pages that are offered."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What just happened, said once."""

    text: str
    tone: str = "good"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a browser. ``principal`` is None for somebody who has not signed in."""

    language: str
    principal: Principal | None = None
    form_token: str = ""
    notice: Notice | None = None
    ours: bool = False
    """Whether the form that came with it was made for this very session."""

    @property
    def user(self) -> Shown | None:
        if self.principal is None:
            return None
        return Shown(self.principal.user.full_name, tuple(r.value for r in self.principal.user.roles), self.principal.scopes)


def context_of(request: Request) -> Context:
    return cast(Context, request.app.state.server.state.context)


def visit_of(request: Request) -> Visit:
    """The visit, signed in or not."""
    language = request.cookies.get(LANGUAGE, "")
    if language not in ("zh", "en"):
        language = problems.language(request)
    notice = _notice(request, language)
    try:
        session = signin.resume(context_of(request), request.cookies.get(SESSION, ""))
    except Unauthenticated:
        return Visit(language, notice=notice)
    return Visit(language, session.principal, session.form_token, notice)


def member_of(visit: Annotated[Visit, Depends(visit_of)]) -> Visit:
    """A visit of somebody signed in. Raises Unauthenticated, which leads to the sign-in page."""
    signed_in(visit)
    return visit


def signed_in(visit: Visit) -> Principal:
    """Who visits. Raises Unauthenticated when nobody signed in."""
    if visit.principal is None:
        raise Unauthenticated("session-ended")
    return visit.principal


def sent_form(request: Request, visit: Annotated[Visit, Depends(member_of)], form_token: Annotated[str, Form()] = "") -> Visit:
    """A signed-in visit with a form; whoever takes it calls ``insist`` before anything is done."""
    ours = signin.form_is_ours(context_of(request), request.cookies.get(SESSION, ""), form_token)
    return replace(visit, ours=ours)


def insist(visit: Visit) -> Visit:
    """Raises Refused for a form that was not made for this very session."""
    if not visit.ours:
        raise Refused("form-foreign")
    return visit


def own_form(visit: Annotated[Visit, Depends(sent_form)]) -> Visit:
    """A signed-in visit whose form is ours. Raises Refused."""
    return insist(visit)


def from_here(request: Request) -> bool:
    """Whether a browser sent this from a page of ours, as far as it says: nothing of a foreign page is ever shown again."""
    site = request.headers.get("sec-fetch-site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host", "")


def page_of(request: Request) -> str:
    """The page that somebody is at, with its query: of a form, the one that it stands on."""
    if request.method == "GET":
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc == request.headers.get("host") and came.path not in _POSTED:
        way = came.path.split("/")
        inner = len(way) > 3 and way[1] == "reviews"
        return "/".join(way[:3]) if inner else came.path + (f"?{came.query}" if came.query else "")
    way = request.url.path.split("/")
    return "/".join(way[:3]) if way[1] == "reviews" and len(way) > 3 else _STANDS_ON.get(way[1], "/")


def _notice(request: Request, language: str) -> Notice | None:
    from api.web.words import words

    key = request.cookies.get(NOTICE, "")
    text = words(language).get(key) if key else None
    if text is None:
        return None
    megabytes = context_of(request).settings.max_upload_bytes // 1_000_000
    return Notice(text.replace("{mb}", str(megabytes)), "bad" if key in _BAD_NEWS else "good")


ContextOf = Annotated[Context, Depends(context_of)]
Anyone = Annotated[Visit, Depends(visit_of)]
Member = Annotated[Visit, Depends(member_of)]
OwnForm = Annotated[Visit, Depends(own_form)]
SentForm = Annotated[Visit, Depends(sent_form)]

sentences(
    {
        "form-foreign": {
            "zh": "尚未提交：登录会话已更换，或表单不是由本页面发出的。请核对后再次提交。",
            "en": "Not sent: the session has changed since, or the form was not made by this page. Check it and send it again.",
        }
    }
)
