"""The language of a stretch of text, by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from review.model.language import Language

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WORD = r"[A-Za-z][A-Za-z]+(?![A-Za-z])[^A-Za-z]*+(?>(?:[A-Za-z](?![A-Za-z])[^A-Za-z]*+)*)"
_FOUR_WORDS = re.compile(rf"{_WORD}(?:{_WORD}){{3}}")


def language_of(text: str) -> Language:
    """``MIXED`` only where both languages carry words of their own, not for a name or unit inside the other."""
    if text.isascii():
        return Language.EN if _LATIN.search(text) else Language.NONE
    if _HAN.search(text) is None:
        return Language.EN if _LATIN.search(text) else Language.NONE
    if _FOUR_WORDS.search(text) is None:
        return Language.ZH
    han, words = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if words * 6 < han:
        return Language.ZH
    return Language.EN if han * 6 < words else Language.MIXED


def language_of_all(blocks: Iterable[tuple[Language, int]]) -> Language:
    """Language of a document from pairs (language, length) of its blocks."""
    weight = dict.fromkeys(Language, 0)
    for language, length in blocks:
        weight[language] += length
    zh, en = weight[Language.ZH] * 3, weight[Language.EN]
    if weight[Language.MIXED] * 2 > zh // 3 + en or (zh and en and min(zh, en) * 4 > max(zh, en)):
        return Language.MIXED
    if not zh and not en:
        return Language.MIXED if weight[Language.MIXED] else Language.NONE
    return Language.ZH if zh >= en else Language.EN
