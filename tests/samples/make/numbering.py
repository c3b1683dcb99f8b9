"""Automatic numbering as Word keeps it: an abstract list, a number, and ``numPr`` on each paragraph."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.samples.make.look import Level

ABSTRACT = "77"
TWIPS_PER_CM = 567


def define(document: WordDocument, levels: tuple[Level, ...]) -> int:
    """Add a multi-level list and return its ``numId``."""
    root = document.part.numbering_part.element
    abstract = _element("abstractNum", abstractNumId=ABSTRACT)
    abstract.append(_element("multiLevelType", val="multilevel"))
    for n, level in enumerate(levels):
        abstract.append(_level(n, level))
    first = root.find(qn("w:num"))
    root.append(abstract) if first is None else first.addprevious(abstract)
    return int(root.add_num(int(ABSTRACT)).numId)


def apply(paragraph: Paragraph, number: int, level: int) -> None:
    """Number a paragraph."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _level(n: int, level: Level):  # type: ignore[no-untyped-def]
    element = _element("lvl", ilvl=str(n))
    element.append(_element("start", val="1"))
    element.append(_element("numFmt", val=level.format))
    if level.legal:
        element.append(_element("isLgl"))
    element.append(_element("suff", val="tab" if level.hanging else "space"))
    element.append(_element("lvlText", val=level.pattern))
    element.append(_element("lvlJc", val="left"))
    shape = _element("pPr")
    left, hanging = (str(round(v * TWIPS_PER_CM)) for v in (level.left, level.hanging))
    shape.append(_element("ind", left=left, hanging=hanging))
    element.append(shape)
    return element


def _element(tag: str, **attributes: str):  # type: ignore[no-untyped-def]
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
