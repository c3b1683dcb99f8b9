"""Who looks at a page, in which language, and whether a form was ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Form, Request

from api.auth.principal import Principal
from api.rest import problems
from api.services import signin
from api.services.context import Context
from review.errors import Refused, Unauthenticated, sentences

SESSION = "tripact_session"
LANGUAGE = "tripact_language"
NOTICE = "tripact_notice"


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


def own_form(request: Request, visit: Annotated[Visit, Depends(member_of)], form_token: Annotated[str, Form()] = "") -> Visit:
    """A signed-in visit whose form was made for this very session. Raises Refused."""
    if not signin.form_is_ours(context_of(request), request.cookies.get(SESSION, ""), form_token):
        raise Refused("form-foreign")
    return visit


def _notice(request: Request, language: str) -> Notice | None:
    from api.web.words import words

    key = request.cookies.get(NOTICE, "")
    text = words(language).get(key) if key else None
    return Notice(text) if text else None


ContextOf = Annotated[Context, Depends(context_of)]
Anyone = Annotated[Visit, Depends(visit_of)]
Member = Annotated[Visit, Depends(member_of)]
OwnForm = Annotated[Visit, Depends(own_form)]

sentences(
    {
        "form-foreign": {
            "zh": "表单已过期或不是本页面发出的,请刷新后重试。",
            "en": "The form has expired or was not made by this page; reload and try again.",
        }
    }
)
