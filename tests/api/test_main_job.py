"""The main job through the API: deal, draft, decisions, signatures, release; and what is refused on the way."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from api import sealing
from api.rest.examples import DEAL
from api.settings import Settings
from review.model.canonical import sha256
from review.signing import TrustPolicy, Verdict
from review.signing.public import verify_limited
from tests.api.world import SAMPLES, World, confirmation, signature, world
from tests.store.databases import Source, both_databases

_TEXT = (
    "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n"
    "第二条 乙方提供自验收合格之日起24个月的质保。\n"
    "第三条 乙方应在接到故障通知后4小时内响应。\n"
)


def _packet(w: World, path: str, language: str) -> Any:
    for _ in range(600):
        answer = w.get("ann", f"{path}/packet?language={language}")
        if answer.status_code != 202:
            return answer
        assert answer.headers["location"].startswith(path)
        time.sleep(0.1)
    raise AssertionError("the packet is still being made")


@both_databases
def test_from_draft_to_release(settings: Settings, plain_rules: Path, source: Source) -> None:
    with world(settings) as w:
        assert w.put_deal("ann", DEAL).status_code == 201
        review = w.checked(w.upload("ann", "OPP-2031", "draft.txt", _TEXT.encode()).headers["location"])
        assert (review["state"], review["check"]["state"]) == ("CHECKED", "done")
        path = f"/v1/reviews/{review['id']}"

        nothing = w.get("ann", f"{path}/packet?extract=true")
        assert (nothing.status_code, nothing.json()["code"]) == (409, "packet-not-released")
        early = w.post("fay", f"{path}/signatures", signature(review))
        assert (early.status_code, early.json()["code"]) == (403, "denied-fr-undecided")

        review = w.decide_all(review)
        assert review["state"] == "READY_FOR_DECISION", review["blockers"]
        for who in ("ann", "sam", "fay"):
            answer = w.post(who, f"{path}/signatures", signature(review))
            assert answer.status_code == 201, answer.text
        again = w.post("ann", f"{path}/signatures", signature(review))
        assert (again.status_code, again.json()["code"]) == (403, "denied-signed-already")

        act = {"fields": {"document_sha256": review["sha256"]}}
        early_release = w.post("max", f"{path}/actions", {"action": "release_packet", **act})
        assert early_release.status_code == 403
        approved = w.post("max", f"{path}/actions", {"action": "approve", **act})
        assert approved.status_code == 201, approved.text
        released = w.post("max", f"{path}/actions", {"action": "release_packet", **act})
        assert released.json()["state"] == "PACKET_RELEASED"
        assert [s["by"]["role"] for s in released.json()["signatures"]] == ["AR", "SR", "FR"]
        if source.name == "sqlite":
            _is_proven(w, path)


def _is_proven(w: World, path: str) -> None:
    """The released packet is signed by three and sealed, stays the same file, and verifies with the review run again."""
    packet = _packet(w, path, "zh")
    assert (packet.status_code, packet.headers["content-type"]) == (200, "application/pdf"), packet.text
    assert "draft" not in packet.headers["content-disposition"]
    note = {"action": "comment", "fields": {"subject": "", "text": "filed"}}
    assert w.post("ann", f"{path}/actions", note).status_code == 201
    assert _packet(w, path, "zh").content == packet.content
    verified = w.client.post("/v1/verify", content=packet.content).json()
    assert verified["verdict"] == "valid", verified["said"]
    assert [s["field"] for s in verified["report"]["signatures"]] == ["AR", "SR", "FR", "seal"]
    assert verified["report"]["rerun"]["result"] == "same"
    _has_an_extract(w, path, packet.content)


def _has_an_extract(w: World, path: str, packet: bytes) -> None:
    """What came later stands in a file of its own, which names the released one and bears the seal alone."""
    extract = _packet(w, path, "zh&extract=true")
    assert "-extract.pdf" in extract.headers["content-disposition"] and extract.content != packet
    report = verify_limited(extract.content, TrustPolicy((sealing.keys(w.context.settings.home).root(),)), again=False)
    assert report.verdict is Verdict.VALID, report.reasons
    assert [s.field for s in report.signatures] == ["seal"] and not report.released
    with pikepdf.open(io.BytesIO(extract.content)) as pdf:
        manifest = json.loads(pdf.attachments["packet.json"].get_file().read_bytes())
    assert manifest["extract_of"] == sha256(packet)
    assert _packet(w, path, "zh").content == packet


def test_ar_cannot_confirm_what_fr_owns_and_the_refusal_is_logged(instance: World) -> None:
    review = instance.submit_sample("zh-equipment")
    line = next(i for i in review["lines"] if i["owner"] == "FR" and i["ours"])
    path = f"/v1/reviews/{review['id']}"
    answer = instance.client.post(
        f"{path}/decisions", json=confirmation(line), headers=instance.headers("ann", "zh-CN,zh;q=0.9,en;q=0.1")
    )
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "denied-not-owner"
    assert "负责" in answer.json()["detail"]
    assert instance.get("ann", path).json()["lines"] == review["lines"]
    log = instance.get("aud", f"/v1/deals/{review['deal']}/audit").json()
    assert [(e["person"], e["action"], e["detail"]["code"]) for e in log if e["outcome"] == "refused"] == [
        ("ann", "decide", "denied-not-owner")
    ]


def test_the_same_file_for_the_same_deal_is_the_same_revision(instance: World) -> None:
    first = instance.submit_sample("en-clean")
    data = next((SAMPLES / "en-clean").glob("draft.*")).read_bytes()
    again = instance.upload("ann", first["deal"], "another-name.docx", data)
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["created"]) == (first["id"], False)
    assert len(instance.get("ann", f"/v1/deals/{first['deal']}").json()["revisions"]) == 1


def test_a_changed_record_has_the_draft_checked_again_and_reopens_what_relied_on_it(instance: World) -> None:
    """Scenario 8: lead times change after FR confirmed; the text does not."""
    record = json.loads((SAMPLES / "zh-clean" / "deal.json").read_text(encoding="utf-8"))
    record["deal"]["external_id"] = "LEAD-TIME"
    data = next((SAMPLES / "zh-clean").glob("draft.*")).read_bytes()
    assert instance.put_deal("ann", record).status_code == 201
    path = instance.upload("ann", "LEAD-TIME", "draft.docx", data).headers["location"]
    before = instance.decide_all(instance.checked(path), frozenset({"FR"}))
    for lead in record["lead_times"]:
        lead["p90"] = "400"
    for supplier in record["suppliers"]:
        supplier["lead"] = "400"
    assert instance.put_deal("ann", record).status_code == 200
    after = instance.checked(path)
    assert after["id"] == before["id"]
    assert after["result"]["identity"] != before["result"]["identity"]
    kept = {i["id"] for i in after["lines"] if i["decision"]}
    reopened = [i for i in after["lines"] if i["ours"] and i["owner"] == "FR" and not i["decision"]]
    assert kept
    assert reopened
    assert all(i["stale_decision"]["by"]["person"] == "fay" and i["stale_decision"]["at"] for i in reopened)
    assert all("a deal field it relied on changed (/" in i["why"] for i in reopened)
    told = {a["part"]: (a["old"], a["new"]) for i in reopened for a in i["altered"]}
    assert told and all(part.startswith("deal:/") and new == "400" != old for part, (old, new) in told.items())


def test_a_decision_on_a_replaced_draft_is_refused(instance: World) -> None:
    first = instance.submit_sample("zh-software")
    second = instance.upload("ann", first["deal"], "v2.txt", "第一条 乙方应于2027年6月30日前交货。".encode())
    newer = instance.checked(second.headers["location"])
    assert newer["current"]
    old = instance.get("ann", f"/v1/reviews/{first['id']}").json()
    assert (old["state"], old["current"], old["lines"]) == ("SUPERSEDED", False, [])
    line = first["lines"][0]
    answer = instance.post("fay", f"/v1/reviews/{first['id']}/decisions", confirmation(line))
    assert (answer.status_code, answer.json()["code"]) == (409, "draft-replaced")


def test_a_late_click_is_refused(instance: World) -> None:
    review = instance.submit_sample("en-maintenance")
    path = f"/v1/reviews/{review['id']}"
    assert instance.post("sam", f"{path}/actions", _comment(review, "first")).status_code == 201
    late = instance.post("ann", f"{path}/actions", _comment(review, "second"))
    assert (late.status_code, late.json()["code"]) == (409, "case-moved")


def _comment(review: dict[str, object], text: str) -> dict[str, object]:
    return {"action": "comment", "fields": {"subject": "", "text": text}, "expected": review["sequence"]}


@pytest.mark.parametrize("who", ["root", "aud"])
def test_admin_and_audit_decide_nothing(instance: World, who: str) -> None:
    review = instance.submit_sample("en-saas")
    answer = instance.post(who, f"/v1/reviews/{review['id']}/decisions", confirmation(review["lines"][0]))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")


def test_a_draft_stays_the_submitters_however_often_it_is_checked(instance: World) -> None:
    """Whoever hands in the next deal record, the submitter may still not approve the draft."""
    record = {**DEAL, "deal": {"external_id": "SENDER"}}
    assert instance.put_deal("ann", record).status_code == 201
    path = instance.upload("max", "SENDER", "draft.txt", _TEXT.encode()).headers["location"]
    first = instance.checked(path)
    changed = {**record, "opp": {"name": "Signalling spare parts", "major": True}}
    assert instance.put_deal("ann", changed).status_code == 200
    second = instance.checked(path)
    assert second["result"]["identity"] != first["result"]["identity"]
    events = instance.get("ann", "/v1/deals/SENDER/events").json()
    received = [e["person"] for e in events if e["kind"] in ("receive_draft", "submit_revision")]
    assert received == ["max"] * 4


def test_acting_in_a_role_that_one_does_not_hold_is_refused_and_logged(instance: World) -> None:
    review = instance.submit_sample("bilingual")
    path = f"/v1/reviews/{review['id']}"
    comment = {"action": "comment", "fields": {"subject": "", "text": "x"}, "role": "FR"}
    answer = instance.post("sam", f"{path}/actions", comment)
    assert (answer.status_code, answer.json()["code"]) == (403, "role-not-held")
    log = instance.get("aud", f"/v1/deals/{review['deal']}/audit").json()
    assert [(e["action"], e["detail"]["code"]) for e in log if e["outcome"] == "refused"] == [("comment", "role-not-held")]
