"""Characters of symbol fonts that contracts use as marks, as Unicode."""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
    0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0xA3: "□", 0x98: "●",
}  # fmt: skip
_SYMBOL: Final = {
    0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xB0: "°", 0xA5: "∞", 0xB7: "•", 0xAE: "→", 0xD7: "⋅",
    0xD3: "©", 0xD2: "®", 0x6D: "μ", 0x57: "Ω", 0x44: "Δ", 0x53: "Σ", 0xBB: "≈", 0xA2: "′", 0xB2: "″",
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
        return "\N{REPLACEMENT CHARACTER}"
    point = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    table = _FONTS.get(font.lower())
    if table is None:
        return chr(point) if 0x20 <= point < 0xD800 else "\N{REPLACEMENT CHARACTER}"
    return table.get(point) or (chr(point) if table is _SYMBOL and point < 0x80 else "\N{REPLACEMENT CHARACTER}")
