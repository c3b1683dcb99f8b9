"""WordprocessingML elements that a redline writes (ISO/IEC 29500-1, 17.13)."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

RUN, RPR, TEXT, PARAGRAPH = qn("w:r"), qn("w:rPr"), qn("w:t"), qn("w:p")
#: What stands in a deleted run -> what it is called there (17.3.3.7, 17.16.13).
DELETED = {TEXT: qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}
CHANGES = frozenset(qn(f"w:{name}") for name in ("ins", "del", "moveTo", "moveFrom"))
_FORMAT = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange")
#: Everything that is tracked, by whom ever; each bears an id.
TRACKED = CHANGES | {qn(f"w:{name}") for name in (*_FORMAT, "numberingChange", "cellIns", "cellDel", "cellMerge")}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, **attributes: str) -> Any:
    """A new element; attributes are in the ``w`` namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def text_element(tag: str, text: str) -> Any:
    made = element(tag)
    made.text = text
    made.set(SPACE, "preserve")
    return made
