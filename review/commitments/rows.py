"""Tables as units: a row is one promise; a cell that holds sentences is read as a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from review.commitments.sentences import body_start, split
from review.commitments.titles import titles_of
from review.commitments.unit import Shape, Unit, language_of
from review.model.document import Document, Row, Table
from review.model.span import Span

_REACH = 400
_ANNOUNCES = re.compile(r"[:：]$|如下|下表|下列|following|below|as set out|table", re.IGNORECASE)


def table_units(document: Document) -> Iterator[Unit]:
    """The rows of every table below its header."""
    for table in document.tables:
        header = header_of(document, table)
        lead = _lead(document, table)
        for row in table.rows[1 if header else 0 :]:
            for unit in _row(document, row, header, titles_of(document, table.span.start)):
                yield replace(unit, lead=lead) if unit.shape is Shape.ROW else unit


def _lead(document: Document, table: Table) -> str:
    """The last sentence before a table, when it announces it."""
    before = document.text[max(0, table.span.start - _REACH) : table.span.start].rstrip().rsplit("\n", 1)[-1]
    sentences = [before[a:b] for a, b in split(before)]
    return sentences[-1] if sentences and _ANNOUNCES.search(sentences[-1]) else ""


def header_of(document: Document, table: Table) -> tuple[str, ...]:
    """Column titles: a first row of short names without numbers above other rows; empty when there is none."""
    if len(table.rows) < 2 or len(table.rows[0].cells) < 2:
        return ()
    cells = tuple(document.quote(c.span).strip() for c in table.rows[0].cells)
    if (
        any(c.endswith((":", "：")) for c in cells)
        or not all(len(c) <= 24 and not re.search(r"\d{2,}|。", c) for c in cells)
        or not any(cells)
    ):
        return ()
    below = [document.quote(c.span) for row in table.rows[1:] for c in row.cells]
    titled = len(cells) > 2 or table.rows[0].header or any(_is_prose(t) for t in below)
    return cells if titled or _counts_below(document, table) else ()


def _counts_below(document: Document, table: Table) -> bool:
    """Whether only the first of three or more rows has no number in its last cell."""
    first, *rest = (bool(re.search(r"\d", document.quote(r.cells[-1].span))) for r in table.rows if r.cells)
    return len(rest) > 1 and not first and all(rest)


def _row(document: Document, row: Row, header: tuple[str, ...], titles: tuple[str, ...]) -> Iterator[Unit]:
    texts = [document.quote(c.span) for c in row.cells]
    clause = document.clause_at(row.span.start)

    def unit(start: int, end: int, shape: Shape) -> Unit:
        text = document.text[start:end]
        unit = Unit(Span(start, end), text, shape, language_of(text), titles, header=header)
        return replace(unit, section=clause.kind, clause=clause.id, number=clause.number) if clause else unit

    if any(_is_prose(t) for t in texts):
        for cell, text in zip(row.cells, texts, strict=True):
            for start, end in split(text):
                yield unit(cell.span.start + start + body_start(text[start:end]), cell.span.start + end, Shape.SENTENCE)
        return
    for first, last in _groups(texts, header):
        start, end = row.cells[first].span.start, row.cells[last].span.end
        if document.text[start:end].strip():
            yield unit(start, end, Shape.ROW)


def _groups(texts: list[str], header: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """A row as one piece; label and value two by two when it is a form (``Term | 2 years | Fee | 100``)."""
    twice = len(header) == 4 and header[:2] == header[2:]
    if (
        (twice or not header)
        and len(texts) == 4
        and all(0 < len(t.strip()) <= 16 and not re.search(r"\d{2}", t) for t in texts[::2])
    ):
        yield from ((0, 1), (2, 3))
    elif texts:
        yield 0, len(texts) - 1


def _is_prose(text: str) -> bool:
    """Whether a cell holds sentences rather than an entry."""
    text = text.strip()
    ends = text.endswith(("。", "；")) or (text.endswith((".", ";")) and text.count(" ") > 4)
    return (len(text) > 14 and ends) or (len(text) > 40 and text.count("。") + text.count("；") > 1)
