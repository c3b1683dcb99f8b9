"""Clause numbers in one form: 第十二条, 12. and 12 are ``12``; 第3.2条 is ``3.2``; 附件一, Annex 1 and Schedule One are ``1``;
K.4 and K4 are ``k.4``; Article XIV is ``14``.
"""

from __future__ import annotations

import re

from review.commitments.values import chinese, english

_DIGITS = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_LETTERED = re.compile(r"(?<![A-Za-z])([A-Za-z])[.-]?(\d{1,3}(?:\.\d{1,3})*)")
_WORDS = {word: n for word, n in (english.ONES | english.TEENS | {"twenty": 20}).items() if n}
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b", re.IGNORECASE)
#: Two letters at least: a single one is a letter of its own.
_ROMAN = re.compile(r"(?<![\w(])(?=[ivxl]{2})(?P<tens>x[lc]|l?x{0,3})(?P<ones>i[vx]|v?i{0,3})(?![\w)])", re.IGNORECASE)
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_HAN = re.compile(r"[一二三四五六七八九十百零〇]+")


def number_key(number: str) -> str:
    """The number alone, in figures; a letter, or one written twice, stays as it is; empty when there is none."""
    if _DIGITS.fullmatch(number):
        return number
    if lettered := _LETTERED.search(number):
        return f"{lettered[1].lower()}.{lettered[2]}"
    figures = _DIGITS.search(number)
    if figures:
        return figures[0]
    han = _HAN.search(number)
    if han:
        return str(chinese.read(han[0]))
    if word := _WORD.search(number):
        return str(_WORDS[word[1].lower()])
    if roman := _ROMAN.search(number):
        return roman_key(roman[0])
    letter = number.strip(" ()（）.").lower()
    return letter if len(set(letter)) == 1 and len(letter) <= len("zz") else ""


def roman_key(number: str) -> str:
    """A roman number in figures, or an empty text."""
    whole = re.fullmatch(r"(?P<tens>x[lc]|l?x{0,3})(?P<ones>i[vx]|v?i{0,3})", number.strip(" .").lower())
    return str(10 * _TENS.index(whole["tens"]) + _ONES.index(whole["ones"])) if whole and whole[0] else ""
