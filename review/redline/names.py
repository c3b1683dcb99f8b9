"""WordprocessingML elements that a redline writes (ISO/IEC 29500-1, 17.13)."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

RUN, RPR, TEXT, DELETED_TEXT = qn("w:r"), qn("w:rPr"), qn("w:t"), qn("w:delText")
INSERTION, DELETION = qn("w:ins"), qn("w:del")
CHANGES = frozenset({INSERTION, DELETION, qn("w:moveTo"), qn("w:moveFrom")})
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
