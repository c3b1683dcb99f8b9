"""Names of companies as marks in a folded text, so that patterns which name a party are not compiled for each contract anew.

A folded text has no capital letters. A mark is as long as the name, and the text around it stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from review.model.commitment import Party

_FIRST = {Party.BUYER: "B", Party.SELLER: "S"}
_FURTHER = "Z"
_WORD = re.compile(r"[0-9a-z_]")
#: Every sign of a name but a line feed: a name may run over two lines, and each line stays a line.
_SIGN = re.compile(r".")


def expression(side: Party) -> str:
    """What matches the mark of a side's company."""
    return rf"(?:\bthe\s+)?{_FIRST[side]}{_FURTHER}*"


def put(text: str, companies: Mapping[str, Party]) -> str:
    """The text with a mark for each name; the same object where it holds none."""
    for name in sorted(companies, key=len, reverse=True):
        own = name.rstrip(".")
        if own and own in text:
            text = _put(text, own, name != own, _FIRST[companies[name]])
    return text


def _put(text: str, name: str, stop: bool, first: str) -> str:
    """``stop``: whether a stop right behind the name belongs to it (Ltd.). A name within another word is none."""
    pieces, at = [], 0
    while (start := text.find(name, at)) >= 0:
        end = start + len(name)
        whole = not _joined(text, start) and not _joined(text, end)
        end += whole and stop and text.startswith(".", end)
        pieces += [text[at:start], first + _SIGN.sub(_FURTHER, text[start + 1 : end]) if whole else text[start:end]]
        at = end
    return "".join([*pieces, text[at:]])


def _joined(text: str, at: int) -> bool:
    """Whether letters of one Latin word stand on both sides of a place."""
    return 0 < at < len(text) and bool(_WORD.match(text[at - 1]) and _WORD.match(text[at]))
