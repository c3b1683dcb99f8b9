"""A copy about to be signed comes in other clothes: line ends, page furniture, stamps, filled blanks. None of it is a change;
whatever else is written there is."""

from __future__ import annotations

import io
from functools import cache

import docx
import pytest
import weasyprint

from review.compare import ExecutionComparison, compare_execution_copy
from review.intake import parse
from review.model.document import Document

BODY = {
    "zh": (
        "设备供货合同",
        "合同编号:QL-2026-014",
        "甲方:远山水务有限公司",
        "乙方:清流设备有限公司",
        *(
            f"第{n}条 乙方应于收到第{n}批预付款后90日内完成设备交货,交货地点为甲方指定的第3号泵站,卸货位置以甲方书面通知为准。"
            for n in "一二三四五六七八九十"
        ),
    ),
    "en": (
        "Equipment Supply Agreement",
        "Contract no. QL-2026-014",
        *(
            f"{n}. The Supplier shall deliver lot {n} of the Equipment within 90 days after receipt of the advance payment, in "
            "accordance with the delivery schedule agreed in writing between the representatives of both Parties."
            for n in range(1, 16)
        ),
    ),
}
BLANK = {
    "zh": ("(以下无正文)", "甲方(盖章):____________", "授权代表(签字):____________", "日期:    年    月    日"),
    "en": ("For and on behalf of the Customer", "By: ______________________", "Name:", "Title:", "Date: ____________"),
}
FILLED = {
    "zh": ("(以下无正文)", "甲方(盖章):远山水务有限公司", "授权代表(签字):王 建国", "日期:2026年 3月 5日"),
    "en": (
        "For and on behalf of the Customer",
        "By: /s/ J. Wang",
        "Name: Jianguo Wang",
        "Title: Vice President, Sales",
        "Date: March 5, 2026",
    ),
}
HEAD = {"zh": "设备供货合同 QL-2026-014", "en": "Equipment Supply Agreement - confidential"}
FOOT = {
    "zh": '"第 " counter(page) " 页 共 " counter(pages) " 页"',
    "en": '"Page " counter(page) " of " counter(pages)',
}
_STAMP = (
    "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>"
    "<circle cx='45' cy='45' r='40' fill='none' stroke='red' stroke-width='4'/></svg>"
)


def word(lines: tuple[str, ...]) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def pdf(lines: tuple[str, ...], language: str, head: str, width: str = "150mm", hyphens: str = "manual") -> bytes:
    style = (
        f'@page{{size:A5;margin:20mm 10mm;@top-center{{content:"{head}"}}@bottom-center{{content:{FOOT[language]}}}}}'
        f"body{{width:{width};text-align:justify;hyphens:{hyphens};font-family:'Noto Sans SC','Noto Sans CJK SC',sans-serif}}"
        ".stamp{position:absolute;margin-top:-40px}"
    )
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = f'<html lang="{language}"><style>{style}</style>{text}<img class="stamp" src="{_STAMP}"></html>'
    return bytes(weasyprint.HTML(string=page).write_pdf())


@cache
def approved(language: str) -> Document:
    return parse("approved.docx", word((*BODY[language], *BLANK[language])))


def in_word(language: str, lines: tuple[str, ...]) -> ExecutionComparison:
    return compare_execution_copy(approved(language), parse("copy.docx", word(lines)))


def in_pdf(language: str, lines: tuple[str, ...], head: str = "", **more: str) -> ExecutionComparison:
    data = pdf(lines, language, head or HEAD[language], **more)
    return compare_execution_copy(approved(language), parse("copy.pdf", data))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", [{}, {"width": "70mm"}, {"width": "55mm", "hyphens": "auto"}])
