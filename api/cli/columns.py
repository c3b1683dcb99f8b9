"""Text in columns of a terminal, where a Chinese character takes two places and a line may break beside it."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from typing import Final

_WIDEST = 110
_NARROWEST = 48
#: A line begins with none of these (JIS X 4051, CLREQ: closing marks stay with what they close).
_NOT_FIRST = frozenset("，。、；：！？）】》」』”’%‰℃,.;:!?)]}")
#: A line ends with none of these.
_NOT_LAST = frozenset("（【《「『“‘([{")


def terminal_width() -> int:
    """Columns to fill: those of the terminal, within what can be read comfortably."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 40)).columns))


#: What a terminal would obey instead of showing it, and what turns the reading direction -> a sign for it.
_SIGNS: Final = {
    **{code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"},
    0x7F: "\u2421",
    **{code: f"<U+{code:04X}>" for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}


def seen(text: str) -> str:
    """The text as it can be shown: words of others give the terminal no orders.

    >>> seen("\\x1b[2J 30 days")
    '␛[2J 30 days'
    """
    return text.translate(_SIGNS)


def width_of(text: str) -> int:
    """Places that a text takes."""
    return sum(_places(sign) for sign in text)


def padded(text: str, width: int) -> str:
    """The text as ``seen``, with spaces up to ``width`` places; longer text stays as it is."""
    shown = seen(text)
    return shown + " " * (width - width_of(shown))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` places, as ``seen``. Only a word longer than a line passes it.

    >>> wrapped("交付 within 45 days。", 12)
    ['交付 within', '45 days。']
    """
    lines = [""]
    for word in _words(" ".join(seen(text).split())):
        if lines[-1] and width_of(lines[-1] + word.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(word.lstrip())
        else:
            lines[-1] += word
    return [line.rstrip() for line in lines]


def _words(text: str) -> Iterator[str]:
    """Pieces that no line breaks: each ends with its space, or stands beside a wide sign."""
    piece = ""
    for sign in text:
        if piece and _may_break(piece[-1], sign):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    return before == " " or _places(before) == 2 or _places(after) == 2


def _places(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
