"""Who answers for a clause is told by the API and on the page, and holds nothing up."""

from __future__ import annotations

from typing import Any

import pytest

from review.model.roles import Role
from tests.api.visitor import Visitor, account
from tests.api.world import World


@pytest.fixture(scope="module")
def review(instance: World) -> dict[str, Any]:
    account(instance, "clara", Role.FR)
    return instance.submit_sample("zh-clean")


def test_every_clause_and_every_line_has_its_people(review: dict[str, Any]) -> None:
    ids = [c["id"] for c in review["clauses"]]
    assert len(ids) == len(set(ids)) > 5
    assert all(c["owner"] and c["owner"] not in c["consulted"] for c in review["clauses"])
    assert {c["because"] for c in review["clauses"]} > {"lines"}
    assert any(line["consulted"] for line in review["lines"])
    assert not {b["code"] for b in review["blockers"]} & {"clause"}
    waits = {b["subject"] for b in review["blockers"] if b["code"] == "undecided"}
    assert waits <= {line["id"] for line in review["lines"]}


@pytest.mark.parametrize(("language", "said"), [("zh", "条款分工"), ("en", "Clauses")])
def test_the_page_tells_who_answers_for_which_clause(instance: World, review: dict[str, Any], language: str, said: str) -> None:
    visitor = Visitor(instance, language).sign_in("clara")
    page = visitor.client.get(f"/reviews/{review['id']}?tab=clauses").text
    assert said in page
    outer = [c for c in review["clauses"] if c["level"] == 0]
    for clause in outer:
        assert f'href="#k-{clause["id"]}"' in page
        assert f'id="k-{clause["id"]}"' in page


def test_a_clause_is_given_to_another_role_by_api_and_page(instance: World, review: dict[str, Any]) -> None:
    path = f"/v1/reviews/{review['id']}"
    clause = next(c for c in review["clauses"] if c["level"] == 0 and c["owner"] not in ("CM", "LEG", "FR"))
    form = {"clause": clause["id"], "owner": clause["owner"], "to": "LEG", "reason": "<b>liability</b> only"}
    unknown = instance.post("max", f"{path}/clauses", {**form, "clause": "no such clause"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "clause-unknown")
    refused = instance.post("fin" if clause["owner"] != "FIN" else "sam", f"{path}/clauses", form)
    assert (refused.status_code, refused.json()["code"]) == (403, "denied-not-owner")
    given = instance.post("max", f"{path}/clauses", form)
    assert given.status_code == 201, given.text
    (now,) = [c for c in given.json()["clauses"] if c["id"] == clause["id"]]
    assert (now["owner"], now["because"], clause["owner"] in now["consulted"]) == ("LEG", "given", True)
    late = instance.post("max", f"{path}/clauses", form)
    assert (late.status_code, late.json()["code"]) == (409, "clause-moved")

    account(instance, "cara", Role.CM)
    visitor = Visitor(instance, "en").sign_in("cara")
    token = visitor.token(f"/reviews/{review['id']}?tab=clauses")
    page = visitor.client.get(f"/reviews/{review['id']}?tab=clauses").text
    assert "given by max: &lt;b&gt;liability&lt;/b&gt; only" in page
    back = {"tab": "clauses", "clause": clause["id"], "held_by": "LEG", "line.owner": clause["owner"], "reason": "no"}
    assert visitor.post(f"/reviews/{review['id']}/acts/reassign_clause", back, token).status_code == 200
    (after,) = [c for c in instance.get("max", path).json()["clauses"] if c["id"] == clause["id"]]
    assert (after["owner"], after["because"]) == (clause["owner"], clause["because"])
