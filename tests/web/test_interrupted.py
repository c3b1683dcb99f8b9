"""What happens in between: a session ends while somebody writes, a file is refused, somebody goes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import come_in
from tests.web.server import PASSWORD
from tests.web.test_pages import SAMPLES
from tests.web.test_work import reviewed

pytestmark = pytest.mark.browser


@pytest.fixture
def scripted(request: pytest.FixtureRequest) -> bool:
    return str(request.node.callspec.params["page"]) == "with JavaScript"


def opened(page: Page, address: str) -> Locator:
    """The first line that waits, with its form open."""
    page.goto(f"{address}?tab=commitments")
    line = page.locator(".item.mine").first
    line.locator("details.decide summary").click()
    return page.locator(f"#{line.get_attribute('id')}")


def test_what_was_written_is_there_again_after_the_session_ended(page: Page, scripted: bool) -> None:
    line = opened(page, reviewed(page, "zh-software", "fr"))
    line.get_by_label("拒绝", exact=True).check()
    line.locator("[name=wording]").fill("合同生效后120日内交付")
    line.locator("details.decide [name=reason]").fill("产能已满")
    page.context.clear_cookies(name="tripact_session")
    line.locator("details.decide button.primary").click()
    expect(page.get_by_role("alert")).to_contain_text("已保留")
    page.fill("#name", "fr")
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    if not scripted:
        page.click("main form button.primary")
    expect(line.locator("[name=wording]")).to_have_value("合同生效后120日内交付")
    expect(line.get_by_role("alert")).to_contain_text("尚未提交")
    line.locator("details.decide button.primary").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录决定")


def test_a_refused_file_is_told_and_with_scripts_the_form_keeps_the_rest(page: Page, scripted: bool, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    draft.write_bytes(b"%PDF-1.7 nothing")
    come_in(page, "ar")
    page.goto("/deals")
    page.set_input_files("input[name=draft]", draft)
    page.set_input_files("input[name=record]", SAMPLES / "zh-clean" / "deal.json")
    page.get_by_label("需方").check()
    page.click("main form button.primary")
    expect(page.get_by_role("alert")).to_contain_text("draft.pdf")
    expect(page.get_by_label("需方")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/deals$" if scripted else r"/reviews$"))
    kept = page.evaluate("() => document.querySelector('[name=record]').files.length") if scripted else 0
    assert kept == (1 if scripted else 0)


def test_going_back_shows_what_is_true_now(page: Page) -> None:
    line = opened(page, reviewed(page, "zh-software", "fr"))
    line.locator("input[name=evidence]").fill("排产单 PO-118")
    line.locator("details.decide button.primary").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录决定")
    page.go_back()
    expect(page.locator(".chips").first).to_be_visible()
    expect(line).to_have_count(0)
