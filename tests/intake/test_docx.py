"""What a Word file shows is what is read."""

from __future__ import annotations

import pytest

from review.intake import parse, read
from review.model.document import BlockKind, RevisionKind, View, WordPlace
from tests.intake.word import levels, num, p, r, relationships, table, word

_INS = '<w:ins w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
_DEL = '<w:del w:id="2" w:author="甲"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def _text(body: str, view: View = View.FINAL, **related: str) -> str:
    return parse("a.docx", word(body, **related), view).text


@pytest.mark.parametrize(
    "body,text",
    [
        (p("一", "二"), "一二"),
        (p("a") + p("") + p("b"), "a\nb"),
        (p("a", "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (p("<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>20</w:t><w:softHyphen/></w:r>"), "10-20"),
        (p("<w:sdt><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>"), "控件"),
        ("<w:sdt><w:sdtContent>" + p("块") + "</w:sdtContent></w:sdt>", "块"),
        (p("<w:smartTag>" + r("a") + "</w:smartTag><w:hyperlink>" + r("b") + "</w:hyperlink>"), "ab"),
        (table(["a", "b"], ["c", ""]), "a\tb\nc\t"),
        (table(["a", table(["x", "y"]) + p("z")]) + p("end"), "a\tx\ty\nz\nend"),
        (p("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "是"), "☑是"),
    ],
)
def test_visible_text(body: str, text: str) -> None:
    assert _text(body) == text


def test_field_codes_are_no_text_but_results_are() -> None:
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    code = '<w:r><w:instrText> IF 1 = 1 "x" </w:instrText></w:r>'
    document = parse("a.docx", word(p("共", mark("begin"), code, mark("separate"), r("五"), mark("end"), "台")))
    assert document.text == "共五台"
    assert [n.code for n in document.coverage.notices] == ["dynamic-field"]


def test_insertions_are_text_deletions_are_kept_and_the_original_is_the_reverse() -> None:
    body = p("交货期", _DEL.format("90"), _INS.format(r("45")), "日")
    final, original = parse("a.docx", word(body)), parse("a.docx", word(body), View.ORIGINAL)
    assert (final.text, original.text) == ("交货期45日", "交货期90日")
    kept = {r.kind: (final.quote(r.span), r.text) for r in final.revisions}
    assert kept == {RevisionKind.DELETED: ("", "90"), RevisionKind.INSERTED: ("45", "45")}
    assert {r.kind: original.quote(r.span) for r in original.revisions} == {RevisionKind.DELETED: "90", RevisionKind.INSERTED: ""}


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p("一", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + p("二")
    assert _text(body) == "一二"
    assert _text(body, View.ORIGINAL) == "一\n二"


def test_numbers_stand_beside_the_text() -> None:
    numbering = levels(("chineseCountingThousand", "第%1条"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    body = "".join(p("x", properties=num(1, i)) for i in (0, 1, 1, 2, 0, 1))
    document = parse("a.docx", word(body, numbering=numbering))
    assert [b.number for b in document.blocks] == ["第一条", "一.1", "一.2", "(a)", "第二条", "二.1"]


def test_headers_and_notes_come_after_the_body() -> None:
    note = "<w:footnote w:id='2'>" + p("注") + "</w:footnote>"
    body = p("正文", "<w:r><w:footnoteReference w:id='2'/></w:r>")
    document = parse("a.docx", word(body, header1=p("页眉"), footnotes=note))
    assert [(b.kind, b.number, document.quote(b.span)) for b in document.blocks] == [
        (BlockKind.PARAGRAPH, "", "正文"),
        (BlockKind.HEADER, "", "页眉"),
        (BlockKind.FOOTNOTE, "1", "注"),
    ]


def test_the_words_of_a_diagram_are_read() -> None:
    data = '<d:dataModel xmlns:d="urn:d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</d:dataModel>'
    steps = "".join(f"<a:p><a:r><a:t>{t}</a:t></a:r></a:p>" for t in ("到货", "验收"))
    links = relationships([("rId1", "diagramData", "diagrams/data1.xml", "")])
    parts = {"word/_rels/document.xml.rels": links, "word/diagrams/data1.xml": data.format(steps)}
    document = parse("a.docx", word(p("流程"), parts=parts))
    assert document.text == "流程\n到货\n验收"


def test_every_character_knows_its_run() -> None:
    document = parse("a.docx", word(p("甲") + p("乙", "丙")))
    assert [a.place for a in document.anchors] == [
        WordPlace("word/document.xml", 0, 0),
        WordPlace("word/document.xml", 1, 0),
        WordPlace("word/document.xml", 1, 1),
    ]


def test_the_child_gives_the_same_document() -> None:
    data = word(p("第一条 交货") + table(["a", "b"]) + p("x", _INS.format(r("y"))))
    assert read("a.docx", data) == parse("a.docx", data)
