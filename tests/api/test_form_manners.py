"""Forms that meet the unexpected: a session that ended, another site, another tab, the same form twice, made-up entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from pydantic import ValidationError

from api.rest.forms import DraftForm
from api.web.app import create_pages
from review.model.roles import Role
from tests.api.visitor import PASSWORD, Visitor, account, alerts, value
from tests.api.world import World

#: Forms that somebody may send who has not signed in, and what keeps each of them harmless.
_OPEN = {"/sign-in": "asks for the password", "/language": "sets a language", "/verify": "keeps nothing"}


@pytest.fixture(scope="module")
def review(instance: World) -> dict[str, Any]:
    return instance.submit_sample("zh-clean")


@pytest.fixture(scope="module", autouse=True)
def _people(instance: World) -> None:
    account(instance, "delia", Role.FR)
    account(instance, "adam", Role.ADMIN)


@pytest.fixture
def delia(instance: World) -> Visitor:
    return Visitor(instance, "en").sign_in("delia")


def _lines(review: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (line for line in review["lines"] if line["owner"] == "FR" and line["ours"] and not line["decision"])


@pytest.fixture
def line(instance: World, review: dict[str, Any]) -> dict[str, Any]:
    """A line of delivery's that nobody has decided on."""
    return next(_lines(instance.get("ann", f"/v1/reviews/{review['id']}").json()))


def decision(line: dict[str, Any], **changes: str) -> dict[str, str]:
    form = {"commitment": line["id"], "fingerprint": line["fingerprint"], "owner": "FR", "choice": "confirm", "seen": ""}
    return {**form, "evidence": "production order 118", **changes}


def decided(world: World, review: dict[str, Any], line: dict[str, Any]) -> dict[str, Any] | None:
    lines = world.get("ann", f"/v1/reviews/{review['id']}").json()["lines"]
    found: dict[str, Any] | None = next(item for item in lines if item["id"] == line["id"])["decision"]
    return found


def events(world: World, review: dict[str, Any]) -> int:
    return int(world.get("ann", f"/v1/reviews/{review['id']}").json()["sequence"])


def test_every_form_is_refused_that_was_made_for_another_session(instance: World, review: dict[str, Any], delia: Visitor) -> None:
    """Whatever form there is: one without its token does nothing."""
    before = events(instance, review)
    routes = [
        r for r in iter_route_contexts(create_pages(instance.client.app).routes) if "POST" in (getattr(r, "methods", None) or ())
    ]
    assert len(routes) >= 16
    for route in (r for r in routes if r.path not in _OPEN):
        path = route.path.format(review_id=review["id"], name="comment", prefix="x") if "{" in route.path else route.path
        for token in ("forged", None):
            answer = delia.post(path, {"text": "x", "choice": "confirm", "owner": "FR"}, token, follow_redirects=False)
            assert answer.status_code == 403, (path, answer.status_code)
    assert events(instance, review) == before


def test_a_form_of_a_session_that_ended_is_there_again_after_signing_in(
    instance: World, review: dict[str, Any], line: dict[str, Any], delia: Visitor
) -> None:
    page = f"/reviews/{review['id']}?tab=commitments"
    token, path = delia.token(page), f"/reviews/{review['id']}/decisions"
    delia.client.cookies.delete("tripact_session")
    wanted = decision(line, choice="reject", wording="within 60 days", reason="capacity <1 line>")
    asked = delia.post(path, wanted, token)
    assert asked.status_code == 401
    assert "kept" in alerts(asked.text)[0]
    kept = value(asked.text, "kept")
    assert "capacity" in kept and token not in kept
    form = {"name": "delia", "password": PASSWORD, "next": value(asked.text, "next"), "resume": path, "kept": kept}
    assert form["next"] == page
    back = delia.post("/sign-in", form)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', back.text))
    assert f'action="{path}"' in back.text
    again = delia.post(path, {k: v for k, v in fields.items() if k not in ("form_token", "next", "lang")})
    assert again.status_code == 403
    assert value(again.text, "wording") == "within 60 days"
    assert value(again.text, "reason") in ("capacity <1 line>", "capacity &lt;1 line&gt;")
    assert decided(instance, review, line) is None
    sent = delia.post(path, wanted, delia.token(page))
    assert sent.status_code == 200
    assert (decided(instance, review, line) or {})["choice"] == "reject"


def test_nothing_of_a_foreign_page_is_kept(review: dict[str, Any], line: dict[str, Any], instance: World) -> None:
    visitor = Visitor(instance, "en")
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    answer = visitor.client.post(f"/reviews/{review['id']}/decisions", data=decision(line, wording="planted"), headers=headers)
    assert answer.status_code == 401
    assert "planted" not in answer.text
    assert visitor.client.post("/sign-in", data={"name": "delia", "password": PASSWORD}, headers=headers).status_code == 403


@pytest.mark.parametrize("changes", [{"owner": "KING"}, {"choice": "perhaps"}, {"choice": "reassign", "reassigned_to": "KING"}])
def test_a_role_or_choice_that_is_none_is_said_beside_the_form(
    instance: World, review: dict[str, Any], line: dict[str, Any], delia: Visitor, changes: dict[str, str]
) -> None:
    token = delia.token(f"/reviews/{review['id']}?tab=commitments")
    answer = delia.post(f"/reviews/{review['id']}/decisions", decision(line, **changes), token)
    assert answer.status_code == 400
    assert len(alerts(answer.text)) == 1
    assert f'id="c-{line["id"]}"' in answer.text
    assert decided(instance, review, line) is None


