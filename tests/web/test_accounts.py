"""Accounts at the page: made, given keys, closed; everybody changes their own password; nobody else gets in."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import sign_in
from tests.web.server import PASSWORD

#: The basic path: nothing here needs a script.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("page", ["without JavaScript"], indirect=True)]


def test_an_administrator_makes_an_account_with_a_key_and_closes_it(page: Page) -> None:
    name = "u" + secrets.token_hex(4)
    sign_in(page, "admin", PASSWORD)
    expect(page.locator("h1")).to_have_text("账号")
    form = page.locator("form[action='/accounts']")
    form.locator("[name=name]").fill(name)
    form.locator("[name=password]").fill(PASSWORD)
    form.get_by_label("客户经理").check()
    form.locator("button").click()
    account = page.locator(f"#u-{name}")
    expect(account).to_be_visible()
    account.locator("summary", has_text="API").click()
    account.locator("[name=label]").fill("CRM")
    account.get_by_label("deals:write").check()
    account.locator("form[action$='/keys'] button").click()
    key = page.locator(".secret").inner_text()
    asked = page.request.put("/v1/deals/KEY-1", headers={"Authorization": f"Bearer {key}"}, data="{}")
    assert (asked.status, asked.json()["code"]) == (422, "deal-invalid")
    page.goto("/accounts")
    account.locator("form[action$='/revoke'] button").click()
    assert page.request.get("/v1/deals", headers={"Authorization": f"Bearer {key}"}).status == 401
    account.locator("summary", has_text=re.compile("停用")).click()
    account.locator("form[action$='/disable'] button").click()
    expect(account).to_contain_text("已停用")


def test_a_password_that_is_too_short_is_refused_beside_its_form(page: Page) -> None:
    sign_in(page, "admin", PASSWORD)
    answer = page.request.post(
        "/accounts",
        form={
            "form_token": page.locator("[name=form_token]").first.get_attribute("value") or "",
            "name": "x",
            "password": "short",
            "roles": "AR",
        },
    )
    assert answer.status == 400
    assert "10" in answer.text() and 'value="x"' in answer.text()


def test_a_person_changes_the_own_password_and_every_session_ends(page: Page) -> None:
    name, new = "u" + secrets.token_hex(4), "another-long-password"
    sign_in(page, "admin", PASSWORD)
    form = page.locator("form[action='/accounts']")
    form.locator("[name=name]").fill(name)
    form.locator("[name=password]").fill(PASSWORD)
    form.get_by_label("审计").check()
    form.locator("button").click()
    page.context.clear_cookies()
    sign_in(page, name, PASSWORD)
    old_session = page.context.cookies()
    page.goto("/password")
    for field, text in (("old", "wrong-password"), ("new", new), ("again", new)):
        page.fill(f"#{field}", text)
    page.click("main button")
    expect(page.get_by_role("alert")).to_contain_text("密码不正确")
    for field, text in (("old", PASSWORD), ("new", new), ("again", new)):
        page.fill(f"#{field}", text)
    page.click("main button")
    expect(page.locator("h1")).to_have_text("登录 Tripact")
    page.context.add_cookies([{"name": c["name"], "value": c["value"], "url": page.url} for c in old_session])
    page.goto("/deals")
    expect(page.locator("#password")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, name, new)
    expect(page.locator("h1")).to_have_text("商机")


def test_others_have_no_way_to_the_accounts(page: Page) -> None:
    sign_in(page, "fr", PASSWORD)
    assert page.locator("a[href='/accounts']").count() == 0
    assert page.request.get("/accounts").status == 403


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(page: Page) -> None:
    sign_in(page, "fr", PASSWORD)
    session = next(c for c in page.context.cookies() if c["name"] == "tripact_session")
    assert session["httpOnly"]
    assert session["sameSite"] == "Lax"


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/%0d%0aX: 1"])
def test_signing_in_leads_nowhere_else(page: Page, path: str) -> None:
    page.goto("/sign-in?next=" + path.replace("\t", "%09"))
    page.fill("#name", "fr")
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    page.wait_for_load_state()
    assert re.match(r"http://127\.0\.0\.1:\d+/", page.url)
    assert "evil" not in page.url.split("/")[2]
