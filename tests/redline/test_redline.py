"""The draft back in Word: what a person sees, and what remains when they accept or reject."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document as open_word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from review.intake import read
from review.model.document import Document
from review.model.span import Span
from review.redline import RedlineError, redline
from review.redline.plan import edits
from tests.redline import cases
from tests.redline.cases import finding, parts_of, review_of, settled, text_of, where

DRAFT = cases.word_file()


@pytest.fixture(scope="module")
def document() -> Document:
    return read(cases.NAME, DRAFT)


def changed(document: Document, span: Span, wording: str) -> bytes:
    return redline(DRAFT, review_of(document, finding(document, span if len(span) else None, wording, span)), at=cases.AT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("45日", "自预付款到账之日起75日"),
        ("5日内将全部", "0天"),
        ("供方应在合同生效后45日内将全部设备运抵现场", "供方应在90日内交货"),
        ("30 minutes", "four hours"),
        ("annex.\nNext", "schedule 2.\nThe next"),
        ("fault report.\tSee", "ticket, see"),
        ("60%", "30%"),
        ("里程碑", "节点"),
        ("每日百分之一不设上限", "每日千分之一，累计不超过百分之五"),
        ("不设", "设"),
        ("前文违约金", "前文的违约金"),
        ("36个月自终验", "12个月自到货"),
        ("tier gold", "tier silver"),
    ],
)
def test_accept_gives_the_proposal_and_reject_the_original(document: Document, old: str, new: str) -> None:
    data = changed(document, where(document, old), new)
    assert text_of(settled(data, accept=True)) == document.text.replace(old, new, 1) == text_of(data)
    assert text_of(settled(data, accept=False)) == document.text


@pytest.mark.parametrize("behind", ["违约金。", "within ", "60%", "不设上限", "36个月", "Supply Agreement", "gold"])
def test_an_insertion_stands_behind_its_place(document: Document, behind: str) -> None:
    at = where(document, behind).end
    data = changed(document, Span(at, at), "［补充］")
    assert text_of(settled(data, accept=True)) == document.text[:at] + "［补充］" + document.text[at:]
    assert text_of(settled(data, accept=False)) == document.text


@pytest.mark.parametrize("before", ["供方应在", "里程碑", "违约金每日", "质保期", "Supply", "Visit"])
def test_an_insertion_at_the_start_of_a_block_stands_before_it(document: Document, before: str) -> None:
    block = document.block_at(where(document, before).start)
    assert block is not None
    at = block.span.start
    data = changed(document, Span(at, at), "［补充］")
    assert text_of(settled(data, accept=True)) == document.text[:at] + "［补充］" + document.text[at:]
    assert text_of(settled(data, accept=False)) == document.text


def test_an_insertion_cuts_a_change_of_somebody_else_in_two(document: Document) -> None:
    at = where(document, "不设上限").start
    data = changed(document, Span(at, at), "［补充］")
    whole = read(cases.NAME, settled(data, accept=False))
    assert text_of(settled(data, accept=True)) == document.text[:at] + "［补充］" + document.text[at:]
    assert "".join(r.text for r in whole.revisions) == "".join(r.text for r in document.revisions)


def test_headers_and_notes_are_changed_where_they_stand() -> None:
    """Word takes no comment in a header: it stands at the first words; that of a note stands at the note's mark."""
    draft = cases.with_notes()
    document = read(cases.NAME, draft)
    spans = [where(document, t) for t in ("第一版", "30日")]
    found = [finding(document, span, f"［{i}］", span) for i, span in enumerate(spans)]
    data = redline(draft, review_of(document, *found), at=cases.AT)
    expected = document.text.replace("第一版", "［0］").replace("30日", "［1］")
    assert text_of(settled(data, accept=True)) == expected and text_of(settled(data, accept=False)) == document.text
    word = open_word(io.BytesIO(data))
    assert len(list(word.comments)) == 2
    mark = next(word.element.iter(qn("w:footnoteReference"))).getparent()
    assert mark.getprevious().tag == qn("w:commentRangeStart")


