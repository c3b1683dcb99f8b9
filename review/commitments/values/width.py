"""One width of characters before reading: full-width forms become half-width, position by position.

The result has the length of the text, so that a position in it is a position in the text.
"""

from __future__ import annotations

import re
from functools import cached_property

_SIGNS = {
    "　": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-",
    "～": "~", "∼": "~", "〜": "~", "﹪": "%", "﹩": "$", "＄": "$", "￥": "¥", "￡": "£", "￠": "¢",
    "’": "'", "‘": "'", "＇": "'", "“": '"', "”": '"', "＂": '"',
    "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "［": "[", "］": "]",
    "｡": "。", "○": "〇", "◯": "〇", "Ｏ": "O", "⁄": "/",
    "＿": "_", "﹍": "_", "﹎": "_", "﹏": "_",
}  # fmt: skip


class Forms(dict[str, str]):
    """What is written for each sign of a table."""

    @cached_property
    def any(self) -> re.Pattern[str]:
        """Finds any sign of the table."""
        return re.compile(f"[{re.escape(''.join(self))}]")


_HALF = Forms({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _SIGNS)
"""ASCII's full-width forms (U+FF01 to U+FF5E) and the signs that contracts write in more than one way."""


def halfwidth(text: str) -> str:
    """The text with half-width digits, letters and signs, of the same length."""
    return written(text, _HALF).replace("\t", " ")


def written(text: str, forms: Forms) -> str:
    """The text with other signs for some that are not ASCII. A text holds few of a long table: only these are gone through."""
    for sign in () if text.isascii() else set(forms.any.findall(text)):
        text = text.replace(sign, forms[sign])
    return text


def lowered(text: str) -> str:
    """The text in small Latin letters, of the same length."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def small(text: str) -> str:
    """The text in small letters of every script, of the same length: İ alone has two small ones, and is read as one."""
    return text.replace("İ", "i").lower()
