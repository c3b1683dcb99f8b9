"""The basic path through the pages in a real Chromium: sign in, hand in, look, decide, be refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import come_in, sign_in
from tests.web.server import PASSWORD

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = pytest.mark.browser


def hand_in(page: Page, case: str, name: str = "") -> None:
    """Upload a sample and wait until its review is there, however the page gets on without JavaScript."""
    draft = SAMPLES / case / name if name else next((SAMPLES / case).glob("draft.*"))
    page.goto("/deals")
    page.set_input_files("input[name=draft]", draft)
    page.set_input_files("input[name=record]", SAMPLES / case / "deal.json")
    page.click("main form button.primary")
    expect(page.locator(".desk")).to_be_visible(timeout=60_000)


def test_nobody_sees_anything_without_signing_in(page: Page) -> None:
    for path in ("/", "/deals", "/deals/OPP-1", "/reviews/0"):
        page.goto(path)
        expect(page.locator("#password")).to_be_visible()


def test_a_wrong_password_is_said(page: Page) -> None:
    sign_in(page, "fr", "not-the-password-at-all")
    expect(page.get_by_role("alert")).to_contain_text("密码不正确")


def test_language_can_be_changed(page: Page) -> None:
    page.goto("/sign-in")
    expect(page.locator("h1")).to_have_text("登录 Tripact")
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("Sign in to Tripact")


def test_a_review_from_upload_to_the_marked_contract(page: Page) -> None:
    sign_in(page, "ar", PASSWORD)
    hand_in(page, "zh-equipment")
    expect(page.locator(".verdict")).to_contain_text("不可签署")
    expect(page.locator(".sheet mark").first).to_be_visible()
    quote = page.locator(".item blockquote a[href^='#t-']").first
    target = quote.get_attribute("href")
    assert target
    quote.click()
    expect(page.locator(target)).to_be_in_viewport()


def test_a_file_that_is_no_contract_is_refused_in_one_sentence(page: Page, tmp_path: Path) -> None:
    come_in(page, "ar")
    broken = tmp_path / "draft.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    page.goto("/deals")
    page.set_input_files("input[name=draft]", broken)
    page.set_input_files("input[name=record]", SAMPLES / "zh-equipment" / "deal.json")
    page.click("main form button.primary")
    expect(page.get_by_role("alert")).to_have_text(re.compile("draft.docx"))


def test_fulfilment_decides_and_others_cannot(page: Page) -> None:
    come_in(page, "ar")
    hand_in(page, "zh-clean")
    address = page.url.split("?")[0]
    page.goto(f"{address}?tab=commitments&show=others")
    theirs = page.locator(".item.FR", has_text="由交付经理决定")
    assert theirs.count() > 0
    assert theirs.first.locator("details.decide").count() == 0
    page.goto(f"{address}?tab=sign")
    expect(page.locator("#sign-AR")).to_contain_text("交付经理尚有")

    page.context.clear_cookies()
    come_in(page, "fr")
    page.goto(f"{address}?tab=commitments")
    before = page.locator(".progress strong").inner_text()
    second = page.locator(".item.mine").nth(1).get_attribute("id")
    line = page.locator(".item.mine").first
    line.locator("details.decide summary").click()
    line.locator("input[name=evidence]").fill("排产单 PO-118")
    line.locator("button.primary").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录决定")
    assert page.locator(".progress strong").inner_text() != before
    assert page.url.endswith(f"#{second}"), "the next line that waits is shown"


def test_a_confirmation_of_fulfilment_without_evidence_is_refused(page: Page) -> None:
    come_in(page, "ar")
    hand_in(page, "zh-software")
    address = page.url.split("?")[0]
    page.context.clear_cookies()
    come_in(page, "fr")
    page.goto(f"{address}?tab=commitments")
    line = page.locator(".item.mine", has=page.locator("input[name=evidence][value='']")).first
    place = line.get_attribute("id")
    line.locator("details.decide summary").click()
    line.get_by_label("附条件确认").check()
    line.locator("[name=condition_text]").fill("甲方先付预付款")
    line.locator("button.primary").click()
    refused = page.locator(f"#{place}")
    expect(refused.get_by_role("alert")).to_contain_text("依据")
    expect(refused.get_by_role("alert")).to_be_in_viewport()
    expect(refused.locator("[name=condition_text]")).to_have_value("甲方先付预付款")
    expect(refused.get_by_label("附条件确认")).to_be_checked()


def test_a_form_from_elsewhere_does_nothing(page: Page) -> None:
    come_in(page, "ar")
    answer = page.request.post("/sign-out", form={"form_token": "forged"})
    assert answer.status == 403


def test_hostile_text_is_shown_and_does_nothing(page: Page, tmp_path: Path) -> None:
    """Contract, names and record may hold markup, template signs and addresses that run: they are words here."""
    evil = '<img src=x onerror="document.body.dataset.owned=1"><script>document.body.dataset.owned=1</script>{{7*7}}'
    draft, record = tmp_path / "x<img src=x>.txt", tmp_path / "deal.json"
    draft.write_text(f"第一条 乙方应在签订后45日内交货 {evil}。\n第二条 逾期每日按0.5%支付违约金 javascript:alert(1)。", "utf-8")
    names = {"external_id": f"X-{evil[:20]}"}
    facts = {"deal": names, "account": {"legal_name": evil}, "our_party": {"legal_name": "乙方"}, "opp": {"name": evil}}
    record.write_text(json.dumps(facts), "utf-8")
    come_in(page, "ar")
    page.goto("/deals")
    page.set_input_files("input[name=draft]", draft)
    page.set_input_files("input[name=record]", record)
    page.click("main form.upload button.primary")
    expect(page.locator(".sheet")).to_contain_text("onerror", timeout=60_000)
    address = page.url.split("?")[0]
    for path in (
        *(f"{address}?tab={tab}" for tab in ("findings", "commitments&show=all", "sign", "matters", "history")),
        "/deals",
        "/waiting",
    ):
        page.goto(path)
        assert "49" not in page.locator("h1").inner_text()
        assert page.locator("body[data-owned]").count() == 0
        assert page.locator("img[src=x]").count() == page.locator("main script").count() == 0


def test_pages_load_nothing_from_elsewhere(page: Page) -> None:
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url))
    come_in(page, "ar")
    host = page.url.split("/")[2]
    assert {url.split("/")[2] for url in seen} == {host}
    policy = page.request.get("/deals").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_chinese_is_drawn_however_late_the_typeface_comes(page: Page) -> None:
    """A box for a missing sign is narrower than a sign, which is as wide as it is high."""
    page.goto("/sign-in")
    page.evaluate("document.fonts.ready")
    for place in ("label[for=name]", "label[for=password]", "main h2, main h1"):
        words = page.locator(place).first
        text = "".join(sign for sign in words.inner_text() if sign > "\u2e80")
        assert text
        page.wait_for_function(_WIDE, arg=[words.element_handle(), len(text)])


#: Whether the first signs of an element, Chinese ones, are as wide as its type is high.
_WIDE = """([element, count]) => {
  const range = document.createRange(), node = element.firstChild;
  range.setStart(node, node.data.search(/[\u2e80-\u9fff]/)); range.setEnd(node, range.startOffset + count);
  return Math.abs(range.getBoundingClientRect().width - count * parseFloat(getComputedStyle(element).fontSize)) < 1;
}"""
