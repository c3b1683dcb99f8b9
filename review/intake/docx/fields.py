"""Fields: the instruction is not text, the cached result is; what changes by itself is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from review.intake.docx.names import VAL, W
from review.intake.docx.styles import is_on

#: Fields whose result may be another one when the file is opened by somebody else, or on another day.
DYNAMIC: Final = frozenset(
    {"IF", "INCLUDETEXT", "INCLUDEPICTURE", "DATE", "TIME", "ASK", "FILLIN", "COMPARE", "DATABASE", "DDE", "DDEAUTO", "LINK",
     "MERGEFIELD", "MERGEREC", "NEXT", "NEXTIF", "SKIPIF", "IMPORT", "INCLUDE", "PRINTDATE", "SAVEDATE",
     "EDITTIME"}
)  # fmt: skip


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    has_result: bool = False


class Fields:
    """The fields that are open at a place of one part; they may run over paragraphs and stand inside each other."""

    def __init__(self, root: etree._Element) -> None:
        self.open: list[_Field] = []
        """Outermost first."""
        self._unclosed = _unclosed(root)
        self.hides = False
        """Whether text here belongs to an instruction."""

    def begin(self, mark: etree._Element) -> None:
        if mark not in self._unclosed:
            self.open.append(_Field())
            self.hides = True

    def instruct(self, text: str) -> None:
        if self.open and not self.open[-1].in_result:
            self.open[-1].instruction += text

    def separate(self) -> str:
        """The instruction of the field whose result begins here."""
        if not self.open:
            return ""
        self.open[-1].in_result = self.open[-1].has_result = True
        self._look_again()
        return self.open[-1].instruction

    def end(self) -> str:
        """Close a field; its instruction where it had no result that could be read."""
        if not self.open:
            return ""
        closed = self.open.pop()
        self._look_again()
        return "" if closed.has_result or self.hides else closed.instruction

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open here."""
        return any(name_of(f.instruction) == "TOC" for f in self.open)

    def _look_again(self) -> None:
        self.hides = not all(f.in_result for f in self.open)


def _unclosed(root: etree._Element) -> frozenset[etree._Element]:
    """Marks of fields that never end: they hide nothing, or a damaged file would lose its text."""
    began: list[etree._Element] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            began.append(mark)
        elif kind == "end" and began:
            began.pop()
    return frozenset(began)


_BUTTON: Final = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s?(.*?)\s*", re.I | re.S)
_OVERSTRIKE: Final = re.compile(r"\\o(?:\\a[lcr])?\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.I)
_FRACTION: Final = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.I)
_CIRCLES: Final = frozenset("○◯〇")
_CIRCLED: Final = {str(i): chr(0x245F + i) for i in range(1, 21)}
_SHOWS_BY_ITSELF: Final = frozenset(
    {"EQ", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SYMBOL", "BARCODE", "DISPLAYBARCODE"}
)


def shown_by(instruction: str) -> tuple[str, bool]:
    """What a field without a result shows, as far as its instruction tells; and whether that is all of it."""
    name = name_of(instruction)
    if (button := _BUTTON.fullmatch(instruction)) is not None:
        return button[1], True
    if name != "EQ":
        return "", name not in _SHOWS_BY_ITSELF
    text = _OVERSTRIKE.sub(_overstruck, instruction.split(None, 1)[-1])
    text = _FRACTION.sub(r"\1/\2", text).strip()
    return ("", False) if "\\" in text else (text, True)


def _overstruck(match: re.Match[str]) -> str:
    """Two signs in one place: a circle and what stands in it."""
    one, other = match[1].strip(), match[2].strip()
    if one in _CIRCLES or other in _CIRCLES:
        inside = other if one in _CIRCLES else one
        return _CIRCLED.get(inside, inside)
    return one + other


def form_value(data: etree._Element) -> str:
    """What a legacy check box or list shows (ISO/IEC 29500-1, 17.16.7 and 17.16.9); empty for a text field."""
    box, choices = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        state = _first(box, "checked", "default")
        return "☒" if state is not None and is_on(state) else "☐"
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(W + "listEntry")]
    chosen = _first(choices, "result", "default")
    at = chosen.get(VAL, "0") if chosen is not None else "0"
    return entries[int(at)] if at.isdigit() and len(at) < 4 and int(at) < len(entries) else "".join(entries[:1])


def _first(node: etree._Element, *names: str) -> etree._Element | None:
    return next((found for name in names if (found := node.find(W + name)) is not None), None)


def name_of(instruction: str) -> str:
    """``IF`` of `` IF 1 = 1 "a" "b" ``."""
    words = instruction.split(None, 1)
    return words[0].upper() if words else ""
