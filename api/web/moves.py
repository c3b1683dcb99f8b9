"""Where a form leads next: always with 303, never to another site."""

from __future__ import annotations

from fastapi.responses import RedirectResponse

from api.web.visit import NOTICE

_SECONDS = 8


def safe_path(path: str) -> str:
    """A path of ours, or the start page: ``//host``, ``/\\host`` and whole addresses are refused."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/"


def go(path: str, notice: str = "") -> RedirectResponse:
    """Answer a form. ``notice`` is a key of the words that the next page says once."""
    answer = RedirectResponse(path, 303)
    if notice:
        answer.set_cookie(NOTICE, notice, max_age=_SECONDS, httponly=True, samesite="lax")
    return answer