def test_a_pdf_set_otherwise_headed_numbered_stamped_and_filled_in_agrees(language: str, form: dict[str, str]) -> None:
    found = in_pdf(language, (*BODY[language], *FILLED[language]), **form)
    assert [d.shown for d in found.differences] == []
    told = " ".join(d.copy_text for d in found.filled)
    assert ("远山水务" in told and "2026" in told) if language == "zh" else ("Jianguo" in told and "March 5" in told)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_word_file_filled_in_agrees_and_shows_what_was_filled(language: str) -> None:
    found = in_word(language, (*BODY[language], *FILLED[language]))
    assert not found.differences and found.filled
    untouched = in_word(language, (*BODY[language], *BLANK[language]))
    assert untouched == ExecutionComparison(())


CHANGES = {
    "zh": [("90日", "60日"), ("应于", "可于"), ("3号", "8号"), ("书面", ""), ("有限公司", "有限责任公司"), ("014", "015")],
    "en": [
        ("90 days", "60 days"),
        ("shall", "may"),
        ("within", "not within"),
        ("in writing ", ""),
        ("both", "the"),
        ("014", "015"),
    ],
}


@pytest.mark.parametrize(("language", "old", "new"), [(k, *pair) for k, pairs in CHANGES.items() for pair in pairs])
def test_any_other_word_or_digit_voids_in_a_filled_copy_too(language: str, old: str, new: str) -> None:
    lines = list(BODY[language])
    at = max(i for i, line in enumerate(lines) if old in line)
    lines[at] = lines[at].replace(old, new, 1)
    found = in_word(language, (*lines, *FILLED[language]))
    assert len(found.differences) == 1, [d.shown for d in found.differences]


def test_an_altered_digit_in_a_pdf_voids_and_names_clause_and_page() -> None:
    lines = (*BODY["en"][:-1], BODY["en"][-1].replace("90", "60"), *FILLED["en"])
    (one,) = in_pdf("en", lines).differences
    assert (one.approved_text, one.copy_text, one.number.rstrip(".")) == ("90", "60", "15") and one.page and one.page > 1


@pytest.mark.parametrize(
    ("language", "line", "new"),
    [
        ("zh", 2, "授权代表(签字):王建国,总价下浮5%"),
        ("zh", 2, "授权代表(签字):王建国,价款另议"),
        ("zh", 3, "日期:2026年3月5日,交货期改为2026年4月5日之后120日"),
        ("zh", 1, "甲方(盖章):远山水务有限公司。乙方另行赠送备件。"),
        ("en", 2, "Name: Jianguo Wang, subject to a discount of ten percent"),
        ("en", 3, "Title: CEO; delivery in 60 days"),
        ("en", 1, "By: J. Wang who agrees on behalf of the Supplier to extend the warranty of all lots by another year"),
    ],
)
def test_a_term_written_where_people_sign_voids(language: str, line: int, new: str) -> None:
    signed = [*FILLED[language]]
    signed[line] = new
    assert in_word(language, (*BODY[language], *signed)).differences


def test_a_blank_outside_the_places_to_sign_is_no_place_to_write() -> None:
    lines = ("Supply Agreement", "1. The Supplier delivers within ____ days.", *BLANK["en"])
    before = parse("approved.docx", word(lines))
    after = parse("copy.docx", word((lines[0], lines[1].replace("____", "30"), *FILLED["en"])))
    (one,) = compare_execution_copy(before, after).differences
    assert one.copy_text == "30"


@pytest.mark.parametrize("head", ["设备供货合同 付款期限改为一百二十日", "设备供货合同 逾期违约金上限20%"])
def test_a_running_head_that_says_something_new_voids(head: str) -> None:
    found = in_pdf("zh", (*BODY["zh"], *FILLED["zh"]), head)
    assert found.differences and all("改为" in d.copy_text or "20" in d.copy_text for d in found.differences)


def test_a_line_that_stands_once_at_the_edge_of_a_page_is_no_running_head() -> None:
    text = (*BODY["en"], *FILLED["en"], "The Supplier waives all claims.")
    assert in_pdf("en", text).differences
