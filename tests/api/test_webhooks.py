"""Webhooks: signed, retried until delivered or given up, never sent where none is set, never led elsewhere."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from pydantic import ValidationError

from api.rest.examples import DEAL, DRAFT
from api.services import webhooks
from api.settings import Settings
from api.store import outbox
from api.store.rows import Delivery, Message, Reader
from review.model.roles import Role
from tests.api.world import World, world

_SECRET = "shared secret"
_OVERSEER = Reader("auditor", (), True)


@dataclass
class Receiver:
    """A receiver of webhooks that answers what it is told to, in this order, and then 204."""

    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.got.append((dict(self.headers), body))
            status = found.answers.pop(0) if found.answers else 204
            self.send_response(status)
            if status in (301, 307):
                self.send_header("Location", f"{found.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def wired(settings: Settings, receiver: Receiver, plain_rules: object) -> Iterator[World]:
    more = {"webhook_url": receiver.url, "webhook_secret": _SECRET, "webhook_retry_seconds": 0.05}
    with world(Settings(**{**settings.model_dump(), **more})) as found:
        yield found


def _messages(w: World) -> list[Message]:
    with w.context.database.read() as connection:
        return list(reversed(outbox.recent(connection, _OVERSEER, w.context.now())))


def _settled(w: World) -> list[Message]:
    for _ in range(200):
        found = _messages(w)
        if found and all(m.state is not Delivery.PENDING for m in found):
            return found
        time.sleep(0.05)
    raise AssertionError("a webhook is still waiting")


def _submit(w: World) -> None:
    assert w.put_deal("ann", DEAL).status_code == 201
    answer = w.post("ann", "/v1/reviews", DRAFT)
    w.checked(answer.headers["location"])


def test_each_new_state_is_told_once_and_signed(wired: World, receiver: Receiver) -> None:
    _submit(wired)
    sent = _settled(wired)
    assert [m.state for m in sent] == [Delivery.SENT] * len(sent)
    bodies = [json.loads(body) for _, body in receiver.got]
    assert sorted(b["state"] for b in bodies) == ["CHECKED", "PARSED", "RECEIVED"]
    assert {b["deal"] for b in bodies} == {"OPP-2031"}
    assert len({headers["Tripact-Delivery"] for headers, _ in receiver.got}) == len(bodies)
    for headers, body in receiver.got:
        moment, mac = (part.split("=")[1] for part in headers["Tripact-Signature"].split(","))
        expected = hmac.new(_SECRET.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
        assert mac == expected


def test_the_list_tells_of_the_deals_that_one_may_read(wired: World) -> None:
    wired.join("bea", Role.AR)
    assert wired.put_deal("ann", {**DEAL, "team": [{"person": "ann", "role": "AR"}]}).status_code == 201
    wired.checked(wired.post("ann", "/v1/reviews", DRAFT).headers["location"])
    _settled(wired)
    told = {who: [m["body"]["deal"] for m in wired.get(who, "/v1/webhooks").json()] for who in ("ann", "aud", "bea")}
    assert told == {"ann": ["OPP-2031"] * 3, "aud": ["OPP-2031"] * 3, "bea": []}


def test_a_receiver_that_fails_gets_it_again(wired: World, receiver: Receiver) -> None:
    receiver.answers = [500, 503]
    _submit(wired)
    sent = _settled(wired)
    assert [m.state for m in sent] == [Delivery.SENT] * 3
    assert sum(m.attempts for m in sent) == len(receiver.got) == 5


def test_a_redirect_is_a_failure_and_is_not_followed(wired: World, receiver: Receiver) -> None:
    receiver.answers = [307]
    _submit(wired)
    assert sum(m.attempts for m in _settled(wired)) == len(receiver.got) == 4


def test_it_is_given_up_after_the_last_try(wired: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "TRIES", 2)
    receiver.answers = [500] * 50
    _submit(wired)
    given_up = _settled(wired)
    assert {(m.state, m.attempts, m.last_error) for m in given_up} == {(Delivery.GIVEN_UP, 2, "HTTP 500")}


def test_nothing_is_kept_or_sent_where_none_is_set(settings: Settings, plain_rules: object) -> None:
    with world(settings) as w:
        _submit(w)
        assert _messages(w) == []


def test_an_address_without_a_secret_is_refused() -> None:
    with pytest.raises(ValidationError, match="TRIPACT_WEBHOOK_SECRET"):
        Settings(webhook_url="https://crm.example/hook")
