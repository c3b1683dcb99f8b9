"""A document as units, each with its headings, its lead-in and its table's header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.commitments.sentences import body_start, split
from review.commitments.unit import Shape, Unit
from review.model.document import Block, BlockKind, ClauseKind, Document, Row, Table
from review.model.language import Language
from review.model.span import Span

_HEADING_WORDS = re.compile(
    r"^[\s　]*(?:第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]+、|\d+(?:\.\d+)*[.、．]?|ARTICLE|SECTION|Article|Section)?[\s　]*[^。；;:：，,.]{1,40}[:：.]?$"
)
_MODAL = re.compile(r"应|须|不得|负责|有权|\b(?:shall|will|must|may|agrees?|is|are|be)\b|由.{1,6}承担")
_INLINE_HEADING = re.compile(
    r"((?:[A-Z][A-Za-z'/&-]*|of|and|the|for|to|by|in|or)(?: (?:[A-Z][A-Za-z'/&-]*|of|and|the|for|to|by|in|or|&)){0,6})(?:[.:]|\s{3,}) *(?=[\"“(]?[A-Z0-9])"
)
_LIST_LEAD = re.compile(r"[:：]\s*$|(?:如下|下列|following|as follows)[^。.]{0,12}[:：]?\s*$")
_SKIPPED_BLOCKS = {BlockKind.HEADER, BlockKind.FOOTER}


def units(document: Document) -> tuple[Unit, ...]:
    """Every candidate in text order."""
    found = [*_paragraph_units(document), *_table_units(document)]
    return tuple(sorted(found, key=lambda u: u.span))


def _paragraph_units(document: Document) -> Iterator[Unit]:
    heading, lead = "", ""
    for index, span in _paragraphs(document):
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
                block=index,
            )
            before = quote
            lead = quote if opens else lead if item or end < len(text.rstrip()) else ""


def _paragraphs(document: Document) -> Iterator[tuple[int, Span]]:
    """Paragraphs outside tables; lines that a page break or a fixed width cut in two are joined."""
    blocks, i = document.blocks, 0
    while i < len(blocks):
        first = i
        if blocks[i].table is not None or blocks[i].kind in _SKIPPED_BLOCKS:
            i += 1
            continue
        while i + 1 < len(blocks) and _continues(document, blocks[i], blocks[i + 1]):
            i += 1
        yield first, Span(blocks[first].span.start, blocks[i].span.end)
        i += 1


def _continues(document: Document, first: Block, second: Block) -> bool:
    if second.table is not None or second.kind is not first.kind:
        return False
    end = document.text[first.span.start : first.span.end].rstrip()[-1:]
    start = document.text[second.span.start : second.span.end].lstrip()[:1]
    return (end.isascii() and (end.islower() or end in ",-")) and start.isascii() and start.islower()


def _is_heading(text: str) -> bool:
    stripped = text.strip()
    return (
        len(stripped) < 60
        and bool(_HEADING_WORDS.match(stripped))
        and not _MODAL.search(stripped)
        and not re.search(r"[_＿【\[]|\d{3,}|[:：]\S", stripped)
    )


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
    block = next((i for i, b in enumerate(document.blocks) if b.span.start >= row.span.start), 0)
    clause = document.clause_at(row.span.start)
    place = {
        "headings": heading,
        "block": block,
        "clause": clause.id if clause else "",
        "number": clause.number if clause else "",
    }
    section = clause.kind if clause else ClauseKind.BODY
    if any(_is_prose(t) for t in texts):
        for cell, text in zip(row.cells, texts, strict=True):
            for start, end in split(text):
                body = start + body_start(text[start:end])
                span = Span(cell.span.start + body, cell.span.start + end)
                yield Unit(
                    span, text[body:end], Shape.SENTENCE, language_of(text[body:end]), header=header, section=section, **place
                )
        return
    quote = document.text[row.span.start : row.span.end]
    if any(t.strip() for t in texts):
        yield Unit(row.span, quote, Shape.ROW, language_of(quote), header=header, section=section, **place)


def _is_prose(text: str) -> bool:
    return len(text) > 40 and (text.count("。") + text.count("；") > 1 or len(re.findall(r"[.;]\s", text)) > 1)
