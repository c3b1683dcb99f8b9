"""A Word file from lines of text: runs of lines with tabs become a table. For tests that stand inside rules.

What a reader of the printed page does not see is marked as in CriticMarkup: ``{++inserted++}``, ``{--deleted--}``,
``{>>a comment<<}``; ``{~~hidden text~~}`` is ours.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

_MARKS = re.compile(r"\{(\+\+|--|>>|~~)(.+?)(?:\+\+|--|<<|~~)\}")
#: The author of tracked changes and comments in a test.
_AUTHOR = "T"


def is_marked(text: str) -> bool:
    """Whether only a Word file can hold the text: it has tables, or marks of changes, comments or hidden words."""
    return "\t" in text or _MARKS.search(text) is not None


def word_file(text: str) -> bytes:
    """The bytes of a .docx with a paragraph per line, and a table per run of lines with tabs."""
    from docx import Document

    document: Any = Document()
    for is_table, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in lines]
        if is_table:
            _table(document, rows)
        else:
            for row in rows:
                _paragraph(document, row[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(r) for r in rows))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            table.cell(i, j).text = cell


def _paragraph(document: Any, line: str) -> None:
    paragraph, at = document.add_paragraph(), 0
    for mark in _MARKS.finditer(line):
        paragraph.add_run(line[at : mark.start()])
        _WAYS[mark[1]](document, paragraph, mark[2])
        at = mark.end()
    paragraph.add_run(line[at:])


def _change(tag: str, text_tag: str) -> Callable[[Any, Any, str], None]:
    def write(_document: Any, paragraph: Any, words: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run(words)._r
        run[-1].tag = qn(text_tag)
        change = OxmlElement(tag)
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), _AUTHOR)
        run.addprevious(change)
        change.append(run)

    return write


def _hidden(_document: Any, paragraph: Any, words: str) -> None:
    paragraph.add_run(words).font.hidden = True


def _comment(document: Any, paragraph: Any, words: str) -> None:
    document.add_comment(paragraph.runs[-1:], text=words, author=_AUTHOR)


_WAYS: dict[str, Callable[[Any, Any, str], None]] = {
    "++": _change("w:ins", "w:t"), "--": _change("w:del", "w:delText"), ">>": _comment, "~~": _hidden,
}  # fmt: skip
