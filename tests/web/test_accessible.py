"""Every page can be used by everybody: named controls, headings in order, a language, contrast, no sideways scroll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import come_in
from tests.web.server import Server
from tests.web.test_pages import hand_in

pytestmark = pytest.mark.browser

_FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8").partition("\n")[2]

_WIDTHS = (390, 1440)
_TABS = ("findings", "commitments&show=all", "sign", "changes", "matters", "scope", "history")


@pytest.fixture(scope="module")
def review(browser: Browser, server: Server) -> Iterator[str]:
    """The address of a review that has a second draft."""
    context = browser.new_context(base_url=server.address, locale="zh-CN")
    page = context.new_page()
    come_in(page, "ar")
    hand_in(page, "zh-equipment")
    hand_in(page, "zh-equipment", "draft-2.docx")
    yield page.url.split("?")[0]
    context.close()


@pytest.fixture(params=["zh-CN", pytest.param("en", marks=pytest.mark.slow)])
def visitor(request: Any, browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=server.address, locale=request.param)
    yield context.new_page()
    context.close()


def faults(page: Page, paths: tuple[str, ...]) -> dict[tuple[str, int], list[str]]:
    """What is wrong on each page, as wide as a desk and as a telephone."""
    found = {}
    for path in paths:
        page.goto(path)
        for width in _WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if wrong := page.evaluate(_FAULTS):
                found[path, width] = wrong
    return found


def test_pages_for_everybody(visitor: Page) -> None:
    assert faults(visitor, ("/sign-in", "/verify", "/api", "/nothing-here")) == {}


def test_pages_of_a_review(visitor: Page, review: str) -> None:
    come_in(visitor, "fr")
    tabs = tuple(f"{review}?tab={tab}" for tab in _TABS)
    assert faults(visitor, ("/waiting", "/deals", "/deals?q=nothing", "/deals/OPP-2026-0317", "/password", *tabs)) == {}


def test_pages_of_an_administrator(visitor: Page) -> None:
    come_in(visitor, "admin")
    assert faults(visitor, ("/accounts",)) == {}


_FOCUSED = """() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
  const shown = e.matches("input") ? getComputedStyle(e.closest("label") ?? e) : s;
  return { what: e.tagName + "." + e.className, decide: e.matches("details.decide > summary"),
    seen: r.bottom > 0 && r.top < innerHeight,
    outlined: [s, shown].some((x) => x.outlineStyle !== "none" && parseFloat(x.outlineWidth) > 0) }; }"""


def test_the_keyboard_alone_leads_to_a_decision(browser: Browser, server: Server, review: str) -> None:
    """From the skip link to the recorded decision; whatever has the focus is in sight and shows that it has it."""
    context = browser.new_context(base_url=server.address, locale="en", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    come_in(page, "fr")
    page.goto(f"{review}?tab=commitments")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUSED)
        assert focus["seen"] and focus["outlined"], focus
        if focus["decide"]:
            break
    assert focus["decide"], "no decision within sixty steps"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("details.decide[open] [value=reject]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("within 60 days")
    page.keyboard.press("Tab")
    page.keyboard.type("capacity")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("recorded")
    context.close()


def test_what_goes_on_is_told_without_being_looked_at(page: Page) -> None:
    """A form that is refused is an alert with the focus on it; what is under way, and what was done, is a status."""
    come_in(page, "ar")
    page.goto("/deals")
    expect(page.locator("form.upload [role=status]")).to_have_count(1)
    page.set_input_files("[name=draft]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"no"})
    page.set_input_files("[name=record]", {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"})
    page.click("form.upload button.primary")
    expect(page.get_by_role("alert")).to_be_focused()
    page.goto("/verify")
    page.set_input_files("input[name=packet]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"no"})
    page.click("main button.primary")
    expect(page.get_by_role("status")).to_contain_text("无效")
