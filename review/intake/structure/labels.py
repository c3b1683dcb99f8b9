"""Clause numbers as they stand at the start of a line: what they look like, and what they count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from review.intake.script import simplified
from review.model.quick import quick

_HAN: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2} | {
    c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")
}  # fmt: skip
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WIDTHS: Final = str.maketrans("０１２３４５６７８９．（）", "0123456789.()")


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """``family`` names the shape; labels of one family with the same parent count up. ``path``: dotted decimals in full."""

    family: str
    text: str
    """As written, without the text that follows."""
    path: tuple[int, ...]
    end: int
    """Where the text of the clause begins."""

    @property
    def value(self) -> int:
        return self.path[-1]

    @property
    def as_roman(self) -> Label | None:
        """``(i)`` read as a roman number; None where the letters are none."""
        family = _ROMAN_FAMILIES.get(self.family)
        value = roman_number(self.text.strip("()（）.、． ")) if family else None
        return None if family is None or value is None else replace(self, family=family, path=(value,))


def han_number(text: str) -> int | None:
    """``一百零五`` is 105, ``二〇`` is 20; None when it is no number."""
    if text.isdigit() and text.isascii():
        return int(text)
    total = current = 0
    for c in text:
        if c in _UNITS:
            total += (current or 1) * _UNITS[c]
            current = 0
        elif c in _HAN:
            current = current * 10 + _HAN[c] if current and not total else _HAN[c]
        else:
            return None
    return total + current


def roman_number(text: str) -> int | None:
    """``iv`` is 4; None when the letters are no roman number in its usual form."""
    values = [_ROMAN.get(c, 0) for c in text.lower()]
    if not values or 0 in values or not re.fullmatch(r"m*(c[md]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})", text.lower()):
        return None
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _letter(text: str) -> int:
    return (ord(text[0].lower()) - 96) + 26 * (len(text) - 1)


def _digits(text: str) -> int:
    return int(text)


def _any_number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text[0] in _HAN or text[0] in _UNITS:
        return han_number(text)
    return roman_number(text) or (_letter(text) if len(text) == 1 and text.isalpha() else _WORDS.get(text.lower()))


_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_N = r"[零〇○一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟]{1,7}"
_D = r"[0-9０-９]{1,3}"
_GAP = r"[\s\u3000]*"
_NO_UNIT = "(?![年月日天元份个名台套.．%％])"
_ANNEX = "(?:Annex|Appendix|Schedule|Exhibit|Attachment)"
_EN_N = r"(?:[0-9]{1,3}|[IVXLC]{1,7}|[A-Z]|" + "|".join(_WORDS) + r")"

Number = Callable[[str], int | None]
_HAN_FIRST: Final = "零〇○一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS_FIRST: Final = "0123456789０１２３４５６７８９"
#: (first characters, family, pattern whose first group is the number, how it counts). The first that fits wins.
_SHAPES: Final[tuple[tuple[str, str, str, int, Number], ...]] = (
    ("附", "annex", rf"(?:附件|附录|附表|附图|附则|附){_GAP}({_N}|{_D}|[A-Z])(?:[-－—–]({_D}))?{_NO_UNIT}", 0, _any_number),
    ("第", "part", rf"第{_GAP}({_N}|{_D}){_GAP}(?:部分|编|篇|卷)", 0, _any_number),
    ("第", "chapter", rf"第{_GAP}({_N}|{_D}){_GAP}章", 0, _any_number),
    ("第", "section-zh", rf"第{_GAP}({_N}|{_D}){_GAP}节", 0, _any_number),
    ("第", "article", rf"第{_GAP}({_N}|{_D}){_GAP}条(?!第|[和及与、至])", 0, _any_number),
    ("第", "item-zh", rf"第{_GAP}({_N}|{_D}){_GAP}款(?!项)", 0, _any_number),
    (_HAN_FIRST, "han", rf"({_N})[、．.](?!{_D})", 0, han_number),
    (
        _HAN_FIRST,
        "han",
        r"((?:[一二三四五六七八九]?十)?[一二三四五六七八九]|[一二三四五六七八九]?十)[，,](?=[\u3000 ]*[^，。；]{2,20}[：:]?\s*$)",
        0,
        han_number,
    ),
    ("（(", "han-paren", rf"[（(]{_GAP}({_N}){_GAP}[)）]", 0, han_number),
    ("（(", "paren", rf"[（(]{_GAP}({_D}){_GAP}[)）]", 0, _digits),
    ("（(", "paren-letter", r"[（(](([a-z])\2?)[)）]", 0, _letter),
    ("（(", "paren-upper", r"[（(](([A-Z])\2?)[)）]", 0, _letter),
    ("（(", "paren-roman", r"[（(]([ivxl]{1,6})[)）]", 0, roman_number),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "circled", r"([①-⑳])", 0, lambda c: ord(c) - 0x245F),
    (_DIGITS_FIRST, "half-paren", rf"({_D})[)）]", 0, _digits),
    ("AaSsEe", "annex", rf"{_ANNEX}{_GAP}({_EN_N})\b(?![-–][A-Za-z0-9])", re.I, _any_number),
    ("P", "part", rf"Part{_GAP}({_EN_N})\b(?=[\s.:：—–-]|$)", 0, _any_number),
    ("Cc", "chapter", rf"Chapter\s+({_EN_N})\b", re.I, _any_number),
    ("Aa", "article", rf"Article\s+({_EN_N})\b(?=[\s.:：—–-]|$)", re.I, _any_number),
    (_LETTERS, "half-paren-letter", r"([a-z])[)）](?=\s|\W|[\u4e00-\u9fff])", 0, _letter),
    (_LETTERS, "half-paren-roman", r"([ivxl]{2,5})[)）]", 0, roman_number),
    (_LETTERS, "upper", r"([A-HJ-Z])[.、．](?=[\s\u3000\u4e00-\u9fff]|$)", 0, _letter),
    (_LETTERS, "roman", r"([IVXL]{1,6})[.、．](?=[\s\u3000\u4e00-\u9fff]|$)", 0, roman_number),
    (_LETTERS, "lower", r"([a-z])[.、．](?=[\s\u3000\u4e00-\u9fff]|$)", 0, _letter),
    (_LETTERS, "lower-roman", r"([ivxl]{2,6})[.、．](?=[\s\u3000\u4e00-\u9fff]|$)", 0, roman_number),
)
Shape = tuple[str, re.Pattern[str], Number]


def _by_first() -> dict[str, tuple[Shape, ...]]:
    """The shapes that can begin with a character: most lines begin with one that none can begin with."""
    found: dict[str, list[Shape]] = {}
    for firsts, family, pattern, flags, number in _SHAPES:
        for first in firsts:
            found.setdefault(first, []).append((family, re.compile(pattern, flags), number))
    return {first: tuple(shapes) for first, shapes in found.items()}


#: No line begins with a clause number of letters that does not fit this: it rules out nearly all lines of English text.
_LETTERED: Final = re.compile(rf"[a-z]{{1,6}}[.)）、．]|[a-z]\d|{_ANNEX}|part|chapter|article|section|clause|sec\.", re.I)
_BY_FIRST: Final = _by_first()
_MAY_BE_DOTTED: Final = frozenset(_DIGITS_FIRST + "SsCc§")
_DOTTED: Final = re.compile(
    r"(?:(?:Section|Clause|Sec\.|§)\s*)?([0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){0,5})"
    r"(?:[.．、]|(?=[\s\u3000\u4e00-\u9fff“\"A-Za-z(（《【]|$))",
    re.I,
)
_ROMAN_FAMILIES: Final = {
    "paren-letter": "paren-roman",
    "paren-upper": "paren-roman-upper",
    "half-paren-letter": "half-paren-roman",
    "lower": "lower-roman",
    "upper": "roman",
}
_NOT_AFTER: Final = re.compile(
    r"\s*(?:[年月日天号时元台套份个名万亿米吨倍%％℃]|days?\b|months?\b|years?\b|hours?\b|business\b|percent\b|units?\b|per\b|each\b)"
)
"""Case counts: ``7.1 Each party`` begins a clause."""
_MOST_SECTIONS: Final = 99
_KEYWORD: Final = re.compile(r"(?:Section|Clause|Sec\.|§)", re.I)
_REFERENCE: Final = re.compile(
    r"(?:\([A-Za-z0-9]{1,4}\))*\s*(?:of|to|and|or|above|below|hereof|shall|is|are)\b|[,，]|(?:所|规定|约定|的|中|之|和|及|与|至)"
)


def label_of(line: str) -> Label | None:
    """The clause number that a line begins with, or None."""
    lead = len(line) - len(line.lstrip())
    text = simplified(line[lead : lead + 60])
    if not text:
        return None
    if text[0] in _LETTERS and _LETTERED.match(text) is None:
        return None
    for family, pattern, number in _BY_FIRST.get(text[0], ()):
        match = pattern.match(text)
        if match is None:
            continue
        value = number(match[1].translate(_WIDTHS))
        if value is None or (family in _NAMED and _REFERENCE.match(text, match.end())):
            continue
        below = match[2] if family == "annex" and pattern.groups > 1 else None
        path = (value, int(below.translate(_WIDTHS))) if below else (value,)
        return Label(family, line[lead : lead + match.end()].strip(), path, lead + match.end())
    found = _lettered(text, lead) if text[0] in _LETTERS else None
    return found or (_dotted(text, lead) if text[0] in _MAY_BE_DOTTED else None)


def _lettered(text: str, lead: int) -> Label | None:
    """``K.4``, ``B6``, ``C.2.1``: a clause of a section that has a letter."""
    match = _OF_LETTER.match(text)
    if match is None or _NOT_AFTER.match(text, match.end()):
        return None
    path = (_letter(match[1]), *map(int, match[2].translate(_WIDTHS).split(".")))
    return Label(f"lettered-{len(path)}", match[0].strip(), path, lead + match.end())


_OF_LETTER: Final = re.compile(r"([A-Z])[.．-]?([0-9]{1,2}(?:\.[0-9]{1,2}){0,2})[.．、:：]?(?=[\s\u3000]|[\u4e00-\u9fff“\"《（])")


def bare_label(line: str) -> Label | None:
    """``3 Delivery``, ``3 交货：乙方…``: a number without any mark before a title. Believed only where the count goes on."""
    if line.lstrip()[:1] not in _DIGITS_FIRST:
        return None
    match = _BARE.fullmatch(line[:_TITLE_LENGTH]) or _BARE_RUN_IN.match(line)
    return Label("bare", match[1], (int(match[1].translate(_WIDTHS)),), match.start(2)) if match else None


def counting_label(line: str) -> Label | None:
    """``9 承包人应…``: a number without mark or title. Believed only where three such numbers stand before it in their order."""
    match = _COUNTING.match(line) if line.lstrip()[:1] in _DIGITS_FIRST else None
    if match is None or _NOT_AFTER.match(line, match.end()):
        return None
    return Label("bare", match[1], (int(match[1].translate(_WIDTHS)),), match.end())


_COUNTING: Final = re.compile(r"\s*([0-9０-９]{1,2})[ \u3000\t]+(?=[\u4e00-\u9fff]{2})")
_BARE: Final = re.compile(r"\s*([0-9０-９]{1,2})[ \u3000\t]+((?!\d)[^。；;.,，]{2,}?)[\s:：]*")
_BARE_RUN_IN: Final = re.compile(
    r"\s*([0-9０-９]{1,2})[ \u3000\t]+((?=[\u4e00-\u9fff]{2,16}[:：]|[A-Z][a-zA-Z]{2,}(?: (?:and|of|&|[A-Z][a-z]+)){0,4}[.:] ))"
)
_TITLE_LENGTH: Final = 48
_NAMED: Final = frozenset({"annex", "part", "chapter", "section-zh", "article", "item-zh"})


def _dotted(text: str, lead: int) -> Label | None:
    match = _DOTTED.match(text)
    if match is None:
        return None
    (written, digits), end = match.group(0, 1), match.end()
    ended = written[-1] in ".．、"
    if not ended and _NOT_AFTER.match(text, end):
        return None
    digits = digits if digits.isascii() else digits.translate(_WIDTHS)
    path = tuple(map(int, digits.split(".")))
    if len(path) > 1 and (path[0] > _MOST_SECTIONS or digits.endswith(".00")):
        return None
    keyword = text[0] not in _DIGITS_FIRST and _KEYWORD.match(text) is not None
    if len(path) == 1 and not ended and not keyword:
        return None
    if keyword and _REFERENCE.match(text, end):
        return None
    return Label(f"decimal-{len(path)}", written.rstrip(".．、 \t") if len(path) > 1 else written.strip(), path, lead + end)
