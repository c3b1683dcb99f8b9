"""Pages of matters, of what comes after the signing, and of what became of promises: what is shown is what was done."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from api.rest.examples import DEAL
from api.services import cases, gating, reminders
from api.settings import Settings
from api.store import revisions
from review.model.decision import Actor
from review.model.roles import Role
from review.workflow.facts.signing import CompareExecutionCopy
from tests.api.visitor import Visitor, account, alerts
from tests.api.world import World, signature, world

_TEXT = (
    "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n"
    "第二条 乙方应在测试结束后3日内移交竣工图纸。\n"
    "第三条 乙方应在接到故障通知后4小时内响应。\n"
)


@pytest.fixture
def running(settings: Settings, plain_rules: object) -> Iterator[World]:
    with world(settings) as found:
        account(found, "cara", Role.CM)
        account(found, "fran", Role.FR)
        account(found, "fina", Role.FIN)
        yield found


@pytest.fixture
def path(running: World) -> str:
    team = [{"person": p, "role": r} for p, r in (("ann", "AR"), ("sam", "SR"), ("fay", "FR"))]
    promises = [{"id": "P1", "text": "x", "by": "Sun", "kind": "K01", "to": "Wu"}]
    assert running.put_deal("ann", {**DEAL, "team": team, "promises": promises}).status_code == 201
    found = running.upload("ann", DEAL["deal"]["external_id"], "draft.txt", _TEXT.encode()).headers["location"]
    running.checked(found)
    return str(found)


def _does(w: World, who: str, path: str, action: str, **fields: Any) -> dict[str, Any]:
    answer = w.post(who, f"{path}/actions", {"action": action, "fields": fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _page(visitor: Visitor, path: str, tab: str) -> str:
    answer = visitor.client.get(f"/reviews/{path.rpartition('/')[2]}?tab={tab}")
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", answer.text))


def _signed(w: World, path: str) -> dict[str, Any]:
    review = w.decide_all(w.get("ann", path).json())
    for who in ("ann", "sam", "fay"):
        assert w.post(who, f"{path}/signatures", signature(review)).status_code == 201
    _does(w, "max", path, "approve", document_sha256=review["sha256"])
    _does(w, "max", path, "release_packet", document_sha256=review["sha256"])
    copy = w.client.post(f"{path}/copies", files={"file": ("copy.txt", _TEXT.encode())}, headers=w.headers("max")).json()
    _does(w, "max", path, "record_signed", copy_sha256=copy["sha256"])
    _does(w, "ann", path, "offer_hand_over", sheet_sha256="sheet")
    return _does(w, "fay", path, "accept_hand_over", sheet_sha256="sheet")


@pytest.mark.parametrize(("language", "names"), [("zh", ("项目", "公司决策团队")), ("en", ("project", "company decision team"))])
def test_a_matter_shows_the_level_it_is_at_from_the_first_to_the_last(
    running: World, path: str, language: str, names: tuple[str, str]
) -> None:
    visitor = Visitor(running, language).sign_in("cara")
    form = _page(visitor, path, "matters")
    assert [f'<option value="{n}">{names[n > 1]}' in form for n in (1, 4)] == [True, True]
    assert '<option value="0">' not in form
    token = visitor.token(f"/reviews/{path.rpartition('/')[2]}?tab=matters")
    given = {"tab": "matters", "place": "act-escalate", "subject": "", "reason": "margin", "level": "1", "due": "2999-01-01"}
    assert visitor.post(f"/reviews/{path.rpartition('/')[2]}/acts/escalate", given, token).status_code == 200
    assert f'<span class="tag">{names[0]}</span>' in _page(visitor, path, "matters")
    days = [60, 120, 180, 240]
    _does(running, "max", path, "escalate", subject="", reason="late", level=1, due=running.context.now().date().isoformat())
    for day in days:
        later = running.context.now() + timedelta(days=day)
        reminders.tick(replace(running.context, now=lambda later=later: later))
    assert f'<span class="tag">{names[1]}</span>' in _page(visitor, path, "matters")


def test_a_copy_that_differs_is_told_on_the_page_where_the_right_one_is_handed_in(running: World, path: str) -> None:
    review = running.decide_all(running.get("ann", path).json())
    for who in ("ann", "sam", "fay"):
        assert running.post(who, f"{path}/signatures", signature(review)).status_code == 201
    for action in ("approve", "release_packet"):
        _does(running, "max", path, action, document_sha256=review["sha256"])
    visitor, page = Visitor(running, "en").sign_in("cara"), f"/reviews/{path.rpartition('/')[2]}"
    for text, said in ((_TEXT.replace("90日", "60日"), '"90" -> "60"'), (_TEXT, "Agrees with the approved text")):
        token = visitor.token(f"{page}?tab=execution")
        answer = visitor.post(f"{page}/copies", {}, token, files={"copy": ("copy.txt", text.encode())})
        assert said in html.unescape(answer.text) and (said in _page(visitor, path, "execution"))
    assert "/acts/record_signed" in _page(visitor, path, "execution")


def test_a_scan_that_was_misread_is_confirmed_by_ticks(running: World, path: str) -> None:
    review = running.decide_all(running.get("ann", path).json())
    for who in ("ann", "sam", "fay"):
        assert running.post(who, f"{path}/signatures", signature(review)).status_code == 201
    for action in ("approve", "release_packet"):
        _does(running, "max", path, action, document_sha256=review["sha256"])
    places = ('第一条 p. 1: "90" -> "9O" (到账后90日内)', '第三条 p. 1: "4" -> "A" (故障通知后4小时)')
    _note(running, path, CompareExecutionCopy("a" * 64, places, scanned=True))
    visitor, page = Visitor(running, "en").sign_in("cara"), f"/reviews/{path.rpartition('/')[2]}"
    given = {"tab": "execution", "place": "act-confirm_scan", "copy_sha256": "a" * 64, "statement": "compared on paper"}
    shown = _page(visitor, path, "execution")
    assert all(f'name="misread.{n}" value="yes"> {place}' in shown for n, place in enumerate(places))
    for ticks, said in ((("misread.0",), "Differs from the approved text"), (("misread.0", "misread.1"), "Agrees with")):
        token = visitor.token(f"{page}?tab=execution")
        visitor.post(f"{page}/acts/confirm_scan", {**given, **dict.fromkeys(ticks, "yes")}, token)
        assert said in _page(visitor, path, "execution")
    assert f"{places[0]} · misread by the machine, as cara confirmed" in _page(visitor, path, "execution")
    assert "compared on paper · 第一条" in _page(visitor, path, "history")


def _note(w: World, path: str, outcome: CompareExecutionCopy) -> None:
    """As the service does once it has compared a copy."""
    with w.context.database.write() as connection:
        revision = revisions.by_id(connection, path.rpartition("/")[2])
        assert revision
        stream = cases.load(w.context, connection, revision.deal_id, lock=True)
        done = cases.attempt(connection, w.context, stream, Actor("max", Role.CM), outcome, "test")
        assert isinstance(done, cases.Stream)
        gating.refresh(w.context, connection, done)


def test_a_gate_is_passed_on_the_page_once_what_it_needs_is_there(running: World, path: str) -> None:
    id_ = path.rpartition("/")[2]
    visitor = Visitor(running, "en").sign_in("cara")
    page = _page(visitor, path, "matters")
    assert "The gate ATI still needs: the requirements in the deal record." in page and 'value="ATI"' not in page
    record = running.get("ann", f"/v1/deals/{DEAL['deal']['external_id']}").json()["record"]
    record["requirements"] = [{"id": "R1", "text": "pumps"}]
    assert running.put_deal("ann", record).status_code == 200
    running.checked(path)
    assert 'name="gate" value="ATI"' in _page(visitor, path, "matters")
    account(running, "audi", Role.AUDIT)
    assert 'name="gate"' not in _page(Visitor(running, "en").sign_in("audi"), path, "matters"), "who may not is not offered it"
    given = {"tab": "matters", "place": "act-pass_gate-ATI", "gate": "ATI", "reason": "three persons named"}
    answer = visitor.post(f"/reviews/{id_}/acts/pass_gate", given, visitor.token(f"/reviews/{id_}?tab=matters"))
    assert alerts(answer.text) == []
    page = _page(visitor, path, "matters")
    assert "r1 · cara · " in page and "three persons named" in page and 'name="gate" value="ATI"' not in page
    refused = visitor.post(
        f"/reviews/{id_}/acts/pass_gate", {**given, "gate": "ATAC"}, visitor.token(f"/reviews/{id_}?tab=matters")
    )
    assert any("ATAC" in said for said in alerts(refused.text))


def test_after_signing_the_page_shows_events_matters_and_outcomes_and_settles_them(running: World, path: str) -> None:
    review = _signed(running, path)
    running.client.put(f"/v1/deals/{review['deal']}/team/FR", json={"persons": ["fay", "fran"]}, headers=running.headers("max"))
    drawings = next(i for i in review["lines"] if "竣工图纸" in i["quote"])
    fran, fina = Visitor(running, "zh").sign_in("fran"), Visitor(running, "zh").sign_in("fina")
    id_ = path.rpartition("/")[2]
    page = _page(fran, path, "execution")
    assert "测试结束后3日" in page, "the contract's own words, not: another event"
    own = {"tab": "execution", "item": drawings["id"], "nth": "0", "trigger": "other", "on": "2026-03-02", "evidence": "report"}
    token = fran.token(f"/reviews/{id_}?tab=execution")
    answer = fran.post(f"/reviews/{id_}/acts/record_trigger", own, token)
    assert (answer.status_code, alerts(answer.text)) == (200, [])
    assert "期限 2026-03-05" in _page(fran, path, "execution")
    _does(running, "fay", path, "record_trigger", trigger="prepayment_received", on="2026-03-01", evidence="bank")
    _does(running, "fay", path, "record_outcome", item=drawings["id"], kept=False, note="两周之后")
    _does(running, "fin", path, "open_matter", kind="claim", name="delay")
    page = _page(fina, path, "execution")
    assert "预付款到账 2026-03-01" in page and "承诺未兑现 两周之后" in page and "索赔 delay" in page
    settle = {"tab": "execution", "kind": "claim", "name": "delay", "evidence": "settlement of 3 May"}
    assert fina.post(f"/reviews/{id_}/acts/settle_matter", settle, fina.token(f"/reviews/{id_}?tab=execution")).status_code == 200
    page = _page(fina, path, "execution")
    assert "settlement of 3 May" in page and "/acts/settle_matter" not in page


def test_what_became_of_promises_is_a_page(running: World, path: str) -> None:
    visitor = Visitor(running, "en").sign_in("cara")
    assert "No outcome was recorded yet" in visitor.client.get("/promises").text
    review = _signed(running, path)
    delivery = next(i for i in review["lines"] if "90日" in i["quote"])
    _does(running, "fay", path, "record_outcome", item=delivery["id"], kept=True)
    page = re.sub(r"\s+", " ", visitor.client.get("/promises").text)
    assert '<td>Sun</td><td class="right">1</td><td class="right">0</td><td class="right">100 %</td>' in page
    assert f"<td>{delivery['kind']} " in page
    assert 'href="/promises"' in visitor.client.get("/deals").text


def test_the_history_says_what_was_done_and_why_not_in_the_readers_language(running: World, path: str) -> None:
    _does(
        running,
        "max",
        path,
        "add_condition",
        subject="",
        condition={"kind": "internal", "text": "tell the factory", "owner": "fay"},
    )
    _does(running, "fay", path, "delegate", to="fran", since="2026-01-01T00:00:00+00:00", until="2999-01-01T00:00:00+00:00")
    assert running.post("ann", f"{path}/actions", {"action": "approve", "fields": {"document_sha256": "x"}}).status_code == 403
    later = running.context.now() + timedelta(days=30)
    reminders.tick(replace(running.context, now=lambda: later))
    chinese, english = (_page(Visitor(running, t).sign_in("cara"), path, "history") for t in ("zh", "en"))
    assert "内部措施 · tell the factory · fay" in chinese and "Internal action · tell the factory · fay" in english
    assert "fran · " in chinese
    assert "角色 AR 无权执行此操作，有权的角色：COM、FIN、LEG、CM、DEC。" in chinese
    assert "The role AR may not do this; those who may: COM, FIN, LEG, CM, DEC." in english
    assert "评审逾期，未决定的承诺：" in chinese and "the review is overdue; commitments undecided: " in english


def test_the_calendar_and_sheets_come_in_the_callers_language(running: World, path: str) -> None:
    review = _signed(running, path)
    address = f"/v1/deals/{review['deal']}/registers/csv"
    english, chinese = (
        running.client.get(address, headers=running.headers("fin", t)).content.decode("utf-8-sig") for t in ("en", "zh")
    )
    assert "Due formula" in english and "到期规则" in chinese
    assert "Due formula" in running.client.get(f"{address}?language=en", headers=running.headers("fin", "zh")).text


#: Numbers of blocking findings on a page: in its head, in the chip above the list, in the list, and in what stands in the way.
_HEAD, _CHIP = re.compile(r"未解决：阻断 (\d+)"), re.compile(r"阻断 <span class=\"n\">(\d+)</span>")
_CARD, _WAY = re.compile(r'<section class="item B"'), re.compile(r"阻断问题未解决：(.*?)</li>")


def test_what_blocks_is_counted_alike_everywhere_and_each_finding_is_shown(settings: Settings) -> None:
    """What the process asks for blocks like what the contract says: it is told with its reason, and a waiver can be asked for.

    That a line is undecided is told by the line alone.
    """
    with world(settings) as w:
        account(w, "cara", Role.CM)
        assert w.put_deal("ann", DEAL).status_code == 201
        path = w.upload("ann", DEAL["deal"]["external_id"], "draft.txt", _TEXT.encode()).headers["location"]
        review, visitor = w.checked(path), Visitor(w).sign_in("cara")
        undecided = {line["id"] for line in review["lines"] if not line["decision"]}
        checked = {f["id"] for f in review["result"]["findings"]}
        found = [f for f in review["open_findings"] if f["severity"] == "B"]
        told = [f["id"] for f in found if f["id"] in checked or f["commitment"] not in undecided]
        assert len(checked.intersection(told)) < len(told) < len(found), "the process blocks, too, and says some things twice"
        page, sign = _page(visitor, path, "findings&found=B"), _page(visitor, path, "sign")
        deals = html.unescape(re.sub(r"\s+", " ", visitor.client.get("/deals").text))
    numbers = [*_HEAD.findall(page), *_HEAD.findall(sign), *_CHIP.findall(page), *re.findall(r">阻断 (\d+)", deals)]
    assert set(map(int, numbers)) == {len(told)} and len(numbers) == 4
    assert len(_CARD.findall(page)) == len(told) and all(f'id="f-{id_}"' in page for id_ in told)
    assert sum(map(int, re.findall(r"<strong>(\d+)</strong>", _WAY.findall(sign)[0]))) == len(told)
