"""Whether a reader can see text that is there: colour on its background, size, and where it stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from review.intake.docx.facts import Facts, child_of
from review.intake.docx.names import RPR, RUN, TEXT, VAL, W14, W
from review.intake.docx.styles import Look, is_clear, is_on, shade_of
from review.intake.docx.symbols import SYMBOL_FONTS
from review.model.document import STRUCK

_TINY_HALF_POINTS: Final = 6
"""3 pt: nobody reads text this small on paper."""
_NARROW_PERCENT: Final = 15
_USUAL_HALF_POINTS: Final = 21
_TWIPS_PER_HALF_POINT: Final = 10
_FAR_HALF_POINTS: Final = 400
"""200 pt above or below its line."""
WHITE: Final = "ffffff"
_THIN_TWIPS: Final = 60
"""3 pt: a line, row or box of exactly this height shows no text."""
_FAR_TWIPS: Final = 18_000
"""31 cm: further to the side than a page of any usual size is wide."""
_SIDES: Final = ("left", "start", "right", "end", "firstLine", "hanging")
_NO_COLOUR: Final = frozenset({"auto", "none", ""})
HEADING_LENGTH: Final = 60
"""Characters; a longer paragraph is no heading, whatever it looks like."""
_BOLD: Final = W + "b"
_MANY_PAIRS: Final = 2_000
_NAMED: Final = {"white": "ffffff", "black": "000000", "yellow": "ffff00", "red": "ff0000", "blue": "0000ff", "green": "00ff00"}


def unseen(look: Look, ground: str | None) -> Iterator[tuple[str, str]]:
    """(notice code, detail) for text of this look on a ground; one that cannot be known (None) is never held against it."""
    ground = next((_NAMED.get(c, c) for c in (look.highlight, look.shade) if c is not None and c not in _NO_COLOUR), ground)
    colour = look.colour if look.colour not in _NO_COLOUR else None
    if colour is not None and ground is not None and _alike(colour, ground):
        yield "invisible-colour", colour
    elif look.clear and ground in (None, WHITE):
        yield "invisible-colour", "textFill"
    if look.size is not None and look.size <= _TINY_HALF_POINTS:
        yield "tiny-text", f"{look.size / 2:g} pt"
    if look.scale is not None and 0 < look.scale <= _NARROW_PERCENT:
        yield "tiny-text", f"{look.scale} %"
    if look.spacing is not None and -look.spacing * 2 >= (look.size or _USUAL_HALF_POINTS) * _TWIPS_PER_HALF_POINT:
        yield "tiny-text", f"{look.spacing / 20:g} pt"
    if look.raised is not None and abs(look.raised) > _FAR_HALF_POINTS:
        yield "off-page", f"{look.raised / 2:g} pt"
    if look.struck:
        yield STRUCK, ""


class Extremes:
    """Everything a part's character properties say that could make text unseen: one look over the part spares one per run."""

    def __init__(self, ground: str, *roots: etree._Element) -> None:
        self.harmless = True
        colours, grounds = set[str](), {WHITE, ground}
        squeezed = False
        for root in roots:
            for node in root.iter(*_TELLING):
                tag, value = node.tag, node.get(VAL, "")
                if tag == W + "color":
                    colours.add(value.lower())
                elif tag in _GROUNDS:
                    grounds.add(_NAMED.get(value.lower(), shade_of(node)))
                elif tag == W + "spacing":
                    squeezed = squeezed or _number(value) < -_TWIPS_PER_HALF_POINT * _TINY_HALF_POINTS
                elif _ALARMS[tag](node, value):
                    self.harmless = False
                    return
        seen = [(a, b) for a in colours - _NO_COLOUR for b in grounds - _NO_COLOUR]
        self.harmless = not squeezed and len(seen) < _MANY_PAIRS and not any(_alike(a, b) for a, b in seen)


