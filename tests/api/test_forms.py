"""The upload form with everything that is no contract or no deal record: one sentence, on its page, in the person's language,
what was chosen kept, and nothing stored.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.rest.examples import DEAL
from review.model.roles import Role
from tests.api.visitor import Visitor, account, alerts
from tests.api.world import World
from tests.cli.test_bad_input import DEALS
from tests.intake.test_refusals import REFUSED, bomb

_TEXT = "第一条 乙方应于2027年6月30日前交货。".encode()
_RECORD = json.dumps({**DEAL, "deal": {"external_id": "F-1"}}).encode()
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module", params=["zh", "en"])
def visitor(request: pytest.FixtureRequest, instance: World) -> Visitor:
    name = f"sales-{request.param}"
    account(instance, name, Role.AR)
    return Visitor(instance, request.param).sign_in(name)


def hand_in(visitor: Visitor, name: str, draft: bytes, record: bytes, page: str = "/deals", **fields: str) -> Any:
    files = {"draft": (name, draft), "record": ("deal.json", record)}
    return visitor.post("/reviews", {"side": "buyer", **fields}, visitor.token(page), files=files)


def assert_said(answer: Any, language: str, *words: str) -> None:
    """One sentence on the page of the form, in the language, with what was chosen."""
    assert answer.status_code in (400, 413, 422), answer.status_code
    (said,) = alerts(answer.text)
    assert bool(_CHINESE.search(said)) == (language == "zh"), said
    assert "\n" not in said and "Traceback" not in said
    assert all(word in said for word in words)
    assert 'action="/reviews"' in answer.text
    assert re.search(r'value="buyer" checked', answer.text)


def assert_nothing_stored(world: World, before: set[str]) -> None:
    assert world.get("ann", "/v1/deals/F-1").status_code == 404
    assert objects(world) == before


def objects(world: World) -> set[str]:
    return {p.name for p in Path(world.context.settings.objects).rglob("*") if p.is_file()}


@pytest.mark.parametrize("case", [*REFUSED, "bomb"])
def test_a_draft_that_cannot_be_read(instance: World, visitor: Visitor, case: str) -> None:
    name, data = ("a.docx", bomb()) if case == "bomb" else REFUSED[case][:2]
    before = objects(instance)
    answer = hand_in(visitor, name, data, _RECORD)
    assert_said(answer, visitor.client.headers["Accept-Language"], *([] if case == "bomb" else [name]))
    assert_nothing_stored(instance, before)


@pytest.mark.parametrize("case", DEALS)
def test_a_record_that_is_none(instance: World, visitor: Visitor, case: str) -> None:
    before = objects(instance)
    assert_said(hand_in(visitor, "a.txt", _TEXT, DEALS[case]), visitor.client.headers["Accept-Language"])
    assert_nothing_stored(instance, before)


def test_a_form_that_was_sent_empty_or_made_up(instance: World, visitor: Visitor) -> None:
    language = visitor.client.headers["Accept-Language"]
    token = visitor.token("/deals")
    nothing = visitor.post("/reviews", {"side": "buyer"}, token, files={"draft": ("", b""), "record": ("", b"")})
    assert_said(nothing, language, "合同草稿" if language == "zh" else "Draft contract")
    files = {"draft": ("a.txt", _TEXT), "record": ("deal.json", _RECORD)}
    side = visitor.post("/reviews", {"side": "nobody"}, token, files=files)
    assert (side.status_code, len(alerts(side.text))) == (400, 1)
    assert instance.get("ann", "/v1/deals/F-1").status_code == 404


def test_too_much_is_said_on_the_page_it_came_from(instance: World, visitor: Visitor) -> None:
    answer = hand_in(visitor, "a.txt", b"x" * 2_100_000, _RECORD)
    assert (answer.status_code, answer.url.path) == (200, "/deals")
    (said,) = alerts(answer.text)
    assert "2 MB" in said
    files = {"draft": ("a.txt", b"x" * 2_100_000)}
    foreign = visitor.client.post("/reviews", files=files, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 413
    assert "html" in foreign.headers["content-type"]


def test_another_deals_record_is_refused_on_the_deals_page(instance: World, visitor: Visitor) -> None:
    known = f"F-{visitor.client.headers['Accept-Language']}"
    assert instance.put_deal("ann", {**DEAL, "deal": {"external_id": known}}).status_code == 201
    answer = hand_in(visitor, "a.txt", _TEXT, _RECORD, f"/deals/{known}", external_id=known)
    assert_said(answer, visitor.client.headers["Accept-Language"])
    assert known in answer.text
    assert instance.get("ann", f"/v1/deals/{known}").json()["revisions"] == []
