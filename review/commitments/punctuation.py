"""Punctuation as a line's language writes it: many Chinese contracts are typed with half-width marks.

The result has the length of the text, so that a position in it is a position in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from review.commitments.unit import language_of
from review.model.document import Document
from review.model.language import Language

_WIDE = dict(zip(",;:.!?", "，；：。！？", strict=True))
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff（）％，；：“”]"
#: A mark that parts Chinese words, and not a number, a time, an abbreviation or an enumerator (``1,000``, ``8:30``, ``一.``).
#: Opens with the mark, so that the search passes over all other signs at once.
_MARK = re.compile(
    rf"[,:!?;.](?:(?<={_CJK}[,:!?])(?!\d)|(?<=[^\s\w][,:!?])(?={_CJK})|(?<=[\w%][,:!?])(?=\s?{_CJK})|(?<={_CJK}[,:])(?=\d)"
    rf"|(?<=;)(?<![\s;];)|(?<=..{_CJK}\.)(?=\s*(?:$|{_CJK}|[（(]))|(?<=[%）)]\.)(?=\s*(?:$|{_CJK})))"
)


def punctuated(document: Document) -> Document:
    """The document with full-width marks in its Chinese lines; every span and length stays what it is."""
    if document.text.isascii():
        return document
    text = "\n".join(map(_widened, document.text.split("\n")))
    return document if text == document.text else replace(document, text=text)


def _widened(line: str) -> str:
    if line.isascii():
        return line
    wide = _MARK.sub(lambda mark: _WIDE[mark[0]], line)
    return wide if wide != line and language_of(line) is Language.ZH else line
