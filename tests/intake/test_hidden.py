"""What a reader does not see, or sees differently: each trick in a file of its own, each flagged; clean files are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.intake import NOTICES, Gravity, parse
from review.model.span import Span
from tests.intake.word import cell, p, r, relationships, table, word

_SEEN = p("甲方应于收到发票后三十日内付款。")
_TEXT = "乙方放弃全部索赔权利"
_STYLE = '<w:style w:type="{}" w:styleId="X"><w:name w:val="X"/>{}</w:style>'
_OBJECT = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
_HIDDEN = _STYLE.format("paragraph", "<w:rPr><w:vanish/></w:rPr>")
_BASED = _HIDDEN + ('<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="Y"/><w:basedOn w:val="X"/></w:style>')
_FIELD = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{}</w:instrText></w:r>" + (
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>三十</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
)
_BOX = "<wps:txbx><w:txbxContent>" + p(_TEXT) + "</w:txbxContent></wps:txbx>"
_DRAWING = (
    "<w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>{offset}</wp:posOffset></wp:positionH>"
    '<wp:extent cx="{cx}" cy="2000000"/><wp:docPr id="1" name="a"{hidden}/><a:graphic><a:graphicData uri="x/wordprocessingShape">'
    "<wps:wsp>" + _BOX + "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
_VML = (
    '<w:r><w:pict><v:shape style="{}"><v:textbox><w:txbxContent>'
    + p(_TEXT)
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="2" name="章"/><a:graphic>'
    '<a:graphicData uri="x/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
_CHART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData uri="x/chart"/></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


def _run(properties: str) -> bytes:
    return word(_SEEN + p(r(_TEXT, properties)))


def _paragraph(properties: str) -> bytes:
    return word(_SEEN + p(_TEXT, properties=properties))


def _related(kind: str, target: str) -> bytes:
    links = relationships([("rId1", kind, target, "External")])
    return word(_SEEN, parts={"word/_rels/document.xml.rels": links})


def _settings(xml: str) -> bytes:
    return word(_SEEN, settings=xml)


def _merged(below: str) -> str:
    first = cell("合计", '<w:vMerge w:val="restart"/>')
    return f"<w:tbl><w:tr>{first}</w:tr><w:tr>{cell(below, '<w:vMerge/>')}</w:tr></w:tbl>"


def _row(properties: str) -> str:
    return f"<w:tbl><w:tr><w:trPr>{properties}</w:trPr>{cell(_TEXT)}</w:tr></w:tbl>"


def _bound(written: str, data: str) -> bytes:
    binding = '<w:dataBinding w:xpath="/terms[1]/price[1]" w:storeItemID="{1A}"/>'
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{r(written)}</w:sdtContent></w:sdt>"
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return word(
        p("总价", control, "元"),
        parts={
            "word/_rels/document.xml.rels": relationships([("rId1", "customXml", "../customXml/item1.xml", "")]),
            "customXml/item1.xml": f"<terms><price>{data}</price></terms>",
            "customXml/_rels/item1.xml.rels": relationships([("rId1", "customXmlProps", "itemProps1.xml", "")]),
            "customXml/itemProps1.xml": f'<ds:datastoreItem xmlns:ds="{schema}" ds:itemID="{{1a}}"/>',
        },
    )


def _changed(kind: str) -> str:
    tag = "delText" if kind in ("del", "moveFrom") else "t"
    return p("价款", f'<w:{kind} w:id="1" w:author="a"><w:r><w:{tag}>一百万</w:{tag}></w:r></w:{kind}>')


TRICKS: dict[str, tuple[str, bytes]] = {
    "hidden run": ("hidden-text", _run("<w:vanish/>")),
    "hidden run, always": ("hidden-text", _run("<w:specVanish/>")),
    "hidden by character style": (
        "hidden-text",
        word(_SEEN + p(r(_TEXT, '<w:rStyle w:val="X"/>')), styles=_STYLE.format("character", "<w:rPr><w:vanish/></w:rPr>")),
    ),
    "hidden by paragraph style": (
        "hidden-text",
        word(_SEEN + p(_TEXT, properties='<w:pStyle w:val="X"/>'), styles=_HIDDEN),
    ),
    "hidden by a base style": ("hidden-text", word(_SEEN + p(_TEXT, properties='<w:pStyle w:val="Y"/>'), styles=_BASED)),
    "hidden by default": (
        "hidden-text",
        word(
            p(r("正文", '<w:vanish w:val="0"/>')) + p(_TEXT),
            styles="<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>",
        ),
    ),
    "white text": ("invisible-colour", _run('<w:color w:val="FFFFFF"/>')),
    "nearly white text": ("invisible-colour", _run('<w:color w:val="F8F9FA"/>')),
    "white by style": (
        "invisible-colour",
        word(
            _SEEN + p(r(_TEXT, '<w:rStyle w:val="X"/>')),
            styles=_STYLE.format("character", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
        ),
    ),
    "black on black": ("invisible-colour", _run('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    "yellow on yellow marker": ("invisible-colour", _run('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')),
    "one point": ("tiny-text", _run('<w:sz w:val="2"/>')),
    "squeezed to one per cent": ("tiny-text", _run('<w:w w:val="1"/>')),
    "symbol font": ("symbol-font", _run('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
    "indent outside the page": ("off-page", _paragraph('<w:ind w:left="31000"/>')),
    "frame outside the page": ("off-page", _paragraph('<w:framePr w:w="2000" w:x="31000" w:y="1"/>')),
    "line of one point": ("collapsed", _paragraph('<w:spacing w:line="20" w:lineRule="exact"/>')),
    "row of one point": ("collapsed", word(_SEEN + _row('<w:trHeight w:val="20" w:hRule="exact"/>'))),
    "hidden row": ("collapsed", word(_SEEN + _row("<w:hidden/>"))),
    "hidden drawing": ("hidden-text", word(_SEEN + p(_DRAWING.format(offset=0, cx=2000000, hidden=' hidden="1"')))),
    "drawing outside the page": ("off-page", word(_SEEN + p(_DRAWING.format(offset=90000000, cx=2000000, hidden="")))),
    "flat text box": ("collapsed", word(_SEEN + p(_DRAWING.format(offset=0, cx=100, hidden="")))),
    "hidden old drawing": ("hidden-text", word(_SEEN + p(_VML.format("visibility:hidden")))),
    "old drawing outside the page": ("off-page", word(_SEEN + p(_VML.format("margin-left:9999pt")))),
    "text in a merged cell": ("hidden-cell", word(_SEEN + _merged(_TEXT))),
    "zero-width space": ("zero-width", word(p("违约\u200b金为百分之五"))),
    "zero-width joiner": ("zero-width", word(p("liqui\u200ddated damages"))),
    "word joiner in a number": ("zero-width", word(p("10\u2060000 USD"))),
    "right-to-left override": ("bidi-control", word(p("\u202e000,1\u202c USD"))),
    "isolate": ("bidi-control", word(p("pay \u2067100\u2069 USD"))),
    "Cyrillic letter in a word": ("look-alike", word(p("The Sеller shall pay"))),
    "Cyrillic word": ("look-alike", word(p("the сору of the agreement"))),
    "Greek letter in a word": ("look-alike", word(p("ΤHE SUPPLIER SHALL"))),
    "full-width letter in a word": ("look-alike", word(p("Ｓeller shall pay"))),
    "mathematical letters": ("look-alike", word(p("\U0001d412\U0001d41e\U0001d425\U0001d425\U0001d41e\U0001d42b pays"))),
    "full-width digit in a number": ("odd-digits", word(p("总价1０000元"))),
    "letter O in a number": ("odd-digits", word(p("USD 1O0,000"))),
    "tag characters": ("control-characters", word(p("付款\U000e0041\U000e0042"))),
    "another file built in": ("inserted-file", word(_SEEN + '<w:altChunk r:id="rId5"/>')),
    "embedded object": ("embedded-object", word(_SEEN + p(_OBJECT))),
    "control": ("embedded-object", word(_SEEN + p('<w:r><w:control r:id="rId7" w:name="x"/></w:r>'))),
    "picture": ("image", word(_SEEN + p(_PICTURE))),
    "chart": ("chart", word(_SEEN + p(_CHART))),
    "linked picture": ("external-content", _related("image", "http://example.invalid/a.png")),
    "linked object": ("external-content", _related("oleObject", "file://server/a.xlsx")),
    "remote template": ("external-template", _related("attachedTemplate", "http://example.invalid/a.dotm")),
    "part of a master document": ("external-content", word(_SEEN + '<w:subDoc r:id="rId5"/>')),
    "insertion": ("tracked-changes", word(_changed("ins"))),
    "deletion": ("tracked-changes", word(_changed("del"))),
    "moved here": ("tracked-changes", word(_changed("moveTo"))),
    "moved away": ("tracked-changes", word(_changed("moveFrom"))),
    "changed format": ("format-changes", word(p(r("价款", '<w:rPrChange w:id="1"><w:rPr/></w:rPrChange>')))),
    "comment": ("comments", word(_SEEN, comments='<w:comment w:id="0" w:author="a">' + p("删去") + "</w:comment>")),
    "protection": ("protection", _settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')),
    "text that depends": ("dynamic-field", word(p(_FIELD.format(' IF 1 = 1 "三十" "九十" '), "日"))),
    "text from elsewhere": ("dynamic-field", word(p(_FIELD.format(' INCLUDETEXT "terms.docx" '), "日"))),
    "text bound to other data": ("bound-content", _bound("90,000", "900,000")),
    "today's date": ("dynamic-field", word(p('<w:fldSimple w:instr=" DATE ">' + r("2026年1月1日") + "</w:fldSimple>"))),
}  # fmt: skip

_DARK_CELL = cell(p(r("表头", '<w:color w:val="FFFFFF"/>')), '<w:shd w:val="clear" w:fill="1F3864"/>')
CLEAN: dict[str, bytes] = {
    "plain": word(_SEEN),
    "white on dark shading": word(p(r("表头", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'))),
    "white in a shaded cell": word(f"<w:tbl><w:tr>{_DARK_CELL}</w:tr></w:tbl>"),
    "white in a styled table": word(table([p(r("表头", '<w:color w:val="FFFFFF"/>'))], properties='<w:tblStyle w:val="Grid"/>')),
    "hidden paragraph mark": word(p("正文", properties="<w:rPr><w:vanish/></w:rPr>")),
    "page fields": word(p(_FIELD.format(" PAGE "))),
    "full-width number": word(p("总价１０００００元，Ａ级")),
    "units": word(p("≤5 μm, 10 kΩ, α-olefin, 95 %")),
    "Russian": word(p("Поставщик обязан поставить товар, сорт А")),
    "Arabic": word(p("يلتزم\u200cالبائع بالتسليم")),
    "soft hyphen": word(p("deliver\u00adables")),
    "empty merged cell": word(_SEEN + _merged("")),
    "superscript": word(p("m", r("2", '<w:vertAlign w:val="superscript"/><w:sz w:val="12"/>'))),
    "check box": word(p(r("\u00a3", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "是")),
    "local template": _related("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"),
    "text bound to the same data": _bound("90,000", " 90,000 "),
    "link": _related("hyperlink", "https://example.invalid/"),
}


@pytest.mark.parametrize("code,data", TRICKS.values(), ids=TRICKS)
def test_a_trick_is_told(code: str, data: bytes) -> None:
    document = parse("a.docx", data)
    found = [n for n in document.coverage.notices if n.code == code]
    assert found, [n.code for n in document.coverage.notices]
    assert all(n.code in NOTICES for n in document.coverage.notices)


@pytest.mark.parametrize("data", CLEAN.values(), ids=CLEAN)
def test_a_clean_file_is_not_accused(data: bytes) -> None:
    codes = [n.code for n in parse("a.docx", data).coverage.notices]
    assert [c for c in codes if NOTICES[c].gravity is Gravity.HIDDEN] == []


def test_hidden_text_is_kept_but_is_no_part_of_the_text() -> None:
    document = parse("a.docx", TRICKS["hidden run"][1])
    assert _TEXT not in document.text
    assert [n.detail for n in document.coverage.notices] == [_TEXT]


def test_a_notice_points_at_what_it_speaks_of() -> None:
    document = parse("a.docx", TRICKS["white text"][1])
    (notice,) = document.coverage.notices
    assert notice.span is not None and document.quote(notice.span) == _TEXT


def test_every_notice_has_both_languages() -> None:
    assert all(kind.sentence["zh"] and kind.sentence["en"] and kind.code == code for code, kind in NOTICES.items())


@pytest.mark.data
@pytest.mark.parametrize("every", [16, pytest.param(1, marks=pytest.mark.slow)])
def test_real_contracts_are_not_accused(shared: Path, every: int) -> None:
    """CUAD's texts hold soft hyphens as hyphens and zero-width spaces between words: neither hides anything."""
    for file in sorted((shared / "data/cuad/txt").glob("*.txt"))[::every]:
        codes = {n.code for n in parse(file.name, file.read_bytes()).coverage.notices}
        assert not [c for c in codes if NOTICES[c].gravity is Gravity.HIDDEN], file.name


def test_struck_stretches_are_told_as_they_are_seen() -> None:
    body = p(r("甲方应当付款。", "<w:strike/>"), r("乙方", "<w:dstrike/>"), "应当交货。") + p(
        "Kept. ", r("Gone", "<w:strike/>"), r(" too.", "<w:strike/>")
    )
    document = parse("a.docx", word(body))
    assert [document.quote(s) for s in document.struck] == ["甲方应当付款。乙方", "Gone too."]
    assert document.is_struck(Span(0, 7)) and not document.is_struck(Span(7, 14))
