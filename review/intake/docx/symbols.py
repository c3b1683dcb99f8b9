"""Characters of symbol fonts that contracts use as marks, as Unicode."""

from __future__ import annotations

from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def _row(first: int, signs: str) -> dict[int, str]:
    """Signs of neighbouring codes; a space leaves one out."""
    return {first + i: sign for i, sign in enumerate(signs) if sign != " "}


_WINGDINGS: Final = {
    **_row(0x21, "✏✂✁   ✆☎✆"), **_row(0x36, "⌛⌨      ✇✍"), **_row(0x41, "✌   ☜☞☝☟ ☺ ☹ ☠  ✈☼ ❄ ✞ ✠✡☪☯ ☸♈♉♊♋♌♍♎♏♐♑♒♓"),
    **_row(0x6C, "●❍■□□❑❒◆◆◆❖◆⌧ ⌘"), **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), **_row(0x9E, "·•▪○○○◉◎ ▪□ ✦★✶✴✹✵"),
    **_row(0xD5, "⌫⌦ ➢   ➲  ←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳"), **_row(0xFB, "✗✓☒☑"),
}  # fmt: skip
_WINGDINGS_2: Final = {
    **_row(0x4F, "✗✓☒☑☒☒"), **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    0x2A: "□", 0xA3: "□", 0x97: "•", 0x98: "●", 0x9F: "■", 0xA2: "▪",
}  # fmt: skip
_SYMBOL: Final = {
    **{ord(c): c for c in "!#%&()+,./0123456789:;<=>?[]_{|}"},
    **_row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    0x22: "∀", 0x24: "∃", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    **_row(0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"), **_row(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    0xF1: "〉", 0xF2: "∫",
}  # fmt: skip
_FONTS: Final[dict[str, dict[int, str]]] = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}

#: Fonts whose letters are shown as signs.
SYMBOL_FONTS: Final = frozenset({*_FONTS, "wingdings 3", "webdings", "zapfdingbats", "marlett"})


def shown_as(font: str, text: str) -> tuple[str, bool]:
    """Text stored as letters of a symbol font, as the signs it shows; whether every sign is known."""
    table = _FONTS.get(font, {})
    signs = [table.get((ord(c) - 0xF000) if 0xF000 <= ord(c) <= 0xF0FF else ord(c)) or (c if c.isspace() else None) for c in text]
    return "".join(s or c for s, c in zip(signs, text, strict=True)), None not in signs


def symbol(font: str, code: str) -> str:
    """The character of a ``w:sym``; U+FFFD where the font is not known, so that its place is not lost."""
    try:
        point = int(code, 16)
    except ValueError:
        return REPLACEMENT
    point = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    table = _FONTS.get(font.lower())
    if table is None:
        return chr(point) if 0x20 <= point < 0xD800 and font.lower() not in SYMBOL_FONTS else REPLACEMENT
    return table.get(point, " " if point == 0x20 else REPLACEMENT)
