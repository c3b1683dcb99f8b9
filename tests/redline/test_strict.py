"""Word's strictness, at places where a comment or a change is hard to put."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document as open_word
from hypothesis import given, settings
from hypothesis import strategies as st

from review.intake import read
from review.model.finding import Finding
from review.model.span import Span
from review.redline import redline
from tests.redline import cases
from tests.redline.cases import finding, review_of, settled, text_of, where
from tests.redline.strict import violations

HARD = cases.hard_file()
DOCUMENT = read(cases.NAME, HARD)


def changed(*found: Finding) -> bytes:
    data = redline(HARD, review_of(DOCUMENT, *found), at=cases.AT)
    assert violations(data) - violations(HARD) == {}
    open_word(io.BytesIO(data))
    return data


def body(data: bytes) -> str:
    return cases.parts_of(data)["word/document.xml"].decode()


def test_the_checker_finds_nothing_in_a_file_that_is_right_and_much_in_one_that_is_not() -> None:
    assert violations(cases.word_file()) == {"word/document.xml: change 900 twice": 1}
    broken = body(HARD)
    for old, new in (("<w:delText>", "<w:t>"), ("</w:delText>", "</w:t>"), (" w:author=", " w:autor=")):
        broken = broken.replace(old, new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in cases.parts_of(HARD).items():
            package.writestr(name, broken if name == "word/document.xml" else data)
    said = " ".join(violations(out.getvalue()))
    assert "live text in a deletion" in said and "without id or author" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("按第5.2条", "依第六条"),
        ("5.2", "6.1"),
        ("某日某时", "当日"),
        ("简单域所", "该域所"),
        ("格式", "式样"),
        ("插入的两段", "另一段"),
        ("搬来", "移来"),
        ("一个值", "两个值"),
        ("框内应于七日", "框内应于九日"),
        ("框前框后", "框之前后"),
        ("金额", "数额"),
        ("内 链接", "外 链接"),
    ],
)
def test_a_wording_at_a_hard_place(old: str, new: str) -> None:
    span = where(DOCUMENT, old)
    data = changed(finding(DOCUMENT, span, new, span))
    assert text_of(settled(data, accept=True)) == DOCUMENT.text.replace(old, new, 1)
    assert text_of(settled(data, accept=False)) == DOCUMENT.text


def test_a_field_goes_with_all_that_it_shows_and_comes_back() -> None:
    span = where(DOCUMENT, "第5.2条")
    data = changed(finding(DOCUMENT, span, "第六条", span))
    assert " REF _Ref1" not in body(settled(data, accept=True)) and " REF _Ref1" in body(settled(data, accept=False))
    part = where(DOCUMENT, "5.")
    assert " REF _Ref1" in body(settled(changed(finding(DOCUMENT, part, "7.", part)), accept=True))


@pytest.mark.parametrize("words", ["绑定之值", "锁定之词"])
def test_a_control_that_would_not_keep_a_change_is_only_commented(words: str) -> None:
    span = where(DOCUMENT, words)
    data = changed(finding(DOCUMENT, span, "别的词", span))
    assert text_of(data) == DOCUMENT.text and "Tripact FR" not in body(data)
    assert "别的词" in next(c for c in open_word(io.BytesIO(data)).comments if c.initials == "FR").text


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("应在", "办理"),
        ("框内", "末条"),
        ("第一条", "框内"),
        ("5.2", "5.2"),
        ("付款", "乙方"),
        ("金额", "链接"),
        ("搬来", "一个"),
    ],
)
def test_a_comment_over_paragraphs_cells_boxes(start: str, end: str) -> None:
    span = Span(where(DOCUMENT, start).start, where(DOCUMENT, end).end)
    data = changed(finding(DOCUMENT, span))
    own = [c for c in read(cases.NAME, data).comments if c.author.startswith("FR")]
    assert len(own) == 1 and text_of(data) == DOCUMENT.text


def test_ids_are_new_and_no_larger_than_word_allows() -> None:
    spans = [where(DOCUMENT, t) for t in ("格式", "入的两", "来此", "链接")]
    data = changed(*(finding(DOCUMENT, s, "改", s) for s in spans))
    ids = [int(i) for i in re.findall(r'<w:(?:ins|del|rPrChange|moveTo|moveFrom) w:id="(\d+)"', body(data))]
    assert len(ids) == len(set(ids)) and max(ids) < 2**31


def test_a_moment_is_written_in_universal_time() -> None:
    from datetime import timedelta, timezone

    span = where(DOCUMENT, "格式")
    at = cases.AT.astimezone(timezone(timedelta(hours=8)))
    data = redline(HARD, review_of(DOCUMENT, finding(DOCUMENT, span, "式样", span)), at=at)
    assert "2026-03-02T01:30:00Z" in body(data)
    assert open_word(io.BytesIO(data)).comments.get(0).timestamp == cases.AT


def any_places(data: st.DataObject) -> None:
    """Wordings inside blocks and comments over them, several at once."""
    found = []
    for i in range(data.draw(st.integers(1, 4))):
        block = data.draw(st.sampled_from(DOCUMENT.blocks))
        start = data.draw(st.integers(block.span.start, block.span.end))
        end = data.draw(st.integers(start, block.span.end))
        found.append(finding(DOCUMENT, Span(start, end) if end > start else None, f"［{i}］", Span(start, end)))
        last = data.draw(st.integers(end, len(DOCUMENT.text)))
        found.append(finding(DOCUMENT, Span(start, last) if last > start else None))
    written = changed(*found)
    assert text_of(settled(written, accept=False)) == DOCUMENT.text
    assert text_of(settled(written, accept=True)) == text_of(written)


@pytest.mark.parametrize("examples", [8, pytest.param(200, marks=pytest.mark.slow)])
def test_any_places(examples: int) -> None:
    settings(max_examples=examples)(given(data=st.data())(any_places))()
