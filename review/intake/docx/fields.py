"""Fields: the instruction is not text, the cached result is; what changes by itself is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from review.intake.docx.names import W

#: Fields whose result may be another one when the file is opened by somebody else, or on another day.
DYNAMIC: Final = frozenset(
    {"IF", "INCLUDETEXT", "INCLUDEPICTURE", "DATE", "TIME", "ASK", "FILLIN", "COMPARE", "DATABASE", "DDE", "DDEAUTO", "LINK",
     "MERGEFIELD", "MERGEREC", "NEXT", "NEXTIF", "SKIPIF", "MACROBUTTON", "IMPORT", "INCLUDE", "PRINTDATE", "SAVEDATE",
     "EDITTIME"}
)  # fmt: skip


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


class Fields:
    """The fields that are open at a place of one part; they may run over paragraphs and stand inside each other."""

    def __init__(self, root: etree._Element) -> None:
        self._open: list[_Field] = []
        self._unclosed = _unclosed(root)
        self.hides = False
        """Whether text here belongs to an instruction."""

    def begin(self, mark: etree._Element) -> None:
        if mark not in self._unclosed:
            self._open.append(_Field())
            self.hides = True

    def instruct(self, text: str) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def separate(self) -> str:
        """The instruction of the field whose result begins here."""
        if not self._open:
            return ""
        self._open[-1].in_result = True
        self._look_again()
        return self._open[-1].instruction

    def end(self) -> None:
        if self._open:
            self._open.pop()
            self._look_again()

    def _look_again(self) -> None:
        self.hides = not all(f.in_result for f in self._open)


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


def name_of(instruction: str) -> str:
    """``IF`` of `` IF 1 = 1 "a" "b" ``."""
    words = instruction.split(None, 1)
    return words[0].upper() if words else ""
