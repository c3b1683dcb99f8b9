"""A text with single spaces for its line breaks and runs of spaces, and the way back to its own offsets.

Justified and broken lines put any white space between the words of a phrase; phrases are looked for in the squeezed text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_RUN = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """``text`` with, for each run that was squeezed, where it ends in ``text`` and in the original."""

    text: str
    ends: tuple[int, ...] = ()
    originals: tuple[int, ...] = ()

    def back(self, place: int) -> int:
        """The offset in the original of one in ``text``; behind a run from its end on."""
        at = bisect_right(self.ends, place) - 1
        return place if at < 0 else self.originals[at] + place - self.ends[at]

    def forth(self, place: int) -> int:
        """The offset in ``text`` of one in the original; within a run its end."""
        at = bisect_right(self.originals, place) - 1
        here = place if at < 0 else self.ends[at] + place - self.originals[at]
        following = bisect_left(self.originals, place)
        return min(here, self.ends[following]) if following < len(self.ends) else here


def squeezed(text: str) -> Squeezed:
    """The text squeezed; itself where nothing is to be."""
    if "  " not in text and text.isprintable():  # then a space is the only white space in it
        return Squeezed(text)
    out: list[str] = []
    ends: list[int] = []
    originals: list[int] = []
    last = length = 0
    for run in _RUN.finditer(text):
        out += (text[last : run.start()], " ")
        length += run.start() - last + 1
        last = run.end()
        ends.append(length)
        originals.append(last)
    return Squeezed("".join((*out, text[last:])), tuple(ends), tuple(originals)) if ends else Squeezed(text)