def misplaced(facts: Facts) -> Iterator[tuple[str, str]]:
    """(notice code, detail) where a paragraph stands outside the page, or in a line too thin to show it."""
    indent, frame, spacing = facts.get(W + "ind"), facts.get(W + "framePr"), facts.get(W + "spacing")
    if indent is not None and any(_is_far(indent.get(W + side)) for side in _SIDES):
        yield "off-page", "indent"
    if frame is not None and any(_is_far(frame.get(W + side)) for side in ("x", "y")):
        yield "off-page", "frame"
    if frame is not None and (
        _is_thin(frame.get(W + "w")) or (frame.get(W + "hRule") == "exact" and _is_thin(frame.get(W + "h")))
    ):
        yield "collapsed", "frame"
    if spacing is not None and spacing.get(W + "lineRule") == "exact" and _is_thin(spacing.get(W + "line")):
        yield "collapsed", "line"


def is_bold(paragraph: etree._Element) -> bool:
    """Whether a paragraph is bold from end to end."""
    bold = False
    for run in paragraph.iterchildren(RUN):
        if _is_bold_run(run):
            bold = bold or child_of(run, TEXT) is not None
        elif child_of(run, TEXT) is not None:
            return False
    return bold


def _is_bold_run(run: etree._Element) -> bool:
    properties = child_of(run, RPR)
    mark = None if properties is None else child_of(properties, _BOLD)
    return mark is not None and is_on(mark)


def collapsed_row(properties: Facts) -> bool:
    """Whether a table row is hidden or exactly too low for any text."""
    height = properties.get(W + "trHeight")
    thin = height is not None and height.get(W + "hRule") == "exact" and _is_thin(height.get(W + "val"))
    return thin or W + "hidden" in properties


def narrow_cell(facts: Facts) -> bool:
    """Whether a cell is too narrow for any letter."""
    width = facts.get(W + "tcW")
    return width is not None and width.get(W + "type", "dxa") == "dxa" and _is_thin(width.get(W + "w"))


def ground_of(properties: Facts, below: str | None) -> str | None:
    """The background of a cell or paragraph: its own, else the one below it."""
    if not properties:
        return below
    shade = properties.get(W + "shd")
    colour = "auto" if shade is None else shade_of(shade)
    return below if colour in _NO_COLOUR else colour


def page_colour(root: etree._Element, is_shown: bool) -> str:
    """The background of the pages, where the settings say that it is shown."""
    background = root.find(W + "background") if is_shown else None
    colour = "" if background is None else background.get(W + "color", "").lower()
    return WHITE if colour in _NO_COLOUR else colour


def _alike(one: str, other: str) -> bool:
    """Whether two colours differ by less than 5 % in every channel."""
    try:
        pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (0, 2, 4)]
    except ValueError:
        return False
    return len(one) == len(other) == 6 and all(abs(a - b) <= 12 for a, b in pairs)


def _is_far(value: str | None) -> bool:
    return _number(value) > _FAR_TWIPS or _number(value) < -_FAR_TWIPS // 2


def _is_thin(value: str | None) -> bool:
    return 0 < _number(value) <= _THIN_TWIPS


def _number(value: str | None) -> int:
    try:
        return int(value or 0)
    except ValueError:
        return 0


#: Properties of which the mere value tells that text may be unseen.
_ALARMS: Final[dict[object, Callable[[etree._Element, str], bool]]] = {
    W + "vanish": lambda n, v: True,
    W + "specVanish": lambda n, v: True,
    W + "sz": lambda n, v: 0 < _number(v) <= _TINY_HALF_POINTS,
    W + "w": lambda n, v: 0 < _number(v) <= _NARROW_PERCENT,
    W + "position": lambda n, v: abs(_number(v)) > _FAR_HALF_POINTS,
    W + "strike": lambda n, v: is_on(n),
    W + "dstrike": lambda n, v: is_on(n),
    W14 + "textFill": lambda n, v: is_clear(n),
    W + "rFonts": lambda n, v: bool({(n.get(W + k) or "").lower() for k in ("ascii", "hAnsi")} & SYMBOL_FONTS),
}
_GROUNDS: Final = (W + "shd", W + "highlight")
_TELLING: Final = (*map(str, _ALARMS), *_GROUNDS, W + "color", W + "spacing")
