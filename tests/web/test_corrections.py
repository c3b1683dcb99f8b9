"""What people put right at the register, lend to others, and take through the gates: at real pages, without JavaScript."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import come_in
from tests.web.test_work import reviewed

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("page", ["without JavaScript"], indirect=True)]


def given(form: Locator, **fields: str) -> None:
    """Open a form, fill it in, send it. A select takes the value, a text the words."""
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    for name, text in fields.items():
        field = form.locator(f"[name='{name.replace('__', '.')}']")
        field.select_option(text) if field.evaluate("f => f.tagName") == "SELECT" else field.fill(text)
    form.locator("button").click()


def at(page: Page, name: str, address: str) -> None:
    page.context.clear_cookies()
    come_in(page, name)
    page.goto(address)


def test_a_commitment_that_was_missed_is_added_and_shown_to_its_owner(page: Page) -> None:
    address = reviewed(page, "text-pdf", "fr")
    page.goto(f"{address}?tab=commitments&show=all")
    form = page.locator("#act-add_commitment")
    given(form, quote="这句话不在合同里", line__kind="K11", reason="漏读")
    expect(form.get_by_role("alert")).to_contain_text("草案中找不到")
    expect(form.locator("[name=quote]")).to_have_value("这句话不在合同里")
    expect(form.locator("[name='line.kind']")).to_have_value("K11")
    words = page.locator("#text p").filter(has_text="。").first.inner_text().split("。")[0]
    given(form, quote=words, line__kind="K11", line__owner="FR", reason="漏读")
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    page.goto(f"{address}?tab=commitments&show=mine")
    added = page.locator(".item.mine[id^='c-manual-']")
    expect(added).to_contain_text("K11")
    expect(added).to_contain_text("人工更正")
    expect(added.locator("details.decide")).to_have_count(1)


def test_a_line_that_was_read_wrong_is_corrected_with_a_reason(page: Page) -> None:
    address = reviewed(page, "en-maintenance", "fr")
    page.goto(f"{address}?tab=commitments&show=mine")
    line = page.locator(f"#{page.locator('.item.mine').first.get_attribute('id')}")
    form = line.locator("details[id^='act-edit_commitment']")
    owner = form.locator("[name='line.owner']")
    expect(owner).to_have_value("FR")
    kind = "K20" if form.locator("[name='line.kind']").input_value() != "K20" else "K18"
    given(form, line__kind=kind, reason="  ")
    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.locator("[name='line.kind']")).to_have_value(kind)
    given(form, reason="读成了别的类别")
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    page.goto(f"{address}?tab=commitments&show=all")
    expect(line.locator("h3")).to_contain_text(kind)


def test_a_role_is_lent_for_a_period_used_and_taken_back(page: Page) -> None:
    address = reviewed(page, "en-saas", "fr")
    matters, mine = f"{address}?tab=matters", f"{address}?tab=commitments&show=mine"
    first, last = date.today().isoformat(), (date.today() + timedelta(3)).isoformat()
    page.goto(matters)
    form = page.locator("#act-delegate")
    given(form, to="nobody-here", since=first, until=last)
    expect(form.get_by_role("alert")).to_contain_text("没有账号")
    given(form, to="admin", since=last, until=first)
    expect(form.get_by_role("alert")).to_be_visible()
    given(form, to="stand-in", since=first, until=last)
    expect(page.locator("#side")).to_contain_text("fr → stand-in")
    at(page, "stand-in", mine)
    line = page.locator(f"#{page.locator('.item.mine.FR').first.get_attribute('id')}")
    expect(line).to_contain_text("代 fr")
    line.locator("details.decide summary").click()
    line.locator("[name=evidence]").fill("排产单 PO-7")
    line.locator("details.decide button").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录决定")
    at(page, "fr", matters)
    page.locator("details[id^='act-revoke_delegation'] summary").click()
    page.locator("details[id^='act-revoke_delegation'] button").click()
    expect(page.locator("details[id^='act-revoke_delegation']")).to_have_count(0)
    at(page, "stand-in", mine)
    expect(page.locator("details.decide")).to_have_count(0)


def test_the_contract_manager_names_who_holds_a_role(page: Page) -> None:
    address = reviewed(page, "en-maintenance", "cm")
    page.goto(f"{address}?tab=matters")
    form = page.locator("#act-name_team")
    given(form, member__role="FR", member__person="nobody-here")
    expect(form.get_by_role("alert")).to_contain_text("没有担任 FR 的账号")
    given(form, member__role="FR", member__person="fr")
    expect(page.get_by_role("status").first).to_contain_text("已记录")


def test_a_gate_says_what_it_needs_and_is_passed(page: Page) -> None:
    address = reviewed(page, "zh-software", "cm")
    page.goto(f"{address}?tab=matters")
    expect(page.locator("#side")).to_contain_text("未满足关口 ATC 的要求")
    expect(page.locator("#act-pass_gate-ATC")).to_have_count(0)
    given(page.locator("#act-pass_gate-ATI"), reason="立项会 2026-03")
    expect(page.locator(".item.done", has_text="ATI")).to_contain_text("立项会 2026-03")
