"""Small facts about text that more than one reader needs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: A character of Chinese writing or its punctuation: no space stands between two of them.
CJK: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def columns_of(text: str) -> int:
    """Width on a page of even letters; a Chinese character takes two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
