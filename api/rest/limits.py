"""The size of a request body, enforced while it streams in: a body is never held or stored beyond the limit."""

from __future__ import annotations

from contextlib import suppress

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rest import problems
from review.errors import TooLarge, sentences


class BodyLimit:
    """ASGI middleware: a body longer than ``limit`` bytes is answered with 413, by its announced length or as it passes."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdigit() and int(announced) > self.limit:
            await self._refuse(scope, receive, send)
            return
        await self._watch(scope, receive, send)

    async def _watch(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Once the limit is passed the application gets no more, and whatever it would answer is replaced."""
        seen, passed, answered = 0, False, False

        async def counted() -> Message:
            nonlocal seen, passed
            message = await receive()
            seen += len(message.get("body", b""))
            passed = passed or seen > self.limit
            return {"type": "http.disconnect"} if passed else message

        async def noted(message: Message) -> None:
            nonlocal answered
            if not passed:
                answered = True
                await send(message)

        with suppress(ClientDisconnect):
            await self.app(scope, counted, noted)
        if passed and not answered:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        failure = TooLarge("body-too-large", {"limit": self.limit})
        response = problems.answer(Request(scope), failure, headers={"Connection": "close"})
        await response(scope, receive, send)


sentences(
    {
        "body-too-large": {
            "zh": "请求内容超过上限 {limit} 字节。",
            "en": "The request is larger than the limit of {limit} bytes.",
        }
    }
)