def test_what_runs_over_paragraphs_is_only_commented(document: Document) -> None:
    start = where(document, "逾期按日").start
    data = changed(document, Span(start, where(document, "The Supplier shall").end), "x")
    assert text_of(data) == document.text and b"Tripact FR" not in cases.parts_of(data)["word/document.xml"]


def test_formatting_is_kept_and_the_insertion_looks_like_what_it_replaces(document: Document) -> None:
    data = changed(document, where(document, "45日"), "75日")
    word = open_word(io.BytesIO(settled(data, accept=True)))
    looks = {r.text: (r.bold, r.italic) for p in word.paragraphs for r in p.runs}
    assert looks["75日"] == (True, None) and looks["逾期按日支付违约金。"] == (None, True)


def test_comments_say_who_what_and_why(document: Document) -> None:
    data = changed(document, where(document, "45日"), "75日")
    own = [c for c in open_word(io.BytesIO(data)).comments if c.initials == "FR"]
    assert len(own) == 1 and own[0].author == "FR 交付经理"
    assert "[D-01] 交期早于可承诺期" in own[0].text and "合同要求45日，周期为75日。" in own[0].text and "75日" in own[0].text
    assert own[0].timestamp == cases.AT


def test_comments_and_changes_of_others_survive(document: Document) -> None:
    spans = [where(document, t) for t in ("45日", "30 minutes", "不设上限", "后文", "60%")]
    found = [finding(document, s, "改", s) for s in spans]
    data = redline(DRAFT, review_of(document, *found, finding(document, None)), at=cases.AT)
    before, after = read(cases.NAME, DRAFT), read(cases.NAME, settled(data, accept=False))
    assert [(r.kind, r.text, r.author) for r in after.revisions] == [(r.kind, r.text, r.author) for r in before.revisions]
    assert {(c.text, c.author) for c in before.comments} <= {(c.text, c.author) for c in after.comments}
    assert len(after.comments) == len(before.comments) + len(found) + 1
    assert after.text == before.text


def test_comments_lie_on_their_words(document: Document) -> None:
    spans = [where(document, t) for t in ("全部设备", "验收", "the service", "自终验")]
    data = redline(DRAFT, review_of(document, *(finding(document, s) for s in spans)))
    assert [c.span for c in read(cases.NAME, data).comments if c.author.startswith("FR")] == sorted(spans)


def test_parts_that_are_not_touched_keep_their_bytes(document: Document) -> None:
    data = changed(document, where(document, "45日"), "75日")
    with zipfile.ZipFile(io.BytesIO(DRAFT)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        names = set(old.namelist())
        assert names <= set(new.namelist())
        assert old.read("word/theme/theme1.xml") == new.read("word/theme/theme1.xml")


def test_overlapping_wordings_keep_the_heavier_one(document: Document) -> None:
    wide, inner = where(document, "合同生效后45日内"), where(document, "45日")
    data = redline(
        DRAFT, review_of(document, finding(document, wide, "签订后90日内", wide), finding(document, inner, "75日", inner))
    )
    assert "签订后90日内" in text_of(data) and "75日" not in text_of(data)
    assert text_of(settled(data, accept=False)) == document.text


@pytest.mark.parametrize("examples", [12, pytest.param(100, marks=pytest.mark.slow)])
def test_any_place_any_words(examples: int) -> None:
    settings(max_examples=examples)(given(data=st.data())(any_place_any_words))()


def any_place_any_words(data: st.DataObject) -> None:
    document = read(cases.NAME, DRAFT)
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.span.start, block.span.end))
    end = data.draw(st.integers(start, block.span.end))
    words = data.draw(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20))
    written = changed(document, Span(start, end), words)
    assert text_of(settled(written, accept=False)) == document.text
    assert text_of(settled(written, accept=True)) == document.text[:start] + words + document.text[end:]


