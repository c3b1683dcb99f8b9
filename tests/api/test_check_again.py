"""A draft is checked again by today's rules and version: decisions stay where nothing changed, and a result that another
version made is no dead end."""

from __future__ import annotations

import json
from typing import Any

import pytest

import review.pipeline
from api.rest.examples import DEAL
from api.services import results
from api.store.tables import checks
from review.model.roles import Role
from tests.api.visitor import Visitor, account, alerts
from tests.api.world import World, confirmation

_TEXT = "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n第二条 乙方应在接到故障通知后4小时内响应。\n"


@pytest.fixture
def deal(instance: World, request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """A draft on which FR has decided one of two lines: its path, and the review after that."""
    id_ = request.node.name
    team = [{"person": p, "role": r} for p, r in (("ann", "AR"), ("sam", "SR"), ("fay", "FR"))]
    record = {**DEAL, "deal": {"external_id": id_}, "team": team, "promises": []}
    assert instance.put_deal("ann", record).status_code == 201
    path = instance.upload("ann", id_, "draft.txt", _TEXT.encode()).headers["location"]
    line = next(i for i in instance.checked(path)["lines"] if i["owner"] == "FR" and i["ours"])
    assert instance.post("fay", f"{path}/decisions", confirmation(line)).status_code == 201
    return path, instance.get("ann", path).json()


def _decided(found: dict[str, Any]) -> dict[str, str]:
    return {line["quote"]: line["decision"]["id"] for line in found["lines"] if line["decision"]}


def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (results, review.pipeline):
        monkeypatch.setattr(module, "ENGINE_VERSION", "next")


def _unreadable(world: World, path: str) -> None:
    """The stored result becomes one that this version cannot read."""
    name = world.context.objects.put(json.dumps({"findings": [{"of": path}]}).encode())
    with world.context.database.write() as connection:
        connection.execute(checks.update().where(checks.c.revision_id == path.rpartition("/")[2]).values(result=name))


def test_what_todays_version_checked_is_left_as_it_is(instance: World, deal: tuple[str, dict[str, Any]]) -> None:
    path, before = deal
    answer = instance.post("ann", f"{path}/checks", None)
    assert (answer.status_code, answer.json()["state"], answer.json()["created"]) == (200, "done", False)
    assert instance.get("ann", path).json()["sequence"] == before["sequence"]


def test_a_newer_version_checks_again_and_decisions_stay(
    instance: World, deal: tuple[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = deal
    _newer(monkeypatch)
    answer = instance.post("max", f"{path}/checks", None)
    assert (answer.status_code, answer.json()["id"]) == (202, before["id"])
    after = instance.checked(path)
    assert after["result"]["engine_version"] == "next" and after["number"] == before["number"]
    assert _decided(after) == _decided(before) != {}
    assert after["submitted_by"] == "ann"
    log = instance.get("aud", f"/v1/deals/{after['deal']}/audit").json()
    assert [e["person"] for e in log if e["action"] == "receive_draft"] == ["ann", "max"]
    assert instance.post("max", f"{path}/checks", None).status_code == 200


def test_a_result_that_cannot_be_read_is_made_anew(instance: World, deal: tuple[str, dict[str, Any]]) -> None:
    path, before = deal
    _unreadable(instance, path)
    found = instance.get("ann", path).json()
    assert found["check"]["failure"]["code"] == "result-version" and found["result"] is None
    remark = {"action": "comment", "fields": {"subject": "", "text": "?"}}
    assert instance.post("fay", f"{path}/actions", remark).json()["code"] == "result-version"
    assert instance.post("ann", f"{path}/checks", None).status_code == 202
    after = instance.checked(path)
    assert _decided(after) == _decided(before) and after["check"]["failure"] is None
    assert instance.post("fay", f"{path}/actions", remark).status_code == 201


def test_changed_words_keep_their_earlier_decision_beside_them_whatever_version_made_it(
    instance: World, deal: tuple[str, dict[str, Any]]
) -> None:
    path, before = deal
    _unreadable(instance, path)
    decided = next(line for line in before["lines"] if line["decision"])
    old, new = ("90", "120") if "90" in decided["quote"] else ("4小时", "8小时")
    draft = _TEXT.replace(old, new).encode()
    after = instance.checked(instance.upload("ann", before["deal"], "next.txt", draft).headers["location"])
    line = next(i for i in after["lines"] if new in i["quote"])
    assert (line["was"], line["decision"], line["stale_decision"]["id"]) == (decided["id"], None, decided["decision"]["id"])
    assert (line["reopened"], line["why"], line["decided_quote"]) == (["text"], "the words changed", decided["quote"])
    assert [(a["old"], a["new"]) for a in line["altered"]] == [(old.rstrip("小时"), new.rstrip("小时"))]
    account(instance, "beside", Role.CM)
    page = Visitor(instance, "en").sign_in("beside").client.get(f"/reviews/{after['id']}?tab=commitments&show=all").text
    card = page[page.index(f'id="c-{line["id"]}"') :].partition("</section>")[0]
    for said in (
        "Changed, to be decided again",
        "the words changed",
        "<del>",
        "<ins>",
        "Earlier decision",
        "fay",
        "The words then",
    ):
        assert said in card, said


def test_the_pages_offer_it(instance: World, deal: tuple[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    path, before = deal
    page = f"/reviews/{before['id']}"
    account(instance, "again", Role.CM)
    visitor = Visitor(instance, "en").sign_in("again")
    assert f'action="{page}/checks"' not in visitor.client.get(f"{page}?tab=scope").text
    _newer(monkeypatch)
    assert f'action="{page}/checks"' in visitor.client.get(f"{page}?tab=scope").text
    monkeypatch.undo()
    _unreadable(instance, path)
    token = visitor.token(page)
    assert alerts(visitor.client.get(page).text)
    visitor.post(f"{page}/checks", {}, token)
    assert _decided(instance.checked(path)) == _decided(before)


@pytest.mark.parametrize("who", ["aud", "fin"])
def test_who_may_hand_in_no_draft_has_none_checked(
    instance: World, deal: tuple[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    path, before = deal
    _newer(monkeypatch)
    answer = instance.post(who, f"{path}/checks", None)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
    assert instance.get("ann", path).json()["result"] == before["result"]


def test_a_draft_that_was_replaced_is_not_checked_again(instance: World, deal: tuple[str, dict[str, Any]]) -> None:
    path, before = deal
    later = instance.upload("ann", before["deal"], "draft2.txt", _TEXT.replace("90", "120").encode()).headers["location"]
    instance.checked(later)
    assert instance.post("ann", f"{path}/checks", None).json()["code"] == "draft-replaced"
