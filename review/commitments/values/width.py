"""One width of characters before reading: full-width forms become half-width, position by position.

The result has the length of the text, so that a position in it is a position in the text.
"""

from __future__ import annotations

from review.model.forms import Forms, written

_SIGNS = {
    "　": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-",
    "～": "~", "∼": "~", "〜": "~", "﹪": "%", "﹩": "$", "＄": "$", "￥": "¥", "￡": "£", "￠": "¢",
    "’": "'", "‘": "'", "＇": "'", "“": '"', "”": '"', "＂": '"',
    "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "［": "[", "］": "]",
    "｡": "。", "○": "〇", "◯": "〇", "Ｏ": "O", "⁄": "/",
    "＿": "_", "﹍": "_", "﹎": "_", "﹏": "_",
}  # fmt: skip


_HALF = Forms({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _SIGNS)
"""ASCII's full-width forms (U+FF01 to U+FF5E) and the signs that contracts write in more than one way."""


def halfwidth(text: str) -> str:
    """The text with half-width digits, letters and signs, of the same length."""
    return written(text, _HALF).replace("\t", " ")


def lowered(text: str) -> str:
    """The text in small Latin letters, of the same length."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def small(text: str) -> str:
    """The text in small letters of every script, of the same length: İ alone has two small ones, and is read as one."""
    return text.replace("İ", "i").lower()
