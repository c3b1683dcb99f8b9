from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from api.web.visit import SESSION
from tests.web.server import PASSWORD, Server, running

#: The first that is there is used; the shell is the same engine without windows, at a third of the cost.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
#: A page may take its time on a machine that is busy with other tests; what it shows is what counts here.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("instance")) as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with its room: while it is open an event loop runs in this process, which other tests must not meet."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if not path:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        found = playwright.chromium.launch(executable_path=path, args=options)
        yield found
        found.close()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """A fresh visitor, Chinese; every test must work with and without JavaScript, and without a message in the console."""
    context = browser.new_context(
        base_url=server.address, locale="zh-CN", java_script_enabled=request.param == "with JavaScript", accept_downloads=True
    )
    found = context.new_page()
    found.set_default_timeout(60_000)
    messages: list[str] = []
    found.on("console", lambda m: messages.append(m.text) if m.type == "error" and "Failed to load" not in m.text else None)
    found.on("pageerror", lambda e: messages.append(str(e)))
    yield found
    context.close()
    assert messages == []


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/sign-in")
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("main button.primary")


#: Cookies of open sessions, by server and account.
_SESSIONS: dict[tuple[str, str], list[Any]] = {}


def come_in(page: Page, name: str) -> None:
    """At the first page as ``name``, in the session that is open since an earlier test; by password where none is."""
    page.goto("/sign-in")
    known = (urlsplit(page.url).netloc, name)
    if known in _SESSIONS:
        page.context.add_cookies(_SESSIONS[known])
        page.goto("/")
        return
    sign_in(page, name, PASSWORD)
    page.wait_for_url(lambda address: "/sign-in" not in address)
    _SESSIONS[known] = [c for c in page.context.cookies() if c["name"] == SESSION]


def download(page: Page, selector: str) -> Path:
    """What a link downloads."""
    with page.expect_download() as waiting:
        page.click(selector)
    return Path(waiting.value.path())


__all__ = ["Error", "come_in", "download", "sign_in"]
