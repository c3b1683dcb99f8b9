"""The server's last moments: a call that is cut off because it stops gets an answer, not a broken connection."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rest import problems
from review.errors import Failure, sentences


class Stopping:
    """ASGI middleware. What the call had begun to write is written or not, as ever: whoever asks again finds out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
            if not begun:
                await _answer(Request(scope))(scope, receive, send)


def _answer(request: Request) -> Response:
    failure, headers = Failure("server-stopping"), {"Retry-After": "5", "Connection": "close"}
    if request.url.path.startswith("/v1/"):
        return problems.answer(request, failure, 503, headers)
    return PlainTextResponse(failure.diagnostics(problems.language(request)), 503, headers)


sentences(
    {
        "server-stopping": {
            "zh": "服务器正在重启，请稍后再试。",
            "en": "The server is being restarted; try again shortly.",
        }
    }
)
