"""A draft as a Word file, with real automatic numbers, tracked changes, content controls and remarks."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from tests.samples.make import numbering, tables
from tests.samples.make.look import Look
from tests.samples.make.markup import Item, Paragraph, Table, runs
from tests.samples.make.pack import repack

MADE = datetime(2026, 3, 2, 10, 0, 0)
ALIGN = {"title": WD_ALIGN_PARAGRAPH.CENTER, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def write(items: Iterable[Item], look: Look) -> bytes:
    """The Word file; the same items and look always give the same bytes."""
    document = Document()
    _page(document, look)
    _styles(document, look)
    number = numbering.define(document, look.levels)
    for item in items:
        if isinstance(item, Table):
            tables.add(document, item, look, lambda p, text: _runs(p, Paragraph(runs(text)), document, look))
        else:
            _add(document, item, look, number)
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _page(document: WordDocument, look: Look) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    top, right, bottom, left = (Cm(m) for m in look.margins)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    properties = document.core_properties
    properties.author = properties.last_modified_by = look.author
    properties.created = properties.modified = MADE
    properties.comments = properties.title = ""
    head = section.header.paragraphs[0]
    head.text = look.header
    _edge(head, look, WD_ALIGN_PARAGRAPH.RIGHT)
    foot = section.footer.paragraphs[0]
    _footer(foot, look)
    _edge(foot, look, WD_ALIGN_PARAGRAPH.CENTER)


def _edge(paragraph: WordParagraph, look: Look, align: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = align
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _footer(paragraph: WordParagraph, look: Look) -> None:
    rest = look.footer
    for token, code in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _, rest = rest.partition(token)
        paragraph.add_run(before)
        _field(paragraph, code)
    paragraph.add_run(rest)


def _field(paragraph: WordParagraph, code: str) -> None:
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), f" {code} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def _styles(document: WordDocument, look: Look) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = look.latin, Pt(look.size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), look.east_asian)
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), look.language)
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.line_spacing = look.line
    normal.paragraph_format.space_after = Pt(2 if look.language == "zh-CN" else 6)


def _add(document: WordDocument, item: Paragraph, look: Look, number: int) -> None:
    if item.style == "break":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    paragraph = document.add_paragraph()
    _runs(paragraph, item, document, look)
    _shape(paragraph, item, look, number)


def _shape(paragraph: WordParagraph, item: Paragraph, look: Look, number: int) -> None:
    form = paragraph.paragraph_format
    paragraph.alignment = ALIGN.get(item.style)
    if item.style == "title":
        form.space_before, form.space_after = Pt(18), Pt(18)
        _font(paragraph, look, look.title_size)
    elif item.style == "annex":
        form.page_break_before, form.space_after = True, Pt(8)
        _font(paragraph, look, look.size + 3)
    elif item.style == "sub":
        form.space_before = Pt(6)
        _font(paragraph, look, look.size)
    elif item.style == "indented":
        form.first_line_indent = Pt(look.size * 2)
    elif item.style == "numbered":
        numbering.apply(paragraph, number, item.level)
        if item.level == 0:
            form.space_before, form.keep_with_next = Pt(8), True
            _font(paragraph, look, look.size + 0.5)


def _font(paragraph: WordParagraph, look: Look, size: float) -> None:
    for run in paragraph.runs:
        run.bold = look.heading_bold
        run.font.size = Pt(size)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), look.heading_east_asian)


def _runs(paragraph: WordParagraph, item: Paragraph, document: WordDocument, look: Look) -> None:
    for n, part in enumerate(item.runs):
        run = paragraph.add_run(part.text)
        if part.mark == "bold":
            run.bold = True
        elif part.mark == "remark":
            remark = document.add_comment(run, part.remark, author=look.changed_by, initials="")
            remark._comment_elm.set(qn("w:date"), look.changed_on)
        elif part.mark in ("inserted", "deleted"):
            _track(run._r, part.mark, look, len(document.element.xpath("//w:ins | //w:del")) + 1)
        elif part.mark == "control":
            _control(run._r, n + 1)


def _track(run, mark: str, look: Look, identity: int) -> None:  # type: ignore[no-untyped-def]
    change = OxmlElement("w:ins" if mark == "inserted" else "w:del")
    for name, value in (("id", str(900 + identity)), ("author", look.changed_by), ("date", look.changed_on)):
        change.set(qn(f"w:{name}"), value)
    run.addprevious(change)
    change.append(run)
    if mark == "deleted":
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")


def _control(run, identity: int) -> None:  # type: ignore[no-untyped-def]
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    properties, key = OxmlElement("w:sdtPr"), OxmlElement("w:id")
    key.set(qn("w:val"), str(41000 + identity))
    properties.append(key)
    control.append(properties)
    control.append(content)
    run.addprevious(control)
    content.append(run)
