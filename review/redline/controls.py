"""Content controls (ISO/IEC 29500-1, 17.5.2): which of them take a comment inside, and which a tracked change."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

_CONTROL, _PROPERTIES, _LOCK, _VALUE = qn("w:sdt"), qn("w:sdtPr"), qn("w:lock"), qn("w:val")
_BOUND = frozenset({qn("w:dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"})
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
#: Controls that hold one value, not words with marks in them.
_VALUES = _BOUND | {qn(f"w:{name}") for name in ("text", "date", "dropDownList", "comboBox", "picture")} | {_CHECKBOX}
_LOCKED = frozenset({"contentLocked", "sdtContentLocked"})


def is_closed_control(node: Any) -> bool:
    """Whether comments stand around this element and not in it: a control in a line that holds one value."""
    return node.tag == _CONTROL and not _VALUES.isdisjoint(_properties(node))


def is_fixed(run: Any) -> bool:
    """Whether a change of the run would not last: Word shows the bound data instead, or lets nobody accept it."""
    controls = (node for node in run.iterancestors() if node.tag == _CONTROL)
    return any(not _BOUND.isdisjoint(found := _properties(c)) or found.get(_LOCK) in _LOCKED for c in controls)


def _properties(control: Any) -> dict[str, str]:
    """Properties by name, each with its value."""
    found = control.find(_PROPERTIES)
    return {} if found is None else {child.tag: child.get(_VALUE, "") for child in found}
