"""What a signature looks like on the page: text drawn as outlines, so that no font has to be embedded after the fact.

A font added by a signature would have to be subset and tagged to keep PDF/A; outlines need nothing, and a name in any
script that the font can draw comes out as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_INK = b"0.114 0.31 0.388 rg"
_TEXT = b"0.106 0.141 0.188 rg"
_BAR, _LEFT, _LEADING = 3.0, 10.0, 1.36


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    size: float
    """Points; smaller when the line would not fit."""


class _Operators(BasePen):  # type: ignore[misc]
    """Outlines as PDF path operators in font units."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.parts.append(f"{point[0]:g} {point[1]:g} m")

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.parts.append(f"{point[0]:g} {point[1]:g} l")

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
        self.parts.append(" ".join(f"{v:.5g}" for p in (a, b, c) for v in p) + " c")

    def _closePath(self) -> None:
        self.parts.append("h")


def draw(lines: Sequence[Line], font: Path, width: float, height: float) -> bytes:
    """Content stream of the lines in a box of that size (points). What the font lacks is drawn as U+XXXX."""
    face = _face(font)
    parts = [b"q", _INK, f"0 0 {_BAR:g} {height:g} re f".encode(), _TEXT]
    y = height - 5.0
    for line in lines:
        text = _drawable(line.text, face)
        size = min(line.size, (width - _LEFT - 4) / max(_width(text, face), 0.001))
        y -= size * _LEADING
        if y > 0:
            parts.append(_line(text, face, size, _LEFT, y))
    return b"\n".join([*parts, b"Q"])


@dataclass(frozen=True)
class _Face:
    glyphs: Any
    names: dict[int, str]
    unit: float


@lru_cache(maxsize=4)
def _face(path: Path) -> _Face:
    font = TTFont(path, lazy=True)
    return _Face(font.getGlyphSet(), font.getBestCmap(), float(font["head"].unitsPerEm))


def _drawable(text: str, face: _Face) -> str:
    return "".join(c if ord(c) in face.names else f"U+{ord(c):04X}" for c in text)


def _width(text: str, face: _Face) -> float:
    """In ems."""
    return float(sum(face.glyphs[face.names[ord(c)]].width for c in text)) / face.unit


def _line(text: str, face: _Face, size: float, x: float, y: float) -> bytes:
    scale, at, parts = size / face.unit, 0.0, []
    for char in text:
        glyph = face.glyphs[face.names[ord(char)]]
        pen = _Operators(face.glyphs)
        glyph.draw(pen)
        if pen.parts:
            shape = " ".join(pen.parts)
            parts.append(f"q {scale:.6f} 0 0 {scale:.6f} {x + at * scale:.3f} {y:.3f} cm {shape} f Q")
        at += glyph.width
    return "\n".join(parts).encode()
