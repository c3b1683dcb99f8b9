"""Who names FR: a deal record, as long as it does not choose who checks those it comes from; else somebody who answers for it."""

from __future__ import annotations

from typing import Any

import pytest

from api.auth.scopes import scopes_of
from api.rest.examples import DEAL
from api.services import accounts, signin
from review.model.decision import Rank
from review.model.roles import Role
from tests.api.visitor import Visitor, account, alerts
from tests.api.world import World, confirmation

_TEXT = "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n第二条 乙方应在接到故障通知后4小时内响应。\n"


@pytest.fixture(scope="module", autouse=True)
def _people(instance: World) -> None:
    instance.join("ned", Role.FR)
    instance.join("ola", Role.FR)
    instance.join("hugo", Role.FR, Rank.HEAD)
    instance.join("li-ar", Role.AR, full_name="李薇")
    instance.join("li-fr", Role.FR, full_name="李薇")
    operator = signin.operator(instance.context)
    accounts.add_user(instance.context, operator, "both", [Role.AR, Role.FR], None)
    _, instance.keys["both"] = accounts.add_key(instance.context, operator, "both", "test", scopes_of([Role.AR, Role.FR]))
    account(instance, "adam2", Role.ADMIN)


def _record(external_id: str, team: dict[str, str], **more: Any) -> dict[str, Any]:
    people = [{"person": person, "role": role} for role, person in team.items()]
    return {**DEAL, "deal": {"external_id": external_id}, "team": people, "promises": [], **more}


def _named(world: World, external_id: str, who: str = "max") -> set[tuple[str, str]]:
    team = world.get(who, f"/v1/deals/{external_id}").json()["team"]
    return {(m["role"], m["person"]) for m in team if m["known"]}


def _decides(world: World, who: str, path: str, review: dict[str, Any]) -> str:
    """What comes of it when somebody confirms a line of FR's that is still open."""
    open_lines = (i for i in review["lines"] if i["owner"] == "FR" and i["ours"])
    done = {i["id"] for i in world.get("max", path).json()["lines"] if i["decision"]}
    line = next(i for i in open_lines if i["id"] not in done)
    answer = world.post(who, f"{path}/decisions", {**confirmation(line), "role": "FR"})
    return "done" if answer.status_code == 201 else str(answer.json()["code"])


@pytest.mark.parametrize(
    ("sender", "team", "promised_by", "bound", "may", "may_not"),
    [
        ("ann", {"AR": "ann", "FR": "ned"}, "", True, ("ned",), {"ola": "deal-not-yours", "hugo": "denied-not-named"}),
        ("li-ar", {"AR": "li-ar", "FR": "li-fr"}, "", False, ("ned",), {"li-fr": "denied-apart"}),
        ("ann", {"AR": "李薇", "FR": "li-fr"}, "", False, ("ola",), {"li-fr": "denied-apart"}),
        ("ned", {"AR": "ann", "FR": "ned"}, "", False, ("ned",), {}),
        ("ann", {"AR": "ann", "FR": "ned"}, "ned", False, ("ola",), {"ned": "denied-own-promise"}),
        ("ann", {"AR": "ann", "FR": "li-fr"}, "li-ar", False, ("ola",), {"li-fr": "denied-own-promise"}),
        ("both", {"AR": "both", "FR": "both"}, "", False, ("ola",), {"both": "denied-apart"}),
    ],
    ids=["free", "own second account", "second account of AR", "himself", "promised it", "promiser's account", "AR and FR"],
)
def test_a_record_names_fr_only_where_it_may(
    instance: World,
    sender: str,
    team: dict[str, str],
    promised_by: str,
    bound: bool,
    may: Any,
    may_not: dict[str, str],
    request: Any,
) -> None:
    id_ = "NAME-" + request.node.callspec.id.replace(" ", "-")
    promises = [{"id": f"P{k}", "text": "x", "by": promised_by, "kind": k} for k in ("K01", "K08")] if promised_by else []
    body = _record(id_, team, promises=promises)
    assert instance.put_deal(sender, body).status_code == 201
    role = {"role": "AR"} if sender == "both" else {}
    path = instance.upload(sender, id_, "draft.txt", _TEXT.encode(), **role).headers["location"]
    review = instance.checked(path, "max")
    assert (("FR", team["FR"]) in _named(instance, id_)) == bound
    for who, code in may_not.items():
        assert _decides(instance, who, path, review) == code
    for who in may:
        assert _decides(instance, who, path, review) == "done"
        assert {person for role_, person in _named(instance, id_) if role_ == "FR"} == {who}


