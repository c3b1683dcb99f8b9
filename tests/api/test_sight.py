"""Who reads a deal: its people, their stand-ins, whoever handed it in, and those who oversee. Every refusal is in its log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from api.auth.principal import Principal
from api.auth.scopes import scopes_of
from api.rest.examples import DEAL
from api.services import waiting as work
from api.services.context import Context
from api.store import users
from review.model.decision import Rank
from review.model.roles import Role
from tests.api.world import World, confirmation, signature

_TEXT = "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n第二条 乙方应在接到故障通知后4小时内响应。\n"

#: Colleagues of ann, sam and fay, who are on another team; ``full name`` is what a CRM calls them.
_OTHERS = {
    "bea": (Role.AR, Rank.MEMBER, "白安"),
    "gus": (Role.FR, Rank.MEMBER, "顾实"),
    "hal": (Role.FR, Rank.HEAD, "何立"),
}


@dataclass(frozen=True)
class Deal:
    """ann's deal: the record calls her and fay by their accounts, and gives no SR."""

    world: World
    review: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/v1/reviews/{self.review['id']}"

    @property
    def external_id(self) -> str:
        return str(self.review["deal"])


def _join(world: World) -> None:
    for name, (role, rank, full_name) in _OTHERS.items():
        world.join(name, role, rank, full_name)


def _record(external_id: str, *team: tuple[str, str]) -> dict[str, Any]:
    people = [{"person": person, "role": role} for person, role in team]
    return {**DEAL, "deal": {"external_id": external_id}, "team": people}


def _deal(world: World, external_id: str, *team: tuple[str, str], who: str = "ann") -> Deal:
    assert world.put_deal(who, _record(external_id, *team)).status_code == 201
    answer = world.upload(who, external_id, "draft.txt", _TEXT.encode())
    assert answer.status_code == 202, answer.text
    return Deal(world, world.checked(answer.headers["location"], who))


@pytest.fixture(scope="module")
def deal(instance: World) -> Iterator[Deal]:
    _join(instance)
    yield _deal(instance, "SIGHT-1", ("ann", "AR"), ("fay", "FR"))


def _refused(world: World, external_id: str) -> list[tuple[str, str, str]]:
    log = world.get("aud", f"/v1/deals/{external_id}/audit").json()
    return [(e["person"], e["action"], e["detail"]["code"]) for e in log if e["outcome"] == "refused"]


@pytest.mark.parametrize("path", ["", "/packet", "/redline", "/events"])
def test_another_ar_reads_nothing_of_the_deal(deal: Deal, path: str) -> None:
    answer = deal.world.get("bea", f"{deal.path}{path}" if path != "/events" else f"/v1/deals/{deal.external_id}/events")
    assert (answer.status_code, answer.json()["code"]) == (403, "deal-not-yours")
    assert ("bea", "deal-not-yours") in {(who, code) for who, _, code in _refused(deal.world, deal.external_id)}


def test_another_ar_reads_no_record_and_no_log(deal: Deal) -> None:
    for path in (f"/v1/deals/{deal.external_id}", f"/v1/deals/{deal.external_id}/audit"):
        assert deal.world.get("bea", path).json()["code"] == "deal-not-yours"


@pytest.mark.parametrize(("who", "status"), [("aud", 200), ("root", 200), ("ann", 403), ("fay", 403), ("lee", 403), ("hal", 403)])
def test_the_system_s_own_log_is_read_by_those_who_keep_accounts_or_audit(deal: Deal, who: str, status: int) -> None:
    """It names every deal and every sign-in."""
    answer = deal.world.get(who, "/v1/deals/system/audit")
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["fields"]["scope"] == "system:read"
        assert "may not read the system's own log" in answer.json()["detail"]


def test_no_deal_takes_the_name_of_the_system_s_log(deal: Deal) -> None:
    answer = deal.world.put_deal("ann", _record("system", ("ann", "AR")))
    assert (answer.status_code, answer.json()["code"]) == (422, "deal-id-reserved")


