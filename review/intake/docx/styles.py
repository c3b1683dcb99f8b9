"""Paragraph and character styles: what a style says through all it is based on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Final

from lxml import etree

from review.intake.docx.names import OFF, PPR, RPR, VAL, W14, W
from review.intake.docx.symbols import SYMBOL_FONTS

_SEEN_THROUGH: Final = 90_000
"""Transparency in thousandths of a per cent."""
_WHITES: Final = frozenset({"ffffff", "bg1", "lt1"})
_DEEPEST: Final = 32
"""Word itself bases styles on each other at most eleven deep."""


@dataclass(frozen=True, slots=True)
class Look:
    """What character properties say of whether text is seen; ``None`` where they say nothing. Size in half points."""

    vanish: bool | None = None
    colour: str | None = None
    size: int | None = None
    highlight: str | None = None
    shade: str | None = None
    font: str | None = None
    """Only a symbol font is told."""
    scale: int | None = None
    """Width of the characters in per cent."""
    spacing: int | None = None
    """Twips added after each character."""
    raised: int | None = None
    """Half points above the line."""
    struck: bool | None = None
    clear: bool | None = None
    """Letters without a fill, or one that is seen through."""

    def over(self, below: Look) -> Look:
        """This look where it speaks, ``below`` where it is silent."""
        return Look(*(b if a is None else a for a, b in zip(_facts_of(self), _facts_of(below), strict=True)))

    def within(self, below: Look) -> Look:
        """A character style in a paragraph style: what both switch on is off again (ISO/IEC 29500-1, 17.7.3)."""
        both = replace(self.over(below), vanish=bool(self.vanish) is not bool(below.vanish))
        return both if self.vanish is not None else replace(both, vanish=below.vanish)


_facts_of = attrgetter(*(f.name for f in fields(Look)))
NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style resolved through its bases. ``outline``: heading level from 0; ``num``: (numId, ilvl) as written."""

    id: str
    name: str
    outline: int | None = None
    num_id: str | None = None
    level: int | None = None
    look: Look = NO_LOOK


