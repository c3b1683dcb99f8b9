"""Punctuation as a line's language writes it: many Chinese contracts are typed with half-width marks.

The result has the length of the text, so that a position in it is a position in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from review.commitments.unit import language_of
from review.model.document import Document
from review.model.language import Language

_WIDE = str.maketrans(",;:.!?", "，；：。！？")
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff（）％，；：“”]"
_LINE = re.compile(rf"[^\n]*{_CJK}[^\n]*")
#: A mark that parts Chinese words, and not a number, a time, an abbreviation or an enumerator (``1,000``, ``8:30``, ``一.``).
_MARK = re.compile(
    rf"(?<={_CJK})[,:!?](?!\d)|(?<=[^\s\w])[,:!?](?={_CJK})|(?<=[\w%])[,:!?](?=\s?{_CJK})|(?<={_CJK})[,:](?=\d)"
    rf"|(?<![\s;]);|(?<=..{_CJK})\.(?=\s*(?:$|{_CJK}|[（(]))|(?<=[%）)])\.(?=\s*(?:$|{_CJK}))"
)


def punctuated(document: Document) -> Document:
    """The document with full-width marks in its Chinese lines; every span and length stays what it is."""
    text = document.text if document.text.isascii() else _LINE.sub(_widened, document.text)
    return document if text == document.text else replace(document, text=text)


def _widened(line: re.Match[str]) -> str:
    words = line.group()
    if language_of(words) is not Language.ZH:
        return words
    return _MARK.sub(lambda mark: mark.group().translate(_WIDE), words)
