"""Ids with a slash, as contract numbers have them, in the one step of an address that holds an id.

A server decodes a path before it is taken apart, so that ``%2F`` would part an id in two. Here it stands as another sign until
the id is read.
"""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

_BEFORE = b"/v1/deals/"
#: No character, and therefore in no id.
_STANDS_FOR = "\ufdd1"


def with_slashes(step: str) -> str:
    """The id that a step of a path holds."""
    return step.replace(_STANDS_FOR, "/")


class Slashes:
    """ASGI middleware: ``/v1/deals/A%2F7/team/FR`` leads to the deal ``A/7``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raw: bytes = scope.get("raw_path") or b""
        if raw.startswith(_BEFORE) and b"%2f" in raw.lower():
            step, slash, after = raw[len(_BEFORE) :].partition(b"/")
            held = unquote_to_bytes(step).replace(b"/", _STANDS_FOR.encode())
            path = _BEFORE + held + unquote_to_bytes(slash + after)
            scope = {**scope, "path": path.decode("utf-8", "replace"), "raw_path": quote(path).encode()}
        await self.app(scope, receive, send)