class Styles:
    """The styles part, or none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._default = ""
        self._defaults = NO_LOOK
        self._defaults_node: list[etree._Element] = []
        self._known: dict[str, Style] = {}
        self._hides = root is not None and next(root.iter(W + "vanish", W + "specVanish"), None) is not None
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for node in root.iterfind(W + "style"):
            style_id = node.get(W + "styleId", "")
            self._nodes.setdefault(style_id, node)
            if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true", "on"):
                self._default = style_id
        self._defaults_node = root.findall(f"{W}docDefaults/{W}rPrDefault/{RPR}")
        for rpr in self._defaults_node:
            self._defaults = look_of(rpr)

    @cached_property
    def plain(self) -> Style:
        """The style of a paragraph that names none."""
        return self.paragraph(self._default)

    def paragraph(self, style_id: str) -> Style:
        """A style that is not in the file counts as the default one."""
        if not style_id or style_id not in self._nodes:
            style_id = self._default
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def character(self, style_id: str) -> Look:
        """What a character style adds."""
        look = NO_LOOK
        for node in self._chain(style_id):
            rpr = node.find(RPR)
            if rpr is not None:
                look = look.over(look_of(rpr))
        return look

    def texts(self) -> list[etree._Element]:
        """The parts of the style sheet that give text its look; what table styles add is never known for sure."""
        return [*self._defaults_node, *(n for n in self._nodes.values() if n.get(W + "type") in ("paragraph", "character", None))]

    @cached_property
    def hiding(self) -> frozenset[str]:
        """Ids of the table styles whose text is hidden."""
        tables = [i for i, n in self._nodes.items() if n.get(W + "type") == "table"] if self._hides else []
        return frozenset(i for i in tables if self.character(i).vanish)

    def numbering_of(self, style_id: str) -> str | None:
        """The numId a numbering style stands for."""
        node = self._nodes.get(style_id)
        num = None if node is None else node.find(f"{PPR}/{W}numPr/{W}numId")
        return None if num is None else num.get(VAL)

    def _chain(self, style_id: str) -> list[etree._Element]:
        """The style and its bases, nearest first; a circle ends it."""
        chain: list[etree._Element] = []
        seen: set[str] = set()
        while style_id in self._nodes and style_id not in seen and len(chain) < _DEEPEST:
            seen.add(style_id)
            node = self._nodes[style_id]
            chain.append(node)
            base = node.find(W + "basedOn")
            style_id = "" if base is None else base.get(VAL, "")
        return chain

    def _resolve(self, style_id: str) -> Style:
        outline = num_id = level = None
        look = NO_LOOK
        chain = self._chain(style_id)
        for node in chain:
            look = look.over(look_of(node.find(RPR)))
            ppr = node.find(PPR)
            if ppr is None:
                continue
            outline = _number(ppr.find(W + "outlineLvl")) if outline is None else outline
            if num_id is None and (num := ppr.find(W + "numPr")) is not None:
                found = num.find(W + "numId")
                num_id = None if found is None else found.get(VAL)
                level = _number(num.find(W + "ilvl")) if level is None else level
        name = chain[0].find(W + "name") if chain else None
        return Style(
            id=style_id,
            name="" if name is None else name.get(VAL, ""),
            outline=outline if outline is not None and 0 <= outline < 9 else None,
            num_id=num_id,
            level=level,
            look=look.over(self._defaults),
        )


def look_of(rpr: etree._Element | None) -> Look:
    """What direct character properties say."""
    if rpr is None:
        return NO_LOOK
    found: dict[str, str | int | bool | None] = {}
    for node in rpr:
        reader = _LOOKS.get(node.tag)
        if reader is not None:
            name, value = reader
            found[name] = value(node)
    return Look(**found) if found else NO_LOOK  # type: ignore[arg-type]


def _symbol_font(node: etree._Element) -> str | None:
    """The font, where it shows other signs than the letters that are stored; ``""`` for a font of letters."""
    name = (node.get(W + "ascii") or node.get(W + "hAnsi") or "").lower()
    return name if name in SYMBOL_FONTS else "" if name else None


def shade_of(node: etree._Element) -> str:
    """The fill colour of a shading, lower case; ``auto`` where there is none."""
    pattern = node.get(VAL, "clear")
    colour = node.get(W + "color", "auto") if pattern == "solid" else node.get(W + "fill", "auto")
    return colour.lower()


def is_on(node: etree._Element) -> bool:
    """Value of an on/off property: on when it is there without a value."""
    return node.get(VAL, "1") not in OFF


def _number(node: etree._Element | None) -> int | None:
    value = "" if node is None else node.get(VAL, "")
    return int(value) if value.isdigit() and len(value) < 6 else None


def _signed(node: etree._Element) -> int | None:
    value = node.get(VAL, "")
    return int(value) if value.lstrip("-").isdigit() and len(value) < 7 else None


def is_clear(node: etree._Element) -> bool:
    """Whether a text effect leaves the letters without a fill, or with one that is white or seen through."""
    if node.find(W14 + "noFill") is not None:
        return True
    colour = node.find(f"{W14}solidFill/*")
    if colour is None:
        return False
    alpha = colour.find(W14 + "alpha")
    through = _number_of(alpha.get(W14 + "val")) if alpha is not None else 0
    return through >= _SEEN_THROUGH or colour.get(W14 + "val", "").lower() in _WHITES


def _number_of(value: str | None) -> int:
    return int(value) if value and value.isdigit() and len(value) < 9 else 0


_LOOKS: Final[dict[object, tuple[str, Callable[[etree._Element], str | int | bool | None]]]] = {
    W + "vanish": ("vanish", is_on),
    W + "specVanish": ("vanish", is_on),
    W + "color": ("colour", lambda n: n.get(VAL, "auto").lower()),
    W + "sz": ("size", _number),
    W + "highlight": ("highlight", lambda n: n.get(VAL, "none").lower()),
    W + "shd": ("shade", shade_of),
    W + "rFonts": ("font", _symbol_font),
    W + "w": ("scale", _number),
    W + "spacing": ("spacing", _signed),
    W + "position": ("raised", _signed),
    W + "strike": ("struck", is_on),
    W + "dstrike": ("struck", is_on),
    W14 + "textFill": ("clear", is_clear),
}