def test_another_ar_changes_nothing(deal: Deal) -> None:
    world = deal.world
    assert world.put_deal("bea", _record(deal.external_id, ("bea", "AR"))).json()["code"] == "deal-not-yours"
    assert world.upload("bea", deal.external_id, "v2.txt", b"Article 1").json()["code"] == "deal-not-yours"
    assert world.post("bea", f"{deal.path}/signatures", signature(deal.review)).json()["code"] == "deal-not-yours"
    assert world.get("ann", f"/v1/deals/{deal.external_id}").json()["revisions"][0]["id"] == deal.review["id"]


def _listed(world: World, who: str) -> set[str]:
    return {d["external_id"] for d in world.get(who, "/v1/deals").json()}


def test_the_list_holds_what_one_may_read(deal: Deal) -> None:
    other = _deal(deal.world, "SIGHT-2", ("bea", "AR"), ("gus", "FR"), who="bea")
    both = {deal.external_id, other.external_id}
    assert both & _listed(deal.world, "ann") == {deal.external_id}
    assert both & _listed(deal.world, "bea") == {other.external_id}
    assert both & _listed(deal.world, "fay") == {deal.external_id}
    for overseer in ("max", "lee", "fin", "dee", "aud", "hal"):
        assert both <= _listed(deal.world, overseer), overseer
    assert both <= _listed(deal.world, "sam"), "nobody is named SR, so any may act, and read"


def test_work_waits_only_for_those_who_may_do_it(deal: Deal) -> None:
    assert deal.external_id in _waits(deal.world.context, "fay")
    assert deal.external_id not in _waits(deal.world.context, "gus")


def _waits(context: Context, name: str) -> dict[str, work.Waiting]:
    with context.database.read() as connection:
        user = users.by_name(connection, name)
    assert user is not None
    found = work.waiting(context, Principal(user, scopes_of(user.roles), "test"))
    return {w.row.external_id: w for w in found}


def test_another_fr_may_not_decide_and_a_head_is_told_why(deal: Deal) -> None:
    line = next(i for i in deal.review["lines"] if i["owner"] == "FR" and i["ours"])
    strange = deal.world.post("gus", f"{deal.path}/decisions", confirmation(line))
    assert strange.json()["code"] == "deal-not-yours"
    head = deal.world.post("hal", f"{deal.path}/decisions", confirmation(line))
    assert head.json()["code"] == "denied-not-named"
    assert "fay" in head.json()["detail"]
    assert ("hal", "decide", "denied-not-named") in _refused(deal.world, deal.external_id)


def test_a_stand_in_reads_has_the_work_before_him_and_decides(instance: World, deal: Deal) -> None:
    world, now = instance, instance.context.now()
    lent = _deal(world, "SIGHT-3", ("ann", "AR"), ("fay", "FR"))
    assert world.get("gus", lent.path).status_code == 403
    fields = {"to": "gus", "since": now.isoformat(), "until": (now + timedelta(days=2)).isoformat()}
    assert world.post("fay", f"{lent.path}/actions", {"action": "delegate", "fields": fields}).status_code == 201
    assert world.get("gus", lent.path).status_code == 200
    waiting = _waits(world.context, "gus")[lent.external_id]
    assert waiting.lines
    assert waiting.lent_by == ("fay",)
    line = next(i for i in lent.review["lines"] if i["owner"] == "FR" and i["ours"])
    body = {**confirmation(line), "delegate_of": "fay"}
    assert world.post("gus", f"{lent.path}/decisions", body).status_code == 201
    revoke = {"action": "revoke_delegation", "fields": {"to": "gus"}}
    assert world.post("fay", f"{lent.path}/actions", revoke).status_code == 201
    assert world.get("gus", lent.path).status_code == 403
    assert lent.external_id not in _waits(world.context, "gus")


def test_a_role_that_one_does_not_hold_is_lent_too(instance: World, deal: Deal) -> None:
    """My work shows what was delegated: sam is no FR."""
    world, now = instance, instance.context.now()
    lent = _deal(world, "SIGHT-4", ("ann", "AR"), ("fay", "FR"))
    before = _waits(world.context, "lee").get(lent.external_id)
    fields = {"to": "lee", "since": now.isoformat(), "until": (now + timedelta(days=2)).isoformat()}
    assert world.post("fay", f"{lent.path}/actions", {"action": "delegate", "fields": fields}).status_code == 201
    assert before is None or not before.lines
    assert {i.owner for i in _waits(world.context, "lee")[lent.external_id].lines} == {Role.FR}


