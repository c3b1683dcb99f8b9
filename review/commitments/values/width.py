"""One width of characters before reading: full-width forms become half-width, position by position.

The result has the length of the text, so that a position in it is a position in the text.
"""

from __future__ import annotations

from functools import cache

_SIGNS = {
    "　": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-",
    "～": "~", "∼": "~", "〜": "~", "﹪": "%", "﹩": "$", "＄": "$", "￥": "¥", "￡": "£", "￠": "¢",
    "’": "'", "‘": "'", "＇": "'", "“": '"', "”": '"', "＂": '"',
    "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "［": "[", "］": "]",
    "｡": "。", "○": "〇", "◯": "〇", "Ｏ": "O", "⁄": "/",
    "＿": "_", "﹍": "_", "﹎": "_", "﹏": "_",
}  # fmt: skip


@cache
def _table() -> dict[str, str]:
    """ASCII's full-width forms (U+FF01 to U+FF5E) and the signs that contracts write in more than one way."""
    return {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _SIGNS


def halfwidth(text: str) -> str:
    """The text with half-width digits, letters and signs, of the same length."""
    return written(text, _table()).replace("\t", " ")


def written(text: str, forms: dict[str, str]) -> str:
    """The text with other signs for some that are not ASCII. A text holds few of a long table: only these are gone through."""
    for sign in () if text.isascii() else forms.keys() & set(text):
        text = text.replace(sign, forms[sign])
    return text


def lowered(text: str) -> str:
    """The text in small Latin letters, of the same length."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
