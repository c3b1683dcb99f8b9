"""An expression compiled by RE2, and where it matches in bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import re2  # type: ignore[import-untyped]

#: Where something begins and ends in a text.
Place = tuple[int, int]

_ANYWHERE = re2._re2.RE2.Anchor.UNANCHORED


class Program:
    """Asks the library's own matcher: the package's search makes an object of each match, which costs more than to find it."""

    def __init__(self, expression: str, options: Any = None) -> None:
        self._match = re2.compile(expression, options)._regexp.Match

    def first(self, data: bytes, start: int, end: int) -> Place | None:
        """The first match between two places."""
        place: Place = self._match(_ANYWHERE, data, start, end)[0]
        return place if place[0] >= 0 else None

    def all(self, data: bytes, start: int, end: int) -> Iterator[Place]:
        """Every match between two places that is not empty, in order."""
        match, at = self._match, start
        while at <= end:
            place: Place = match(_ANYWHERE, data, at, end)[0]
            begin, behind = place
            if begin < 0:
                return
            if begin < behind:
                yield place
            at = behind if behind > at else at + 1