def test_a_record_names_people_as_the_crm_calls_them(instance: World, deal: Deal) -> None:
    named = _deal(instance, "SIGHT-5", ("白安", "AR"), ("顾实", "FR"), ("无此人", "SR"), who="max")
    assert instance.get("bea", named.path).status_code == 200
    assert instance.get("ann", named.path).status_code == 403
    assert instance.get("sam", named.path).status_code == 200, "the person named has no account here"
    line = next(i for i in named.review["lines"] if i["owner"] == "FR" and i["ours"])
    assert instance.post("gus", f"{named.path}/decisions", confirmation(line)).status_code == 201


def test_the_record_keeps_others_out_before_any_draft_is_checked(instance: World, deal: Deal) -> None:
    assert instance.put_deal("max", _record("SIGHT-6", ("bea", "AR"))).status_code == 201
    assert instance.get("ann", "/v1/deals/SIGHT-6").json()["code"] == "deal-not-yours"


def test_another_record_does_not_change_who_is_named(instance: World, deal: Deal) -> None:
    kept = _deal(instance, "SIGHT-7", ("ann", "AR"), ("fay", "FR"))
    assert instance.put_deal("ann", _record("SIGHT-7", ("ann", "AR"), ("gus", "FR"))).status_code == 200
    instance.checked(kept.path)
    assert instance.get("gus", kept.path).status_code == 403
    assert instance.get("fay", kept.path).status_code == 200


def _naming(*team: tuple[str, str]) -> dict[str, Any]:
    return {"action": "name_team", "fields": {"members": [{"person": p, "role": r} for p, r in team]}}


def test_the_contract_manager_names_another(instance: World, deal: Deal) -> None:
    moved = _deal(instance, "SIGHT-8", ("ann", "AR"), ("fay", "FR"))
    by_ar = instance.post("ann", f"{moved.path}/actions", _naming(("ann", "AR"), ("gus", "FR")))
    assert by_ar.json()["code"] == "denied-naming"
    nobody = instance.post("max", f"{moved.path}/actions", _naming(("ann", "AR"), ("zed", "FR")))
    assert (nobody.status_code, nobody.json()["code"]) == (400, "member-unknown")
    wrong_role = instance.post("max", f"{moved.path}/actions", _naming(("ann", "AR"), ("sam", "FR")))
    assert wrong_role.json()["code"] == "member-unknown"
    named = instance.post("max", f"{moved.path}/actions", _naming(("ann", "AR"), ("顾实", "FR")))
    assert named.status_code == 201, named.text
    line = next(i for i in moved.review["lines"] if i["owner"] == "FR" and i["ours"])
    assert instance.post("gus", f"{moved.path}/decisions", confirmation(line)).status_code == 201
    assert instance.get("fay", moved.path).status_code == 403
    log = instance.get("aud", f"/v1/deals/{moved.external_id}/audit").json()
    assert [e["person"] for e in log if e["action"] == "name_team" and e["outcome"] == "done"][-1] == "max"


def test_whoever_promised_it_under_the_name_in_the_crm_does_not_confirm_it(instance: World, deal: Deal) -> None:
    record = {
        **_record("SIGHT-9", ("ann", "AR"), ("gus", "FR")),
        "promises": [{"id": "P1", "text": "4 hours", "by": "顾实", "kind": "K08"}],
    }
    assert instance.put_deal("max", record).status_code == 201
    location = instance.upload("max", "SIGHT-9", "draft.txt", _TEXT.encode()).headers["location"]
    review = instance.checked(location, "max")
    line = next(i for i in review["lines"] if i["kind"] == "K08")
    answer = instance.post("gus", f"{location}/decisions", confirmation(line))
    assert answer.json()["code"] == "denied-own-promise"
