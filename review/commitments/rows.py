"""Tables as units: a row is one promise; a cell that holds sentences is read as a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from review.commitments.columns import rows_of_text
from review.commitments.heads import Head, head_of
from review.commitments.sentences import body_start, split
from review.commitments.ticks import is_declined
from review.commitments.titles import titles_of
from review.commitments.unit import Shape, Unit, language_of
from review.model.changed import changed
from review.model.document import Cell, Document, Row, Table
from review.model.span import Span

_REACH = 400
_ANNOUNCES = re.compile(r"[:：]$|如下|下表|下列|following|below|as set out|table", re.IGNORECASE)
_TOTAL = re.compile(
    r"\s*(?:合\s*计|总\s*计|小\s*计|累\s*计|共\s*计|总\s*额|(?:grand\s+|sub-?\s?)?total)\s*[:：]?\s*", re.IGNORECASE
)
_NO_LABEL = re.compile(r"\d{2}|^\s*\d+\s*[.、]?\s*$|\d\s*次")
"""A number, or how often, is no label of a form."""
_TIME_OF_DAY = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_STATED = re.compile(r"大写|小写|人民币|in words", re.IGNORECASE)


def table_units(document: Document) -> Iterator[Unit]:
    """The rows of every table below its head; totals and rows that a box declines are none."""
    columns, titled = rows_of_text(document), titles_of(document)
    for index, table in enumerate(document.tables):
        head = head_of(document, table)
        lead = _lead(document, table)
        clause = document.clause_at(table.span.start)
        titles = titled[clause.id] if clause else ()
        merged = tuple(c for row in table.rows[head.rows :] for c in row.cells if c.row_span > 1)
        for row in table.rows[head.rows :]:
            if (index, _index(row)) in columns:
                continue
            for unit in _Reader(document, table, head, titles, merged, row).units():
                yield changed(unit, lead=lead) if unit.shape is Shape.ROW else unit


def _lead(document: Document, table: Table) -> str:
    """The last sentence before a table, when it announces it."""
    before = document.text[max(0, table.span.start - _REACH) : table.span.start].rstrip().rsplit("\n", 1)[-1]
    sentences = [before[a:b] for a, b in split(before)]
    return sentences[-1] if sentences and _ANNOUNCES.search(sentences[-1]) else ""


@dataclass(frozen=True)
class _Reader:
    """One row of a table, read under its head."""

    document: Document
    table: Table
    head: Head
    headings: tuple[str, ...]
    merged: tuple[Cell, ...]
    row: Row

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.document.quote(c.span) for c in self.row.cells)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title above each cell of the row; empty when the table has no head."""
        return tuple(map(self.head.over, self.row.cells)) if self.head.rows else ()

    def units(self) -> Iterator[Unit]:
        if any(_is_prose(t) for t in self.texts):
            yield from self._sentences()
        elif not self._counts_for_nothing():
            for first, last in _groups(self.texts, self.titles):
                start, end = self.row.cells[first].span.start, self.row.cells[last].span.end
                if self.document.text[start:end].strip():
                    yield changed(self._unit(start, end, Shape.ROW, self.titles), shared=self._shared())

    def _sentences(self) -> Iterator[Unit]:
        if is_declined(self.texts, self.titles):
            return
        for cell, text in zip(self.row.cells, self.texts, strict=True):
            for start, end in split(text):
                yield self._unit(
                    cell.span.start + start + body_start(text[start:end]), cell.span.start + end, Shape.SENTENCE, self.titles
                )

    def _counts_for_nothing(self) -> bool:
        """Whether the row only adds up the rows above, or is an option that was not chosen."""
        first = next((t for t in self.texts if t.strip()), "")
        total = _TOTAL.fullmatch(first) and len(self.table.rows) > 2 and not any(map(_STATED.search, self.texts))
        return bool(total) or is_declined(self.texts, self.titles)

    def _shared(self) -> tuple[tuple[str, Span], ...]:
        """Cells merged over this row from above, each with its title: what they say holds for the row, too."""
        return tuple((self.head.over(c), c.span) for c in self.merged if c.row < _index(self.row) < c.row + c.row_span)

    def _unit(self, start: int, end: int, shape: Shape, header: tuple[str, ...]) -> Unit:
        text = self.document.text[start:end]
        clause = self.document.clause_at(self.row.span.start)
        unit = Unit(Span(start, end), text, shape, language_of(text), self.headings, header=header)
        return changed(unit, section=clause.kind, clause=clause.id, number=clause.number) if clause else unit


def _index(row: Row) -> int:
    return row.cells[0].row if row.cells else -1


def _groups(texts: tuple[str, ...], header: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """A row as one piece; label and value two by two when it is a form (``Term | 2 years | Fee | 100``)."""
    twice = len(header) == 4 and header[:2] == header[2:]
    if (
        (twice or not header)
        and len(texts) == 4
        and all(0 < len(t.strip()) <= 16 and not _NO_LABEL.search(t) for t in texts[::2])
    ):
        yield from ((0, 1), (2, 3))
    elif texts:
        yield 0, len(texts) - 1


def _is_prose(text: str) -> bool:
    """Whether a cell holds sentences rather than an entry."""
    text = text.strip()
    ends = text.endswith(("。", "；")) or (text.endswith((".", ";")) and text.count(" ") > 4 and not _TIME_OF_DAY.search(text))
    return (len(text) > 14 and ends) or (len(text) > 40 and text.count("。") + text.count("；") > 1)
