"""How people get through their work: one list over all deals, filters, what the record proves, keys, another draft, matters."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import come_in
from tests.web.test_pages import hand_in

pytestmark = pytest.mark.browser
_SCRIPTED = pytest.mark.parametrize("page", ["with JavaScript"], indirect=True)
_PLAIN = pytest.mark.parametrize("page", ["without JavaScript"], indirect=True)


def reviewed(page: Page, case: str, who: str) -> str:
    """The address of a review of a sample, with ``who`` at the page."""
    come_in(page, "ar")
    hand_in(page, case)
    address = page.url.split("?")[0]
    page.context.clear_cookies()
    come_in(page, who)
    return address


@_PLAIN
def test_what_the_record_proves_is_confirmed_line_by_line_in_one_go(page: Page) -> None:
    address = reviewed(page, "text-pdf", "fr")
    page.goto("/waiting")
    job = page.locator(
        "section.card", has=page.locator(f"a[href^='{address.partition('/reviews')[1]}{address.partition('/reviews')[2]}']")
    )
    boxes = job.locator("input[name=line]")
    total = boxes.count()
    job.locator("details.proven summary").click()
    boxes.first.uncheck()
    job.locator("details.proven button").click()
    expect(page.get_by_role("status").first).to_contain_text("已按商机记录确认")
    page.goto(f"{address}?tab=commitments&show=decided")
    expect(page.locator(".item.done")).to_have_count(total - 1)
    page.goto("/waiting")
    job.locator("details.proven summary").click()
    expect(boxes).to_have_count(1)
    boxes.first.uncheck()
    job.locator("details.proven button").click()
    expect(page.get_by_role("alert")).to_contain_text("没有选中")


@_PLAIN
def test_filters_show_what_they_say(page: Page) -> None:
    address = reviewed(page, "en-maintenance", "fr")
    page.goto(f"{address}?tab=commitments")
    for chip in page.locator(".chips").first.locator(".chip").all():
        assert chip.inner_text()
    for show in ("mine", "others", "theirs", "all"):
        page.goto(f"{address}?tab=commitments&show={show}")
        count = page.locator(".chips").first.locator(".chip[aria-current] .n").inner_text()
        expect(page.locator(".item[id^='c-']")).to_have_count(int(count))
    page.goto(f"{address}?tab=commitments&show=all&role=SR")
    assert page.locator(".item[id^='c-']").count() == page.locator(".item.SR[id^='c-']").count() > 0
    page.goto(f"{address}?tab=commitments&show=all&found=1")
    assert (
        page.locator(".item[id^='c-']").count() == page.locator(".item[id^='c-']", has=page.locator("header a.tag")).count() > 0
    )


@_SCRIPTED
def test_keys_lead_from_line_to_line_and_into_the_decision(page: Page) -> None:
    address = reviewed(page, "en-maintenance", "fr")
    page.goto(f"{address}?tab=commitments")
    lines = page.locator(".item.mine")
    page.keyboard.press("j")
    expect(lines.nth(0)).to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("n")
    expect(lines.nth(1)).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator(lines.nth(1).locator("blockquote a").get_attribute("href") or "")).to_be_in_viewport()
    page.keyboard.press("k")
    expect(lines.nth(0)).to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("d")
    expect(lines.nth(0).locator("input[value=confirm]")).to_be_focused()


@_PLAIN
def test_lists_are_filtered_by_severity_and_owner(page: Page) -> None:
    address = reviewed(page, "en-maintenance", "fr")
    for severity in ("B", "H"):
        page.goto(f"{address}?tab=findings&found={severity}")
        chosen = page.locator(".chip[aria-current] .n").inner_text()
        assert page.locator(".item").count() == page.locator(f".item.{severity}").count() == int(chosen) > 0
        page.goto(f"{address}?tab=commitments&show=all&found={severity}")
        assert page.locator(".item").count() == page.locator(".item", has=page.locator(f"a.tag.{severity}")).count() > 0


@_PLAIN
def test_a_decision_leads_to_the_next_line_of_the_same_list(page: Page) -> None:
    address = reviewed(page, "en-clean", "fr")
    page.goto(f"{address}?tab=commitments&show=all&role=FR")
    line, following = page.locator(".item.mine").nth(1), page.locator(".item.mine").nth(2).get_attribute("id")
    line.locator("details.decide summary").click()
    line.locator("input[name=evidence]").fill("PO-118")
    line.locator("button.primary").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录决定")
    assert page.url.endswith(f"?tab=commitments&show=all&role=FR#{following}")


@_SCRIPTED
def test_a_stretch_of_the_contract_leads_to_its_card_and_back(page: Page) -> None:
    address = reviewed(page, "en-clean", "fr")
    page.goto(f"{address}?tab=commitments&show=mine")
    card = page.locator(".item.mine").nth(3)
    stretch = page.locator(f".sheet mark[data-of~='{card.get_attribute('id')}']").first
    stretch.locator("a").click()
    expect(card).to_have_class(re.compile(r"\blit\b"))
    expect(card).to_be_in_viewport()
    assert "show=mine" in page.url
    card.locator("blockquote a").click()
    expect(stretch).to_have_class(re.compile(r"\blit\b"))


@_SCRIPTED
def test_what_the_record_proves_is_shown_with_what_was_compared_and_chosen_at_once(page: Page) -> None:
    address = reviewed(page, "en-maintenance", "fr")
    page.goto(f"{address}?tab=commitments")
    page.locator("#proven summary").click()
    boxes = page.locator("#proven input[name=line]")
    assert page.locator("#proven .offer", has=page.locator(".held li")).count() == boxes.count() > 1
    page.get_by_label("全选").uncheck()
    assert not any(box.is_checked() for box in boxes.all())


@_SCRIPTED
def test_chinese_is_drawn_where_the_system_cannot(page: Page) -> None:
    page.goto("/sign-in")
    loaded = page.evaluate("document.fonts.load('16px \"Tripact Sans\"', '合同').then((faces) => faces.map((f) => f.status))")
    assert loaded == ["loaded"]


@_PLAIN
def test_a_second_draft_is_shown_beside_the_first(page: Page) -> None:
    come_in(page, "ar")
    hand_in(page, "zh-equipment")
    hand_in(page, "zh-equipment", "draft-2.docx")
    page.click(".tabs a[href*='tab=changes']")
    expect(page.locator("#side")).to_contain_text("与版本 1 比较")
    assert page.locator(".edit ins").count() > 0
    assert page.locator(".edit del").count() > 0


@_PLAIN
def test_a_condition_is_set_and_closed_and_an_unfinished_form_keeps_its_words(page: Page) -> None:
    address = reviewed(page, "bilingual", "fr")
    page.goto(f"{address}?tab=matters")
    form = page.locator("#act-add_condition")
    form.locator("summary").click()
    form.locator("[name='condition.text']").fill("甲方先交场地")
    form.locator("[name='condition.owner']").fill("  ")
    form.locator("button").click()
    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.locator("[name='condition.text']")).to_have_value("甲方先交场地")
    form.locator("[name='condition.owner']").fill("fr")
    form.locator("button").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    held = page.locator(".item.H", has_text="甲方先交场地").first
    held.locator("details.act summary").click()
    held.locator("textarea").fill("场地照片 2026-03-02")
    held.locator("details.act button").click()
    expect(page.locator(".item.done", has_text="场地照片").first).to_be_visible()


@_PLAIN
def test_deals_are_found_by_part_of_their_name(page: Page) -> None:
    come_in(page, "ar")
    hand_in(page, "en-clean")
    page.goto("/deals?q=Hallowmere")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    page.goto("/deals?q=%25")
    expect(page.locator(".empty")).to_contain_text("没有与")
