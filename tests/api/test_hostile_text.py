"""Text that databases choke on: the answer is never a bug, and what is stored can be read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from api.rest.examples import DEAL, DRAFT
from api.settings import Settings
from tests.api.world import World, world

_HOSTILE = {
    "nul": "a\0b",
    "half pair": "a\ud800b",
    "long": "长" * 5_000,
    "right to left": "\u202egnp.exe",
    "quotes": "'; DROP TABLE deals; --",
    "markup": "<script>alert(1)</script>{{7*7}}",
    "path": "../../etc/passwd",
}


@pytest.fixture
def running(settings: Settings, plain_rules: object) -> Iterator[World]:
    with world(settings) as found:
        yield found


def _record(external_id: str, text: str) -> bytes:
    record: dict[str, Any] = {**DEAL, "deal": {"external_id": external_id}, "opp": {"name": text}}
    return json.dumps({**record, "account": {"legal_name": text}}).encode()


@pytest.mark.parametrize(
    "source",
    [pytest.param("sqlite", marks=pytest.mark.slow), pytest.param("postgres", marks=pytest.mark.postgres)],
    indirect=True,
)
def test_no_text_is_too_much(running: World) -> None:
    assert running.put_deal("ann", DEAL).status_code == 201
    review = running.checked(running.post("ann", "/v1/reviews", DRAFT).headers["location"])
    for name, text in _HOSTILE.items():
        for answer in _everywhere(running, review, name, text):
            assert answer.status_code < 500, (name, answer.request.url, answer.text)
            assert "html" in answer.headers["content-type"] or answer.json() is not None
    assert running.get("ann", "/v1/deals/OPP-2031").json()["external_id"] == "OPP-2031"
    assert running.get("ann", "/v1/deals").status_code == 200
    assert running.get("aud", "/v1/deals/OPP-2031/audit").status_code == 200


def _everywhere(w: World, review: dict[str, Any], name: str, text: str) -> Iterator[Any]:
    path, headers = f"/v1/reviews/{review['id']}", w.headers("ann")
    safe = quote(text, errors="surrogatepass")
    yield w.client.put(f"/v1/deals/{quote(name)}", content=_record(name, text), headers=headers)
    yield w.client.put(f"/v1/deals/{safe}", content=_record(text, text), headers=headers)
    yield w.get("ann", f"/v1/deals/{safe}")
    yield w.get("ann", f"/v1/deals?q={safe}")
    yield w.get("ann", f"/v1/reviews/{safe}")
    body = {**DRAFT, "deal": name, "file": {**DRAFT["file"], "name": text}}
    yield _send(w, "/v1/reviews", body, {"Idempotency-Key": quote(text, errors="surrogatepass")[:150]})
    yield _send(w, f"{path}/actions", {"action": "comment", "fields": {"subject": text, "text": text}})
    yield _send(w, f"{path}/actions", {"action": text})
    decision = {"commitment": text, "fingerprint": text, "choice": "reject", "wording": text, "delegate_of": text[:100]}
    yield _send(w, f"{path}/decisions", decision)
    yield _send(w, f"{path}/signatures", {"statement": text, "document_sha256": text, "review_identity": text})
    yield w.client.get("/v1/deals", headers={"Authorization": f"Bearer {safe}"})


def _send(w: World, path: str, body: dict[str, Any], more: dict[str, str] | None = None) -> Any:
    headers = {**w.headers("ann"), "Content-Type": "application/json", **(more or {})}
    return w.client.post(path, content=json.dumps(body).encode(), headers=headers)
