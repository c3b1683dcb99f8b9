"""The whole way in a browser without JavaScript, in both languages: sign in, hand in, decide, sign, approve, release, packet.

The rules are the gate rule alone: what is asked here is whether the pages lead from one end to the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.rest.examples import DEAL
from tests.store.plain_rules import make
from tests.web.conftest import Error, sign_in
from tests.web.server import PASSWORD, Server, running

pytestmark = pytest.mark.browser

_TEXT = {
    "zh-CN": "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n第二条 乙方应在接到故障通知后4小时内响应。\n",
    "en": "1. The Supplier shall deliver the goods within 45 days of signing.\n2. The Supplier shall respond within 4 hours.\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    rules = make(tmp_path_factory.mktemp("rules"))
    with running(tmp_path_factory.mktemp("instance"), TRIPACT_RULES=str(rules)) as found:
        yield found


@pytest.fixture(params=["zh-CN", pytest.param("en", marks=pytest.mark.slow)])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=server.address, locale=request.param, java_script_enabled=False, accept_downloads=True)
    yield context.new_page()
    context.close()


def change_to(page: Page, name: str) -> None:
    page.locator("form[action='/sign-out'] button").click()
    sign_in(page, name, PASSWORD)


def decide_all(page: Page) -> int:
    """Confirm what waits, one form after the other; how many there were."""
    count = 0
    if page.locator(".todo a.primary").count():
        page.locator(".todo a.primary").first.click()
        while page.locator(".item.mine").count():
            line = page.locator(".item.mine").first
            line.locator("details.decide summary").click()
            line.locator("input[name=evidence]").fill("DP-7")
            line.locator("button.primary").click()
            count += 1
    return count


def packet(page: Page, folder: Path) -> bytes:
    """The packet by its link; while it is made, the page says so."""
    for _ in range(60):
        try:
            with page.expect_download(timeout=1_500) as waiting:
                page.locator(".review-head a[href$='/packet']").click()
            return Path(waiting.value.path()).read_bytes()
        except Error:
            expect(page.get_by_role("status").first).to_be_visible()
    raise AssertionError("the packet was not made")


def test_from_the_draft_to_the_packet(page: Page, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    language = request.node.callspec.params["page"]
    (tmp_path / "draft.txt").write_text(_TEXT[language], "utf-8")
    (tmp_path / "deal.json").write_text(json.dumps({**DEAL, "deal": {"external_id": f"PLAIN-{language}"}}), "utf-8")
    page.goto("/")
    sign_in(page, "ar", PASSWORD)
    page.locator("nav.pages a[href='/deals']").click()
    page.set_input_files("input[name=draft]", tmp_path / "draft.txt")
    page.set_input_files("input[name=record]", tmp_path / "deal.json")
    page.locator("form.upload button.primary").click()
    expect(page.locator(".desk")).to_be_visible()
    review = page.url
    assert sum(decide_all_of(page, name) for name in ("fr", "sr", "cm", "fin", "ar")) >= 2
    for name, role in (("ar", "AR"), ("fr", "FR"), ("sr", "SR")):
        change_to(page, name)
        page.goto(review)
        page.locator(".tabs a[href*='tab=sign']").click()
        place = page.locator(f"#sign-{role}")
        place.locator("input[name=password]").fill(PASSWORD)
        place.locator("button.primary").click()
        expect(place.locator(".tag.good")).to_be_visible()
    change_to(page, "cm")
    page.goto(review)
    page.locator(".tabs a[href*='tab=sign']").click()
    page.locator("#approval button").click()
    page.locator("#release button").click()
    expect(page.locator("#release a.primary")).to_be_visible()
    assert packet(page, tmp_path).startswith(b"%PDF")


def decide_all_of(page: Page, name: str) -> int:
    change_to(page, name)
    page.goto("/waiting")
    return decide_all(page)
