"""Traditional characters, and radicals that stand for characters, read as the simplified ones that patterns and word lists are
written in.

Sign for sign: the result has the length of the text, so that a position in it is a position in the text. What is shown and
quoted stays as the contract writes it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache

from review.model.changed import changed
from review.model.document import Document
from review.model.forms import Forms, written

#: The blocks of Chinese characters that dictionaries of both scripts hold.
_FIRST, _LAST = 0x3400, 0x9FFF
_HAN = re.compile(f"[\u2e80-\u2fd5{chr(_FIRST)}-{chr(_LAST)}\uf900-\ufad9]")
#: Blocks whose signs Unicode decomposes to characters: radicals, which text from many PDF files is full of, and old encodings.
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))
#: Radicals that Unicode leaves as they are. Source: its table of equivalent unified ideographs.
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
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
    """Every sign that is read as another one."""
    compatible = {chr(code): unicodedata.normalize("NFKC", chr(code)) for codes in _COMPATIBLE for code in codes}
    simple = _simple()
    return Forms(simple | {sign: simple.get(other, other) for sign, other in (compatible | _RADICALS).items() if sign != other})


def _simple() -> dict[str, str]:
    """Traditional character -> the simplified one, for those that are no simplified characters themselves (著作, 乾坤, 徵).

    Simplified ones are those of GB/T 2312. Source: the dictionaries of Open Chinese Convert.
    """
    from opencc import OpenCC  # a dictionary of two megabytes that English texts do not need

    signs = [chr(code) for code in range(_FIRST, _LAST + 1)]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    found = {sign: other for sign, other in zip(signs, simple, strict=True) if sign != other and not _is_simplified(sign)}
    return found | _PLAIN


def _is_simplified(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
