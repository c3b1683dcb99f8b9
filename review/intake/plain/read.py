"""A text file: wrapped lines become paragraphs again, and every stretch knows its line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from review.intake.builder import Builder, Piece, in_cell
from review.intake.limits import Limits
from review.intake.messages import too_large, unreadable
from review.intake.plain import tabbed
from review.intake.plain.decode import decode, looks_binary
from review.intake.plain.drawn import UPRIGHT, is_barred, is_drawn, label_before, rows_of
from review.intake.plain.furniture import furniture_of
from review.intake.plain.sentences import runs_on
from review.intake.structure.labels import label_of
from review.intake.text import CJK, columns_of
from review.model.anchors import PlaceKind
from review.model.document import BlockKind

_MARGIN: Final = 0.72
"""A line shorter than this share of the usual full width was ended on purpose."""
_FEW_LINES: Final = 6
_MIN_WIDTH: Final = 36
_FIELD: Final = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[（(][^（）()]{1,14}[)）])?[ \u3000]*[：:]")
"""The label of a form; of two lines that open with one, neither goes on with the other."""
_SENTENCE_END: Final = tuple(".;:!?。；：！？")
_DRAWN: Final = re.compile(r"[\u2500-\u257f]|[|+]{2,}|\|[^|]*\|[^|]*\||^[\s\-=_*.]{5,}$")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    """Without white space at its ends."""
    indent: int
    width: int
    """Columns; a Chinese character takes two."""
    cells: Sequence[str] | None = None
    """Where tabs make it a row of a table."""


def read_plain(name: str, data: bytes, limits: Limits) -> Builder:
    """Raises IntakeError when the bytes are no text."""
    text, encoding, lost = decode(data)
    if len(text) > limits.characters:
        raise too_large("characters", len(text), limits.characters)
    if looks_binary(text):
        raise unreadable("file-type", name=name)
    builder = Builder(limits, PlaceKind.LINE)
    lines = [_line(i, raw) for i, raw in enumerate(_split(text), 1)]
    paragraphs = list(_paragraphs(lines))
    furniture = furniture_of([" ".join(line.text for line in paragraph) for paragraph in paragraphs])
    for drawn, group in groupby(_mended(paragraphs, furniture), lambda item: _how_drawn(item[0][0])):
        held = list(group)
        rows = [line for paragraph, _ in held for line in paragraph] if drawn else []
        if drawn == UPRIGHT:
            _write_drawing(builder, rows)
        elif drawn and tabbed.is_table([line.cells or () for line in rows]):
            _write_rows(builder, rows)
        else:
            for paragraph, kind in held:
                builder.block(_joined(paragraph), kind)
    if encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        builder.notice("encoding-guessed", encoding)
    if lost:
        builder.notice("undecodable", str(lost))
    return builder


def _how_drawn(line: _Line) -> str:
    """What parts the cells of a line that is a row, or belongs to a drawn table; empty for one of running text."""
    if is_drawn(line.text):
        return UPRIGHT
    return tabbed.SEPARATOR if line.cells else ""


def _mended(paragraphs: Sequence[list[_Line]], furniture: Container[int]) -> list[tuple[list[_Line], BlockKind]]:
    """Paragraphs whose sentences were cut are whole again; a page number that stood in the cut comes after them."""
    found: list[tuple[list[_Line], BlockKind]] = []
    last = -1
    for i, paragraph in enumerate(paragraphs):
        if i in furniture:
            found.append((paragraph, BlockKind.FOOTER))
        elif last >= 0 and _is_cut(found[last][0], paragraph, last < len(found) - 1):
            found[last][0].extend(paragraph)
        else:
            last = len(found)
            found.append((list(paragraph), BlockKind.PARAGRAPH))
    return found


def _is_cut(before: list[_Line], after: list[_Line], interrupted: bool) -> bool:
    """Whether a page, or a blank line, stands in the middle of a sentence."""
    if any(line.cells or _DRAWN.search(line.text) or "   " in line.text for line in (before[-1], after[0])):
        return False
    head = before[-2].text + " " if len(before) > 1 else ""
    return runs_on(head + before[-1].text, after[0].text, interrupted)


def _write_drawing(builder: Builder, lines: list[_Line]) -> None:
    """The lines of a drawn table as they are; the cells of a row stand between uprights, of one between bars between tabs."""
    table: int | None = None
    for line, cells in zip(lines, rows_of([line.text for line in lines]), strict=True):
        if cells is None:
            builder.end_table()
            builder.block([(line.text, (line.number,))], BlockKind.PARAGRAPH)
            continue
        if label := label_before(line.text):
            builder.end_table()
            table = None
            builder.block([(label, (line.number,))], BlockKind.PARAGRAPH)
        table = builder.start_table(None) if table is None else table
        _write_row(builder, table, line, cells, tabbed.SEPARATOR if is_barred(line.text) else UPRIGHT)
    builder.end_table()


def _write_rows(builder: Builder, lines: list[_Line]) -> None:
    """Lines whose cells tabs or bars part."""
    table = builder.start_table(None)
    for line in lines:
        _write_row(builder, table, line, line.cells or (), tabbed.SEPARATOR if tabbed.SEPARATOR in line.text else UPRIGHT)
    builder.end_table()


def _write_row(builder: Builder, table: int, line: _Line, cells: Sequence[str], separator: str) -> None:
    row, number = builder.start_row(table, header=False), len(builder.tables[table].rows) - 1
    for column, text in enumerate(cells):
        draft = builder.start_cell(row, number, column, 1, separator)
        if text:
            builder.block([(text, (line.number,))], BlockKind.CELL, in_cell(table, number, column))
        builder.end_cell(row, draft)


def _split(text: str) -> list[str]:
    return re.split(r"\r\n|[\n\r\f\v\x1a\u2028\u2029\x85]", text)


def _line(number: int, raw: str) -> _Line:
    text = raw.strip("\ufeff \t\u3000\xa0")
    lead = raw[: len(raw) - len(raw.lstrip())].expandtabs()
    return _Line(number, text, columns_of(lead), columns_of(text), None if is_drawn(text) else tabbed.cells_of(raw))


def _paragraphs(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Group wrapped lines. A blank line always ends a paragraph."""
    full = _usual_width(lines)
    group: list[_Line] = []
    for line in lines:
        if not line.text:
            if group:
                yield group
            group = []
            continue
        if group and not _continues(group[-1], line, full):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _usual_width(lines: list[_Line]) -> int | None:
    """Width at which lines of a hard-wrapped file are full; None when the file is not wrapped."""
    widths = sorted(line.indent + line.width for line in lines if line.text)
    if len(widths) < _FEW_LINES:
        return None
    full = widths[int(len(widths) * 0.9)]
    return full if _MIN_WIDTH <= full <= 132 else None


def _continues(last: _Line, line: _Line, full: int | None) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    if full is None or last.indent + last.width < full * _MARGIN:
        return False
    if last.cells or line.cells or _DRAWN.search(last.text) or _DRAWN.search(line.text) or "   " in line.text:
        return False
    if label_of(line.text) is not None or line.indent > last.indent + 12:
        return False
    if _FIELD.match(line.text) and _FIELD.match(last.text):
        return False
    return not (last.text.endswith(_SENTENCE_END) and line.indent > last.indent)


def _joined(lines: list[_Line]) -> Iterator[Piece]:
    """The lines of one paragraph; a space stands between them unless they are Chinese."""
    for i, line in enumerate(lines):
        if i and not (CJK.match(lines[i - 1].text[-1]) and CJK.match(line.text[0])):
            yield " ", None
        yield line.text, (line.number,)
