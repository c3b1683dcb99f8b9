"""Events of CRMs, in their own words: mapped by a table, taken in once, with a key that can do nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from api.auth.scopes import Scope
from api.rest.examples import CRM_EVENT
from api.services import accounts, signin
from tests.api.world import World


@pytest.fixture(scope="module")
def crm(instance: World) -> World:
    """The instance, with the key of a CRM: it may deliver events and nothing else."""
    operator = signin.operator(instance.context)
    _, key = accounts.add_key(instance.context, operator, "ann", "crm", [Scope.CRM_DELIVER])
    return World(instance.client, instance.context, {**instance.keys, "crm": key})


def _event(number: str, **payload: Any) -> dict[str, Any]:
    opportunity = {**CRM_EVENT["payload"]["Opportunity"], "Id": f"SF-{number}", **payload}
    return {**CRM_EVENT, "event_id": f"event-{number}", "payload": {**CRM_EVENT["payload"], "Opportunity": opportunity}}


def test_the_same_event_twice_is_one_deal_one_record_one_revision(crm: World) -> None:
    """Scenario 13."""
    first, second = (crm.post("crm", "/v1/crm/salesforce/events", _event("1")) for _ in range(2))
    assert first.status_code == second.status_code == 200, first.text
    assert first.json() == second.json()
    assert first.json()["created"]
    deal = crm.get("ann", "/v1/deals/SF-1").json()
    assert (deal["title"], deal["customer"]) == ("Depot tools", "Northwind Metro Co., Ltd.")
    assert deal["record"]["opp"]["amount"] == "480000"
    assert [r["id"] for r in deal["revisions"]] == [first.json()["review"]]
    kinds = [e["kind"] for e in crm.get("ann", "/v1/deals/SF-1/events").json()]
    assert kinds.count("receive_draft") == 1


def test_a_key_used_for_another_event_is_refused(crm: World) -> None:
    assert crm.post("crm", "/v1/crm/salesforce/events", _event("2")).status_code == 200
    other = crm.post("crm", "/v1/crm/salesforce/events", {**_event("2", Amount=1), "event_id": "event-2"})
    assert (other.status_code, other.json()["code"]) == (409, "event-differs")


def test_an_event_without_file_is_a_record_only(crm: World) -> None:
    body = {k: v for k, v in _event("3").items() if k != "file"}
    answer = crm.post("crm", "/v1/crm/salesforce/events", body)
    assert answer.json() == {"deal": "SF-3", "created": True, "changed": True, "review": None}


@pytest.mark.parametrize(
    ("system", "change", "status", "code"),
    [
        ("nobody", {}, 404, "crm-unknown"),
        ("..%2F..%2Fetc", {}, 404, "no-such-address"),
        ("salesforce", {"payload": {}}, 422, "deal-invalid"),
        ("salesforce", {"event_id": ""}, 422, "request-invalid"),
        ("salesforce", {"file": {"name": "a.txt", "content": "*"}}, 400, "not-base64"),
        ("salesforce", {"file": {"name": "a.txt", "content": ""}}, 422, "file-empty"),
    ],
)
def test_events_that_cannot_be_taken_in(crm: World, system: str, change: dict[str, Any], status: int, code: str) -> None:
    answer = crm.post("crm", f"/v1/crm/{system}/events", {**_event("4"), **change})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_key_of_a_crm_can_do_nothing_else(crm: World) -> None:
    for method, path in (("GET", "/v1/deals"), ("PUT", "/v1/deals/X"), ("POST", "/v1/reviews"), ("GET", "/v1/deals/X/audit")):
        body = {"deal": "X", "file": {"name": "a.txt", "content": "YQ=="}} if method == "POST" else {"deal": {}}
        answer = crm.client.request(method, path, json=body, headers=crm.headers("crm"))
        assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing"), path
