"""A span can be turned back into its place in the source file: each clause is marked in a copy, and read back from there."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree

from review.intake import parse
from review.intake.docx.names import RUN, P, W
from review.intake.docx.places import runs_of
from review.model.document import Document, LinePlace, PdfPlace, WordPlace
from review.model.span import Span
from tests.intake.pdf import page, pdf
from tests.intake.word import levels, num, p, r, table, word

_OPEN, _CLOSE = "\u27e6", "\u27e7"
_BOX = "<w:r><w:pict><v:textbox><w:txbxContent>" + p("第五条 文本框") + "</w:txbxContent></v:textbox></w:pict></w:r>"
_DELETED = '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>'
_CONTRACT = word(
    p("第一条 ", r("交货", "<w:b/>"), "期限", "<w:r><w:tab/><w:t>三十</w:t><w:br/><w:t>日</w:t></w:r>")
    + p("自动", "编号", properties=num(1))
    + p(
        '<w:ins w:id="1"><w:r><w:t>第二条 </w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        "付款",
    )
    + table(["第三条 左边的单元格", "右"], ["", table(["第四条 里面的单元格"]) + p("尾")])
    + p("锚", _BOX, "点"),
    numbering=levels(("decimal", "%1.")),
)


def _marked(data: bytes, document: Document, span: Span) -> bytes:
    """A copy of the file with marks in the runs where the span begins and ends."""
    anchors = document.anchors_of(span)
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(files["word/document.xml"])
    for anchor, mark in ((anchors[-1], _CLOSE), (anchors[0], _OPEN)):
        place = anchor.place
        assert isinstance(place, WordPlace)
        run = runs_of(list(root.iter(P))[place.paragraph])[place.run]
        at = (span.start - anchor.span.start if mark == _OPEN else span.end - anchor.span.start) + place.offset
        _insert(run, at, mark)
    files["word/document.xml"] = etree.tostring(root)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _insert(run: etree._Element, at: int, mark: str) -> None:
    """Put a mark before the character at an offset of a run; tabs and breaks count as one."""
    assert run.tag == RUN
    for child in run:
        if child.tag == W + "t":
            text = child.text or ""
            if at <= len(text):
                child.text = text[:at] + mark + text[at:]
                return
            at -= len(text)
        elif child.tag in (W + "tab", W + "br"):
            at -= 1
    raise AssertionError("offset beyond the run")


def _read_back(text: str) -> str:
    return text[text.index(_OPEN) + 1 : text.index(_CLOSE)]


def test_every_clause_of_a_word_file_is_found_again() -> None:
    document = parse("a.docx", _CONTRACT)
    assert len(document.clauses) >= 5
    for clause in document.clauses:
        again = parse("a.docx", _marked(_CONTRACT, document, clause.span))
        assert _read_back(again.text) == document.quote(clause.span), clause.id


@pytest.mark.data
def test_clauses_of_real_contracts_are_found_again(shared: Path) -> None:
    for file in sorted((shared / "data/zh-docx").glob("*.docx"))[:2]:
        data = file.read_bytes()
        document = parse(file.name, data)
        for clause in document.clauses[:: max(len(document.clauses) // 8, 1)]:
            again = parse(file.name, _marked(data, document, clause.span))
            assert _read_back(again.text) == document.quote(clause.span), (file.name, clause.id)


def test_a_span_of_a_pdf_lies_in_its_boxes() -> None:
    data = pdf(page("1. Delivery within thirty days.", "2. Payment within ten days."), page("3. Warranty of two years."))
    document = parse("a.pdf", data)
    source = pdfium.PdfDocument(data)
    for clause in document.clauses:
        (anchor,) = document.anchors_of(clause.span)
        assert isinstance(anchor.place, PdfPlace)
        text = source[anchor.place.page - 1].get_textpage().get_text_bounded(*anchor.place.box)
        assert document.quote(clause.span) in " ".join(text.split())


def test_a_span_of_a_text_knows_its_line() -> None:
    document = parse("a.txt", b"1. One\n\n2. Two\n")
    assert [a.place for a in document.anchors_of(document.clauses[1].span)] == [LinePlace(3)]
