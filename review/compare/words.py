"""Text as compared: one width, one kind of quote and dash, no meaningless space; and the words it is made of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from review.model.span import Span

_SIGNS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'",
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "―": "-", "·": ".", "•": ".", "。": ".", "、": ",",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    }
)  # fmt: skip

_CJK = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
_WORD = re.compile(rf"[{_CJK}]|\d+(?:[.,]\d+)*|[^\W\d_{_CJK}]+(?:'[^\W\d_{_CJK}]+)*|[^\s]")
_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}\W])\s+|\s+(?=[{_CJK}]|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number, a Chinese character or a sign, as compared, with its place."""

    text: str
    span: Span


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """The text as compared: compatibility forms folded, signs of one kind, spaces only between words. Case counts."""
    folded = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _BESIDE_CJK.sub("", re.sub(r"\s+", " ", folded)).strip()


def words(text: str, start: int = 0) -> list[Word]:
    """The words of a text that begins at ``start`` in its document: Chinese by character, other scripts by word."""
    return [
        Word(folded, Span(start + m.start(), start + m.end()))
        for m in _WORD.finditer(text)
        if (folded := unicodedata.normalize("NFKC", m.group()).translate(_SIGNS))
    ]
