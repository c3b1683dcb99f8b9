"""Formulas in one line: fractions, powers, indexes and roots keep their meaning (Office MathML, ISO/IEC 29500-1, 22.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

from review.intake.docx.names import VAL, M

_MVAL: Final = M + "val"
_DEEPEST: Final = 40


def linear(node: etree._Element, depth: int = 0) -> str:
    """``(a+b)/c`` for a fraction, ``x^2`` for a power; what has no form of its own is read part by part."""
    if depth > _DEEPEST:
        return "".join(t.text or "" for t in node.iter(M + "t"))
    form = _FORMS.get(node.tag)
    if form is not None:
        return form(node, depth + 1)
    if node.tag == M + "t":
        return node.text or ""
    return "".join(linear(child, depth) for child in node if isinstance(child.tag, str))


def _part(node: etree._Element, name: str, depth: int) -> str:
    found = node.find(M + name)
    return "" if found is None else linear(found, depth)


def _group(text: str) -> str:
    return text if len(text) < 2 or text.replace(".", "").isalnum() else f"({text})"


def _fraction(node: etree._Element, depth: int) -> str:
    text = f"{_group(_part(node, 'num', depth))}/{_group(_part(node, 'den', depth))}"
    alone = node.getnext() is None and node.getprevious() is None
    return text if alone else f"({text})"


def _script(node: etree._Element, depth: int) -> str:
    """Base, then what stands below and above it."""
    low, high = _part(node, "sub", depth), _part(node, "sup", depth)
    marks = (f"_{_group(low)}" if low else "") + (f"^{_group(high)}" if high else "")
    return (
        _sign(node, "naryPr", "∫") + marks + _part(node, "e", depth)
        if node.tag == M + "nary"
        else _part(node, "e", depth) + marks
    )


def _root(node: etree._Element, depth: int) -> str:
    return f"{_part(node, 'deg', depth)}√({_part(node, 'e', depth)})"


def _brackets(node: etree._Element, depth: int) -> str:
    inside = _sign(node, "dPr", "|", "sepChr").join(linear(e, depth) for e in node.findall(M + "e"))
    return f"{_sign(node, 'dPr', '(', 'begChr')}{inside}{_sign(node, 'dPr', ')', 'endChr')}"


def _sign(node: etree._Element, properties: str, usual: str, name: str = "chr") -> str:
    found = node.find(f"{M}{properties}/{M}{name}")
    return usual if found is None else found.get(_MVAL, found.get(VAL, ""))


_FORMS: Final[dict[object, Callable[[etree._Element, int], str]]] = {
    M + "f": _fraction,
    M + "rad": _root,
    M + "d": _brackets,
    **{M + name: _script for name in ("sSub", "sSup", "sSubSup", "nary")},
}
