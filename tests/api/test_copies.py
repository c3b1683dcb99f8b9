"""A copy to be signed that is a scan: kept at once, read by a job, noted for whoever handed it in."""

from __future__ import annotations

import html
import io
import itertools
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import obstore
import pikepdf
import pytest

from api.rest.examples import DEAL
from api.services import accounts, auditing, copies, signin
from api.store import audit, events, revisions, users
from review.errors import IntakeError
from review.intake import parse
from review.intake.pdf import pictures
from review.model.canonical import sha256
from review.model.document import Document
from review.model.roles import Role
from review.workflow import fact_name
from tests.api.visitor import Visitor, account, alerts
from tests.api.world import World, signature, world
from tests.intake.pdf import page, pdf, scanned
from tests.store.databases import SqliteSource, settings_at

LINES = (
    "1. The Supplier shall deliver 120 pumps within 45 days of signing.",
    "2. The Supplier shall answer a notice of failure within 4 hours.",
)
TEXT = "\n".join(LINES)
#: One digit is another one.
ALTERED = TEXT.replace("45 days", "95 days")
_NUMBERS = itertools.count(1)
_needs_ocr = pytest.mark.skipif(not pictures.can_be_read(), reason="the optional extra ocr is not installed")


@pytest.fixture(scope="module")
def running(sqlite_source: SqliteSource, plain_rules_room: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("copies")
    with pytest.MonkeyPatch.context() as patch, sqlite_source.fresh(home) as url:
        patch.setenv("TRIPACT_RULES", str(plain_rules_room))
        with world(settings_at(home, url)) as found:
            account(found, "cara", Role.CM)
            account(found, "tom", Role.AUDIT, Role.LEG, Role.CM)
            yield found


class Reader:
    """Stands in for character recognition: reads ``text`` in any picture, once it is let go on."""

    def __init__(self) -> None:
        self.text, self.count = TEXT, 0
        self.free = threading.Event()
        self.problem: Exception | None = None

    def __call__(self, name: str, data: bytes) -> Document:
        self.count += 1
        assert self.free.wait(30)
        if self.problem:
            raise self.problem
        read = parse("copy.txt", self.text.encode())
        return replace(read, source=replace(read.source, name=name, sha256=sha256(data)))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.setattr("review.intake.reading.can_be_read", lambda: True)
    found = Reader()
    monkeypatch.setattr(copies, "read", found)
    yield found
    found.free.set()


def scan(*lines: str) -> bytes:
    """Each call gives other bytes, for another deal."""
    return scanned(pdf(page(*(lines or LINES), f"{next(_NUMBERS)}", step=40)))


def _drafted(w: World) -> str:
    """The path of a review that nobody has decided on."""
    id_ = f"C-{next(_NUMBERS)}"
    team = [{"person": p, "role": r} for p, r in (("ann", "AR"), ("sam", "SR"), ("fay", "FR"))]
    record = {**DEAL, "deal": {**DEAL["deal"], "external_id": id_}, "team": team}
    assert w.put_deal("ann", record).status_code == 201
    path = str(w.upload("ann", id_, "draft.txt", TEXT.encode()).headers["location"])
    w.checked(path)
    return path


@pytest.fixture
def path(running: World) -> str:
    """Of a review whose packet is released: the contract may be signed."""
    return released(running)


def released(w: World) -> str:
    found = _drafted(w)
    review = w.decide_all(w.get("ann", found).json())
    for who in ("ann", "sam", "fay"):
        assert w.post(who, f"{found}/signatures", signature(review)).status_code == 201
    for action in ("approve", "release_packet"):
        body = {"action": action, "fields": {"document_sha256": review["sha256"]}}
        assert w.post("max", f"{found}/actions", body).status_code == 201
    return found


def hand_in(w: World, path: str, data: bytes, who: str = "max", key: str = "") -> Any:
    headers = {**w.headers(who), **({"Idempotency-Key": key} if key else {})}
    return w.client.post(f"{path}/copies", files={"file": ("signed.pdf", data)}, headers=headers)


def answer_at(w: World, place: str, who: str = "max", language: str = "en") -> Any:
    """The answer that stands there once the copy is read."""
    for _ in range(600):
        answer = w.client.get(place, headers=w.headers(who, language))
        if answer.status_code != 202:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{place} is still being read")


def compared(w: World, path: str) -> list[Any]:
    """The events that tell of a copy."""
    with w.context.database.read() as connection:
        revision = revisions.by_id(connection, path.rpartition("/")[2])
        assert revision
        found = events.load(connection, revision.deal_id)
    return [e for e in found if fact_name(type(e.fact)) == "compare_execution_copy"]


def _logged(w: World, path: str) -> list[tuple[str, str, str, str]]:
    """(person, action, outcome, code) of everything that the deal's log tells of copies."""
    with w.context.database.read() as connection:
        revision = revisions.by_id(connection, path.rpartition("/")[2])
        assert revision
        log = audit.entries(connection, revision.deal_id)
    told = [e for e in log if "copy" in e.action or e.outcome == audit.REFUSED]
    return [(e.person, e.action, e.outcome, str(e.detail.get("code", ""))) for e in told]


@_needs_ocr
@pytest.mark.slow
def test_a_scan_is_read_by_a_job_and_one_altered_digit_is_told_with_its_page(running: World, path: str) -> None:
    taken = hand_in(running, path, scanned(pdf(page(*ALTERED.split("\n"), step=40))))
    assert taken.status_code == 202, taken.text
    said = taken.json()
    assert (said["state"], said["pages"], said["name"], said["received_by"]) == ("pending", 1, "signed.pdf", "max")
    assert taken.headers["location"] == f"{path}/copies/{said['id']}" and int(taken.headers["retry-after"]) > 0
    found = answer_at(running, taken.headers["location"])
    assert found.status_code == 200, found.text
    answer = found.json()
    assert (answer["sha256"], answer["scanned"], answer["agrees"]) == (said["sha256"], True, False)
    (difference,) = answer["differences"]
    assert (difference["page"], difference["number"], difference["approved"], difference["copied"]) == (1, "1.", "45", "95")
    (event,) = compared(running, path)
    assert (event.actor.person, event.actor.role, event.fact.scanned) == ("max", Role.CM, True)
    assert event.fact.differences == (difference["shown"],)


def test_what_can_be_read_at_once_is_answered_at_once_and_stands_there_too(running: World, path: str, reader: Reader) -> None:
    answer = running.client.post(
        f"{path}/copies", files={"file": ("signed.pdf", pdf(page(*LINES, step=40)))}, headers=running.headers("max")
    )
    assert (answer.status_code, answer.json()["agrees"], reader.count) == (201, True, 0)
    assert _logged(running, path) == [("max", "compare_execution_copy", "done", "")]


def test_the_same_bytes_are_read_once_at_a_time(running: World, path: str, reader: Reader) -> None:
    data = scan()
    first, second = hand_in(running, path, data), hand_in(running, path, data, "lee")
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.headers["location"] == second.headers["location"]
    assert compared(running, path) == []
    reader.free.set()
    assert answer_at(running, first.headers["location"]).json()["agrees"] is True
    assert (reader.count, len(compared(running, path))) == (1, 1)
    again = hand_in(running, path, data)
    assert again.status_code == 202 and again.headers["location"] != first.headers["location"]
    assert answer_at(running, again.headers["location"]).status_code == 200


def test_a_request_under_a_key_is_one_request(running: World, path: str, reader: Reader) -> None:
    data = scan()
    first = hand_in(running, path, data, key="k-1")
    assert hand_in(running, path, data, key="k-1").headers["location"] == first.headers["location"]
    other = hand_in(running, path, scan(), key="k-1")
    assert (other.status_code, other.json()["code"]) == (409, "event-differs")
    reader.free.set()
    found = answer_at(running, first.headers["location"])
    after = hand_in(running, path, data, key="k-1")
    assert (after.status_code, after.json()) == (201, found.json())
    assert (reader.count, len(compared(running, path))) == (1, 1)


def test_a_draft_that_came_in_meanwhile_leaves_the_copy_with_its_reason_and_nothing_else(
    running: World, path: str, reader: Reader
) -> None:
    taken = hand_in(running, path, scan())
    deal = running.get("ann", path).json()["deal"]
    running.checked(running.upload("ann", deal, "next.txt", ALTERED.encode()).headers["location"])
    reader.free.set()
    found = answer_at(running, taken.headers["location"])
    assert (found.status_code, found.json()["code"]) == (409, "draft-replaced")
    assert found.headers["content-type"] == "application/problem+json"
    assert compared(running, path) == []
    assert _logged(running, path)[-1] == ("max", "compare_execution_copy", "refused", "draft-replaced")
    page_ = Visitor(running, "en").sign_in("cara").client.get(f"/reviews/{path.rpartition('/')[2]}?tab=execution").text
    assert alerts(page_) == ["A later draft has replaced this one; look at the current draft."]


def _without_key(w: World, who: str) -> None:
    with w.context.database.read() as connection:
        user = users.by_name(connection, who)
        assert user
        (key,) = users.keys_of(connection, user.id)
    accounts.revoke_key(w.context, signin.operator(w.context), who, key.prefix)


def _closed(w: World, who: str) -> None:
    accounts.disable_user(w.context, signin.operator(w.context), who)


@pytest.mark.parametrize(("who", "lose"), [("gus", _without_key), ("hal", _closed)])
def test_who_may_no_longer_do_it_when_it_ends_has_not_done_it(
    running: World, path: str, reader: Reader, who: str, lose: Callable[[World, str], None]
) -> None:
    running.join(who, Role.CM)
    taken = hand_in(running, path, scan(), who)
    assert taken.status_code == 202
    lose(running, who)
    reader.free.set()
    found = answer_at(running, taken.headers["location"])
    assert (found.status_code, found.json()["code"]) == (403, "scope-missing")
    assert "作出决定" in answer_at(running, taken.headers["location"], language="zh").json()["detail"]
    assert compared(running, path) == []
    assert _logged(running, path)[-1] == (who, "reviews:decide", "refused", "scope-missing")


@pytest.mark.parametrize(("who", "code"), [("aud", "scope-missing"), ("fin", "denied-role"), ("max", "denied-not-released")])
def test_who_may_not_do_it_leaves_nothing_to_read(running: World, reader: Reader, who: str, code: str) -> None:
    path = _drafted(running)
    refused = hand_in(running, path, scan(), who)
    assert (refused.status_code, refused.json()["code"]) == (403, code)
    assert [(person, outcome, told) for person, _, outcome, told in _logged(running, path)] == [(who, "refused", code)]
    assert copies.latest(running.context, signin.by_key(running.context, running.keys["max"]), path.rpartition("/")[2]) is None


def test_a_reading_that_fails_says_why_and_what_was_found_before_stands(running: World, path: str, reader: Reader) -> None:
    assert running.client.post(
        f"{path}/copies", files={"file": ("copy.txt", TEXT.encode())}, headers=running.headers("max")
    ).json()["agrees"]
    reader.problem = IntakeError("reading-timeout", {"name": "signed.pdf", "seconds": "120"})
    taken = hand_in(running, path, scan())
    reader.free.set()
    found = answer_at(running, taken.headers["location"])
    assert (found.status_code, found.json()["code"]) == (422, "reading-timeout")
    assert found.json()["detail"] == "Reading signed.pdf took too long (120 s) and was stopped."
    assert _logged(running, path)[-1] == ("", "copy.unread", "done", "reading-timeout")
    for language, said, before in (("en", "took too long", "Agrees with"), ("zh", "超时（120 秒）", "与批准文本一致")):
        shown = Visitor(running, language).sign_in("cara").client.get(f"/reviews/{path.rpartition('/')[2]}?tab=execution").text
        (alert,) = alerts(shown)
        assert said in alert and "signed.pdf" in alert and before in shown and 'name="copy"' in shown


def test_a_fault_of_ours_is_told_as_one(running: World, path: str, reader: Reader) -> None:
    reader.problem = ZeroDivisionError()
    reader.free.set()
    found = answer_at(running, hand_in(running, path, scan()).headers["location"])
    assert (found.json()["code"], found.json()["fields"]) == ("copy-bug", {"kind": "ZeroDivisionError"})


def test_a_file_that_is_locked_broken_or_empty_is_refused_at_once(running: World, path: str, reader: Reader) -> None:
    for data, code in ((_locked(scan()), "file-encrypted"), (b"%PDF-1.7 and nothing", "file-broken"), (b"", "file-empty")):
        refused = hand_in(running, path, data)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (reader.count, _logged(running, path)) == (0, [])


def _locked(data: bytes) -> bytes:
    """Under a password for opening it."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return locked.getvalue()


def test_a_copy_belongs_to_its_draft_and_is_read_by_whoever_may_read_that(running: World, path: str, reader: Reader) -> None:
    place = hand_in(running, path, scan()).headers["location"]
    other = _drafted(running)
    assert running.get("max", f"{other}/copies/{place.rpartition('/')[2]}").json()["code"] == "copy-unknown"
    assert running.get("max", f"{path}/copies/none").status_code == 404
    running.join(f"bea{next(_NUMBERS)}", Role.AR)
    stranger = next(name for name in running.keys if name.startswith("bea"))
    assert running.get(stranger, place).json()["code"] == "deal-not-yours"
    assert running.get("root", place).json()["code"] == "scope-missing"


def test_a_copy_that_is_gone_from_the_store_is_reported(running: World, path: str, reader: Reader) -> None:
    reader.free.set()
    answer_at(running, hand_in(running, path, scan()).headers["location"])
    operator = signin.operator(running.context)
    assert auditing.verify(running.context, operator).breaks == ()
    kept = copies.latest(running.context, signin.by_key(running.context, running.keys["max"]), path.rpartition("/")[2])
    assert kept
    obstore.delete(running.context.objects.store, f"sha256/{kept.sha256[:2]}/{kept.sha256}")
    assert [b.code for b in auditing.verify(running.context, operator).breaks] == ["object-missing"]


@pytest.mark.parametrize(
    ("language", "reading", "notice", "result"),
    [
        ("en", "The scan is being read", "The copy is kept and is being read.", "Agrees with the approved text"),
        ("zh", "正在识别扫描件", "文件已收存，正在识别。", "与批准文本一致"),
    ],
)
def test_the_page_says_that_the_copy_is_being_read_and_then_what_was_found(
    running: World, path: str, reader: Reader, language: str, reading: str, notice: str, result: str
) -> None:
    visitor, desk = Visitor(running, language).sign_in("tom"), f"/reviews/{path.rpartition('/')[2]}"
    token = visitor.token(f"{desk}?tab=execution")
    shown = html.unescape(visitor.post(f"{desk}/copies", {}, token, files={"copy": ("signed.pdf", scan())}).text)
    assert reading in shown and notice in shown and "signed.pdf" in shown and "tom" in shown
    assert '<noscript><meta http-equiv="refresh"' in shown and 'name="copy"' not in shown
    asked = re.search(r'hx-get="(/reviews/[^"]+/copies/[^"]+/progress)"', shown)
    assert asked
    assert visitor.client.get(asked[1]).status_code == 204
    reader.free.set()
    answer_at(running, asked[1].removesuffix("/progress").replace("/reviews", "/v1/reviews"))
    there = visitor.client.get(asked[1]).headers["hx-redirect"]
    after = html.unescape(visitor.client.get(there).text)
    assert result in after and reading not in after and "http-equiv" not in after and 'name="copy"' in after
    (event,) = compared(running, path)
    assert (event.actor.person, event.actor.role) == ("tom", Role.CM)


def test_a_scanned_draft_does_not_hold_up_the_request(running: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its check reads it, as it does everything else."""
    monkeypatch.setattr("review.intake.reading.can_be_read", lambda: True)
    reader = Reader()
    monkeypatch.setattr("review.pipeline.read", lambda name, data, **_: reader(name, data))
    id_ = f"C-{next(_NUMBERS)}"
    assert running.put_deal("ann", {**DEAL, "deal": {**DEAL["deal"], "external_id": id_}}).status_code == 201
    answer = running.upload("ann", id_, "draft.pdf", scan())
    assert (answer.status_code, answer.json()["state"]) == (202, "pending")
    reader.free.set()
    assert running.checked(answer.headers["location"])["check"]["state"] == "done"
