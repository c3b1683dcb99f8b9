"""Headers that every answer carries, whatever it is: pages, files, problems."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
#: What an answer has that sets none of its own: it is data, never a page, and nobody keeps a copy.
_OTHERWISE = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Cache-Control": "no-store"}
_STATIC = "no-cache"
_TLS_ONLY = "max-age=31536000"


class SafeHeaders:
    """ASGI middleware. ``tls``: served behind a TLS proxy, so that browsers are told to come by https only."""

    def __init__(self, app: ASGIApp, tls: bool) -> None:
        self.app = app
        self.tls = tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        if str(scope.get("path")).startswith("/static/"):
            headers.setdefault("Cache-Control", _STATIC)
        for name, value in _ALWAYS.items():
            headers[name] = value
        for name, value in _OTHERWISE.items():
            headers.setdefault(name, value)
        if self.tls:
            headers["Strict-Transport-Security"] = _TLS_ONLY
