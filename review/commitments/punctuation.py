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
_WHITE = r"[^\S\n]"
#: A mark that parts Chinese words, and not a number, a time, an abbreviation or an enumerator (``1,000``, ``8:30``, ``一.``).
#: Opens with the mark, so that the search passes over all other signs at once; sees no sign of another line.
_MARK = re.compile(
    rf"([,:!?;.])(?:(?<={_CJK}[,:!?])(?!\d)|(?<=[^\s\w][,:!?])(?={_CJK})|(?<=[\w%][,:!?])(?={_WHITE}?{_CJK})"
    rf"|(?<={_CJK}[,:])(?=\d)|(?<=;)(?<!(?:{_WHITE}|;);)|(?<=..{_CJK}\.)(?={_WHITE}*(?:$|{_CJK}|[（(]))"
    rf"|(?<=[%）)]\.)(?={_WHITE}*(?:$|{_CJK})))",
    re.MULTILINE,
)


def punctuated(document: Document) -> Document:
    """The document with full-width marks in its Chinese lines; every span and length stays what it is."""
    if document.text.isascii():
        return document
    lines = document.text.split("\n")
    spoken = [n for n, line in enumerate(lines) if not line.isascii()]
    for n, wide in zip(spoken, _widened([lines[n] for n in spoken]), strict=True):
        if wide != lines[n] and language_of(lines[n]) is Language.ZH:
            lines[n] = wide
    text = "\n".join(lines)
    return document if text == document.text else replace(document, text=text)


def _widened(lines: list[str]) -> list[str]:
    """The lines with full-width marks."""
    parts = _MARK.split("\n".join(lines))
    parts[1::2] = map(_WIDE.__getitem__, parts[1::2])
    return "".join(parts).split("\n")
