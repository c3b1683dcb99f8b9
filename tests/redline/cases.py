"""Word files written for the tests, findings in them, and what somebody does with tracked changes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document as new_word
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from review.intake import read
from review.model.commitment import Party, Understanding
from review.model.document import Document
from review.model.finding import Finding, Outcome, RuleRef
from review.model.language import Language
from review.model.review import Review
from review.model.roles import Role, Severity
from review.model.span import Span

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
NAME = "draft.docx"


def word_file() -> bytes:
    """Formatting, a table, a hyperlink, a tab and a break, a content control, somebody's comment and tracked changes."""
    word = new_word()
    word.add_heading("供货合同 Supply Agreement", 0)
    paragraph = word.add_paragraph("供方应在合同生效后")
    bold = paragraph.add_run("45日")
    bold.bold = True
    paragraph.add_run("内将全部设备运抵现场,")
    paragraph.add_run("逾期按日支付违约金。").italic = True
    second = word.add_paragraph("The Supplier shall respond within ")
    second.add_run("30 minutes").underline = True
    tail = second.add_run(" of a fault report.")
    tail.add_tab()
    tail.add_text("See annex.")
    tail.add_break()
    tail.add_text("Next line.")
    word.add_comment(second.runs[1], text="can we?", author="客户", initials="K")
    table = word.add_table(rows=2, cols=2)
    for i, text in enumerate(("里程碑", "付款", "验收", "60%")):
        table.cell(i // 2, i % 2).text = text
    _append(word.add_paragraph("前文"), _TRACKED)
    _append(word.add_paragraph(), _CONTROL)
    _append(word.add_paragraph("Visit "), _LINK)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


_BY = 'w:id="900" w:author="甲方" w:date="2026-01-01T00:00:00Z"'
_TRACKED = (
    f"<w:ins {_BY}><w:r><w:t>违约金每日百分之一不设上限</w:t></w:r></w:ins>"
    f'<w:del {_BY}><w:r><w:delText xml:space="preserve">原有上限 </w:delText></w:r></w:del>'
    "<w:r><w:t>后文。</w:t></w:r>"
)
_CONTROL = "<w:sdt><w:sdtContent><w:r><w:t>质保期36个月自终验起</w:t></w:r></w:sdtContent></w:sdt>"
_LINK = '<w:hyperlink w:anchor="x"><w:r><w:t>the service catalogue tier gold</w:t></w:r></w:hyperlink>'


def with_notes() -> bytes:
    """A header, and a footnote in the last paragraph."""
    word = new_word()
    word.sections[0].header.paragraphs[0].text = "合同第一版"
    paragraph = word.add_paragraph("供方按期交货")
    _append(paragraph, '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r>')
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>以30日为限</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), word.part.package)
    word.part.relate_to(part, RT.FOOTNOTES)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _append(paragraph: Any, content: str) -> None:
    for node in list(parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>")):
        paragraph._p.append(node)


def without_paragraphs() -> bytes:
    """A body that holds a section and nothing else; words stand in its header."""
    word = new_word()
    word.sections[0].header.paragraphs[0].text = "合同第一版"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def hard_file() -> bytes:
    """Where a comment or a change is hard to put: fields, text boxes, controls, ruby, tracked formatting, moves, large ids."""
    word = new_word()
    word.core_properties.created = word.core_properties.modified = AT
    word.add_paragraph("第一条 供方应在")
    for content in _HARD:
        _append(word.add_paragraph(), content)
    table = word.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲方应付款", "乙方应交货"
    word.add_paragraph("末条 The end.")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _field(code: str, form: str = "", marks: tuple[str, ...] = ("end",)) -> str:
    """A field without a result, in runs of its own."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
    return begin + "".join(f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)


def _form(control: str, code: str) -> str:
    data = f'<w:ffData><w:name w:val="f"/><w:enabled/><w:calcOnExit w:val="0"/>{control}</w:ffData>'
    return _field(code, data, ("separate", "end"))


def forms_file() -> bytes:
    """A form's check box and choice and a circled sign, which fields show and no run holds."""
    word = new_word()
    box, choice = _form("<w:checkBox><w:default w:val='1'/></w:checkBox>", "FORMCHECKBOX"), _form(_CHOICE, "FORMDROPDOWN")
    _append(word.add_paragraph("选"), f"{box}<w:r><w:t>交货</w:t></w:r>{choice}<w:r><w:t>。</w:t></w:r>")
    _append(word.add_paragraph("序"), f"{_field(_SIGN)}<w:r><w:t>项</w:t></w:r>")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


_CHOICE, _SIGN = '<w:ddList><w:listEntry w:val="十日内"/></w:ddList>', r"EQ \o\ac(○,3)"


_LAST = 'w:id="2147483647" w:author="甲方" w:date="2026-01-01T00:00:00Z"'
_BOX_TEXT = "<w:txbxContent><w:p><w:r><w:t>框内应于七日内付款</w:t></w:r></w:p></w:txbxContent>"
_HARD = (
    # A field with its result in runs of its own; one whose code and result stand in a single run.
    '<w:r><w:t>按第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> REF _Ref1 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>5.2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>条办理</w:t></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText><w:fldChar w:fldCharType="separate"/>'
    '<w:t>某日某时</w:t><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:t>见</w:t></w:r><w:fldSimple w:instr=" REF a "><w:r><w:t>简单域</w:t></w:r></w:fldSimple><w:r><w:t>所述</w:t></w:r>',
    # Formatting that somebody tracked, and a change with the largest id there is.
    f"<w:r><w:rPr><w:b/><w:rPrChange {_LAST}><w:rPr/></w:rPrChange></w:rPr><w:t>已改格式的文字</w:t></w:r>",
    f"<w:ins {_BY}><w:r><w:t>插入的</w:t></w:r><w:r><w:t>两段</w:t></w:r></w:ins>"
    f"<w:del {_BY}><w:r><w:delText>删去</w:delText></w:r></w:del>",
    f"<w:moveFrom {_BY}><w:r><w:t>搬动</w:t></w:r></w:moveFrom><w:moveTo {_BY}><w:r><w:t>搬来此处</w:t></w:r></w:moveTo>",
    # Controls: words, one value, data shown instead of the words, locked.
    "<w:r><w:t>控件</w:t></w:r><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>一个值在内</w:t></w:r></w:sdtContent></w:sdt>",
    '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{{0}}"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>受绑定之值</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>。</w:t></w:r>",
    '<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>锁定之词</w:t></w:r></w:sdtContent></w:sdt>",
    # A text box, in both forms in which Word writes one, with words of the paragraph around it.
    '<w:r><w:t>框前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:Choice Requires="wps"><w:drawing>'
    f"<wps:txbx>{_BOX_TEXT}</wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
    '<w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">'
    f"{_BOX_TEXT}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框后</w:t></w:r>",
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>jin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>金额大写</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    '<w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:t xml:space="preserve"> 书签 内 </w:t></w:r><w:bookmarkEnd w:id="1"/>'
    '<w:hyperlink w:anchor="_Ref1"><w:r><w:t>链接文字</w:t></w:r></w:hyperlink>',
)


def finding(document: Document, span: Span | None, wording: str | None = None, replaces: Span | None = None) -> Finding:
    return Finding(
        id=f"f{span}{replaces}",
        rule=RuleRef("D-01", {"zh": "交期早于可承诺期", "en": "Delivery earlier than feasible"}, "tripact", "1", "0" * 64),
        outcome=Outcome.FAIL,
        severity=Severity.B,
        owner=Role.FR,
        message={"zh": "合同要求45日，周期为75日。", "en": "45 days asked, 75 needed."},
        spans=(span,) if span else (),
        quote=document.quote(span) if span else "",
        proposal={"zh": wording, "en": wording} if wording else None,
        replaces=replaces,
    )


def review_of(document: Document, *findings: Finding) -> Review:
    return Review(
        document, None, Party.SELLER, Understanding(), findings, "0" * 64, "1", "0.1.0", None, Language.ZH
    )  # fmt: skip


def where(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(start, start + len(text))


def settled(data: bytes, accept: bool, author: str = "Tripact") -> bytes:
    """The file after somebody accepted or rejected all changes by authors whose name starts so, in every part of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            changed = re.fullmatch(r"word/\w+\.xml", entry.filename) and author.encode() in content
            new.writestr(entry.filename, _settled(content, accept, author) if changed else content)
    return out.getvalue()


def _settled(content: bytes, accept: bool, author: str) -> bytes:
    root = etree.fromstring(content)
    gone, kept = ("w:del", "w:ins") if accept else ("w:ins", "w:del")
    for node in [n for n in root.iter(qn(gone)) if n.get(qn("w:author"), "").startswith(author)]:
        node.getparent().remove(node)
    for node in [n for n in root.iter(qn(kept)) if n.get(qn("w:author"), "").startswith(author)]:
        for old, new in (("w:delText", "w:t"), ("w:delInstrText", "w:instrText")) if kept == "w:del" else ():
            for text in list(node.iter(qn(old))):
                text.tag = qn(new)
        for child in list(node):
            node.addprevious(child)
        node.getparent().remove(node)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def text_of(data: bytes) -> str:
    return read(NAME, data).text


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
