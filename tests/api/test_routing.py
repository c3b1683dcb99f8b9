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
