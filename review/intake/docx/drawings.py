"""Drawings: the text boxes in them, which of two alternatives counts, and what is shown as a picture only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from review.intake.docx.names import MC, TEXTPATH, TXBX, A, P, V, W

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_HIDDEN_STYLE: Final = re.compile(r"visibility:\s*hidden|display:\s*none|mso-hide:\s*(?!f)")
_FAR_STYLE: Final = re.compile(r"(?:margin-)?(?:left|top):\s*-?(?:\d{4,}(?:\.\d+)?pt|\d{2,}(?:\.\d+)?in|\d{3,}cm)")
_EXTENSIONS: Final = "http://schemas.microsoft.com/office/"
_SIGNS: Final = "/symex"
"""Coloured signs: the fallback holds the same one as text."""
_EMU_PER_POINT: Final = 12_700
_COVER_POINTS: Final = (60, 8)
"""What is smaller hides no words."""
_WHITE_FILLS: Final = frozenset({"ffffff", "bg1", "lt1"})
_LEAST_POINTS: Final = 3
_MOST_POINTS: Final = 2_000
"""More than the longer side of A2: outside any page."""


def branch_of(alternate: etree._Element) -> etree._Element | None:
    """The one branch of ``mc:AlternateContent`` that Word shows: the first choice it understands, else the fallback."""
    choice = next((c for c in alternate.iterfind(MC + "Choice") if _is_understood(c)), None)
    return alternate.find(MC + "Fallback") if choice is None else choice


def _is_understood(choice: etree._Element) -> bool:
    """Whether all it requires are extensions that Word itself made."""
    spaces = [choice.nsmap.get(prefix) or "" for prefix in choice.get("Requires", "").split()]
    return all(space.startswith(_EXTENSIONS) and not space.endswith(_SIGNS) for space in spaces)


def other_words(alternate: etree._Element) -> str:
    """The text of a fallback that says something else than the branch that is shown: other programs show it instead."""
    fallback, shown = alternate.find(MC + "Fallback"), branch_of(alternate)
    if fallback is None or shown is None or shown is fallback:
        return ""
    words, others = (" ".join("".join(t.text or "" for t in b.iter(W + "t")).split()) for b in (shown, fallback))
    return "" if others == words else others


def boxes_of(node: etree._Element) -> list[etree._Element]:
    """The text boxes and the lettering of a drawing, each once; those inside another one are read with it."""
    return [box for box in node.iter(TXBX, TEXTPATH) if not _is_left_out(box, node)]


def _is_left_out(box: etree._Element, top: etree._Element) -> bool:
    for above in box.iterancestors():
        if above is top:
            return False
        if above.tag in (TXBX, P):
            return True
        parent = above.getparent()
        if parent is not None and parent.tag == MC + "AlternateContent" and branch_of(parent) is not above:
            return True
    return False


def is_hidden(node: etree._Element) -> str:
    """The notice code for a drawing that is not shown, lies outside the page or is too small; empty for any other."""
    properties = node.find(f".//{_WP}docPr")
    if properties is not None and properties.get("hidden", "0") in ("1", "true"):
        return "hidden-text"
    styles = [s for s in (n.get("style") for n in node.iter() if isinstance(n.tag, str) and n.tag.startswith(V)) if s]
    if any(_HIDDEN_STYLE.search(s) for s in styles):
        return "hidden-text"
    if any(_FAR_STYLE.search(s) for s in styles) or any(_is_far(n) for n in node.iter(_WP + "posOffset")):
        return "off-page"
    extent = node.find(f".//{_WP}extent")
    return "collapsed" if extent is not None and boxes_of(node) and _is_flat(extent) else ""


def words_of(boxes: Iterable[etree._Element]) -> str:
    return "".join(box.get("string", "") or "".join(t.text or "" for t in box.iter(W + "t")) for box in boxes)


def covers_text(node: etree._Element) -> bool:
    """Whether a drawing is a white shape without words that lies over the text."""
    anchor = node.find(_WP + "anchor")
    if anchor is None or anchor.get("behindDoc", "0") in ("1", "true") or anchor.find(_WP + "wrapNone") is None:
        return False
    fill = node.find(f".//{_WPS}spPr/{A}solidFill/*")
    extent = anchor.find(_WP + "extent")
    if fill is None or extent is None or fill.get("val", "").lower() not in _WHITE_FILLS or boxes_of(node):
        return False
    return _points(extent.get("cx")) >= _COVER_POINTS[0] and _points(extent.get("cy")) >= _COVER_POINTS[1]


def pictures_in(node: etree._Element, has_text: bool) -> Iterator[tuple[str, str]]:
    """(notice code, detail) for what a drawing shows without text that can be read."""
    if any(True for _ in node.iter(A + "blip", V + "imagedata")):
        yield "image", description_of(node)
    data = node.find(f".//{A}graphicData")
    kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
    if kind in ("chart", "chartex") and not has_text:
        yield "chart", kind


def description_of(node: etree._Element) -> str:
    """What the author says a picture shows."""
    properties = node.find(f".//{_WP}docPr")
    return "" if properties is None else (properties.get("descr") or properties.get("name") or "")[:200]


def _is_far(offset: etree._Element) -> bool:
    return abs(_points(offset.text)) > _MOST_POINTS


def _is_flat(extent: etree._Element) -> bool:
    return min(_points(extent.get("cx")), _points(extent.get("cy"))) < _LEAST_POINTS


def _points(value: str | None) -> float:
    try:
        return int(value or 0) / _EMU_PER_POINT
    except ValueError:
        return 0.0
