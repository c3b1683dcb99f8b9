"""What a program that speaks HTTP properly expects: tags, pages, places of errors, limits, safe headers, safe names."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.rest.examples import DEAL, DRAFT
from api.rest.limits import Rate, TooManyCalls
from api.services.names import file_name
from tests.api.world import World, world
from tests.store.databases import SqliteSource, settings_at

_LATIN_SENTENCE = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")
_TEXT = "Section 1. The Supplier shall deliver the goods within 45 days of signing."


def record(external_id: str, **changes: Any) -> dict[str, Any]:
    return {**DEAL, "deal": {"external_id": external_id}, **changes}


def test_every_thing_that_does_not_fit_is_told_with_its_place_in_both_languages(instance: World) -> None:
    body = record("M-1", opp={"amount": "1e999999", "colour": 1}, lead_times=[{"sku": "a", "p50": True}])
    for language in ("zh", "en"):
        answer = instance.client.put("/v1/deals/M-1", json=body, headers=instance.headers("ann", language))
        found = answer.json()
        assert answer.status_code == 422
        pointers = [e["pointer"] for e in found["errors"]]
        assert {"/opp/amount", "/opp/colour", "/lead_times/0/p50"} <= set(pointers)
        assert len(pointers) == len(set(pointers))
        assert all(e["detail"] in found["detail"] for e in found["errors"])
    answer = instance.client.post("/v1/reviews", json={**DRAFT, "side": "nobody"}, headers=instance.headers("ann", "zh"))
    assert answer.json()["errors"][0]["pointer"] == "/body/side"
    assert not _LATIN_SENTENCE.search(answer.json()["detail"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"deal": NaN}',
        b'{"deal": -Infinity}',
        json.dumps(record("M-2")).encode("utf-16"),
        json.dumps(record("M-2")).replace('"75"', "1e999999").encode(),
        json.dumps(record("M-2")).replace('"75"', "9" * 5000).encode(),
        json.dumps(record("M-2")).replace('"75"', "true").encode(),
        json.dumps(record("M-2", opp={"close_date": "-2026-01-01"})).encode(),
        json.dumps(record("M-2", opp={"close_date": "0000-00-00"})).encode(),
        json.dumps(record("M-2", opp={"name": "a\ud800"})).encode(),
        b'{"deal": {"external_id": "M-2", "external_id": "M-2"}}',
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
def test_a_record_that_is_none_leaves_nothing_behind(instance: World, body: bytes) -> None:
    answer = instance.client.put("/v1/deals/M-2", content=body, headers=instance.headers("ann", "zh"))
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert not _LATIN_SENTENCE.search(answer.json()["detail"])
    assert instance.get("ann", "/v1/deals/M-2").status_code == 404


def test_a_mark_of_byte_order_is_no_fault(instance: World) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(record("M-3")).encode()
    assert instance.client.put("/v1/deals/M-3", content=body, headers=instance.headers("ann")).status_code == 201


def test_a_record_inside_a_draft_keeps_every_digit_and_is_read_as_strictly(instance: World) -> None:
    text = json.dumps({**DRAFT, "deal": "M-4", "record": record("M-4", opp={"amount": "AMOUNT"})})
    headers = {**instance.headers("ann"), "Content-Type": "application/json"}
    sent = text.replace('"AMOUNT"', "1234567890.123456789012345")
    assert instance.client.post("/v1/reviews", content=sent, headers=headers).status_code == 202
    kept = instance.get("ann", "/v1/deals/M-4").json()["record"]["opp"]["amount"]
    assert str(kept) == "1234567890.123456789012345"
    twice = text.replace('"opp": {', '"opp": {"amount": "1", ')
    assert instance.client.post("/v1/reviews", content=twice, headers=headers).json()["code"] == "deal-duplicate-key"


def test_a_field_that_stands_twice_is_refused(instance: World) -> None:
    assert instance.put_deal("ann", record("M-5")).status_code == 201
    files = [("file", ("a.txt", _TEXT.encode())), ("file", ("b.txt", _TEXT.encode()))]
    answer = instance.client.post("/v1/reviews", data={"deal": "M-5"}, files=files, headers=instance.headers("ann"))
    assert (answer.status_code, answer.json()["code"]) == (400, "field-twice")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\合同.docx", "合同.docx"),
        ("a\r\nX-Evil: 1.txt", "aX-Evil: 1.txt"),
        ("\u202egnp.txt", "gnp.txt"),
        ("a\x00b\ud800.pdf", "ab.pdf"),
        ("...", "draft"),
        ("", "draft"),
    ],
)
def test_a_name_is_made_safe_to_keep_and_to_show(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_long_name_keeps_its_ending(instance: World) -> None:
    assert instance.put_deal("ann", record("M-6")).status_code == 201
    answer = instance.upload("ann", "M-6", "长" * 800 + ".txt", _TEXT.encode())
    name = instance.checked(answer.headers["location"])["name"]
    assert len(name) <= 200
    assert name.endswith("….txt")


def test_a_body_that_cannot_be_taken_apart_is_said_to_be_one(instance: World) -> None:
    answer = instance.upload("ann", "M-6", "长" * 4_000 + ".txt", _TEXT.encode())
    assert (answer.status_code, answer.json()["code"]) == (400, "request-malformed")


def test_the_same_file_at_the_same_moment_is_one_revision(instance: World) -> None:
    assert instance.put_deal("ann", record("M-7")).status_code == 201
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(instance.upload("ann", "M-7", "a.txt", _TEXT.encode()))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in answers} <= {200, 202}
    assert len({a.json()["id"] for a in answers}) == 1
    assert sum(a.json()["created"] for a in answers) == 1


def test_who_acts_on_what_was_changed_meanwhile_is_refused(instance: World) -> None:
    assert instance.put_deal("ann", record("M-8")).status_code == 201
    deal = instance.get("ann", "/v1/deals/M-8").headers["etag"]
    changed = record("M-8", opp={"name": "Another"})
    headers = instance.headers("ann")
    assert instance.client.put("/v1/deals/M-8", json=changed, headers={**headers, "If-Match": deal}).status_code == 200
    late = instance.client.put("/v1/deals/M-8", json=record("M-8"), headers={**headers, "If-Match": deal})
    assert (late.status_code, late.json()["code"]) == (412, "tag-moved")
    assert instance.get("ann", "/v1/deals/M-8").json()["title"] == "Another"

    path = instance.upload("ann", "M-8", "a.txt", _TEXT.encode()).headers["location"]
    instance.checked(path)
    seen = instance.get("ann", path).headers["etag"]
    comment = {"action": "comment", "fields": {"subject": "", "text": "first"}}
    first = instance.client.post(f"{path}/actions", json=comment, headers={**headers, "If-Match": seen})
    second = instance.client.post(f"{path}/actions", json=comment, headers={**headers, "If-Match": seen})
    assert (first.status_code, second.status_code) == (201, 412)
    again = {**headers, "If-Match": first.headers["etag"]}
    assert instance.client.post(f"{path}/actions", json=comment, headers=again).status_code == 201


def test_a_call_that_is_repeated_under_its_key_does_nothing_more(instance: World) -> None:
    """Even with the tag that it had seen; another call under the key is refused."""
    assert instance.put_deal("ann", record("M-KEY")).status_code == 201
    path = instance.upload("ann", "M-KEY", "a.txt", _TEXT.encode()).headers["location"]
    instance.checked(path)
    headers = {**instance.headers("ann"), "Idempotency-Key": "call-1"}
    seen = instance.get("ann", path).headers["etag"]
    comment = {"action": "comment", "fields": {"subject": "", "text": "sent twice"}}
    answers = [instance.client.post(f"{path}/actions", json=comment, headers={**headers, "If-Match": seen}) for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["sequence"] == answers[1].json()["sequence"]
    other = {"action": "comment", "fields": {"subject": "", "text": "other words"}}
    refused = instance.client.post(f"{path}/actions", json=other, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "event-differs")


def test_pages_of_deals_miss_none_and_repeat_none(instance: World) -> None:
    for i in range(5):
        assert instance.put_deal("ann", record(f"PAGE-{i}")).status_code == 201
    found, path = [], "/v1/deals?limit=2&q=PAGE-"
    while path:
        answer = instance.get("ann", path)
        found += [d["external_id"] for d in answer.json()]
        path = answer.headers.get("link", "").partition(">")[0].lstrip("<")
    assert found == [f"PAGE-{i}" for i in (4, 3, 2, 1, 0)]
    assert instance.get("ann", "/v1/deals?after=nonsense").json()["code"] == "page-unknown"


@pytest.mark.parametrize("path", ["/v1/health", "/v1/nothing", "/sign-in", "/nothing", "/static/tripact.css", "/v1/openapi.json"])
def test_every_answer_carries_the_safe_headers(instance: World, path: str) -> None:
    headers = instance.client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "server" not in headers


@pytest.mark.parametrize("name", ["%2e%2e/%2e%2e/pyproject.toml", "..%2f..%2fpyproject.toml", "/etc/passwd", "%2fetc%2fpasswd"])
def test_static_files_are_those_of_their_folder(instance: World, name: str) -> None:
    assert instance.client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "DELETE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/v1/deals", "/deals", "/sign-in"])
def test_other_methods_are_refused(instance: World, method: str, path: str) -> None:
    assert instance.client.request(method, path, headers=instance.headers("ann")).status_code == 405


def test_a_caller_has_so_many_calls_a_minute_and_gets_them_back() -> None:
    now = [0.0]
    rate = Rate(60, lambda: now[0])
    for _ in range(60):
        rate.take("a")
    with pytest.raises(TooManyCalls):
        rate.take("a")
    rate.take("b")
    now[0] += 1.5
    rate.take("a")
    with pytest.raises(TooManyCalls):
        rate.take("a")


@pytest.fixture(scope="module")
def hurried(sqlite_source: SqliteSource, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home: Path = tmp_path_factory.mktemp("hurried")
    with sqlite_source.fresh(home) as url, world(settings_at(home, url, calls_per_minute=3)) as found:
        yield found


def test_too_many_calls_are_told_when_to_come_again(hurried: World) -> None:
    answers = [hurried.get("ann", "/v1/deals") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert (answers[-1].json()["code"], answers[-1].headers["retry-after"]) == ("too-many-calls", "30")
    assert hurried.get("sam", "/v1/deals").status_code == 200


def test_the_page_of_the_api_names_every_operation_and_loads_no_foreign_script(instance: World) -> None:
    text = instance.client.get("/api").text
    for path, methods in instance.client.get("/v1/openapi.json").json()["paths"].items():
        assert path in text
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in text
    assert all(src.startswith("/static/") for src in re.findall(r'<script[^>]+src="([^"]+)"', text))
