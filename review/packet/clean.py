"""Text that is drawn as it is: nothing invisible, nothing that turns the reading direction, nothing no font can draw.

What is replaced stands as its code point in brackets, ⟨U+20BB7⟩, and is counted, so that the packet can say so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

#: Longest text that is printed anywhere but where a section asks for more; layout time grows with it.
LONGEST = 2000
#: Characters that change nothing a reader sees and may go: variation selectors, joiners, soft hyphen, byte order mark.
_SILENT = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
#: Controls of direction: shown, because they can make a quote read as what it does not say.
_DIRECTION = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}

#: Brackets around a code point, the first pair that the typefaces hold.
_BRACKETS = ("⟨⟩", "〈〉")
_FROM_RIGHT = {"R", "AL", "AN"}


@dataclass
class Cleaner:
    """Cleans every text of one packet and counts what could not be drawn."""

    drawable: frozenset[int]
    replaced: Counter[str] = field(default_factory=Counter)
    _known: dict[int, str | None] = field(default_factory=dict)

    def __call__(self, text: str, limit: int = LONGEST) -> str:
        """The text as it can be drawn, at most ``limit`` characters of it."""
        shown, more = shorten(text, limit)
        return shown.translate(self) + (f"… (+{more})" if more else "")

    def __getitem__(self, point: int) -> str | int:
        """Mapping protocol of ``str.translate``."""
        if point not in self._known:
            self._known[point] = _shown(point, self.drawable)
        shown = self._known[point]
        if shown is None:
            return point
        if len(shown) > 1 and shown[1:].startswith("U+"):
            self.replaced[shown] += 1
        return shown


def _shown(point: int, drawable: frozenset[int]) -> str | None:
    """What stands for a code point; ``None`` for itself."""
    char = chr(point)
    if char in "\n\t":
        return None
    if point in _SILENT:
        return ""
    if unicodedata.category(char) == "Zs" or char in "\r\x0b\x0c\u2028\u2029":
        return None if char in "\u0020\u00a0\u3000" else " "
    if point in drawable and point not in _DIRECTION and unicodedata.category(char)[0] != "C":
        return None
    composed = unicodedata.normalize("NFKC", char)
    if composed != char and all(ord(c) in drawable for c in composed):
        return composed
    pair = next((pair for pair in _BRACKETS if drawable.issuperset(map(ord, pair))), "<>")
    return f"{pair[0]}U+{point:04X}{pair[1]}"


def right_to_left(text: str) -> bool:
    """Whether any of it is read from the right: such a text must not turn the words beside it."""
    return any(ord(char) > 0x590 and unicodedata.bidirectional(char) in _FROM_RIGHT for char in text)


def shorten(text: str, limit: int) -> tuple[str, int]:
    """At most ``limit`` characters, and how many were left out."""
    if len(text) <= limit:
        return text, 0
    return text[:limit], len(text) - limit
