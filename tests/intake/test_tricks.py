"""Word files as offices and tricksters make them: each gives the text that is shown, and says what is not."""

from __future__ import annotations

import pytest

from review.errors import Failure
from review.intake import NOTICES, Gravity, parse
from review.model.document import BlockKind, Document, RevisionKind, View
from tests.intake.word import cell, content_types, p, part, r, relationships, table, word, zipped

_SEEN = p("甲方应付款。")
_T = "乙方放弃索赔"


def _mark(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def _field(instruction: str, result: str | None = None, data: str = "") -> str:
    shown = "" if result is None else _mark("separate") + r(result)
    return _mark("begin", data) + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" + shown + _mark("end")


def _math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _choice(requires: str, choice: str, fallback: str) -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _box(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def _coloured(colour: str, properties: str = "") -> str:
    return p(r(_T, f"<w:color {colour}/>"), properties=properties)


def _shaded_cell(fill: str, content: str) -> str:
    shade = f'<w:shd w:val="clear" w:fill="{fill}"/>'
    return f"<w:tbl><w:tr>{cell(content, shade)}</w:tr></w:tbl>"


_ENTRIES = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="三十"/><w:listEntry w:val="六十"/></w:ddList></w:ffData>'
_FRACTION = f"<m:f><m:num>{_m('a')}{_m('+b')}</m:num><m:den>{_m('c')}</m:den></m:f>"
_SQUARE = f"<m:sSup><m:e>{_m('x')}</m:e><m:sup>{_m('2')}</m:sup></m:sSup>"
_RUBY = "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>"
_SYMBOLS = "".join(
    f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'
    for font, char in (("Wingdings", "F081"), ("Wingdings 2", "F052"), ("Symbol", "F0B3"), ("Wingdings", "F0A8"))
)
_CHAR_AND_PARAGRAPH = (
    '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>'
)

#: Body -> text as shown.
SHOWN: dict[str, tuple[str, str]] = {
    "a list to choose from": (p(_field(" FORMDROPDOWN ", data=_ENTRIES), "日"), "六十日"),
    "a place to click": (p(_field(" MACROBUTTON NoMacro [点此填写金额] "), "元"), "[点此填写金额]元"),
    "a figure in a circle": (p("第", _field(" EQ \\o\\ac(○,3) ")), "第③"),
    "a seal's place in a circle": (p("代表人", _field(" EQ \\o\\ac(○,印) ")), "代表人印"),
    "a field in a field": (p(_mark("begin"), _field(" REF a ", "条"), _mark("separate"), r("第三条"), _mark("end")), "第三条"),
    "a fraction": (p("费率=", _math(_FRACTION)), "费率=(a+b)/c"),
    "a power": (p(_math(_SQUARE)), "x^2"),
    "a root": (p(_math(f"<m:rad><m:e>{_m('2')}</m:e></m:rad>")), "√(2)"),
    "phonetic text": (p(_RUBY, "音"), "拼音"),
    "signs": (p(_SYMBOLS), "①☑≥□"),
    "digits in the font Symbol": (p(r("100", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')), "100"),
    "lettering": (p("x", '<w:r><w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict></w:r>'), "x\n草稿"),
    "a branch that Word does not know": (p("一", _choice("m", "<w:t>二</w:t>", "<w:t>三</w:t>")), "一三"),
    "a table in a text box": (p("x", f"<w:r>{_box(table(['a', 'b']) + p(''))}</w:r>"), "x\na\tb"),
    "a repeated section": (
        "<w:sdt><w:sdtContent>"
        + "".join(f"<w:sdt><w:sdtContent>{p(t)}</w:sdtContent></w:sdt>" for t in "ab")
        + "</w:sdtContent></w:sdt>",
        "a\nb",
    ),
}  # fmt: skip


@pytest.mark.parametrize("body,text", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_is_read(body: str, text: str) -> None:
    document = parse("a.docx", word(body))
    assert document.text == text
    assert [n.code for n in document.coverage.notices if NOTICES[n.code].gravity is Gravity.HIDDEN] == []


_BLACK = _coloured('w:val="000000"')
_DARK_PAGE = f'<w:background w:color="000000"/><w:body>{_BLACK}</w:body>'
_THIN_COLUMN = "<w:tbl><w:tr>" + cell(_T, '<w:tcW w:w="20"/>') + "</w:tr></w:tbl>"
#: Code of the notice -> file.
TOLD: dict[str, tuple[str, bytes]] = {
    "white by the theme": ("invisible-colour", word(_SEEN + _coloured('w:themeColor="background1" w:val="000000"'))),
    "the colour of its paragraph": (
        "invisible-colour",
        word(_SEEN + _coloured('w:val="1F3864"', '<w:shd w:val="clear" w:fill="1F3864"/>')),
    ),
    "the colour of its cell": ("invisible-colour", word(_SEEN + _shaded_cell("1F3864", _coloured('w:val="1F3864"')))),
    "letters without a fill": ("invisible-colour", word(_SEEN + p(r(_T, "<w14:textFill><w14:noFill/></w14:textFill>")))),
    "the colour of the page": (
        "invisible-colour",
        word("", parts={"word/document.xml": part("document", _DARK_PAGE)}, settings="<w:displayBackgroundShape/>"),
    ),
    "letters upon each other": ("tiny-text", word(_SEEN + p(r(_T, '<w:spacing w:val="-400"/>')))),
    "raised off the page": ("off-page", word(_SEEN + p(r(_T, '<w:position w:val="2000"/>')))),
    "a frame of one point": ("collapsed", word(_SEEN + p(_T, properties='<w:framePr w:w="2000" w:h="20" w:hRule="exact"/>'))),
    "a column of one point": ("collapsed", word(_SEEN + _THIN_COLUMN)),
    "hidden by the table's style": (
        "hidden-text",
        word(_SEEN + table([_T], properties='<w:tblStyle w:val="T"/>'),
             styles='<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:vanish/></w:rPr></w:style>'),
    ),
    "other words elsewhere": ("alternate-text", word(_SEEN + p(_choice("wps", "<w:t>九十日</w:t>", "<w:t>三十日</w:t>")))),
    "text turned round": ("bidi-control", word(_SEEN + f'<w:p><w:bdo w:val="rtl">{r("001")}</w:bdo></w:p>')),
    "struck by characters": ("overlaid", word(p("总价1\u03360\u03360\u0336元"))),
    "Arabic digits": ("odd-digits", word(p("总价٣٠٠元"))),
    "Indian digits": ("odd-digits", word(p("总价३००元"))),
    "a selector in a number": ("zero-width", word(p("总价1\ufe0f00元"))),
    "private characters": ("private-use", word(p("总价\ue001元"))),
    "text in an unknown wrapper": ("unread-part", word(_SEEN + f"<w:unheard>{p(_T)}</w:unheard>")),
    "a sign of an unknown font": ("unread-sign", word(p("x", '<w:r><w:sym w:font="Wingdings 3" w:char="F030"/></w:r>'))),
    "struck text": ("struck-text", word(p("总价", r("100", "<w:strike/>"), "元"))),
}  # fmt: skip


@pytest.mark.parametrize("code,data", TOLD.values(), ids=TOLD)
def test_what_is_not_seen_is_told(code: str, data: bytes) -> None:
    assert code in [n.code for n in parse("a.docx", data).coverage.notices]


@pytest.mark.parametrize(
    "body",
    [
        _coloured('w:themeColor="text1" w:val="000000"'),
        _shaded_cell("1F3864", _coloured('w:themeColor="background1" w:val="FFFFFF"')),
        p(r(_T, '<w:spacing w:val="-20"/><w:position w:val="6"/>')),
        p(_choice("wps", _box(p("同")), _box(p("同")))),
        p("سعر ٣٠٠ ريال"),
        p(r(_T, '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"/></w14:solidFill></w14:textFill>')),
    ],
)
def test_ordinary_looks_are_not_accused(body: str) -> None:
    codes = [n.code for n in parse("a.docx", word(body)).coverage.notices]
    assert [c for c in codes if NOTICES[c].gravity is Gravity.HIDDEN] == []


def test_two_hidden_styles_show_text_again() -> None:
    """A toggle that both the paragraph's and the character's style switch on is off (ISO/IEC 29500-1, 17.7.3)."""
    body = p(r("可见", '<w:rStyle w:val="C"/>'), properties='<w:pStyle w:val="P"/>')
    document = parse("a.docx", word(body, styles=_CHAR_AND_PARAGRAPH))
    assert (document.text, document.coverage.notices) == ("可见", ())


@pytest.mark.parametrize("view,text", [(View.FINAL, "a\t新"), (View.ORIGINAL, "a\t旧")])
def test_cells_that_were_inserted_or_deleted(view: View, text: str) -> None:
    new, old = (cell(t, f'<w:{kind} w:id="1" w:author="x"/>') for t, kind in (("新", "cellIns"), ("旧", "cellDel")))
    document = parse("a.docx", word(f"<w:tbl><w:tr>{cell('a')}{new}{old}</w:tr></w:tbl>"), view)
    assert document.text == text
    assert {x.kind: x.text for x in document.revisions} == {RevisionKind.INSERTED: "新", RevisionKind.DELETED: "旧"}


def test_lines_of_a_table_of_contents_are_no_clauses() -> None:
    toc = (p(_mark("begin"), "<w:r><w:instrText> TOC \\n </w:instrText></w:r>", _mark("separate"), "第一条 乙方应交货")
           + p("第二条 乙方应付款") + p(_mark("end")))  # fmt: skip
    document = parse("a.docx", word(toc + p("第一条 交货") + p("第二条 付款")))
    kinds = [(c.kind.value, document.quote(c.span)) for c in document.clauses]
    assert kinds == [("contents", "第一条 乙方应交货\n第二条 乙方应付款"), ("body", "第一条 交货"), ("body", "第二条 付款")]


def test_a_reply_stands_with_its_comment() -> None:
    names = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    body = p("甲方", '<w:commentRangeStart w:id="0"/>', "付款", '<w:commentRangeEnd w:id="0"/>')
    comments = "".join(
        f'<w:comment w:id="{i}" w:author="a"><w:p w14:paraId="0{i}">{r(t)}</w:p></w:comment>' for i, t in enumerate(("问", "答"))
    )
    links = relationships([("rId1", "comments", "comments.xml", ""), ("rId2", "commentsExtended", "ex.xml", "")])
    parts = {
        "word/_rels/document.xml.rels": links,
        "word/ex.xml": f'<w15:commentsEx {names}><w15:commentEx w15:paraId="01" w15:paraIdParent="00"/></w15:commentsEx>',
    }
    document = parse("a.docx", word(body, comments=comments, parts=parts))
    assert {c.text: document.quote(c.span) for c in document.comments} == {"问": "付款", "答": "付款"}


def _flat(body: str) -> bytes:
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    parts = {"/_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml", "")]),
             "/word/document.xml": part("document", f"<w:body>{body}</w:body>").split("?>", 1)[1]}  # fmt: skip
    inside = "".join(f'<pkg:part pkg:name="{n}"><pkg:xmlData>{x}</pkg:xmlData></pkg:part>' for n, x in parts.items())
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{inside}</pkg:package>'.encode()


def _with(encoding: str, strict: bool = False) -> bytes:
    xml = part("document", f"<w:body>{p('第一条 交货')}</w:body>").replace("UTF-8", encoding)
    if strict:
        xml = xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
    return word("", parts={"word/document.xml": xml.encode(encoding)})  # type: ignore[dict-item]


def _renamed(related: bool) -> bytes:
    files = {
        "[Content_Types].xml": content_types().replace("/word/document.xml", "/doc/text1.xml"),
        "doc/text1.xml": part("document", f"<w:body>{p('第一条 交货')}</w:body>"),
    }
    links = relationships([("rId1", "officeDocument", "/doc/text1.xml", "")])
    return zipped(files | ({"_rels/.rels": links} if related else {}))


FORMS: dict[str, bytes] = {
    "strict": _with("UTF-8", strict=True),
    "UTF-16": _with("UTF-16"),
    "strict in UTF-16": _with("UTF-16", strict=True),
    "GB18030": _with("GB18030"),
    "one flat document": _flat(p("第一条 交货")),
    "another main part": _renamed(related=True),
    "a main part known by its type alone": _renamed(related=False),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_forms_of_a_word_file(data: bytes) -> None:
    document: Document = parse("a.docx", data)
    assert document.text == "第一条 交货" and [b.kind for b in document.blocks] == [BlockKind.PARAGRAPH]


def test_a_flat_package_with_a_part_twice_is_refused() -> None:
    data = _flat(_SEEN).replace(b"/_rels/.rels", b"/word/document.xml")
    with pytest.raises(Failure) as caught:
        parse("a.xml", data)
    assert caught.value.code == "file-unsafe-archive"
