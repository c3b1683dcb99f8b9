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
_LEGACY: Final = ("gb18030", "big5", "cp1252")


def decode(data: bytes) -> tuple[str, str, int]:
    """(text, encoding, number of characters that could not be decoded). UTF-8 is taken when valid; else the best legacy one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    for encoding in ("utf-8", *_wide(data)):
        try:
            return data.decode(encoding), encoding, 0
        except UnicodeDecodeError:
            continue
    candidates = [_replacing(data, encoding) for encoding in _LEGACY]
    return max(candidates, key=lambda found: (-found[2], _likelihood(found[0])))


def looks_binary(text: str) -> bool:
    """Whether decoded text is no text at all."""
    odd = sum(1 for c in text[:20_000] if (c < " " and c not in "\t\n\r\f\v\x1a\b") or c == "\ufffd")
    return odd * 20 > min(len(text), 20_000)


def _wide(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark, told by where its zero bytes stand."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) // 2:
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _replacing(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, errors="replace")
    return text, encoding, text.count("\ufffd")


def _likelihood(text: str) -> float:
    """Share of characters that Chinese contracts are written in."""
    sample = text[:20_000]
    common = sum(1 for c in sample if c in _COMMON)
    return common / max(len(sample), 1)


_COMMON: Final = frozenset(
    "的一是不在人有为以于上他这中大来会地合同方甲乙应本条第规定款项日年月内双及或按照，。、；：（）同約應條規項內雙"
)
