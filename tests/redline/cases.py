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
        for text in list(node.iter(qn("w:delText"))) if kept == "w:del" else ():
            text.tag = qn("w:t")
        for child in list(node):
            node.addprevious(child)
        node.getparent().remove(node)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def text_of(data: bytes) -> str:
    return read(NAME, data).text


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
