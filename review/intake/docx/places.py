"""From a ``WordPlace`` back to the XML: the paragraphs and runs of a part in the order in which they are counted."""

from __future__ import annotations

from lxml import etree

from review.intake.docx.drawings import branch_of
from review.intake.docx.names import MC, RUN, M, P


def runs_of(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of a paragraph, in order: those of a text box in it belong to the box's own paragraphs. A formula counts as one.

    ``WordPlace.paragraph`` is the index in ``root.iter(P)``; ``WordPlace.run`` the index in this list; ``WordPlace.offset``
    counts characters of text, and one for each tab and break.
    """
    found: list[etree._Element] = []
    _collect(paragraph, found)
    return found


def _collect(node: etree._Element, found: list[etree._Element]) -> None:
    for child in node:
        if child.tag == RUN or child.tag in (M + "oMath", M + "oMathPara"):
            found.append(child)
        elif child.tag == MC + "AlternateContent":
            branch = branch_of(child)
            if branch is not None:
                _collect(branch, found)
        elif child.tag != P:
            _collect(child, found)
