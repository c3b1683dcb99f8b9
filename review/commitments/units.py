"""A document as units, each with its headings, its lead-in and its table's header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from review.commitments.sentences import body_start, split
from review.commitments.unit import Shape, Unit
from review.model.document import Block, BlockKind, ClauseKind, Document, Row, Table
from review.model.language import Language
from review.model.span import Span

_HEADING_WORDS = re.compile(r"^[\s　]*(?:第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]+、|\d+(?:\.\d+)*[.、．]?|ARTICLE|SECTION|Article|Section)?[\s　]*[^。；;:：，,.]{1,40}[:：.]?$")
_MODAL = re.compile(r"应|须|不得|负责|有权|\b(?:shall|will|must|may|agrees?|is|are|be)\b|由.{1,6}承担")
_INLINE_HEADING = re.compile(r"((?:[A-Z][A-Za-z'/&-]*|of|and|the|for|to|by|in|or)(?: (?:[A-Z][A-Za-z'/&-]*|of|and|the|for|to|by|in|or|&)){0,6})(?:[.:]|\s{3,}) *(?=[\"“(]?[A-Z0-9])")
_PAGE = re.compile(r"^(?:-?\s*\d{1,3}\s*-?|[Pp]age\s+\d+(?:\s+of\s+\d+)?|第\s*\d+\s*页.{0,10})$")
_LIST_LEAD = re.compile(r"[:：]\s*$|(?:如下|下列|following|as follows)[^。.]{0,12}[:：]?\s*$")
_SKIPPED_BLOCKS = {BlockKind.HEADER, BlockKind.FOOTER}


def units(document: Document) -> tuple[Unit, ...]:
    """Every candidate in text order."""
    found = [*_paragraph_units(document), *_table_units(document)]
    return tuple(sorted(found, key=lambda u: u.span))


def _paragraph_units(document: Document) -> Iterator[Unit]:
    heading, lead = "", ""
    for span in _paragraphs(document):
        text = document.text[span.start : span.end]
        clause = document.clause_at(span.start)
        if clause is not None and clause.kind is ClauseKind.CONTENTS:
            continue
        if _is_heading(text):
            heading, lead = text.strip(), ""
            continue
        before = ""
        titles = _titles(document, span.start) or ((heading,) if heading else ())
        for start, end in split(text):
            body = start + body_start(text[start:end])
            inline = _INLINE_HEADING.match(text, body, end)
            if inline and inline.end() < end:
                titles, body = (*titles[:1], inline.group(1)), inline.end()
            quote = text[body:end]
            opens = bool(_LIST_LEAD.search(quote))
            item = bool(lead) and body > start
            yield Unit(
                span=Span(span.start + body, span.start + end),
                text=quote,
                shape=Shape.LEAD if opens else Shape.ITEM if item else Shape.SENTENCE,
                language=language_of(quote),
                headings=titles,
                lead=lead if (item or _no_subject(quote)) and not opens else "",
                before=before,
                section=clause.kind if clause else ClauseKind.BODY,
                clause=clause.id if clause else "",
                number=clause.number if clause else "",
            )
            before = quote
            lead = quote if opens else lead if item or end < len(text.rstrip()) else ""


def _paragraphs(document: Document) -> Iterator[Span]:
    """Paragraphs outside tables; lines that a page break or a fixed width cut in two are joined over the page's furniture."""
    furniture = _furniture(document)
    plain = [i for i, b in enumerate(document.blocks) if b.table is None and b.kind not in _SKIPPED_BLOCKS and i not in furniture]
    at = 0
    while at < len(plain):
        first = last = plain[at]
        while at + 1 < len(plain) and _continues(document, document.blocks[last], document.blocks[plain[at + 1]]):
            at += 1
            last = plain[at]
        yield Span(document.blocks[first].span.start, document.blocks[last].span.end)
        at += 1


