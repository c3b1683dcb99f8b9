"""Traditional characters read as the simplified ones that patterns and word lists are written in.

Sign for sign: the result has the length of the text, so that a position in it is a position in the text. What is shown and
quoted stays as the contract writes it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from review.model.changed import changed
from review.model.document import Document
from review.model.forms import Forms, written

#: The blocks of Chinese characters that dictionaries of both scripts hold.
_FIRST, _LAST = 0x3400, 0x9FFF
_HAN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
#: Simplified texts write these, too, as words of their own that no contract needs.
_PLAIN = {"於": "于", "後": "后"}


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return text if text.isascii() or _HAN.search(text) is None else written(text, _forms())


def simplified_document(document: Document) -> Document:
    """The document with its text and its titles in simplified characters; itself where it is written in them."""
    text = simplified(document.text)
    if text == document.text:
        return document
    clauses = (changed(c, number=simplified(c.number), title=simplified(c.title)) for c in document.clauses)
    return replace(document, text=text, clauses=tuple(clauses))


def as_written(document: Document, read: Document, words: str) -> str:
    """Words of the simplified text as the document itself writes them; words that stand nowhere in it stay what they are."""
    at = read.text.find(words)
    return words if at < 0 else document.text[at : at + len(words)]


@cache
def _forms() -> Forms:
    """Traditional character -> the simplified one, for those that are no simplified characters themselves (著作, 乾坤, 徵).

    Simplified ones are those of GB/T 2312. Source: the dictionaries of Open Chinese Convert.
    """
    from opencc import OpenCC  # a dictionary of two megabytes that English texts do not need

    signs = [chr(code) for code in range(_FIRST, _LAST + 1)]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    found = {sign: other for sign, other in zip(signs, simple, strict=True) if sign != other and not _is_simplified(sign)}
    return Forms(found | _PLAIN)


def _is_simplified(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
