"""The pieces of a contract that are asked whether they promise something: sentences, list items and table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from review.intake.plain.drawn import UPRIGHT
from review.model.document import ClauseKind
from review.model.language import Language
from review.model.quick import quick
from review.model.span import Span

_NOT_CHINESE = bytes(byte for byte in range(256) if not 0x4E <= byte <= 0x9F)
"""Upper halves of the UTF-16 of all signs but the Chinese ones, U+4E00 to U+9FFF."""
_LATIN = re.compile("[A-Za-z]+")
_OUTWEIGHS = 3
"""So many Latin letters weigh as much as a Chinese sign."""


class Shape(StrEnum):
    """How a unit stands in the text."""

    SENTENCE = "sentence"
    ITEM = "item"
    """One entry of a list; its subject may stand in the lead-in."""
    ROW = "row"
    """One row of a table."""
    LEAD = "lead"
    """The words before a list, up to the colon."""


@quick
@dataclass(frozen=True, slots=True)
class Unit:
    """One candidate with what governs it. ``text == document.text[span]``."""

    span: Span
    text: str
    shape: Shape
    language: Language
    headings: tuple[str, ...] = ()
    """Titles of the clauses it stands in, outermost first."""
    lead: str = ""
    """Words of the list's lead-in."""
    header: tuple[str, ...] = ()
    """In a table: the title above each of its row's cells."""
    shared: tuple[tuple[str, Span], ...] = ()
    """In a table: cells merged over its row from above, each with its title."""
    before: str = ""
    """The unit before it in the same paragraph, to which pronouns refer."""
    section: ClauseKind = ClauseKind.BODY
    clause: str = ""
    number: str = ""

    @property
    def separator(self) -> str:
        """What parts the cells of a row: a tab, in a drawn table an upright."""
        return "\t" if "\t" in self.text else UPRIGHT


def language_of(text: str) -> Language:
    """Chinese, English or neither, by the letters of the text."""
    chinese = 0 if text.isascii() else _chinese(text)
    if chinese and chinese * _OUTWEIGHS >= len(text) - chinese:
        return Language.ZH
    if _LATIN.search(text) is None:
        return Language.ZH if chinese else Language.NONE
    return Language.ZH if chinese and chinese * _OUTWEIGHS >= sum(map(len, _LATIN.findall(text))) else Language.EN


def _chinese(text: str) -> int:
    """How many Chinese signs stand in a text."""
    return len(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _NOT_CHINESE))
