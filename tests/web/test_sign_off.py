"""From a clean contract to a packet that proves itself, by three people at real pages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from review.intake.pdf import pictures
from tests.intake.pdf import page as text_page
from tests.intake.pdf import pdf, scanned
from tests.web.conftest import come_in, download
from tests.web.server import PASSWORD, Server
from tests.web.test_accessible import faults
from tests.web.test_pages import SAMPLES, hand_in

pytestmark = pytest.mark.browser


def decide_all(page: Page, address: str, name: str) -> None:
    """Confirm everything this person owns, as the page offers it: one form after the other."""
    page.context.clear_cookies()
    come_in(page, name)
    page.goto(f"{address}?tab=commitments")
    forms = page.evaluate(
        """() => [...document.querySelectorAll("details.decide form")].map(f => Object.fromEntries(new FormData(f)))"""
    )
    for form in forms:
        fields = {**form, "choice": "confirm", "evidence": "交付计划 DP-7"}
        answer = page.request.post(f"{address}/decisions", form=fields, max_redirects=0)
        assert answer.status == 303, answer.text()


def sign(page: Page, address: str, name: str, role: str) -> None:
    page.context.clear_cookies()
    come_in(page, name)
    page.goto(f"{address}?tab=sign")
    place = page.locator(f"#sign-{role}")
    place.locator("input[name=password]").fill(PASSWORD)
    place.locator("button.primary").click()
    expect(place).to_contain_text("已签署")


@pytest.mark.parametrize("page", ["with JavaScript"], indirect=True)
@pytest.mark.parametrize("scan", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["", "after a scan"])
def test_a_clean_contract_is_decided_signed_approved_and_released(page: Page, server: Server, tmp_path: Path, scan: bool) -> None:
    come_in(page, "ar")
    hand_in(page, "zh-clean")
    address = page.url.split("?")[0]
    for name in ("fr", "sr", "cm", "fin", "ar"):
        decide_all(page, address, name)
    page.goto(f"{address}?tab=sign")
    assert page.locator(".note.warn li").all_inner_texts() == []
    for name, role in (("fr", "FR"), ("sr", "SR"), ("ar", "AR")):
        sign(page, address, name, role)
    page.context.clear_cookies()
    come_in(page, "cm")
    page.goto(f"{address}?tab=sign")
    page.locator("form[action$='/approval'] button").click()
    page.locator("form[action$='/release'] button").click()
    expect(page.locator(".steps .now")).to_have_text("已放行")
    packet = packet_of(page, address, tmp_path)
    report = subprocess.run(["pdfsig", packet], capture_output=True, text=True).stdout
    assert "seal" in report

    signed_and_handed_over(page, address, scan)
    execution_is_for_everybody(page, server, address)

    page.goto("/verify")
    page.set_input_files("input[name=packet]", packet)
    page.click("main button.primary")
    expect(page.get_by_role("status").last).to_have_text(re.compile("^有效"))
    expect(page.locator(".report")).to_contain_text("重新审查: 结果一致")


def signed_and_handed_over(page: Page, address: str, scan: bool) -> None:
    """The copy agrees, the contract is signed, delivery accepts; its obligations stand in the register."""
    page.context.clear_cookies()
    come_in(page, "ar")
    page.goto(f"{address}?tab=execution")
    if scan and pictures.can_be_read():
        another_scan_is_read(page)
    page.set_input_files("input[name=copy]", SAMPLES / "zh-clean" / "draft.docx")
    page.click("form[action$='/copies'] button")
    expect(page.locator(".note.good", has_text="与批准文本一致").last).to_be_visible()
    for act, fields in (("record_signed", {"signed_on": "2026-03-20"}), ("offer_hand_over", {"note": "全部资料已移交"})):
        form = page.locator(f"#act-{act}")
        form.locator("summary").click()
        for name, text in fields.items():
            form.locator(f"[name={name}]").fill(text)
        form.locator("button").click()
        expect(page.get_by_role("status").first).to_contain_text("已记录")
    page.context.clear_cookies()
    come_in(page, "fr")
    page.goto(f"{address}?tab=execution")
    page.locator("#act-accept_hand_over summary").click()
    page.locator("#act-accept_hand_over button").click()
    expect(page.locator(".note.good", has_text="已接受")).to_be_visible()
    assert page.locator("[id^='act-record_obligation-']").count() > 0
    assert page.request.get(f"{address}/registers/csv").text().count("\n") > 10


def another_scan_is_read(page: Page) -> None:
    """Handed in by mistake: the page answers at once, and renews itself when the scan is read."""
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": scanned(pdf(text_page("Another contract.")))}
    page.set_input_files("input[name=copy]", [scan])
    page.click("form[action$='/copies'] button")
    expect(page.locator(".reading")).to_contain_text("正在识别扫描件")
    expect(page.locator(".reading")).to_contain_text("scan.pdf · 1 页图片")
    expect(page.locator(".note.bad", has_text="与批准文本不同")).to_be_visible(timeout=60_000)
    expect(page.locator(".reading")).to_have_count(0)


def execution_is_for_everybody(page: Page, server: Server, address: str) -> None:
    """The tab of a contract in execution, as wide as a desk and as a telephone, in both languages."""
    for language in ("en", "zh"):
        page.context.add_cookies([{"name": "tripact_language", "value": language, "url": server.address}])
        assert faults(page, (f"{address}?tab=execution",)) == {}


def packet_of(page: Page, address: str, folder: Path) -> Path:
    """The packet once it is made."""
    for _ in range(240):
        answer = page.request.get(f"{address}/packet")
        if answer.headers["content-type"] == "application/pdf":
            path = folder / "packet.pdf"
            path.write_bytes(answer.body())
            return path
        page.wait_for_timeout(500)
    raise AssertionError("the packet was not made")


__all__ = ["download"]
