"""The API's manners: problems in both languages, limits while streaming, idempotent posts, files that cannot be read."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from api.rest.examples import DEAL, DRAFT
from review.model.canonical import sha256
from tests.api.world import World


def _zip(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


#: name, bytes, the code of the answer
_BAD_FILES = [
    ("empty.docx", b"", "file-empty"),
    ("broken.docx", b"PK\x03\x04 this is no archive", "file-broken"),
    ("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(64), "file-broken"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(64), "file-type"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    ("blank.txt", b"   \n\n", "file-no-text"),
]


@pytest.fixture(scope="module")
def deal(instance: World) -> str:
    record = {**DEAL, "deal": {"external_id": "REST-1"}}
    assert instance.put_deal("ann", record).status_code == 201
    return "REST-1"


@pytest.mark.parametrize(("name", "data", "code"), _BAD_FILES, ids=[b[0] for b in _BAD_FILES])
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_stored(
    instance: World, deal: str, name: str, data: bytes, code: str
) -> None:
    answer = instance.upload("ann", deal, name, data)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert instance.get("ann", f"/v1/deals/{deal}").json()["revisions"] == []
    assert instance.get("ann", f"/v1/deals/{deal}/events").json() == []


#: body of PUT /v1/deals/REST-2, status, code
_BAD_RECORDS: list[tuple[bytes, int, str]] = [
    (b"", 422, "file-empty"),
    (b"no json", 422, "deal-not-json"),
    (b"[]", 422, "deal-not-object"),
    (b'{"deal": {"external_id": "a", "external_id": "b"}}', 422, "deal-duplicate-key"),
    (b'{"deal": {"external_id": "REST-2"}}', 422, "deal-invalid"),
    (json.dumps(DEAL).encode(), 400, "deal-other-id"),
    (b"[" * 100_000, 422, "deal-too-deep"),
]


@pytest.mark.parametrize(("body", "status", "code"), _BAD_RECORDS, ids=[r[2] for r in _BAD_RECORDS])
def test_a_record_that_is_none_is_refused_and_no_deal_is_made(instance: World, body: bytes, status: int, code: str) -> None:
    answer = instance.client.put("/v1/deals/REST-2", content=body, headers=instance.headers("ann"))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert instance.get("ann", "/v1/deals/REST-2").status_code == 404


def _problem(answer: Any) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "code", "fields", "errors"}
    assert body["status"] == answer.status_code
    assert body["type"] == f"urn:tripact:problem:{body['code']}"
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/reviews/none", 404, "review-unknown"),
        ("GET", "/v1/deals/none", 404, "deal-unknown"),
        ("GET", "/v1/deals?limit=0", 422, "request-invalid"),
        ("GET", "/v1/none", 404, "no-such-address"),
        ("DELETE", "/v1/health", 405, "no-such-method"),
    ],
)
def test_every_error_is_a_problem_in_the_language_asked_for(
    instance: World, method: str, path: str, status: int, code: str
) -> None:
    for tongue, language in (("zh-CN", "zh"), ("en-GB,en;q=0.8,zh;q=0.1", "en"), ("fr", "en"), ("zh;q=0,en", "en")):
        answer = instance.client.request(method, path, headers={**instance.headers("ann"), "Accept-Language": tongue})
        body = _problem(answer)
        assert (answer.status_code, body["code"]) == (status, code)
        assert answer.headers["content-language"] == language
        assert any("\u4e00" <= c <= "\u9fff" for c in body["detail"]) == (language == "zh")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer tpk_none"}, {"Authorization": "Basic YTpi"}])
def test_without_a_key_there_is_nothing(instance: World, headers: dict[str, str]) -> None:
    answer = instance.client.get("/v1/deals", headers=headers)
    assert _problem(answer)["code"] in ("key-missing", "key-wrong")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_body_over_the_limit_is_cut_off_as_it_streams(instance: World, deal: str) -> None:
    limit = instance.context.settings.max_upload_bytes
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 100_000
            yield bytes(100_000)

    headers = {**instance.headers("ann"), "Content-Type": "application/json"}
    answer = instance.client.post("/v1/reviews", content=endless(), headers=headers)
    assert _problem(answer)["code"] == "body-too-large"
    assert answer.status_code == 413
    announced = instance.upload("ann", deal, "big.txt", b"x" * (limit + 1))
    assert announced.status_code == 413


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"file": {"name": "a.txt", "content": "*"}}, 400, "not-base64"),
        ({"file": {"name": "a.txt"}}, 422, "request-invalid"),
        ({"sides": "seller"}, 422, "request-invalid"),
        ({"side": "nobody"}, 422, "request-invalid"),
        ({"role": "KING"}, 422, "request-invalid"),
        ({"role": "FR"}, 403, "role-not-held"),
        ({"deal": "NONE"}, 404, "deal-unknown"),
    ],
)
def test_json_drafts_that_do_not_fit(instance: World, deal: str, change: dict[str, Any], status: int, code: str) -> None:
    answer = instance.post("ann", "/v1/reviews", {**DRAFT, "deal": deal, **change})
    assert (answer.status_code, _problem(answer)["code"]) == (status, code)


@pytest.mark.parametrize(
    ("fields", "status", "code"), [({"langage": "zh"}, 422, "request-invalid"), ({"side": "x"}, 422, "request-invalid")]
)
def test_form_fields_that_do_not_fit(instance: World, deal: str, fields: dict[str, str], status: int, code: str) -> None:
    answer = instance.upload("ann", deal, "a.txt", b"text", **fields)
    assert (answer.status_code, _problem(answer)["code"]) == (status, code)


def test_a_post_without_file_or_of_another_type(instance: World, deal: str) -> None:
    headers = instance.headers("ann")
    bare = instance.client.post("/v1/reviews", files={"record": ("d.json", b"{}")}, data={"deal": deal}, headers=headers)
    assert (bare.status_code, _problem(bare)["code"]) == (400, "field-missing")
    other = instance.client.post("/v1/reviews", content=b"x", headers={**headers, "Content-Type": "text/plain"})
    assert (other.status_code, _problem(other)["code"]) == (415, "media-type")


def test_the_crm_posts_the_same_event_twice_and_there_is_one_revision(instance: World) -> None:
    """Scenario 13."""
    record = {**DEAL, "deal": {"external_id": "CRM-13"}}
    body = {**DRAFT, "deal": "CRM-13", "record": record}
    headers = {**instance.headers("ann"), "Idempotency-Key": "event-4711"}
    first, second = (instance.client.post("/v1/reviews", json=body, headers=headers) for _ in range(2))
    assert first.json() == second.json()
    assert first.json()["created"]
    assert len(instance.get("ann", "/v1/deals/CRM-13").json()["revisions"]) == 1
    changed = {**body, "file": {"name": "other.txt", "content": base64.b64encode(b"Section 1. Other.").decode()}}
    third = instance.client.post("/v1/reviews", json=changed, headers=headers)
    assert (third.status_code, _problem(third)["code"]) == (409, "event-differs")


def test_the_draft_comes_back_as_it_was_handed_in(instance: World) -> None:
    review = instance.submit_sample("en-clean")
    answer = instance.get("ann", f"/v1/reviews/{review['id']}/draft")
    assert answer.status_code == 200
    assert sha256(answer.content) == review["sha256"]


def test_a_file_altered_in_the_store_is_reported(instance: World) -> None:
    """Scenario 14, the stored file."""
    review = instance.submit_sample("zh-software")
    path = f"sha256/{review['sha256'][:2]}/{review['sha256']}"
    stored = instance.context.settings.home / "objects" / path
    stored.write_bytes(stored.read_bytes() + b" ")
    answer = instance.get("ann", f"/v1/reviews/{review['id']}/draft")
    assert (answer.status_code, _problem(answer)["code"]) == (404, "object-damaged")


def test_a_file_that_is_no_packet_is_invalid(instance: World) -> None:
    answer = instance.client.post("/v1/verify", content=b"%PDF-1.7 nothing", headers={"Accept-Language": "zh"})
    assert answer.status_code == 200
    assert answer.json()["verdict"] == "invalid"
    assert answer.json()["said"]
    assert instance.client.post("/v1/verify", content=b"").status_code == 422


def test_a_packet_is_verified_in_a_form_too(instance: World) -> None:
    bare = instance.client.post("/v1/verify", content=b"%PDF-1.7 nothing").json()
    sent = instance.client.post("/v1/verify", files={"file": ("packet.pdf", b"%PDF-1.7 nothing", "application/pdf")})
    assert sent.json()["report"]["sha256"] == bare["report"]["sha256"]
    assert instance.client.post("/v1/verify", files={"packet": ("packet.pdf", b"%PDF-1.7")}).status_code == 400


def test_an_empty_deal_record_is_told_as_one(instance: World) -> None:
    files = {"file": ("draft.txt", "第一条 乙方应于2027年6月30日前交货。".encode()), "record": ("deal.json", b"")}
    answer = instance.client.post("/v1/reviews", data={"deal": "EMPTY-1"}, files=files, headers=instance.headers("ann"))
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text


def test_an_id_with_a_slash_has_its_address(instance: World) -> None:
    record = {**DEAL, "deal": {"external_id": "商机/2026/7"}}
    place = "/v1/deals/%E5%95%86%E6%9C%BA%2F2026%2f7"
    for status in (201, 200):
        assert instance.client.put(place, json=record, headers=instance.headers("ann")).status_code == status
    assert instance.get("ann", place).json()["external_id"] == "商机/2026/7"
    assert instance.get("ann", f"{place}/events").status_code == 200
    assert _problem(instance.get("ann", "/v1/deals/none%2Fhere"))["detail"] == "There is no deal none/here."