def test_a_decision_in_another_tab_is_not_decided_over_unseen(
    instance: World, review: dict[str, Any], line: dict[str, Any], delia: Visitor
) -> None:
    page, path = f"/reviews/{review['id']}?tab=commitments", f"/reviews/{review['id']}/decisions"
    other = Visitor(instance, "en").sign_in("delia")
    mine, theirs = delia.token(page), other.token(page)
    assert other.post(path, decision(line, evidence="stock 12"), theirs).status_code == 200
    late = delia.post(path, decision(line, choice="reject", wording="later", reason="no line free"), mine)
    assert late.status_code == 409
    assert "delia" in alerts(late.text)[0]
    assert value(late.text, "wording") == "later"
    assert (decided(instance, review, line) or {})["choice"] == "confirm"
    seen = re.search(rf'id="c-{line["id"]}".*?name="seen" value="([^"]+)"', late.text, re.DOTALL)
    assert seen
    changed = delia.post(path, decision(line, choice="reject", wording="later", reason="no line free", seen=seen[1]), mine)
    assert changed.status_code == 200
    assert (decided(instance, review, line) or {})["choice"] == "reject"


def test_the_same_decision_sent_twice_is_one(
    instance: World, review: dict[str, Any], line: dict[str, Any], delia: Visitor
) -> None:
    page, path = f"/reviews/{review['id']}?tab=commitments", f"/reviews/{review['id']}/decisions"
    token = delia.token(page)
    assert delia.post(path, decision(line, once="page"), token).status_code == 200
    after = events(instance, review)
    assert delia.post(path, decision(line, once="page"), token).status_code == 200
    assert events(instance, review) == after


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("acts/comment", {"text": "The crane is booked."}),
        ("acts/escalate", {"subject": "", "reason": "too big", "level": "1", "due": "2099-01-01"}),
        ("acts/add_condition", {"subject": "", "condition.kind": "internal", "condition.text": "tell", "condition.owner": "fay"}),
    ],
)
def test_any_form_sent_twice_is_done_once_and_drawn_again_is_another(
    instance: World, review: dict[str, Any], line: dict[str, Any], delia: Visitor, act: str, form: dict[str, str]
) -> None:
    """Without any script: a page that was drawn twice carries two marks."""
    page, path = f"/reviews/{review['id']}?tab=matters", f"/reviews/{review['id']}/{act}"
    drawn = [value(delia.client.get(page).text, "once") for _ in range(2)]
    assert len(set(drawn)) == 2
    token, about = delia.token(page), {"subject": line["id"], **form, "tab": "matters"}
    counts = []
    for once in (drawn[0], drawn[0], drawn[1]):
        answer = delia.post(path, {**about, "once": once}, token)
        assert answer.status_code == 200, alerts(answer.text)
        counts.append(events(instance, review))
    assert counts[0] == counts[1] < counts[2]


def test_an_act_in_the_wrong_state_is_refused_beside_its_form(review: dict[str, Any], delia: Visitor) -> None:
    token = delia.token(f"/reviews/{review['id']}?tab=sign")
    release = delia.post(f"/reviews/{review['id']}/release", {}, token)
    assert release.status_code in (403, 409)
    assert len(alerts(release.text)) == 1
    assert 'id="release"' in release.text


def test_links_of_a_page_that_answers_a_form_lead_back_to_the_review(
    review: dict[str, Any], line: dict[str, Any], delia: Visitor
) -> None:
    token = delia.token(f"/reviews/{review['id']}?tab=commitments")
    answer = delia.post(f"/reviews/{review['id']}/decisions", decision(line, evidence=""), token)
    assert answer.status_code in (400, 403)
    assert not re.findall(r'href="\?', answer.text)
    assert value(answer.text, "next") == f"/reviews/{review['id']}?tab=commitments"


def test_the_cookie_is_safe_and_new_with_every_signing_in(instance: World) -> None:
    """No script reads it, no other site sends it, and nobody can have it chosen for him."""
    visitor = Visitor(instance, "en")
    visitor.client.cookies.set("tripact_session", "planted")
    form = {"name": "delia", "password": PASSWORD}
    first = visitor.client.post("/sign-in", data=form, follow_redirects=False).headers["set-cookie"]
    second = visitor.client.post("/sign-in", data=form, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in first and "SameSite=lax" in first
    assert len({"planted", *(c.partition("=")[2].partition(";")[0] for c in (first, second))}) == 3


@pytest.mark.parametrize("address", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nSet-Cookie: x=1"])
def test_nobody_is_led_to_another_site(instance: World, address: str) -> None:
    form = {"name": "delia", "password": PASSWORD, "next": address}
    answer = Visitor(instance, "en").client.post("/sign-in", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("side", ["both", "other", "owner", "", 3, None])
def test_we_are_one_of_the_two_parties(side: object) -> None:
    with pytest.raises(ValidationError, match="'seller' or 'buyer'"):
        DraftForm.model_validate({"deal": "D", "file": {"name": "a.txt", "content": "eA=="}, "side": side})
