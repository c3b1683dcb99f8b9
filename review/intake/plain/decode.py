"""Bytes of a text file as text: its encoding by mark, by validity, else by likelihood."""

from __future__ import annotations

import codecs
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = ("gb18030", "big5", "cp1252", "utf-16-le", "utf-16-be")
_SAMPLE: Final = 20_000
_LOSS: Final = 20
_LEAST_WIDE: Final = 0.15
"""Any even number of bytes can be read as UTF-16: it is only believed of a text that reads like a contract."""


def decode(data: bytes) -> tuple[str, str, int]:
    """(text, encoding, number of characters that could not be decoded).

    A mark decides; then UTF-8 where it is valid; else the encoding whose text reads most like a contract.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    if not _looks_wide(data):
        try:
            return data.decode("utf-8"), "utf-8", 0
        except UnicodeDecodeError:
            pass
    return max((_replacing(data, encoding) for encoding in _CANDIDATES), key=_likelihood)


def looks_binary(text: str) -> bool:
    """Whether decoded text is no text at all."""
    odd = sum(1 for c in text[:20_000] if (c < " " and c not in "\t\n\r\f\v\x1a\b") or c == "\ufffd")
    return odd * 20 > min(len(text), 20_000)


def _looks_wide(data: bytes) -> bool:
    """Whether zero bytes stand in every other place, as in UTF-16 without a mark."""
    head = data[:4096]
    return max(head[::2].count(0), head[1::2].count(0)) * 4 > len(head) // 2


def _replacing(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, errors="replace")
    return text, encoding, text.count("\ufffd")


def _likelihood(found: tuple[str, str, int]) -> float:
    """Share of the letters that contracts are written in among those beyond ASCII, less what was lost."""
    text, encoding, lost = found
    sample = text[:_SAMPLE]
    beyond = [c for c in sample if not c.isascii()]
    share = sum(c in _COMMON for c in beyond) / len(beyond) if beyond else 0.5
    if encoding.startswith("utf-16") and share < _LEAST_WIDE and not text.isascii():
        return -1.0 * _LOSS
    odd = sum(c < " " and c not in "\t\r\n\f\v" for c in sample)
    return share - _LOSS * (lost / max(len(text), 1) + odd / max(len(sample), 1))


#: Letters and marks that stand in nearly every contract, and those of West European texts.
_COMMON: Final = frozenset(
    "的一是不在人有为以于上他这中大来会地合同方甲乙应本条第规定款项日年月内双及或按照約應條規項內雙"
    "，。、；：（）《》“”‘’–—…•·§©®™°£€éèêëáàâäíïóôöúüûçñ　\xa0"
)
