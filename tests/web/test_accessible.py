"""Every page can be used by everybody: named controls, headings in order, a language, contrast, no sideways scroll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.conftest import sign_in
from tests.web.server import PASSWORD, Server
from tests.web.test_pages import hand_in

pytestmark = pytest.mark.browser

_FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8").partition("\n")[2]

_TABS = ("findings", "commitments&show=all", "sign", "changes", "matters", "scope", "history")


@pytest.fixture(scope="module")
def review(browser: Browser, server: Server) -> Iterator[str]:
    """The address of a review that has a second draft."""
    context = browser.new_context(base_url=server.address, locale="zh-CN")
    page = context.new_page()
    sign_in(page, "ar", PASSWORD)
    hand_in(page, "zh-equipment")
    hand_in(page, "zh-equipment", "draft-2.docx")
    yield page.url.split("?")[0]
    context.close()


@pytest.fixture(params=[(1440, "zh-CN"), (1440, "en"), (390, "zh-CN"), (390, "en")], ids=str)
def visitor(request: Any, browser: Browser, server: Server) -> Iterator[Page]:
    width, locale = request.param
    context = browser.new_context(base_url=server.address, locale=locale, viewport={"width": width, "height": 900})
    yield context.new_page()
    context.close()


def faults(page: Page, paths: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(path)
        if wrong := page.evaluate(_FAULTS):
            found[path] = wrong
    return found


def test_pages_for_everybody(visitor: Page) -> None:
    assert faults(visitor, ("/sign-in", "/verify", "/api", "/nothing-here")) == {}


def test_pages_of_a_review(visitor: Page, review: str) -> None:
    sign_in(visitor, "fr", PASSWORD)
    tabs = tuple(f"{review}?tab={tab}" for tab in _TABS)
    assert faults(visitor, ("/waiting", "/deals", "/deals?q=nothing", "/deals/OPP-2026-0317", "/password", *tabs)) == {}


def test_pages_of_an_administrator(visitor: Page) -> None:
    sign_in(visitor, "admin", PASSWORD)
    assert faults(visitor, ("/accounts",)) == {}
