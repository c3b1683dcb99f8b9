"""Runs of a Word paragraph as intake counts them, and cuts in them at offsets, without a change of what is read."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from review.intake.docx.drawings import branch_of
from review.redline.names import CHANGES, RPR, RUN, TEXT, text_element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_INTO = frozenset(
    {
        qn(f"w:{name}")
        for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "rt", "rubyBase", "fldSimple")
    }
)
#: Children of a run that stand for one character of the text.
_SINGLE = frozenset({qn(f"w:{name}") for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym")})


def runs(node: Any) -> Iterator[Any]:
    """Runs and formulas below a paragraph in the order in which intake numbers them."""
    for child in node:
        if child.tag == RUN:
            yield child
            for ruby in child.iterfind(qn("w:ruby")):
                yield from _ruby(ruby)
        elif child.tag in (_MATH + "oMath", _MATH + "oMathPara"):
            yield child
        elif child.tag in _INTO or child.tag in CHANGES:
            yield from runs(child)
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from runs(content) if content is not None else ()
        elif child.tag == qn("w:ruby"):
            yield from _ruby(child)
        elif child.tag == _ALTERNATE:
            branch = branch_of(child)
            yield from runs(branch) if branch is not None else ()


def _ruby(node: Any) -> Iterator[Any]:
    base = node.find(qn("w:rubyBase"))
    return runs(base) if base is not None else iter(())


def length(child: Any) -> int:
    """Characters of the text that a child of a run stands for."""
    if child.tag == TEXT:
        return len(child.text or "")
    return 1 if child.tag in _SINGLE else 0


def cut(run: Any, offset: int) -> Any | None:
    """Cut a run in two at an offset; gives the new right half, with the same formatting. ``None``: nothing to cut."""
    if offset <= 0:
        return None
    right = run.makeelement(RUN)
    formatting = run.find(RPR)
    if formatting is not None:
        right.append(deepcopy(formatting))
    at = 0
    for child in [c for c in run if c.tag != RPR]:
        size = length(child)
        if at >= offset:
            right.append(child)
        elif at + size > offset:
            right.append(_cut_text(child, offset - at))
        at += size
    if not [c for c in right if c.tag != RPR]:
        return None
    run.addnext(right)
    return right


def _cut_text(child: Any, offset: int) -> Any:
    """Keep the left part in place; gives the right part."""
    text = child.text or ""
    kept = text_element("w:t", text[:offset])
    child.getparent().replace(child, kept)
    return text_element("w:t", text[offset:])
