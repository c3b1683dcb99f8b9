"""What goes out of the web form as files, and what anybody may hand in: the draft back in Word, and a packet to be checked."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document as open_word
from playwright.sync_api import Page, expect

from tests.redline.cases import settled, text_of
from tests.redline.strict import violations
from tests.web.conftest import come_in, download
from tests.web.test_pages import SAMPLES, hand_in


def test_the_redline_button_gives_the_draft_back(page: Page) -> None:
    come_in(page, "ar")
    hand_in(page, "zh-equipment", "draft.docx")
    redline = download(page, "a[href$='/redline']")
    draft, data = (SAMPLES / "zh-equipment" / "draft.docx").read_bytes(), redline.read_bytes()
    assert violations(data) - violations(draft) == {}
    assert any("[D-01]" in c.text for c in open_word(str(redline)).comments)
    assert text_of(settled(data, accept=False)) == text_of(draft) != text_of(settled(data, accept=True))


def test_anybody_may_check_a_file_and_is_told_what_is_wrong(page: Page, tmp_path: Path) -> None:
    """No account; what is no packet is called so in the visitor's language."""
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.7\nnothing")
    page.goto("/verify")
    page.set_input_files("input[name=packet]", tmp_path / "no.pdf")
    page.click("main button.primary")
    expect(page.get_by_role("status").last).to_have_text(re.compile("^无效"))
    expect(page.locator(".report")).to_contain_text("无法作为 PDF 读取")
