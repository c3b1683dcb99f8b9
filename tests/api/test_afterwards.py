"""Corrections of the register, the copy about to be signed (G-07), and what the clock brings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from api.rest.examples import DEAL
from api.services import reminders
from api.settings import Settings
from review.model.roles import Role
from tests.api.world import World, signature, world

_TEXT = (
    "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n"
    "第二条 乙方提供自验收合格之日起24个月的质保。\n"
    "第三条 乙方应在接到故障通知后4小时内响应。\n"
    "第四条 双方本着诚信原则合作,以现场安装为准。\n"
)


@pytest.fixture
def running(settings: Settings, plain_rules: object) -> Iterator[World]:
    with world(settings) as found:
        yield found


def _submitted(w: World, **more: Any) -> dict[str, Any]:
    assert w.put_deal("ann", {**DEAL, **more}).status_code == 201
    return w.checked(w.upload("ann", "OPP-2031", "draft.txt", _TEXT.encode()).headers["location"])


def _copy(w: World, review: dict[str, Any], text: str) -> Any:
    files = {"file": ("copy.txt", text.encode())}
    return w.client.post(f"/v1/reviews/{review['id']}/copies", files=files, headers=w.headers("max"))


def _released(w: World, review: dict[str, Any]) -> None:
    path = f"/v1/reviews/{review['id']}"
    w.decide_all(review)
    for who in ("ann", "sam", "fay"):
        assert w.post(who, f"{path}/signatures", signature(review)).status_code == 201
    for action in ("approve", "release_packet"):
        body = {"action": action, "fields": {"document_sha256": review["sha256"]}}
        assert w.post("max", f"{path}/actions", body).status_code == 201


def test_one_altered_digit_stops_the_signing(running: World) -> None:
    """Scenario 10."""
    review = _submitted(running)
    path = f"/v1/reviews/{review['id']}"
    early = _copy(running, review, _TEXT)
    assert (early.status_code, early.json()["code"]) == (403, "denied-not-released")

    _released(running, review)
    altered = _copy(running, review, _TEXT.replace("90日", "60日"))
    assert altered.status_code == 201
    assert altered.json()["agrees"] is False
    assert "90" in altered.json()["differences"][0]["shown"]
    assert "60" in altered.json()["differences"][0]["shown"]
    signed = {"action": "record_signed", "fields": {"copy_sha256": altered.json()["sha256"]}}
    assert running.post("max", f"{path}/actions", signed).status_code == 403

    good = _copy(running, review, _TEXT)
    assert good.json()["agrees"] is True
    signed = {"action": "record_signed", "fields": {"copy_sha256": good.json()["sha256"]}}
    answer = running.post("max", f"{path}/actions", signed)
    assert (answer.status_code, answer.json().get("state")) == (201, "SIGNED"), answer.text


def _packet(w: World, path: str) -> bytes:
    for _ in range(400):
        answer = w.get("max", f"{path}/packet")
        if answer.status_code == 200:
            return bytes(answer.content)
        time.sleep(0.05)
    raise AssertionError("no packet")


@pytest.mark.slow
def test_a_later_deal_record_changes_neither_the_signed_contract_nor_its_packet(running: World) -> None:
    """As receipts come in from the CRM, the draft is checked against each new record."""
    review = _submitted(running)
    path = f"/v1/reviews/{review['id']}"
    _released(running, review)
    signed = {"action": "record_signed", "fields": {"copy_sha256": _copy(running, review, _TEXT).json()["sha256"]}}
    assert running.post("max", f"{path}/actions", signed).json()["state"] == "SIGNED"
    packet = _packet(running, path)
    receipts = [{"milestone": "prepayment", "amount": "1000", "date": "2026-03-09"}]
    assert running.put_deal("ann", {**DEAL, "receipts": receipts}).status_code == 200
    after = running.checked(path)
    assert after["result"]["deal_sha256"] != review["result"]["deal_sha256"]
    assert after["state"] == "SIGNED"
    assert _packet(running, path) == packet


def test_promises_kept_are_told_of_the_deals_that_one_may_read(running: World) -> None:
    running.join("bea", Role.AR)
    review = _submitted(running, team=[{"person": "ann", "role": "AR"}])
    _released(running, review)
    copy = _copy(running, review, _TEXT).json()["sha256"]
    (delivery, *_) = review["lines"]
    acts = [("record_signed", {"copy_sha256": copy}), ("record_outcome", {"item": delivery["id"], "kept": True})]
    for action, fields in acts:
        answer = running.post("max", f"/v1/reviews/{review['id']}/actions", {"action": action, "fields": fields})
        assert answer.status_code == 201, answer.text
    told = {who: running.get(who, "/v1/promises").json() for who in ("ann", "aud", "bea")}
    assert {"group": "kind", "name": delivery["kind"], "kept": 1, "broken": 0} in told["ann"]
    assert told["aud"] == told["ann"]
    assert told["bea"] == []


def test_a_missed_commitment_is_added_and_must_be_decided(running: World) -> None:
    review = _submitted(running)
    path = f"/v1/reviews/{review['id']}/commitments"
    form = {"quote": "双方本着诚信原则合作", "kind": "K04", "reason": "installation is meant"}
    unknown = running.post("fay", path, {**form, "quote": "words that stand nowhere"})
    assert (unknown.status_code, unknown.json()["code"]) == (400, "quote-unknown")
    added = running.post("fay", path, form)
    assert added.status_code == 201, added.text
    (line,) = [i for i in added.json()["lines"] if i["id"].startswith("manual-")]
    assert (line["quote"], line["owner"], line["decision"]) == ("双方本着诚信原则合作", "FR", None)
    assert line["id"] in [b["subject"] for b in added.json()["blockers"] if b["code"] == "undecided"]


def test_a_correction_makes_the_decision_fall_off(running: World) -> None:
    review = running.decide_all(_submitted(running))
    line = next(i for i in review["lines"] if i["ours"] and i["decision"] and i["owner"] == "FR")
    path = f"/v1/reviews/{review['id']}/commitments/{line['id']}"
    body = {"kind": "K09", "reason": "it is about spares"}
    answer = running.client.patch(path, json=body, headers=running.headers("fay"))
    assert answer.status_code == 200, answer.text
    (changed,) = [i for i in answer.json()["lines"] if i["id"] == line["id"]]
    assert (changed["kind"], changed["decision"]) == ("K09", None)
    assert changed["stale_decision"]["choice"] == "confirm"
    nobody = running.client.patch(f"{path}-x", json=body, headers=running.headers("fay"))
    assert (nobody.status_code, nobody.json()["code"]) == (404, "line-unknown")


def test_the_clock_reminds_and_escalates_once_and_decides_nothing(running: World) -> None:
    review = _submitted(running)
    before = running.get("ann", f"/v1/reviews/{review['id']}").json()
    assert reminders.tick(running.context) == 0
    later = replace(running.context, now=lambda: running.context.now() + timedelta(days=60))
    assert reminders.tick(later) > 0
    assert reminders.tick(later) == 0
    after = running.get("ann", f"/v1/reviews/{review['id']}").json()
    assert [i["decision"] for i in after["lines"]] == [i["decision"] for i in before["lines"]]
    kinds = {e["kind"] for e in running.get("ann", "/v1/deals/OPP-2031/events").json()}
    assert {"remind", "escalate"} <= kinds
