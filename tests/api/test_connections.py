"""Connections that go wrong: the server stops under a call, a body falls silent, a body has no end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from api.rest import limits
from api.rest.limits import BodyLimit
from api.rest.stopping import Stopping
from review.errors import Failure


def scope(path: str) -> dict[str, Any]:
    headers = [(b"accept-language", b"zh")]
    return {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b"", "server": ("x", 80)}


async def reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        body = await Request(scope, receive).body()
        await PlainTextResponse(str(len(body)))(scope, receive, send)
    except ClientDisconnect:
        await PlainTextResponse("gone", 499)(scope, receive, send)


def too_long(request: Request, failure: Failure) -> Response:
    return PlainTextResponse(failure.code, 413)


async def talk(app: Any, path: str, pieces: list[bytes], endless: bool = False) -> list[Message]:
    """What the application sends to somebody who sends these pieces, and then nothing, or the last one for ever."""
    said: list[Message] = []
    left = list(pieces)

    async def receive() -> Message:
        if left or endless:
            return {"type": "http.request", "body": left.pop(0) if len(left) > 1 or not endless else left[0], "more_body": True}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope(path), receive, send)
    return said


@pytest.mark.parametrize("path", ["/v1/reviews", "/reviews"])
def test_a_call_under_way_when_the_server_stops_is_answered(path: str) -> None:
    async def stopped() -> list[Message]:
        task = asyncio.create_task(talk(Stopping(reads_all), path, [b"x"]))
        await asyncio.sleep(0.01)
        task.cancel("Task cancelled, timeout graceful shutdown exceeded")
        return await task

    start, body = asyncio.run(stopped())
    assert start["status"] == 503
    assert (b"retry-after", b"5") in start["headers"]
    assert "重启" in body["body"].decode()


def test_who_falls_silent_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_SILENCE", 0.01)
    said = asyncio.run(asyncio.wait_for(talk(BodyLimit(reads_all, 100, too_long), "/v1/reviews", [b"x"]), 5))
    assert said[0]["status"] == 499


@pytest.mark.parametrize("path", ["/v1/reviews", "/reviews"])
def test_a_body_without_end_is_refused_before_it_has_cost_much(path: str) -> None:
    said = asyncio.run(asyncio.wait_for(talk(BodyLimit(reads_all, 100, too_long), path, [b"x" * 40], endless=True), 5))
    assert said[0]["status"] == 413