def test_whoever_answers_for_it_names_somebody_whom_the_record_may_not(instance: World) -> None:
    assert instance.put_deal("both", _record("NAME-ACT", {"AR": "both", "FR": "both"})).status_code == 201
    path = instance.upload("both", "NAME-ACT", "draft.txt", _TEXT.encode(), role="AR").headers["location"]
    review = instance.checked(path, "max")
    assert _decides(instance, "both", path, review) == "denied-apart"
    answer = instance.client.put("/v1/deals/NAME-ACT/team/FR", json={"persons": ["both"]}, headers=instance.headers("hugo"))
    assert answer.status_code == 200, answer.text
    assert ("FR", "both") in _named(instance, "NAME-ACT")
    assert _decides(instance, "both", path, review) == "done"


def _put(world: World, who: str, external_id: str, role: str, *persons: str) -> Any:
    return world.client.put(f"/v1/deals/{external_id}/team/{role}", json={"persons": persons}, headers=world.headers(who))


def test_an_administrator_names_a_team_before_there_is_a_draft(instance: World) -> None:
    assert instance.put_deal("ann", _record("NAME-ADMIN", {"AR": "ann"})).status_code == 201
    answer = _put(instance, "root", "NAME-ADMIN", "FR", "ola")
    assert answer.status_code == 200, answer.text
    assert {"person": "ola", "role": "FR", "known": True} in answer.json()
    assert instance.put_deal("ann", _record("NAME-ADMIN", {"AR": "ann", "FR": "ned"})).status_code == 200
    assert {p for r, p in _named(instance, "NAME-ADMIN") if r == "FR"} == {"ola"}
    log = instance.get("aud", "/v1/deals/NAME-ADMIN/audit").json()
    assert [(e["person"], e["role"]) for e in log if e["action"] == "name_team"][-1] == ("root", "ADMIN")


@pytest.mark.parametrize(
    ("who", "role", "person", "code"),
    [
        ("ann", "FR", "ned", "denied-naming"),
        ("sam", "FR", "ned", "denied-naming"),
        ("root", "FR", "nobody", "member-unknown"),
        ("root", "FR", "ann", "member-unknown"),
        ("aud", "FR", "ned", "scope-missing"),
        ("bad", "FR", "ned", "deal-unknown"),
    ],
)
def test_what_is_no_naming(instance: World, who: str, role: str, person: str, code: str) -> None:
    instance.put_deal("ann", _record("NAME-NOT", {"AR": "ann"}))
    answer = _put(instance, "root" if who == "bad" else who, "NONE" if who == "bad" else "NAME-NOT", role, person)
    assert (answer.status_code >= 400, answer.json()["code"]) == (True, code)


def test_ar_may_be_the_first_to_name_the_solution_manager(instance: World) -> None:
    assert instance.put_deal("ann", _record("NAME-SR", {"AR": "ann"})).status_code == 201
    assert _put(instance, "ann", "NAME-SR", "SR", "sam").status_code == 200


def test_an_administrator_names_by_page_too(instance: World) -> None:
    instance.put_deal("ann", _record("NAME-PAGE", {"AR": "ann"}))
    admin = Visitor(instance, "en").sign_in("adam2")
    token = admin.token("/accounts")
    form = {"external_id": "NAME-PAGE", "role": "FR", "person": "ned"}
    assert admin.post("/team", {**form, "person": "ann"}, token).status_code == 400
    refused = admin.post("/team", {**form, "person": "ann"}, token)
    assert "ann" in alerts(refused.text)[0] and 'value="NAME-PAGE"' in refused.text
    assert admin.post("/team", form, token).status_code == 200
    assert ("FR", "ned") in _named(instance, "NAME-PAGE")