@pytest.mark.parametrize(
    ("old", "new", "proposed"),
    [
        ("☒", "□", "选□交货十日内。\n序③项"),
        ("十日内", "五日内", "选☒交货五日内。\n序③项"),
        ("货十日内。", "货", "选☒交货\n序③项"),
        ("③项", "四项", "选☒交货十日内。\n序四项"),
        ("日", "天", "选☒交货十日内。\n序③项"),
    ],
)
def test_what_a_field_shows_goes_with_all_of_the_field_or_stays(old: str, new: str, proposed: str) -> None:
    data = cases.forms_file()
    document = read(cases.NAME, data)
    span = where(document, old)
    written = redline(data, review_of(document, finding(document, span, new, span)), at=cases.AT)
    accepted = settled(written, accept=True)
    assert (text_of(accepted), text_of(written)) == (proposed, proposed)
    assert text_of(settled(written, accept=False)) == document.text
    body = parts_of(accepted)["word/document.xml"]
    assert body.count(b'"begin"') == body.count(b'"end"') == (3 if new == "天" else 2)


@pytest.mark.parametrize("behind", ["☒", "十日内", "③"])
def test_an_insertion_behind_what_a_field_shows_stands_behind_the_field(behind: str) -> None:
    data = cases.forms_file()
    document = read(cases.NAME, data)
    at = where(document, behind).end
    written = redline(data, review_of(document, finding(document, None, "（注）", Span(at, at))), at=cases.AT)
    assert text_of(settled(written, accept=True)) == document.text[:at] + "（注）" + document.text[at:]


def test_a_body_without_a_paragraph_takes_comments() -> None:
    data = cases.without_paragraphs()
    document = read(cases.NAME, data)
    marked = read(cases.NAME, redline(data, review_of(document, finding(document, None), finding(document, None)), at=cases.AT))
    assert (len(marked.comments), marked.text) == (2, document.text)


def test_what_xml_cannot_hold_is_left_out(document: Document) -> None:
    data = changed(document, where(document, "45日"), "7\x005\x1b日\ufffe<w:p/>&amp;")
    assert "75日<w:p/>&amp;" in text_of(data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(document: Document, data: bytes) -> None:
    with pytest.raises(RedlineError):
        redline(data, review_of(document))


def test_a_text_file_is_refused() -> None:
    plain = read("draft.txt", "供方应在45日内交货。".encode())
    with pytest.raises(RedlineError, match="not a Word file"):
        redline(b"x", review_of(plain))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_keeps_the_changes(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(changed(document, where(document, "45日"), "75日"))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "odt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "redline.odt") as package:
        content = package.read("content.xml").decode()
    assert "text:tracked-changes" in content and "Tripact FR" in content and "75日" in content and "交期早于可承诺期" in content


def test_new_words_beside_a_field_stand_outside_it() -> None:
    """Words within a field go when Word brings it up to date, and LibreOffice keeps no track of them."""
    data = cases.hard_file()
    document = read(cases.NAME, data)
    place = where(document, "5.2")
    for at in (place.start, place.end):
        written = redline(data, review_of(document, finding(document, None, "［新］", Span(at, at))), at=cases.AT)
        body = parts_of(written)["word/document.xml"].decode()
        inserted, begin = body.index("［新］"), body.index("fldCharType")
        end = body.index('"end"', begin)
        assert inserted < begin if at == place.start else inserted > end
        assert text_of(settled(written, accept=True)) == document.text[:at] + "［新］" + document.text[at:]
        assert text_of(settled(written, accept=False)) == document.text


def test_no_insertion_touches_a_change_across_the_end_of_a_paragraph() -> None:
    data = DRAFT
    document = read(cases.NAME, data)
    first, second = document.blocks[1].span, document.blocks[2].span
    whole = finding(document, None, "［一］", first)
    at_start = finding(document, None, "［二］", Span(second.start, second.start))
    apart = finding(document, None, "［三］", Span(second.start, second.start + 3))
    kept = [e.text for e in edits(review_of(document, whole, at_start), None)]
    assert kept == ["［一］"]
    assert [e.text for e in edits(review_of(document, whole, apart), None)] == ["［一］", "［三］"]
