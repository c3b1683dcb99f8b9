"""Limits of what one caller may send: the size of a body, enforced while it streams in, and calls in a minute."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rest import problems
from review.errors import Failure, TooLarge, sentences

#: Callers that are remembered; the one that was silent longest is forgotten first.
_CALLERS = 10_000
#: How many times the limit is taken in of a form that is too long.
_PATIENCE = 4
#: Seconds between two pieces of a body.
_SILENCE = 60.0


class BodyLimit:
    """ASGI middleware: a body longer than ``limit`` bytes is refused, by its announced length or as it passes.

    A program is answered with 413 at once. A browser shows an answer only when it could send everything, so that of a form
    some more is taken in and thrown away, at most ``_PATIENCE`` times the limit, before ``page`` answers.
    """

    def __init__(self, app: ASGIApp, limit: int, page: Callable[[Request, Failure], Response]) -> None:
        self.app = app
        self.limit = limit
        self.page = page

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
        seen, passed, answered, coming = 0, False, False, True

        async def counted() -> Message:
            nonlocal seen, passed, coming
            message = await (_soon(receive) if coming else receive())
            coming = message.get("more_body", False)
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
        request, failure = Request(scope), TooLarge("body-too-large", {"limit": self.limit})
        if str(scope.get("path")).startswith("/v1/"):
            response: Response = problems.answer(request, failure, headers={"Connection": "close"})
        else:
            await _drained(receive, self.limit * _PATIENCE)
            response = self.page(request, failure)
        await response(scope, receive, send)


async def _soon(receive: Receive) -> Message:
    """The next piece of a body; who sends nothing for long has gone."""
    try:
        return await asyncio.wait_for(receive(), _SILENCE)
    except TimeoutError:
        return {"type": "http.disconnect"}


async def _drained(receive: Receive, most: int) -> None:
    left, more = most, True
    while more and left > 0:
        message = await _soon(receive)
        left -= len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)


class TooManyCalls(Failure):
    """The caller is to wait a little."""

    status = 429


class Rate:
    """Calls that each caller has left, filled up evenly. One process counts for itself."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str) -> None:
        """Count one call. Raises TooManyCalls."""
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(caller, (float(self._a_minute), now))
            left = min(float(self._a_minute), left + (now - at) * self._a_minute / 60)
            self._left[caller] = (max(left - 1, 0.0), now)
            while len(self._left) > _CALLERS:
                self._left.popitem(last=False)
        if left < 1:
            raise TooManyCalls("too-many-calls", {"limit": self._a_minute})


sentences(
    {
        "too-many-calls": {
            "zh": "请求过多（每分钟上限 {limit} 次），请稍候再试。",
            "en": "Too many calls (at most {limit} a minute); try again shortly.",
        },
        "body-too-large": {
            "zh": "请求内容超过上限 {limit} 字节。",
            "en": "The request is larger than the limit of {limit} bytes.",
        },
    }
)