def _furniture(document: Document) -> frozenset[int]:
    """Page numbers and running titles: short lines without a full stop that are numbers or come back on other pages."""
    texts = [document.quote(b.span).strip() for b in document.blocks]
    often = {t for t, n in Counter(texts).items() if n >= 3 and len(t) < 90 and not t.endswith(("。", "；", ";"))}
    return frozenset(i for i, t in enumerate(texts) if document.blocks[i].table is None and (_PAGE.match(t) or t in often))


def _continues(document: Document, first: Block, second: Block) -> bool:
    if second.table is not None or second.kind is not first.kind:
        return False
    end = document.text[first.span.start : first.span.end].rstrip()[-1:]
    start = document.text[second.span.start : second.span.end].lstrip()[:1]
    return (end.isascii() and (end.islower() or end in ",-")) and start.isascii() and start.islower()


def _is_heading(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) < 60 and bool(_HEADING_WORDS.match(stripped)) and not _MODAL.search(stripped) and not re.search(r"[_＿【\[]|\d{3,}|[:：]\S", stripped)


def _titles(document: Document, offset: int) -> tuple[str, ...]:
    clause, out = document.clause_at(offset), []
    while clause is not None:
        if clause.title:
            out.append(clause.title)
        clause = None if clause.parent is None else document.clauses[clause.parent]
    return tuple(reversed(out))


def _no_subject(text: str) -> bool:
    return text[:1].islower()


def language_of(text: str) -> Language:
    """Chinese, English or neither, by the letters of the text."""
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if not chinese and not latin:
        return Language.NONE
    return Language.ZH if chinese * 3 >= latin else Language.EN


def _table_units(document: Document) -> Iterator[Unit]:
    for table in document.tables:
        header = _header(document, table)
        heading = _titles(document, table.span.start)
        for row in table.rows[1 if header else 0 :]:
            yield from _row_units(document, row, header, heading)


def _header(document: Document, table: Table) -> tuple[str, ...]:
    if len(table.rows) < 2 or len(table.rows[0].cells) < 2:
        return ()
    cells = tuple(document.quote(c.span).strip() for c in table.rows[0].cells)
    short = all(len(c) <= 24 and not re.search(r"\d{2,}|。", c) for c in cells)
    return cells if short and (len(cells) > 2 or table.rows[0].header) and any(cells) else ()


def _row_units(document: Document, row: Row, header: tuple[str, ...], heading: tuple[str, ...]) -> Iterator[Unit]:
    texts = [document.quote(c.span) for c in row.cells]
    clause = document.clause_at(row.span.start)

    def unit(start: int, end: int, shape: Shape) -> Unit:
        text = document.text[start:end]
        return Unit(
            Span(start, end), text, shape, language_of(text), heading, header=header,
            section=clause.kind if clause else ClauseKind.BODY, clause=clause.id if clause else "", number=clause.number if clause else "",
        )  # fmt: skip

    if any(_is_prose(t) for t in texts):
        for cell, text in zip(row.cells, texts, strict=True):
            for start, end in split(text):
                body = start + body_start(text[start:end])
                yield unit(cell.span.start + body, cell.span.start + end, Shape.SENTENCE)
        return
    for first, last in _groups(texts, bool(header)) if texts else ():
        start, end = row.cells[first].span.start, row.cells[last].span.end
        if document.text[start:end].strip():
            yield unit(start, end, Shape.ROW)


def _groups(texts: list[str], headed: bool) -> Iterator[tuple[int, int]]:
    """A row as one piece; label and value two by two when it is a form (``Term | 2 years | Fee | 100``)."""
    if not headed and len(texts) == 4 and all(len(t.strip()) <= 16 and not re.search(r"\d{2}", t) for t in texts[::2]) and all(texts):
        yield from ((0, 1), (2, 3))
    else:
        yield 0, len(texts) - 1


def _is_prose(text: str) -> bool:
    """Whether a cell holds sentences rather than an entry."""
    text = text.strip()
    return (len(text) > 14 and text.endswith(("。", "；", ".", ";"))) or (len(text) > 40 and text.count("。") + text.count("；") > 1)
