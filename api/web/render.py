"""Templates to pages. Everything a template sees is handed in; it fetches nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.web.visit import NOTICE, Visit, page_of
from api.web.words import term_names, words
from review.resources import room

#: Nothing is loaded from elsewhere, no inline script or style runs, no other site may frame the pages.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}


class Blank(dict[str, Any]):
    """What was written into a form; a field that was not is empty."""

    def __missing__(self, name: str) -> str:
        return ""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    loader = FileSystemLoader(room("templates") / "pages")
    found = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    found.filters["code"] = _code
    return found


def _counted(t: Mapping[str, str], key: str, n: int) -> str:
    """A number with its noun; ``<key>_1`` says one of it."""
    return t[f"{key}_1" if n == 1 else key].format(n=n)


def _code(text: str) -> Markup:
    """The text with what stands between backticks as code."""
    pieces = text.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(pieces))


def page(request: Request, visit: Visit, template: str, status: int = 200, **facts: Any) -> HTMLResponse:
    """A whole page in the visitor's language."""
    base: Mapping[str, Any] = {
        "lang": visit.language,
        "t": words(visit.language),
        "counted": partial(_counted, words(visit.language)),
        "names": term_names(visit.language),
        "user": visit.user,
        "csrf": _hidden(visit),
        "path": page_of(request),
        "section": "",
        "notice": visit.notice,
        "problem": "",
        "said": None,
        "blank": Blank(),
    }
    text = _templates().get_template(template).render({**base, **facts})
    answer = HTMLResponse(text, status, HEADERS)
    if visit.notice:
        answer.delete_cookie(NOTICE)
    return answer


def _hidden(visit: Visit) -> Callable[[], Markup]:
    """The form's proof that it comes from our own page, and what tells this page from the same one drawn again."""
    fields = Markup('<input type="hidden" name="form_token" value="{}"><input type="hidden" name="once" value="{}">')
    drawn = fields.format(visit.form_token, secrets.token_urlsafe(12))
    return lambda: drawn
